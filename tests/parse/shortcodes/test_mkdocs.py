"""Macros of MkDocs, values of its configuration, and marks that stand for values."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.parse.page import Page
from harness.parse.read import ParseOptions, read_page

CONFIG = "extra:\n  version: '1.4'\n  shop:\n    image: oven\nplugins:\n  - search\n  - macros\n"


def read(root: Path, text: str, config: str = CONFIG, *, files: Mapping[str, str] | None = None) -> Page:
    for name, content in {"mkdocs.yml": config, "docs/page.md": text, **(files or {})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    (root / ".git").mkdir(exist_ok=True)
    template = "https://example.com/{$repo}/{$file}?by={$org=shop}"
    return read_page(root / "docs/page.md", ParseOptions(shortcodes={"artifact": template}))


def block(text: str) -> str:
    return f"```bash\necho {text}\n```\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("{{ version }}", "1.4", id="a value"),
        pytest.param("{{version}}-{{ shop.image }}", "1.4-oven", id="a value in a map"),
        pytest.param("{{ version | replace('.', '-') }}", "1-4", id="a filter"),
        pytest.param("{{ config.extra.version }}", "1.4", id="of the configuration"),
        pytest.param("{{ page.meta.release }} {{ release }}", "v7 v7", id="of the front matter"),
        pytest.param('{{ artifact(repo="a",file="b.yaml")}}', "https://example.com/a/b.yaml?by=shop", id="a macro"),
        pytest.param(
            '{{ artifact( org="x", repo="a", file="b") }}',
            "https://example.com/a/b?by=x",
            id="an argument with a default",
        ),
        pytest.param("{{ oven }}", "hot", id="set on the page"),
        pytest.param("{{ .Values.name }}", "{{ .Values.name }}", id="Helm"),
        pytest.param("{{ range $x := .Items }}", "{{ range $x := .Items }}", id="Go"),
        pytest.param("{% raw %}{{ version }}{% endraw %}", "{{ version }}", id="raw"),
    ],
)
def test_macros_in_blocks(tmp_path: Path, text: str, shown: str) -> None:
    page = read(tmp_path, f"---\nrelease: v7\n---\n{{% set oven = 'hot' %}}\n\n{block(text)}")
    assert (page.snippets[0].body, page.diagnostics) == (f"echo {shown}", ())


def test_what_is_raw_around_a_block(tmp_path: Path) -> None:
    page = read(tmp_path, f"{{% raw %}}\n\n{block('{{ nobody }}')}\n{{% endraw %}}\n\n{block('{{ version }}')}")
    assert [snippet.body for snippet in page.snippets] == ["echo {{ nobody }}", "echo 1.4"]
    assert page.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("{{ verson }}", "'verson'", id="a value"),
        pytest.param('{{ release_of("a") }}', "'release_of'", id="a macro"),
        pytest.param('{{ artifact(repo="a") }}', "artifact(repo=", id="an argument is missing"),
        pytest.param("{% if version %}", "if", id="a statement"),
    ],
)
def test_an_unknown_macro_keeps_its_block_from_running(tmp_path: Path, text: str, name: str) -> None:
    page = read(tmp_path, f"{block(text)}\n{block('ok')}")
    [odd] = page.diagnostics
    assert (odd.code, odd.severity.value, odd.at.line, odd.at.column) == ("unknown-shortcode", "warning", 2, 6)
    assert name in odd.message
    assert [bool(snippet.unread) for snippet in page.snippets] == [True, False]


def test_other_sites_have_no_macros(tmp_path: Path) -> None:
    page = read(tmp_path, block("{{ version }}"), "site_name: shop\nplugins: [search]\n")
    assert (page.snippets[0].body, page.diagnostics) == ("echo {{ version }}", ())


@pytest.mark.parametrize(
    ("config", "files", "shown"),
    [
        pytest.param(
            "plugins:\n  macros:\n    include_yaml: [data/v.yml]\n", {"data/v.yml": "v: 2\n"}, "2", id="a list"
        ),
        pytest.param(
            "plugins:\n  - macros:\n      include_yaml:\n        v: data/v.yml\n",
            {"data/v.yml": "[2]\n"},
            "{}",
            id="a name",
        ),
        pytest.param(
            "INHERIT: base.yml\nplugins: [macros]\n", {"base.yml": "extra:\n  v: 3\n"}, "3", id="what another file says"
        ),
        pytest.param("extra:\n  v: !ENV [NOWHERE, 4]\nplugins: [macros]\n", {}, "4", id="from the environment"),
        pytest.param(
            "x: !!python/name:material.emoji\nextra: {v: 5}\nplugins: [macros]\n", {}, "5", id="a tag that is not known"
        ),
    ],
)
def test_where_values_are(tmp_path: Path, config: str, files: Mapping[str, str], shown: str) -> None:
    page = read(tmp_path, block("{{ v }}"), config, files=files)
    assert page.snippets[0].body == f"echo {shown}"


def test_a_configuration_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, "", "extra: [\n")
    assert "mkdocs.yml" in str(raised.value)


def test_marks_of_cert_manager(tmp_path: Path) -> None:
    (tmp_path / "content/docs").mkdir(parents=True)
    (tmp_path / "content/docs/variables.json").write_text('{"cert_manager_latest_version": "v1.2"}')
    page = tmp_path / "content/docs/page.md"
    page.write_text(f"{block('[[VAR::cert_manager_latest_version]]')}\n{block('[[VAR::gone]]')}")
    read = read_page(page)
    assert [snippet.body for snippet in read.snippets] == ["echo v1.2", "echo [[VAR::gone]]"]
    assert [(odd.code, odd.at.line) for odd in read.diagnostics] == [("unknown-shortcode", 6)]
