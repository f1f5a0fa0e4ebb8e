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
SIDEBARS = """\
// 'bake', 'mix'
module.exports = { all: [
  'index',
  { type: 'category', label: 'Tutorial', items: [
    "mix", "bake", { type: 'category', label: 'More', items: ['more/ice', { type: 'doc', id: 'more/sell' }] }, 'eat',
  ] },
  'help',
] };
"""
LINKS = """\
export default { themeConfig: { sidebar: [
  { text: 'Tutorial', items: [{ text: 'Mix', link: '/mix' }, { text: 'Bake it', link: '/bake' }] },
] } }
"""
SIDEBAR = ("sidebars.js", SIDEBARS, "docs")
VITEPRESS = (".vitepress/config.mts", LINKS, ".")
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
        pytest.param(SIDEBAR, "bake.md", "mix.md", id="a script"),
        pytest.param(SIDEBAR, "more/sell.md", "more/ice.md", id="an entry of several values"),
        pytest.param(SIDEBAR, "eat.md", None, id="behind a list within a list"),
        pytest.param(VITEPRESS, "bake.md", "mix.md", id="links of a script"),
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
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(listed, encoding="utf-8")
    if name == SIDEBAR[0]:
        (tmp_path / "docusaurus.config.js").touch()
    found = [one.page for one in edges_of(root / page, SiteTree()) if one.why is Why.ORDER]
    assert found == ([] if before is None else [root / before])
