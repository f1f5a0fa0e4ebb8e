from pathlib import Path

import pytest

from harness.parse.read import ParseOptions
from harness.plan.site_reading import language_in, parse_options, read_site_page
from harness.settings import Settings


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/s/content/zh/docs/a.md", "zh"),
        ("/s/content/en/docs/a.md", "en"),
        ("/s/content/en/inner/a.md", "fr"),
        ("/elsewhere/a.md", "de"),
    ],
)
def test_language(path: str, language: str) -> None:
    content = {"zh": Path("/s/content/zh"), "en": Path("/s/content/en"), "fr": Path("/s/content/en/inner")}
    assert language_in(Path(path), Settings(content=content, language="de")) == language


def test_options_come_from_settings() -> None:
    settings = Settings(
        language="en",
        boilerplates={"*": Path("/s/b")},
        values=(Path("/s/v.yml"),),
        site="plain",
        shortcodes={"x": "y"},
    )
    assert parse_options(Path("/s/a.md"), settings) == ParseOptions(
        language="en",
        base="en",
        boilerplates={"*": (Path("/s/b"),)},
        value_files=(Path("/s/v.yml"),),
        site="plain",
        shortcodes={"x": "y"},
    )


def test_a_page_is_read_as_settings_say(tmp_path: Path) -> None:
    (tmp_path / "v.yml").write_text("version: '7'\n")
    (tmp_path / "a.md").write_text("{{< text bash >}}\n$ echo {{< own >}}\n{{< /text >}}\n")
    page = read_site_page(tmp_path / "a.md", Settings(shortcodes={"own": "mine"}))
    assert [segment.command for snippet in page.snippets for segment in snippet.segments] == ["echo mine"]
