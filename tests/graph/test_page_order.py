"""The page before one, by files that list the pages of a site and by weights."""

from pathlib import Path

import pytest

from harness.graph.edge import Why, edges_of
from harness.graph.tree import SiteTree

MKDOCS = """\
site_name: Bakery
nav:
  - Home: index.md
  - Tutorial:
      - Mix: mix.md
      - 'bake.md'
      - More:
          - Ice it: more/ice.md
          - more/sell.md
      - Eat: eat.md
  - Help: help.md
"""
SUMMARY = """\
# Summary

[Welcome](README.md)

- [Mix](mix.md)
- [Bake](./bake.md)
  - [Ice it](more/ice.md)
  - [Sell](more/sell.md)

# More

- [Eat](eat.md)
"""
NAV = ("mkdocs.yml", MKDOCS, "docs")
BOOK = ("SUMMARY.md", SUMMARY, ".")


@pytest.mark.parametrize(
    ("site", "page", "before"),
    [
        pytest.param(NAV, "bake.md", "mix.md", id="a bare entry"),
        pytest.param(NAV, "more/sell.md", "more/ice.md", id="of a part within a part"),
        pytest.param(NAV, "eat.md", None, id="behind a part"),
        pytest.param(NAV, "mix.md", None, id="the first of its part"),
        pytest.param(NAV, "help.md", None, id="alone in its part"),
        pytest.param(NAV, "other/bake.md", None, id="not listed"),
        pytest.param(BOOK, "bake.md", "mix.md", id="a summary"),
        pytest.param(BOOK, "more/sell.md", "more/ice.md", id="within an entry of a summary"),
        pytest.param(BOOK, "eat.md", None, id="another part of a summary"),
    ],
)
def test_what_the_site_shows_before_a_page(
    tmp_path: Path, site: tuple[str, str, str], page: str, before: str | None
) -> None:
    name, listed, folder = site
    root = tmp_path / folder
    for each in (
        "index.md",
        "README.md",
        "mix.md",
        "bake.md",
        "more/ice.md",
        "more/sell.md",
        "eat.md",
        "help.md",
        page,
    ):
        (root / each).parent.mkdir(parents=True, exist_ok=True)
        (root / each).write_text(f"# {each}\n\nIn the previous step all went well.\n", encoding="utf-8")
    (tmp_path / name).write_text(listed, encoding="utf-8")
    found = [one.page for one in edges_of(root / page, SiteTree()) if one.why is Why.ORDER]
    assert found == ([] if before is None else [root / before])
