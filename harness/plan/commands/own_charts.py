"""Files and Helm charts in a site's own checkout, which serve in place of what is published."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.checkout import repository_of
from harness.plan.commands.replacement import PACKAGED, added_repositories, prefix, with_parts
from harness.programs.invocation import invocation
from harness.shell.script_reader import read_script

OCI: Final = "oci://"
PLACES: Final = ("Chart.yaml", "*/Chart.yaml", "*/*/Chart.yaml", "*/*/*/Chart.yaml")
OF_TESTS: Final = frozenset({"node_modules", "test", "testdata", "tests", "vendor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart by its ``Chart.yaml``. ``whole``: every chart that it depends on is in its folder."""

    folder: Path
    name: str
    version: str
    whole: bool


def own_charts(text: str, names: Collection[str], page: Path) -> dict[str, str]:
    """The URLs in a text under which the project publishes charts of the checkout around a page, with their sources.

    ``names`` are the project's: a URL without one of them is somebody else's. A chart of a registry is the folder in
    the version that is asked for; a repository is the folder with all charts.
    """
    if not names or "helm" not in text:
        return {}
    script = read_script(text)
    urls = {url: call for call in script.calls for url in call.words if url.startswith(OCI) and is_own(url, names)}
    added = [url for _, url in added_repositories(script) if is_own(url, names)]
    charts = charts_around(page) if urls or added else ()
    found = {url: f"{PACKAGED}{charts[0].folder.parent}" for url in added if charts}
    for url, call in urls.items():
        version = invocation(call.words).flag("--version")
        fitting = (one for one in charts if one.whole and one.name == url.rpartition("/")[2])
        chart = next((one for one in fitting if not version or version.lstrip("v") == one.version.lstrip("v")), None)
        if chart is not None:
            found[url] = str(chart.folder)
    return found


def is_own(url: str, names: Collection[str]) -> bool:
    return any(name in url.lower() for name in names)


def charts_around(page: Path) -> tuple[Chart, ...]:
    """The charts of the checkout that a page is in, those that are least deep in it first."""
    top = repository_of(Path(os.path.abspath(page)))  # noqa: PTH100 - links are not followed
    return () if top is None else charts_in(top)


@lru_cache(maxsize=8)
def charts_in(top: Path) -> tuple[Chart, ...]:
    files = [file for place in PLACES for file in sorted(top.glob(place))]
    return tuple(chart for file in files if OF_TESTS.isdisjoint(file.relative_to(top).parts) for chart in read(file))


def read(file: Path) -> Iterator[Chart]:
    """The chart of a file, none where it is a template or no chart."""
    import yaml  # noqa: PLC0415 - planning most sites does without it

    try:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return
    if isinstance(said, Mapping) and said.get("name") and said.get("version"):
        whole = not said.get("dependencies") or (file.parent / "charts").is_dir()
        yield Chart(folder=file.parent, name=str(said["name"]), version=str(said["version"]), whole=whole)


def site_files(text: str, published: Mapping[str, str], page: Path) -> dict[str, str]:
    """The URLs in a text whose files are in the checkout around a page, with their paths.

    ``published`` says by URL, with placeholders, where a file is, seen from a folder above the page. Pages
    write ``http`` as well, which leads to the same file.
    """
    found: dict[str, str] = {}
    written = {scheme: place for url, place in published.items() for scheme in (url, url.replace("https:", "http:", 1))}
    for url, place in written.items():
        for match in prefix(url).finditer(text):
            file = _above(page, with_parts(place, match.groupdict()))
            if file is not None:
                found.setdefault(match[0], str(file))
    return found


def _above(page: Path, place: str) -> Path | None:
    if ".." in place.split("/"):
        return None
    folders = Path(os.path.abspath(page)).parents  # noqa: PTH100 - the page may be named by a path with ".." itself
    return next((folder / place for folder in folders if (folder / place).is_file()), None)
