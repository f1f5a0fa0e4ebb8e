"""Helm repositories out of folders of charts: packaged, and known to a page's helm."""

import gzip
import hashlib
import io
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from harness.cluster.toolchain.tools import ISTIO_HUB
from harness.errors import SettingsError

INDEX: Final = "index.yaml"
_LONG_AGO: Final = "2000-01-01T00:00:00Z"  # equal charts make equal files
_STAMPED: Final = ("Chart.yaml", "values.yaml")
_BESIDE: Final = "file://"  # how a chart names others in the same sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a project's release adds to the charts in its sources: a version, and ``replace`` (pattern -> text)."""

    version: str
    replace: Mapping[str, str] = field(default_factory=dict)

    def apply(self, name: str, text: str) -> str:
        if name == "Chart.yaml":  # indented ones are of the charts in the same sources that it depends on
            return re.sub(r"(?m)^( +version|version|appVersion):.*$", rf"\g<1>: {self.version}", text)
        for pattern, replacement in self.replace.items():
            text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
        return text


def release_stamp(source: str, versions: Mapping[str, str]) -> Stamp | None:
    """What the release of the project behind a ``go:`` source would have written; ``None`` for charts as they are."""
    if not source.startswith("go:istio.io/istio@"):
        return None
    tag = versions["istio"]
    return Stamp(
        version=tag,
        replace={r"^( *hub: )\S+/testing$": rf"\g<1>{ISTIO_HUB}", r"^( *tag: )latest$": rf"\g<1>{tag}"},
    )


def package(source: Path, into: Path, stamp: Stamp | None = None) -> tuple[str, ...]:
    """Write every chart below ``source`` and an index into the folder ``into``; the charts' names.

    ``SettingsError`` when there is no chart: a repository without charts helps no page.
    """
    entries: dict[str, list[dict[str, Any]]] = {}
    for chart in charts(source):
        metadata, archive = _archive(chart, stamp)
        name = f"{metadata['name']}-{metadata['version']}.tgz"
        (into / name).write_bytes(archive)
        digest = hashlib.sha256(archive).hexdigest()
        entry = {**metadata, "urls": [name], "digest": digest, "created": _LONG_AGO}
        entries.setdefault(metadata["name"], []).append(entry)
    if not entries:
        raise SettingsError(f"{source} holds no Helm chart", expected="folders with a Chart.yaml")
    index = {"apiVersion": "v1", "generated": _LONG_AGO, "entries": entries}
    (into / INDEX).write_text(yaml.safe_dump(index, sort_keys=True))
    return tuple(sorted(entries))


def charts(source: Path) -> Iterator[Path]:
    """Folders with a ``Chart.yaml``, without the dependencies inside them."""
    found = sorted(path.parent for path in source.rglob("Chart.yaml"))
    for folder in found:
        if not any(other in folder.parents for other in found):
            yield folder


def _archive(chart: Path, stamp: Stamp | None) -> tuple[dict[str, Any], bytes]:
    """A chart's metadata and its archive, whose files stand below the chart's name as helm wants it."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for name, data in _files(chart, stamp):
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(data), 0o644
            tar.addfile(member, io.BytesIO(data))
    metadata: dict[str, Any] = yaml.safe_load(_content(chart / "Chart.yaml", chart, stamp))
    return metadata, buffer.getvalue()


def _files(chart: Path, stamp: Stamp | None, above: str = "") -> Iterator[tuple[str, bytes]]:
    """A chart's files, and those of the charts beside it that it depends on, as ``helm dependency build`` puts them."""
    metadata = yaml.safe_load((chart / "Chart.yaml").read_text(encoding="utf-8"))
    folder = f"{above}{metadata['name']}"
    for path in sorted(path for path in chart.rglob("*") if path.is_file()):
        yield f"{folder}/{path.relative_to(chart).as_posix()}", _content(path, chart, stamp)
    for one in metadata.get("dependencies") or ():
        repository = str(one.get("repository", ""))
        if repository.startswith(_BESIDE):
            yield from _files((chart / repository.removeprefix(_BESIDE)).resolve(), stamp, f"{folder}/charts/")


def _content(path: Path, chart: Path, stamp: Stamp | None) -> bytes:
    if stamp is None or path.parent != chart or path.name not in _STAMPED:
        return path.read_bytes()
    return stamp.apply(path.name, path.read_text(encoding="utf-8")).encode()


def prepare_helm(home: Path, folders: Mapping[str, Path], urls: Mapping[str, str]) -> None:
    """What ``helm repo add`` would have left in ``home``, for every repository; helm itself is not needed."""
    config, cache = home / ".config" / "helm", home / ".cache" / "helm" / "repository"
    config.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    repositories = [{"name": name, "url": urls[name]} for name in folders]
    record = {"apiVersion": "", "generated": _LONG_AGO, "repositories": repositories}
    (config / "repositories.yaml").write_text(yaml.safe_dump(record, sort_keys=False))
    for name, folder in folders.items():
        index = (folder / INDEX).read_text()
        (cache / f"{name}-index.yaml").write_text(index)
        names = yaml.load(index, Loader=yaml.CSafeLoader)["entries"]
        (cache / f"{name}-charts.txt").write_text("".join(f"{chart}\n" for chart in sorted(names)))
