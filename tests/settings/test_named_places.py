"""Files and folders that settings name and that are not there."""

import logging
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.settings import read_settings


def settings_in(folder: Path, text: str) -> Path:
    (folder / "pages").mkdir()
    (folder / "page.md").touch()
    file = folder / "harness.toml"
    file.write_text(text)
    return file


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        pytest.param('[links]\nsamples = "sample"\n', 2, "links.samples", id="link"),
        pytest.param('[urls]\n"https://a.example/" = "copy/"\n', 2, "urls.https://a.example/", id="copy of a URL"),
        pytest.param('[charts]\nshop = "chart"\n', 2, "charts.shop", id="charts"),
        pytest.param('[snips]\nheader = "head.txt"\n', 2, "snips.header", id="header"),
    ],
)
def test_what_pages_need_is_an_error_at_its_line(tmp_path: Path, text: str, line: int, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(file=settings_in(tmp_path, text))
    assert str(caught.value.at).endswith(f"harness.toml:{line}")
    assert f"'{key}'" in caught.value.message


def test_what_was_meant_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(file=settings_in(tmp_path, 'links = { samples = "pagse" }\n'))
    assert "'pages'" in caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('links = { samples = "go:shop.example/shop@v1.0.0/samples" }\n', id="a module"),
        pytest.param('[urls]\n"https://a.example/{path*}" = "copies/{path*}"\n', id="a path with placeholders"),
        pytest.param('urls = { "https://a.example/" = "https://b.example/" }\n', id="another URL"),
        pytest.param('snips = { header = "# From {source}.\\n" }\n', id="a header's text"),
        pytest.param('path = ["{python}"]\n', id="the folder of the Python that runs"),
        pytest.param('content = { en = "pages" }\nvalues = ["page.md"]\n', id="what is there"),
    ],
)
def test_what_is_there_or_no_path_is_none(tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture) -> None:
    read_settings(file=settings_in(tmp_path, text))
    assert caplog.records == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param('content = { en = "pagse" }\n', "content.en", id="folder of a language"),
        pytest.param('content = { en = "page.md" }\n', "content.en", id="a file that is to be a folder"),
        pytest.param('boilerplates = { "*" = "parts" }\n', "boilerplates.*", id="boilerplates"),
        pytest.param('path = ["pages", "tools"]\n', "path[1]", id="programs that may be made later"),
        pytest.param('topologies = { two = { file = "pages" } }\n', "topologies.two.file", id="clusters"),
        pytest.param('plans = "planz"\n', "plans", id="plan files"),
    ],
)
def test_a_note_is_enough_of_others(tmp_path: Path, text: str, key: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    read_settings(file=settings_in(tmp_path, text))
    assert [f"'{key}'" in record.getMessage() for record in caplog.records] == [True]
    assert "harness.toml:1" in caplog.text
