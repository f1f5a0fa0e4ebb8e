"""Builds: what goes into their key, what the compiler is told, and which compiler that is."""

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.toolchain.attempt import UnavailableError
from harness.cluster.toolchain.go_build import compile_program, plan_build, refuse_unpinned
from harness.cluster.toolchain.golang import Ticks, clock, find_go, run
from harness.cluster.toolchain.store import Store
from harness.cluster.toolchain.tools import TOOLS
from harness.cluster.toolchain.versions import pinned

PLATFORM = {"os": "linux", "arch": "amd64"}


def plan(name: str, version: str = "v1.34.4") -> Any:
    return plan_build(TOOLS[name].build, version=version, module_version=version, platform=PLATFORM)


def test_components_of_one_program_are_one_build() -> None:
    keys = {plan(name).key for name in ("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl")}
    assert len(keys) == 1
    assert keys != {plan("etcd").key}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(plan("kubectl", "v1.34.5"), id="version"),
        pytest.param(replace(plan("kubectl"), ldflags="-s"), id="flags"),
        pytest.param(replace(plan("kubectl"), platform={"os": "linux", "arch": "arm64"}), id="platform"),
    ],
)
def test_whatever_decides_the_result_is_in_the_key(other: Any) -> None:
    assert other.key != plan("kubectl").key


def test_the_version_is_stamped_into_the_program() -> None:
    flags = plan("kubectl").ldflags.split(" -X ")
    assert flags[0] == "-s -w"
    assert "k8s.io/component-base/version.gitVersion=v1.34.4" in flags
    assert "k8s.io/client-go/pkg/version.gitMinor=34" in flags


def test_a_wrapper_builds_its_pinned_version_only() -> None:
    refuse_unpinned(plan("kubectl", pinned()["kubernetes"]), "kubernetes")
    with pytest.raises(UnavailableError, match=r"modules can build v1\.34\.4 only, v1\.30\.0 is asked for"):
        refuse_unpinned(plan("kubectl", "v1.30.0"), "kubernetes")


def test_one_link_serves_all_components(tmp_path: Path, program: Any, said: list[str]) -> None:
    script = 'case $1 in env) echo go1.99.0;; *) while [ "$1" != -o ]; do shift; done; echo program >"$2";; esac'
    go = find_go(Store(tmp_path), search_path=str(program("go", script).parent), progress=said.append)
    folder = tmp_path / "out"
    folder.mkdir()
    compile_program(plan("kubectl"), go, folder, said.append)
    assert {path.name: path.is_symlink() for path in folder.iterdir()} == {
        "kubernetes": False,
        "kube-apiserver": True,
        "kube-controller-manager": True,
        "kube-scheduler": True,
        "kubectl": True,
    }
    assert (folder / "kubectl").read_text() == "program\n"


def test_a_compiler_on_path_must_not_replace_itself(tmp_path: Path, program: Any, said: list[str]) -> None:
    script = 'case $1 in env) echo go1.99.0;; *) echo "$GOTOOLCHAIN $CGO_ENABLED $GOFLAGS $GOWORK";; esac'
    go = find_go(Store(tmp_path), search_path=str(program("go", script).parent), progress=said.append)
    assert go.run("version") == "local 0 -buildvcs=false off\n"


def test_a_failing_build_shows_the_end_of_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as caught:
        run(["/bin/sh", "-c", "for i in $(seq 30); do echo line $i >&2; done; exit 3"], env={})
    lines = str(caught.value).splitlines()
    assert lines[0] == "sh -c exits with 3: line 19"
    assert lines[-1] == "line 30"


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(UnavailableError, match=f"/nowhere/go: {os.strerror(errno.ENOENT)}"):
        run(["/nowhere/go"], env={})


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        pytest.param(65, "etcd: building it, 1:05 of about 1:30", id="in time"),
        pytest.param(125, "etcd: building it, 2:05 instead of the usual 1:30", id="late"),
    ],
)
def test_a_long_wait_is_told(seconds: float, text: str, said: list[str]) -> None:
    Ticks("etcd: building it", 90, said.append).tick(seconds)
    assert said == [text]


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "0:00"), (59.9, "0:59"), (449, "7:29")])
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text
