"""``--accept`` and ``harness accept``: the page agrees with the run afterwards, and nothing else of it changes."""

import subprocess
from pathlib import Path

import pytest

from harness.cli.main import main

HEAD = "---\ntitle: A\ntest: yes\n---\n\n"


def block(command: str, output: str, indent: str = "") -> str:
    lines = ("{{< text bash >}}", f"$ {command}", *output.split("\n"), "{{< /text >}}")
    return "".join(f"{indent}{line}\n" if line else "\n" for line in lines)


TABLE = "NAME    READY   STATUS    AGE\nweb-1   2/2     Running   5m\nweb-2   1/1     Running   5m"
PRINT_TABLE = "printf '%s\\n' " + " ".join(f"'{line}'" for line in TABLE.split("\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(block("echo hello world", "hello wrld"), block("echo hello world", "hello world"), id="a word"),
        pytest.param(
            block("echo up 5m at 10.0.0.1", "down 9m at 10.9.9.9"),
            block("echo up 5m at 10.0.0.1", "up 9m at 10.9.9.9"),
            id="what is tolerated stays",
        ),
        pytest.param(
            block(PRINT_TABLE, TABLE.replace("2/2     Running ", "1/2     Pending "), "    "),
            block(PRINT_TABLE, TABLE, "    "),
            id="cells of an indented table",
        ),
        pytest.param(
            block(PRINT_TABLE, TABLE.replace("web-2   1/1     Running   5m", "web-2   1/1     Terminated   5m")),
            block(PRINT_TABLE, TABLE),
            id="a longer cell",
        ),
        pytest.param(
            block("printf '%s\\n' a b c d e", "a\n...\nx\ne"),
            block("printf '%s\\n' a b c d e", "a\n...\nd\ne"),
            id="elided",
        ),
        pytest.param(
            block("echo one two three", "one ... four"),
            block("echo one two three", "one ... three"),
            id="elided in a line",
        ),
        pytest.param(block("printf '%s\\n' a b c", "a\nc"), block("printf '%s\\n' a b c", "a\nb\nc"), id="a line more"),
        pytest.param(block("printf '%s\\n' a c", "a\nb\nc"), block("printf '%s\\n' a c", "a\nc"), id="a line less"),
    ],
)
def test_what_is_accepted(pytester: pytest.Pytester, before: str, after: str) -> None:
    page = pytester.path / "page.md"
    page.write_text(HEAD + before, encoding="utf-8")
    assert pytester.runpytest("page.md", "--accept").ret == 1
    assert page.read_text(encoding="utf-8") == HEAD + after
    assert pytester.runpytest("page.md").ret == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(block("false", "x"), id="a command that failed"),
        pytest.param(block("echo at 10.0.0.1", "at home"), id="an address where the page has none"),
        pytest.param(block("echo password: hunter2", "nothing to see"), id="a secret"),
        pytest.param(block("true", "x"), id="no output at all"),
        pytest.param(block("echo 'Error: no such thing'", "done"), id="an error in the place of an output"),
    ],
)
def test_what_is_never_accepted(pytester: pytest.Pytester, text: str) -> None:
    page = pytester.path / "page.md"
    page.write_text(HEAD + text, encoding="utf-8")
    pytester.runpytest("page.md", "--accept")
    assert page.read_text(encoding="utf-8") == HEAD + text


def site(folder: Path) -> tuple[Path, Path, Path]:
    """Two languages of a page, and a boilerplate that they include."""
    texts = {
        "content/en/docs/a/index.md": HEAD + block("echo one", "two") + "\n{{< boilerplate part >}}\n",
        "content/uk/docs/a/index.md": HEAD + "Vse.\n\n" + block("echo one", "two"),
        "content/en/boilerplates/part.md": "---\n---\n" + block("echo part", "whole"),
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    own, other, part = (folder / name for name in texts)
    return own, other, part


def recorded(pytester: pytest.Pytester, page: Path) -> str:
    pytester.runpytest(str(page), "--report-dir", "reports")
    return str(pytester.path / "reports")


def test_a_report_is_accepted_later(pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]) -> None:
    own, other, part = site(pytester.path)
    report = recorded(pytester, own)
    before = [path.read_bytes() for path in (own, other, part)]
    assert main(["accept", report, "--diff"]) == 1
    assert [path.read_bytes() for path in (own, other, part)] == before
    capsys.readouterr()
    assert main(["accept", report]) == 0
    assert "\n$ echo one\none\n" in own.read_text(encoding="utf-8")
    assert "\n$ echo part\npart\n" in part.read_text(encoding="utf-8")
    assert other.read_bytes() == before[1]
    assert "part.md (included by content/en/docs/a/index.md)" in capsys.readouterr().out


def test_translations_are_changed_when_asked(pytester: pytest.Pytester) -> None:
    own, other, _ = site(pytester.path)
    assert main(["accept", recorded(pytester, own), "--translations"]) == 0
    assert "\n$ echo one\none\n" in other.read_text(encoding="utf-8")


def test_pages_and_snippets_are_chosen(pytester: pytest.Pytester) -> None:
    own, _, part = site(pytester.path)
    report, before = recorded(pytester, own), own.read_bytes()
    main(["accept", report, "--page", "docs/b"])
    assert own.read_bytes() == before
    assert main(["accept", report, "--id", "part__1"]) == 0
    assert own.read_bytes() == before
    assert "\n$ echo part\npart\n" in part.read_text(encoding="utf-8")


def test_an_uncommitted_page_is_written_by_force_only(pytester: pytest.Pytester) -> None:
    own, *_ = site(pytester.path)
    subprocess.run(["git", "-C", str(pytester.path), "init", "-q"], check=True)
    report, before = recorded(pytester, own), own.read_bytes()
    assert main(["accept", report]) == 2
    assert own.read_bytes() == before
    assert main(["accept", report, "--force"]) == 0
    assert own.read_bytes() != before
