"""Changes of snippet files as text for ``--check``, and as a record for programs."""

import difflib
from collections.abc import Iterator
from typing import Any, Final

from harness.snips.snippet_changes import FileChange, FileChanges, Kind

RECORD_VERSION: Final = 1

_SENTENCES: Final = {
    Kind.NEW: "{path}: missing: {page} has snippets, and no file",
    Kind.CHANGED: "{path}: out of date: {page} gives other snippets now",
    Kind.STALE: "{path}: stale: {page} gives no such file any more",
}


def render_check(changes: FileChanges) -> str:
    """What is not current and why, with diffs; empty when everything is. Diagnostics of pages come first."""
    parts = [f"{diagnostic}\n" for diagnostic in changes.diagnostics]
    parts += ["".join(_change(change)) for change in changes.changes]
    return "\n".join(parts)


def check_record(changes: FileChanges) -> dict[str, Any]:
    """The same for ``--json``: ``version`` is raised when a key changes its meaning or goes."""
    return {
        "version": RECORD_VERSION,
        "current": changes.current,
        "unchanged": changes.unchanged,
        "changes": [
            {
                "path": str(change.path),
                "page": str(change.page),
                "change": change.kind.value,
                "renumbered": [{"from": old, "to": new} for old, new in change.renumbered],
            }
            for change in changes.changes
        ],
        "diagnostics": [
            {
                "code": one.code,
                "severity": one.severity.value,
                "path": str(one.at.path),
                "line": one.at.line,
                "column": one.at.column,
                "message": one.message,
                "expected": one.expected,
                "remedy": one.remedy,
            }
            for one in changes.diagnostics
        ],
    }


def _change(change: FileChange) -> Iterator[str]:
    yield _SENTENCES[change.kind].format(path=change.path, page=change.page) + "\n"
    if change.renumbered:
        yield "  renumbered: " + ", ".join(f"{old} -> {new}" for old, new in change.renumbered) + "\n"
        yield "  a snip_id on each block keeps ids when blocks are added or headings change\n"
    diff = difflib.unified_diff(
        _lines(change.before or ""),
        _lines(change.after or ""),
        fromfile="/dev/null" if change.before is None else str(change.path),
        tofile="/dev/null" if change.after is None else str(change.path),
        lineterm="",
    )
    yield from (f"{line}\n" for line in diff)


def _lines(text: str) -> list[str]:
    """Lines as `diff` knows them: other separators than a line feed are text, and a missing one at the end is told."""
    *lines, last = text.split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines
