"""MetalLB's own manifest, from the first place that has it: settings, the cache, its release, its Go module."""

import hashlib
import http.client
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

from harness.cluster.metallb import MANIFEST
from harness.cluster.provider import Progress
from harness.cluster.toolchain import Toolchain
from harness.edit.replace_file import replace_file
from harness.errors import ClusterError, HarnessError
from harness.settings.sections import MetallbSettings

PUBLISHED: Final = "https://raw.githubusercontent.com/metallb/metallb/{version}/{manifest}"
MODULE: Final = "go.universe.tf/metallb@{version}"
# What was seen of the versions we name ourselves; a version from settings is taken as it comes.
SHA256: Final = {"v0.15.3": "84b4e102f2b65f5d69085f5816c29362b74641873d8ac3de996e5f86a8219176"}
SECONDS: Final = 10.0  # without an answer of the host


def metallb_manifest(settings: MetallbSettings, toolchain: Toolchain, *, folder: Path, progress: Progress) -> str:
    """The text of the manifest; ``folder`` is where paths in settings start.

    ``ClusterError`` with every place that was tried.
    """
    source = settings.manifest
    if source.startswith(("http://", "https://")):
        key = hashlib.sha256(source.encode()).hexdigest()[:16]
        return cached(toolchain.cache / "manifests" / f"{key}.yaml", source, digest=None)
    if source:
        return toolchain.source(source, base=folder, progress=progress).read_text(encoding="utf-8")
    version = settings.version or toolchain.versions["metallb"]
    file = toolchain.cache / "manifests" / f"metallb-{version}.yaml"
    url = PUBLISHED.format(version=version, manifest=MANIFEST)
    try:
        return cached(file, url, digest=SHA256.get(version))
    except ClusterError as closed:
        try:
            module = toolchain.module_dir(MODULE.format(version=version), progress=progress)
        except HarnessError as error:
            raise ClusterError(
                f"the manifest of MetalLB {version} cannot be had",
                expected=f"one of these ways, all of which are closed\n    {closed.message}\n    {error.message}",
                remedy="download it and name the file: manifest in [cluster.metallb]",
            ) from error
        return (module / MANIFEST).read_text(encoding="utf-8")


def cached(file: Path, url: str, *, digest: str | None) -> str:
    """The text of ``file``, downloaded from ``url`` when it is not there; ``digest`` is its SHA-256 where known."""
    if not file.is_file():
        body = download(url)
        found = hashlib.sha256(body).hexdigest()
        if digest is not None and found != digest:
            raise ClusterError(f"{url}: its SHA-256 is {found}, expected {digest}")
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, body)
    return file.read_text(encoding="utf-8")


def download(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - http and https only, see the caller
            body: bytes = answer.read()
    except urllib.error.HTTPError as error:
        with error:  # it holds the connection
            raise ClusterError(f"{url}: HTTP {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException) as error:
        raise ClusterError(f"{url}: {getattr(error, 'reason', error)}") from error
    return body
