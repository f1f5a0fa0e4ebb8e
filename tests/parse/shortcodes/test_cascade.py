"""What pages of Hugo and their sections say in place of the site."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.parse.read import read_page

SECTION = "content/en/docs/bread/_index.md"
PAGE = "content/en/docs/bread/rye.md"


def shown(root: Path, files: Mapping[str, str], head: str = "title: Rye", config: str = "hugo.toml") -> str:
    """What ``param flour`` is on a page with this front matter."""
    site = 'baseURL = "https://oven.example.org"\ntheme = ["docsy"]\n[params]\nflour = "wheat"\n'
    page = f"---\n{head}\n---\n\n```sh\necho {{{{% param flour %}}}}\n```\n"
    for name, text in {config: site, **files, PAGE: page}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return read_page(root / PAGE).snippets[0].body.removeprefix("echo ")


@pytest.mark.parametrize(
    ("section", "head", "flour"),
    [
        pytest.param("title: Bread", "title: Rye", "wheat", id="the site's"),
        pytest.param("cascade:\n  flour: rye", "title: Rye", "rye", id="the section's"),
        pytest.param("cascade:\n  params:\n    Flour: rye", "title: Rye", "rye", id="in params, in any case"),
        pytest.param("cascade:\n- flour: rye", "title: Rye", "rye", id="one of several"),
        pytest.param("cascade:\n- flour: rye\n  _target: {kind: page}", "title: Rye", "wheat", id="for some pages"),
        pytest.param("cascade:\n  flour: rye", "flour: oat", "oat", id="the page's own"),
        pytest.param("flour: rye", "title: Rye", "wheat", id="what a section says of itself alone"),
    ],
)
def test_who_says_a_parameter(tmp_path: Path, section: str, head: str, flour: str) -> None:
    assert shown(tmp_path, {SECTION: f"---\n{section}\n---\n"}, head) == flour


def test_the_nearest_section_counts(tmp_path: Path) -> None:
    above = {"content/en/docs/_index.md": "---\ncascade: {flour: rye}\n---\n"}
    assert shown(tmp_path, {**above, SECTION: "---\ncascade: {flour: oat}\n---\n"}) == "oat"


def test_a_configuration_in_a_folder(tmp_path: Path) -> None:
    files = {SECTION: "---\ncascade: {flour: rye}\n---\n"}
    assert shown(tmp_path, files, config="config/_default/hugo.toml") == "rye"
