"""A small site of each kind, read, checked and run as its owner would on the first day: nothing is set."""

import json
import sys
from dataclasses import dataclass
from typing import Any, Final

import pytest

from harness.sites.detection import site_of

HARNESS: Final = "import sys; from harness.cli.main import main; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """``paths`` are those through the page's tabs, ``tests`` what pytest counts: the check, and blocks by path."""

    folder: str
    pages: str
    kind: str
    paths: tuple[str, ...]
    tests: int


SAMPLES = [
    Sample(folder="docsy", pages="content", kind="docsy", paths=("by-hand", "from-the-shelf"), tests=7),
    Sample(folder="hugo", pages="content", kind="hugo", paths=("",), tests=3),
    Sample(folder="mkdocs", pages="docs", kind="mkdocs_material", paths=("short", "long"), tests=5),
    Sample(folder="docusaurus", pages="docs", kind="docusaurus", paths=("apple", "pear"), tests=5),
]


@pytest.mark.parametrize("sample", [pytest.param(each, id=each.folder) for each in SAMPLES])
def test_a_site_as_it_is(pytester: pytest.Pytester, sample: Sample) -> None:
    folder = pytester.copy_example(f"sites/samples/{sample.folder}")
    (page,) = (file for file in (folder / sample.pages).rglob("*.md*") if file.is_file())

    assert site_of("", page, page.read_text(encoding="utf-8")).name == sample.kind
    assert asked(pytester, "check", "--format", "json", sample.pages)["findings"] == []
    (plan,) = asked(pytester, "plan", "--json", sample.pages)
    assert [variant["name"] for variant in plan["variants"]] == list(sample.paths)
    pytester.runpytest_subprocess("--all-pages", sample.pages).assert_outcomes(passed=sample.tests)


def asked(pytester: pytest.Pytester, *arguments: str) -> Any:
    done = pytester.run(sys.executable, "-c", HARNESS, *arguments)
    assert done.ret == 0
    return json.loads(done.stdout.str())
