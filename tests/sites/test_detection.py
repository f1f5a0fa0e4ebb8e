"""The kind of a site, from what is at its root, from the settings, or from the page."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.session.site import Site
from harness.sites.detection import site_named, site_of, site_of_text

TEXT_BLOCK = "{{< text bash >}}\n$ echo a\n{{< /text >}}\n"
HUGO = 'baseURL = "https://docs.test"\n'


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        pytest.param({"hugo.toml": HUGO}, "hugo", id="Hugo"),
        pytest.param({"config.yaml": "baseURL: https://docs.test\n"}, "hugo", id="Hugo, the older name"),
        pytest.param({"config/_default/hugo.yaml": "baseURL: /\n"}, "hugo", id="Hugo, a folder of settings"),
        pytest.param({"hugo.toml": f'{HUGO}theme = ["docsy"]\n'}, "docsy", id="Docsy as a theme"),
        pytest.param(
            {"hugo.toml": f'{HUGO}[[module.imports]]\npath = "github.com/google/docsy"\n'}, "docsy", id="as a module"
        ),
        pytest.param(
            {"hugo.toml": HUGO, "go.mod": "require github.com/google/docsy v0.1\n"}, "docsy", id="Docsy in go.mod"
        ),
        pytest.param(
            {"hugo.toml": 'baseURL = "https://kubernetes.io"\ntheme = ["docsy"]\n'}, "kubernetes_io", id="kubernetes.io"
        ),
        pytest.param({"data/args.yml": "full_version: 1.2.3\n", "hugo.toml": HUGO}, "istio_io", id="istio.io"),
        pytest.param({"mkdocs.yml": "site_name: x\n"}, "mkdocs_material", id="MkDocs"),
        pytest.param({"docusaurus.config.ts": "export default {}\n"}, "docusaurus", id="Docusaurus"),
        pytest.param({"source/conf.py": 'extensions = ["myst_parser"]\n'}, "myst", id="Sphinx with MyST"),
        pytest.param({"conf.py": "extensions = []\n"}, "plain", id="Sphinx without MyST"),
        pytest.param({"book.toml": '[book]\ntitle = "x"\n'}, "mdbook", id="mdBook"),
        pytest.param({"_config.yml": "title: x\nplugins: []\n"}, "jekyll", id="Jekyll"),
        pytest.param({"next.config.mjs": "import nextra from 'nextra'\n"}, "nextra", id="Nextra"),
        pytest.param({"next.config.js": "module.exports = {}\n"}, "plain", id="Next.js without Nextra"),
        pytest.param({".gitbook.yaml": "root: ./docs\n"}, "gitbook", id="GitBook"),
        pytest.param({"SUMMARY.md": "# Table of contents\n\n* [Oven](README.md)\n"}, "gitbook", id="its contents"),
        pytest.param({"SUMMARY.md": "# Summary\n\n- [Oven](oven.md)\n"}, "plain", id="contents of others"),
        pytest.param({"book.toml": "pages = 3\n"}, "plain", id="another book"),
        pytest.param({"astro.config.mjs": "starlight({title: 'x'})\n"}, "starlight", id="Starlight"),
        pytest.param({"astro.config.mjs": "blog()\n"}, "plain", id="Astro without Starlight"),
        pytest.param({"config.toml": "[server]\nport = 1\n"}, "plain", id="settings of another program"),
        pytest.param({"data/args.yml": "a: 1\n"}, "plain", id="values of another site"),
        pytest.param({"go.mod": "require github.com/google/docsy v0.1\n"}, "plain", id="a module without a site"),
        pytest.param({}, "plain", id="nothing"),
        pytest.param({"docs/.git/HEAD": "", "hugo.toml": HUGO}, "plain", id="a site around the repository"),
    ],
)
def test_what_the_root_shows(tmp_path: Path, files: Mapping[str, str], kind: str) -> None:
    write(tmp_path, {"docs/content/en/a.md": "", **files})
    assert site_of("", tmp_path / "docs/content/en/a.md", "").name == kind


def test_the_nearest_root_counts(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "", "site/hugo.toml": HUGO, "site/content/a.md": ""})
    assert site_of("", tmp_path / "site/content/a.md", "").name == "hugo"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(TEXT_BLOCK, "istio_io", id="its shortcodes"),
        pytest.param("```bash\nistioctl version\n```\n", "istio_io", id="its program"),
        pytest.param("```bash\nls\n```\n", "plain", id="a page of any site"),
        pytest.param("{{< tabs >}}\n{{< /tabs >}}\n", "plain", id="shortcodes of many sites"),
    ],
)
def test_a_page_without_a_site(text: str, kind: str) -> None:
    assert site_of_text(text).name == kind


def test_a_site_is_not_what_one_of_its_pages_looks_like(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": HUGO})
    assert site_of("", tmp_path / "a.md", TEXT_BLOCK).name == "hugo"


@pytest.mark.parametrize("name", ["istio_io", "istio.io", "istio-io"])
def test_a_name(name: str) -> None:
    assert site_named(name).name == "istio_io"


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        pytest.param('site = "docsy"\n', "docsy", id="by name"),
        pytest.param('preset = "istio.io"\n', "istio_io", id="the old key"),
        pytest.param('preset = ""\n', "plain", id="the old key, empty"),
        pytest.param('preset = ""\nsite = "hugo"\n', "hugo", id="both keys"),
    ],
)
def test_settings(tmp_path: Path, settings: str, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"harness.toml": settings, "a.md": TEXT_BLOCK})
    assert Site().page(tmp_path / "a.md").site.name == kind
    said = [record.args[-1] for record in caplog.records if isinstance(record.args, tuple)]
    assert said == ([kind] if "preset" in settings else [])


def test_a_name_that_there_is_not(tmp_path: Path) -> None:
    write(tmp_path, {"harness.toml": '\nsite = "docsey"\n', "a.md": ""})
    with pytest.raises(SettingsError, match=r"(?s)harness\.toml:2: .*'docsey'.*'docsy'"):
        Site().page(tmp_path / "a.md")
