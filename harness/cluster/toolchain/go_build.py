"""Programs from Go modules, where no release can be had."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.cluster.provider import Progress
from harness.cluster.toolchain.attempt import UnavailableError
from harness.cluster.toolchain.golang import Go, Ticks, clock
from harness.cluster.toolchain.tools import ISTIO_HUB, TOOLS, Build
from harness.cluster.toolchain.versions import parse_version, pinned

_MODULES: Final = Path(__file__).parent / "modules"
_MODULE_FILES: Final = ("*.go", "go.mod", "go.sum")


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """A build with everything that decides its result; ``key`` changes when any of it does."""

    build: Build
    module_version: str
    ldflags: str
    platform: Mapping[str, str]

    @property
    def key(self) -> str:
        parts = [self.build.package, self.module_version, self.ldflags, *self.platform.values()]
        if self.build.wrapper:
            folder = _MODULES / self.build.wrapper
            files = sorted(path for pattern in _MODULE_FILES for path in folder.glob(pattern))
            parts += [path.read_text() for path in files]
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
        return f"{self.build.output}-{self.module_version}-{digest}"

    @property
    def seconds(self) -> float:
        """About how long it takes here with no Go cache at all."""
        return 60 * self.build.core_minutes / (os.cpu_count() or 1)

    def estimate(self) -> str:
        """How long building takes, if it comes to that."""
        return f"built from source in at most about {clock(self.seconds)} on {os.cpu_count()} cores"


def plan_build(build: Build, *, version: str, module_version: str, platform: Mapping[str, str]) -> BuildPlan:
    """``version`` is what the program will call itself, ``module_version`` what it is made of."""
    numbers = parse_version(version)
    major, minor = (numbers.major, numbers.minor) if numbers else ("", "")
    values = {"version": version, "major": major, "minor": minor, "istio_hub": ISTIO_HUB}
    stamps = [f"-X {stamp.format(**values)}" for stamp in build.stamps]
    return BuildPlan(build, module_version, " ".join(["-s -w", *stamps]), platform)


def refuse_unpinned(plan: BuildPlan, pin: str) -> None:
    """A wrapper's go.sum vouches for one version; another one has to come from somewhere else."""
    if plan.build.wrapper and plan.module_version != pinned()[pin]:
        raise UnavailableError(f"modules can build {pinned()[pin]} only, {plan.module_version} is asked for")


def compile_program(plan: BuildPlan, go: Go, folder: Path, progress: Progress) -> None:
    """Put the program into ``folder``, and a link for each tool that the same program is."""
    build = plan.build
    ticks = Ticks(f"{build.output} {plan.module_version}: building it from source", plan.seconds, progress)
    flags = ["-trimpath", "-ldflags", plan.ldflags]
    if build.wrapper:
        output = str(folder / build.output)
        go.run("build", *flags, "-o", output, build.package, cwd=_MODULES / build.wrapper, ticks=ticks)
    else:
        go.run("install", *flags, f"{build.package}@{plan.module_version}", cwd=folder, ticks=ticks, GOBIN=str(folder))
    for tool in TOOLS.values():
        if tool.build == build and tool.name != build.output:
            (folder / tool.name).symlink_to(build.output)
