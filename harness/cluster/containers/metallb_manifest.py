"""MetalLB's own manifest, from the first place that has it: settings, the cache, its release, its Go module."""

from pathlib import Path
from typing import Final

from harness.cluster.metallb import MANIFEST
from harness.cluster.provider import Progress
from harness.cluster.toolchain import Toolchain
from harness.errors import ClusterError, HarnessError, ToolchainError
from harness.settings.sections import MetallbSettings

PUBLISHED: Final = "https://raw.githubusercontent.com/metallb/metallb/{version}/{manifest}"
MODULE: Final = "go.universe.tf/metallb@{version}"
# What was seen of the versions we name ourselves; a version from settings is taken as it comes.
SHA256: Final = {"v0.15.3": "84b4e102f2b65f5d69085f5816c29362b74641873d8ac3de996e5f86a8219176"}


def metallb_manifest(settings: MetallbSettings, toolchain: Toolchain, *, folder: Path, progress: Progress) -> str:
    """The text of the manifest; ``folder`` is where paths in settings start.

    ``ClusterError`` with every place that was tried.
    """
    source = settings.manifest
    if source.startswith(("http://", "https://")):
        return toolchain.published(source, progress=progress).read_text(encoding="utf-8")
    if source:
        return toolchain.source(source, base=folder, progress=progress).read_text(encoding="utf-8")
    version = settings.version or toolchain.versions["metallb"]
    url = PUBLISHED.format(version=version, manifest=MANIFEST)
    try:
        return toolchain.published(url, digest=SHA256.get(version), progress=progress).read_text(encoding="utf-8")
    except ToolchainError as closed:
        try:
            module = toolchain.module_dir(MODULE.format(version=version), progress=progress)
        except HarnessError as error:
            raise ClusterError(
                f"the manifest of MetalLB {version} cannot be had",
                expected=f"one of these ways, all of which are closed\n    {closed.message}\n    {error.message}",
                remedy="download it and name the file: manifest in [cluster.metallb]",
            ) from error
        return (module / MANIFEST).read_text(encoding="utf-8")
