"""A fleet of two clusters for each candidate, made once for all tests that only use it."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from harness.cluster.fleet.environment import shell_environment
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import ClusterProvider, Fleet
from harness.cluster.toolchain import Toolchain

HERE = Path(__file__).parent
TABLE = runpy.run_path(str(HERE / "candidates.py"))
TEMPLATES = {"CTX_CLUSTER1": "{cluster1.context}", "CTX_CLUSTER2": "{cluster2.context}"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "candidate" in metafunc.fixturenames:
        candidates = TABLE["CANDIDATES"].values()
        params = [
            pytest.param(one, id=one.name, marks=[getattr(pytest.mark, mark) for mark in one.marks])
            for one in candidates
        ]
        metafunc.parametrize("candidate", params, scope="module")


@pytest.fixture(scope="session")
def toolchain() -> Toolchain:
    """The one that `make test` has filled."""
    return Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))


@pytest.fixture
def topology() -> Any:
    return TABLE["TOPOLOGY"]


@pytest.fixture(scope="module")
def theirs(candidate: Any, toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet | None]:
    """The clusters that are somebody else's, for a candidate that makes none."""
    if candidate.owns:
        yield None
        return
    host = TABLE["embedded"](toolchain, tmp_path_factory.mktemp("theirs"), ProcessIdentity.of(os.getpid()))
    fleet = host.create("theirs", TABLE["TOPOLOGY"], progress=lambda _: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(TABLE["THEIRS"], str(fleet.kubeconfig))
        yield fleet
    host.destroy(fleet)


@pytest.fixture(scope="module")
def provider(
    candidate: Any, theirs: Fleet | None, toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory
) -> ClusterProvider:
    root = tmp_path_factory.mktemp(candidate.name)
    made: ClusterProvider = candidate.make(toolchain, root, ProcessIdentity.of(os.getpid()))
    if reason := candidate.closed(made):
        pytest.skip(f"{candidate.name} was not tested: {reason} (HARNESS_KIND_SETTINGS may name settings that help)")
    return made


@pytest.fixture(scope="module")
def fleet(provider: ClusterProvider) -> Iterator[Fleet]:
    fleet = provider.create("contract", TABLE["TOPOLOGY"], progress=lambda _: None)
    yield fleet
    provider.destroy(fleet)


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    text: str

    def must_succeed(self) -> str:
        assert self.status == 0, self.text
        return self.text


Shell = Callable[..., Answer]


@pytest.fixture
def shell(fleet: Fleet, tmp_path: Path) -> Shell:
    """Runs bash as a page would, in the page's environment; ``stdin`` is what it reads."""

    def run(command: str, *, stdin: str = "") -> Answer:
        environment = shell_environment(
            fleet, home=tmp_path, workdir=tmp_path, templates=TEMPLATES, inherit={"PATH": os.environ["PATH"]}
        )
        done = subprocess.run(
            ["bash", "-c", command],
            env=environment,
            cwd=tmp_path,
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        return Answer(status=done.returncode, text=done.stdout)

    return run


@pytest.fixture
def maker(
    candidate: Any, theirs: Fleet | None, toolchain: Toolchain
) -> Callable[[Path, Path], "subprocess.Popen[str]"]:
    """Starts a process that makes a fleet below ``root``, as a user whose home is ``home``."""

    def start(root: Path, home: Path) -> "subprocess.Popen[str]":

        return subprocess.Popen(
            [sys.executable, str(HERE / "candidates.py"), candidate.name, str(toolchain.cache), str(root)],
            env={**os.environ, "HOME": str(home), "KUBECONFIG": str(home / ".kube" / "config")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    return start
