"""What a site's own shortcodes are for, by their layouts."""

from pathlib import Path

import pytest

from harness.parse.read import read_page

FENCE = "```bash\necho part\n```\n"


@pytest.mark.parametrize(
    ("layout", "text", "expected"),
    [
        pytest.param('{{ highlight (.Get "src" | readFile) "bash" "" }}', '{{< own src="run.sh" >}}', [], id="a file"),
        pytest.param(
            '{{ highlight (.Get "src" | readFile) (.Get "lang") "" }}',
            '{{< own src="run.sh" lang="bash" >}}',
            ["echo run"],
            id="commands of a file",
        ),
        pytest.param("{{ .Get 0 | readFile | markdownify }}", '{{< own "part.md" >}}', ["echo part"], id="a page"),
        pytest.param(
            '{{ $b := .Page.GetPage "/boilerplates" }}{{ ($b.Resources.GetMatch (.Get 0)).Content | safeHTML }}',
            "{{< own other >}}",
            ["echo part"],
            id="a page of a folder",
        ),
        pytest.param(
            '{{ highlight .Inner (.Get "lang") "" }}',
            '{{< own lang="bash" >}}\necho in\n{{< /own >}}',
            ["echo in"],
            id="code",
        ),
        pytest.param("<a>{{ .Get 0 }}</a>", "{{< own part.md >}}", [], id="something else"),
        pytest.param("{{ .Get 0 | readFile | markdownify }}", '{{< own "gone.md" >}}', [], id="perhaps no file"),
    ],
)
def test_roles(tmp_path: Path, layout: str, text: str, expected: list[str]) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://shop.example.com"\n',
        "layouts/shortcodes/own.html": layout,
        "content/part.md": FENCE,
        "content/run.sh": "echo run\n",
        "content/boilerplates/other.md": FENCE,
        "content/page.md": f"{text}\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    page = read_page(tmp_path / "content/page.md")
    assert [segment.command for snippet in page.snippets for segment in snippet.segments] == expected
    assert page.diagnostics == ()


@pytest.mark.parametrize(
    ("layout", "text", "expected"),
    [
        pytest.param(
            "{{ .Inner | markdownify }}", "{{< terminal >}}\nkubectl bakes.\n{{< /terminal >}}", [], id="Markdown"
        ),
        pytest.param("<pre>{{ .Inner }}</pre>", "{{< terminal >}}\nbake\n{{< /terminal >}}", ["bake"], id="code"),
        pytest.param("{{ .Get 0 | readFile | markdownify }}", '{{< terminal "part.md" >}}', ["echo part"], id="a page"),
    ],
)
def test_layouts_know_better_than_names(tmp_path: Path, layout: str, text: str, expected: list[str]) -> None:
    (tmp_path / "layouts/shortcodes").mkdir(parents=True)
    (tmp_path / "layouts/shortcodes/terminal.html").write_text(layout)
    (tmp_path / "hugo.toml").write_text('baseURL = "https://shop.example.com"\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content/part.md").write_text(FENCE)
    (tmp_path / "content/page.md").write_text(f"{text}\n")
    page = read_page(tmp_path / "content/page.md")
    assert [segment.command for snippet in page.snippets for segment in snippet.segments] == expected
    assert page.diagnostics == ()


def test_addresses_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "layouts/shortcodes").mkdir(parents=True)
    (tmp_path / "layouts/shortcodes/absURL.html").write_text("{{- .Get 0 | absURL }}\n")
    config = 'baseURL = "https://shop.example.com/"\n[params]\ngithub_repo = "https://github.com/shop/site"\n'
    (tmp_path / "hugo.toml").write_text(config)
    (tmp_path / "page.md").write_text('```bash\ncurl {{< absURL "oven.yaml" >}}\n```\n')
    page = read_page(tmp_path / "page.md")
    assert (page.snippets[0].body, page.diagnostics) == ("curl https://shop.example.com/oven.yaml", ())
    assert page.site.published["https://shop.example.com/{path*}"] == "static/{path*}"
    assert page.site.published["https://raw.githubusercontent.com/shop/site/main/{path*}"] == "{path*}"
