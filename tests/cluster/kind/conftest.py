"""Real kind clusters, where this machine can run them; what they need here is told by a settings file.

``HARNESS_KIND_SETTINGS`` names that file; without it kind's published node image has to do.
"""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from harness.cluster.containers import ContainerOptions, ContainerProvider
from harness.cluster.fleet.topology import default_topology
from harness.cluster.kind import KindTool
from harness.cluster.processes import ProcessIdentity
from harness.cluster.toolchain import Toolchain
from harness.settings import Settings, read_settings
from harness.settings.sections import KindSettings

MakeProvider = Callable[..., ContainerProvider]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    file = os.environ.get("HARNESS_KIND_SETTINGS")
    return read_settings(file=Path(file)) if file else read_settings(start=tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def engine(settings: Settings) -> str:
    """The command of the container engine."""
    return settings.cluster.kind.runtime or "docker"


@pytest.fixture(scope="session")
def make_kind(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> MakeProvider:
    """A provider with fleets below ``root``; ``changes`` are laid over the settings for kind."""
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))

    def make(root: Path, *, change: Callable[[KindSettings], KindSettings] = lambda kind: kind) -> ContainerProvider:
        options = ContainerOptions(
            owner=ProcessIdentity.of(os.getpid()),
            metallb=settings.cluster.metallb,
            folder=settings.root,
        )
        return ContainerProvider(KindTool(change(settings.cluster.kind)), toolchain, root, options)

    reason = make(tmp_path_factory.mktemp("unused")).unavailable(default_topology(4))
    if reason:
        pytest.skip(f"real clusters were not tested: {reason} (HARNESS_KIND_SETTINGS may name settings that help)")
    return make
