"""Values of a Jekyll site, which pages write in Liquid."""

from pathlib import Path

import pytest

from harness.parse.read import read_page

ASSIGNED = "{% assign tag = site.version | prepend: 'v' %}"


@pytest.mark.parametrize(
    ("text", "shown", "codes"),
    [
        ("{{ site.version }}", "7.1", []),
        ("{{ page.oven }}", "hot", []),
        ("{{ site.data.releases.latest }}", "7.2", []),
        ("'{{.metadata.name}}'", "'{{.metadata.name}}'", []),
        ("{{ loaf }}", "{{ loaf }}", ["unknown-shortcode"]),
        ("{{ site.loaf }}", "{{ site.loaf }}", ["unknown-shortcode"]),
        ("{{ site.version | bake }}", "{{ site.version | bake }}", ["unknown-shortcode"]),
        ("{{ site.loaf | default: 'rye' }}", "rye", []),
        ("{{ site.own-name | append: '-x' | upcase }}", "TEA-X", []),
        ("{{ '/a/b.yaml' | relative_url }}", "/shop/a/b.yaml", []),
        ("{{ '/a/b.yaml' | absolute_url }}", "https://tea.example.org/shop/a/b.yaml", []),
        ("{{ site.baseurl }}/a", "/shop/a", []),
        ("{{ tag }}", "v7.1", []),
    ],
    ids=[
        *("of the site", "of the page", "of its data", "of another language", "unknown", "not of the site"),
        *("unknown filter", "default", "hyphen and filters", "relative", "absolute", "base", "assigned"),
    ],
)
def test_what_stands_for_a_value(tmp_path: Path, text: str, shown: str, codes: list[str]) -> None:
    files = {
        "_config.yml": "version: 7.1\ntheme: minima\nown-name: tea\nurl: https://tea.example.org\nbaseurl: /shop\n",
        "_data/releases.yml": "latest: 7.2\n",
        "docs/a.md": f"---\noven: hot\n---\n{ASSIGNED}\n\n```bash\necho {text}\n```\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / ".git").mkdir()
    page = read_page(tmp_path / "docs/a.md")
    assert [segment.command for snippet in page.snippets for segment in snippet.segments] == [f"echo {shown}"]
    assert [one.code for one in page.diagnostics] == codes


@pytest.mark.parametrize(
    ("line", "file"),
    [("{% include_relative part.md %}", "docs/part.md"), ("{% include part.md %}", "_includes/part.md")],
)
def test_included_parts(tmp_path: Path, line: str, file: str) -> None:
    files = {"_config.yml": "theme: minima\n", file: "```bash\necho part\n```\n", "docs/a.md": f"# A\n\n{line}\n"}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / ".git").mkdir()
    page = read_page(tmp_path / "docs/a.md")
    assert [segment.command for snippet in page.snippets for segment in snippet.segments] == ["echo part"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('{% include oven.md kind="big oven" %}', "echo big oven"),
        ("{% include oven.md kind=page.loaf %}", "echo rye"),
        ('{% include oven.md kind="a" name=site.version | %}', "echo a"),
    ],
    ids=["a text", "a value", "several"],
)
def test_what_an_included_part_is_given(tmp_path: Path, line: str, shown: str) -> None:
    files = {
        "_config.yml": "version: 7.1\ntheme: minima\n",
        "_includes/oven.md": "```bash\necho {{ include.kind }}\n```\n",
        "a.md": f"---\nloaf: rye\n---\n\n{line}\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    page = read_page(tmp_path / "a.md")
    assert [segment.command for snippet in page.snippets for segment in snippet.segments] == [shown]
