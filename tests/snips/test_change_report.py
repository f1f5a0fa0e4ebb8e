from pathlib import Path

from harness.diagnostic import Diagnostic, Severity
from harness.snips.change_report import check_record, render_check
from harness.snips.snippet_changes import FileChange, FileChanges
from harness.source import Location

PAGE = Path("docs/a/index.md")
FILE = Path("snippets/a.sh")


def one(before: str | None, after: str | None) -> FileChanges:
    return FileChanges(changes=(FileChange(path=FILE, page=PAGE, before=before, after=after),))


def test_nothing_to_say() -> None:
    assert render_check(FileChanges(changes=(), unchanged=3)) == ""


def test_a_new_file() -> None:
    assert render_check(one(None, "ls\n")) == (
        "snippets/a.sh: missing: docs/a/index.md has snippets, and no file\n"
        "--- /dev/null\n"
        "+++ snippets/a.sh\n"
        "@@ -0,0 +1 @@\n"
        "+ls\n"
    )


def test_a_stale_file() -> None:
    assert render_check(one("ls\n", None)) == (
        "snippets/a.sh: stale: docs/a/index.md gives no such file any more\n"
        "--- snippets/a.sh\n"
        "+++ /dev/null\n"
        "@@ -1 +0,0 @@\n"
        "-ls\n"
    )


def test_a_changed_file_tells_which_ids_are_renumbered() -> None:
    assert render_check(one("a_1() {\nls\n}\n", "a_1() {\npwd\n}\n\na_2() {\nls\n}\n")) == (
        "snippets/a.sh: out of date: docs/a/index.md gives other snippets now\n"
        "  renumbered: a_1 -> a_2\n"
        "  a snip_id on each block keeps ids when blocks are added or headings change\n"
        "--- snippets/a.sh\n"
        "+++ snippets/a.sh\n"
        "@@ -1,3 +1,7 @@\n"
        " a_1() {\n"
        "+pwd\n"
        "+}\n"
        "+\n"
        "+a_2() {\n"
        " ls\n"
        " }\n"
    )


def test_a_file_without_a_line_end_is_shown_as_such() -> None:
    assert render_check(one("ls", "ls\n")).endswith("-ls\n\\ No newline at end of file\n+ls\n")


DIAGNOSTIC = Diagnostic(
    code="unclosed-shortcode",
    severity=Severity.ERROR,
    at=Location(path=PAGE, line=4, column=3),
    message="never closed",
    expected="an end",
    remedy="close it",
)


def test_diagnostics_come_first() -> None:
    changes = FileChanges(changes=one("ls\n", None).changes, diagnostics=(DIAGNOSTIC,))
    assert render_check(changes).startswith(
        "docs/a/index.md:4: error: never closed [unclosed-shortcode]\n"
        "  expected: an end\n"
        "  to fix:   close it\n"
        "\n"
        "snippets/a.sh: stale"
    )


def test_the_record_for_programs() -> None:
    changes = FileChanges(
        changes=one("a_1() {\nls\n}\n", "a_2() {\nls\n}\n").changes, unchanged=2, diagnostics=(DIAGNOSTIC,)
    )
    assert check_record(changes) == {
        "version": 1,
        "current": False,
        "unchanged": 2,
        "changes": [
            {
                "path": "snippets/a.sh",
                "page": "docs/a/index.md",
                "change": "changed",
                "renumbered": [{"from": "a_1", "to": "a_2"}],
            }
        ],
        "diagnostics": [
            {
                "code": "unclosed-shortcode",
                "severity": "error",
                "path": "docs/a/index.md",
                "line": 4,
                "column": 3,
                "message": "never closed",
                "expected": "an end",
                "remedy": "close it",
            }
        ],
    }
