"""Values that a Hugo site's own configuration and shortcodes give."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.parse.read import read_page

K8S = 'baseURL = "https://kubernetes.io"\ntheme = ["docsy"]\n[params]\nversion = "v1.35"\nlatest = "v1.36"\n'


def site(root: Path, files: Mapping[str, str], *, page: str = "content/en/docs/a.md") -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root / page


def block(text: str) -> str:
    return f"```bash\necho {text}\n```\n"


@pytest.mark.parametrize(
    ("config", "tag", "shown"),
    [
        pytest.param(K8S, '{{< param "version" >}}', "v1.35", id="a parameter"),
        pytest.param(K8S, "{{< param Version >}}", "v1.35", id="in any case"),
        pytest.param(K8S, "{{< skew currentVersion >}}", "1.35", id="skew"),
        pytest.param(K8S, '{{< skew currentVersionAddMinor -1 "." >}}', "1.34", id="skew with arguments"),
        pytest.param(K8S, '{{< skew latestVersionAddMinor -2 "-" >}}', "1-34", id="skew with a separator"),
        pytest.param(K8S, "{{< skew nextMinorVersion >}}", "1.37", id="skew, the next one"),
        pytest.param(K8S, "{{< latest-version >}}", "1.36", id="the latest one"),
    ],
)
def test_values_of_the_configuration(tmp_path: Path, config: str, tag: str, shown: str) -> None:
    page = read_page(site(tmp_path, {"hugo.toml": config, "content/en/docs/a.md": block(tag)}))
    assert (page.snippets[0].body, page.diagnostics) == (f"echo {shown}", ())


@pytest.mark.parametrize(
    ("layout", "shown"),
    [
        pytest.param("{{- site.Params.stable -}}\n", "v3", id="a parameter"),
        pytest.param("v9\n", "v9", id="a text"),
        pytest.param(
            '{{- $p := index (split .Page.File.Dir "/") 0 -}}\n'
            '{{- with (eq $p "latest") -}}{{- "v2" -}}{{- end -}}\n'
            '{{- with (strings.HasPrefix $p "v1") -}}{{- "v1.4" -}}{{- end -}}',
            "v2",
            id="by folder",
        ),
    ],
)
def test_shortcodes_of_the_site(tmp_path: Path, layout: str, shown: str) -> None:
    files = {
        "hugo.yaml": "baseURL: /\nparams:\n  stable: v3\n",
        "layouts/shortcodes/tool-version.html": layout,
        "content/en/latest/a.md": block("{{< tool-version >}}"),
    }
    page = read_page(site(tmp_path, files, page="content/en/latest/a.md"))
    assert (page.snippets[0].body, page.diagnostics) == (f"echo {shown}", ())


def test_an_unknown_value_keeps_its_block_from_running(tmp_path: Path) -> None:
    text = f"{block('{{< nothing >}}')}\n{block('{{< param gone >}}')}\n{block('ok')}"
    page = read_page(site(tmp_path, {"hugo.toml": K8S, "content/en/docs/a.md": text}))
    assert [(odd.code, odd.severity.value, odd.at.line) for odd in page.diagnostics] == [
        ("unknown-shortcode", "warning", 2),
        ("unknown-shortcode", "warning", 6),
    ]
    assert [bool(snippet.unread) for snippet in page.snippets] == [True, True, False]


def test_a_configuration_that_cannot_be_read(tmp_path: Path) -> None:
    page = site(tmp_path, {"hugo.toml": 'baseURL = "/"\n[[[', "content/en/docs/a.md": ""})
    with pytest.raises(SettingsError) as raised:
        read_page(page)
    assert "hugo.toml" in str(raised.value)
