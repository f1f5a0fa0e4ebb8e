"""A site of a few pages below a temporary folder, and runs of pytest on it."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import harness.plugin.closing_lines
import harness.plugin.collect
import harness.plugin.item_record
import harness.plugin.order
import harness.report.report_folder  # noqa: F401 - read once: pytester forgets what a run in this process imports

TEXT = "{{{{< text syntax=bash snip_id={id} >}}}}\n{body}\n{{{{< /text >}}}}\n"
ITEM = re.compile(
    r"^(?:\[gw\d+\] \[ *\d+%\] (?P<word1>[A-Z][A-Z -]*[A-Z]) )?(?P<node>\S+\.md::\S+)"
    r"(?: (?P<word2>[A-Z][A-Z -]*[A-Z]))?",
    re.MULTILINE,
)


def snippet(name: str, body: str) -> str:
    """A block with its id; ``body`` is commands and expected output as the page shows them."""
    return TEXT.format(id=name, body=body)


@dataclass(kw_only=True)
class Result:
    """``words`` are what became of each item, by node id, in the order in which they ran."""

    status: int
    out: str
    err: str

    @property
    def words(self) -> dict[str, str]:
        found = {match["node"]: match["word1"] or match["word2"] for match in ITEM.finditer(self.items)}
        return {node: word for node, word in found.items() if word is not None}

    @property
    def items(self) -> str:
        """The part with a line for each item."""
        return re.split(r"^=+ (?:ERRORS|FAILURES|documentation) =+$", self.out, maxsplit=1, flags=re.MULTILINE)[0]


@dataclass(kw_only=True)
class Site:
    """``page`` writes a page from parts of its text; ``run`` runs pytest with ``-v``, here or in its own process."""

    folder: Path
    pytester: pytest.Pytester

    def page(self, name: str, *parts: str, head: str = "test: yes") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: A page\n{head}\n---\n\n" + "\n".join(parts), encoding="utf-8")
        return path

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str) -> Result:
        done = self.pytester.runpytest_inprocess("-v", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments)
        return Result(status=int(done.ret), out=done.stdout.str(), err=done.stderr.str())

    def run_apart(self, *arguments: str) -> Result:
        done = self.pytester.run(
            sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", *arguments, timeout=120
        )
        return Result(status=int(done.ret), out=done.stdout.str(), err=done.stderr.str())


@pytest.fixture
def site(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Without clusters, and without what the surroundings of this run say to a run."""
    monkeypatch.setenv("HARNESS_FLEETS", str(pytester.path / "state"))
    monkeypatch.setenv("TMPDIR", str(pytester.mkdir("temporary")))
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.delenv("JOB_COMPLETION_INDEX", raising=False)
    site = Site(folder=pytester.path, pytester=pytester)
    site.file("harness.toml", "[timeouts]\nretry = 1\n")
    return site


@pytest.fixture
def text() -> Callable[[str, str], str]:
    """Gives the text of a block."""
    return snippet
