"""Which URLs are files of the checkout, as the configuration of a site says."""

from pathlib import Path

import pytest

from harness.parse.read import read_page
from harness.parse.shortcodes.published_urls import published_urls

RAW = "https://raw.githubusercontent.com/tea/pots"


@pytest.mark.parametrize(
    ("file", "text", "published"),
    [
        pytest.param("hugo.toml", 'baseURL = "https://tea.example/"', {"https://tea.example": "static/"}, id="Hugo"),
        pytest.param(
            "hugo.toml",
            'baseURL = "/"\n[params]\neditURL = "https://github.com/tea/pots/edit/trunk/content"',
            {f"{RAW}/trunk": "", f"{RAW}/main": "", "https://github.com/tea/pots/raw/master": ""},
            id="a link for changes",
        ),
        pytest.param(
            "mkdocs.yml",
            "site_url: https://tea.example/docs/\nrepo_url: https://github.com/tea/pots",
            {"https://tea.example/docs": "docs/", f"{RAW}/refs/heads/main": ""},
            id="MkDocs",
        ),
        pytest.param(
            "docusaurus.config.js",
            "module.exports = {\n  url: 'https://tea.example',\n  baseUrl: '/docs/',\n"
            "  // editUrl: 'https://github.com/old/site/tree/main/',\n"
            "  presets: [['classic', {docs: {editUrl: 'https://github.com/tea/pots/tree/main/website/'}}]],\n};",
            {"https://tea.example/docs": "static/", f"{RAW}/main": ""},
            id="Docusaurus",
        ),
        pytest.param(
            "astro.config.mjs",
            "import starlight from '@astrojs/starlight'\nexport default defineConfig({\n  site: 'https://tea.example',",
            {"https://tea.example": "public/"},
            id="Starlight",
        ),
        pytest.param(
            "docs/.vitepress/config.ts",
            "export default {\n  editLink: { pattern: 'https://github.com/tea/pots/edit/main/docs/:path' }\n}",
            {f"{RAW}/main": ""},
            id="VitePress",
        ),
        pytest.param(
            "book.toml",
            '[book]\n[output.html]\ngit-repository-url = "https://github.com/tea/pots"',
            {f"{RAW}/main": ""},
            id="mdBook",
        ),
        pytest.param("_config.yml", "theme: tea\nurl: https://tea.example", {"https://tea.example": ""}, id="Jekyll"),
        pytest.param(
            "conf.py",
            "extensions = ['myst_parser']\nhtml_theme_options = {\n  'source_repository': 'https://github.com/tea/pots/',\n}",
            {f"{RAW}/main": ""},
            id="Sphinx",
        ),
    ],
)
def test_published(tmp_path: Path, file: str, text: str, published: dict[str, str]) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(f"{text}\n")
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / "docs/page.md").write_text("# Tea\n")
    found = read_page(tmp_path / "docs/page.md").site.published
    assert {url: found.get(f"{url}/{{path*}}") for url in published} == {
        url: f"{folder}{{path*}}" for url, folder in published.items()
    }


def test_a_menu_is_no_address() -> None:
    menu = '[[menu.main]]\nname = "GitHub"\nurl = "https://github.com/tea/pots"\n'
    assert published_urls(menu, address="/") == {}
