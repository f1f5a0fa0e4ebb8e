"""The edge: snippet files are read, written and removed here."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from harness.edit.replace_file import replace_file, writing
from harness.errors import SettingsError
from harness.snips.default_dialect import generated_from
from harness.snips.layout import Layout, absolute
from harness.snips.snippet_changes import FileChange, FileChanges, compare
from harness.snips.wanted import Wanted

_REMEDY: Final = "change its permissions, or name another folder"


def plan_files(
    wanted: Wanted, layout: Layout, *, looked_at: Iterable[Path] = (), keep_stale: bool = False
) -> FileChanges:
    """What has to change on disk; nothing is changed yet.

    Where the layout puts files, those that this program generated are stale when their page is gone, or is among the
    pages ``looked_at`` or wanted and gives no such file. ``keep_stale`` is for generators that never remove anything.
    """
    found = {file.path: text for file in wanted.files if (text := _read(file.path)) is not None}
    if keep_stale:
        return compare(wanted, found, {})
    given = {absolute(file.path) for file in wanted.files if file.text is not None}
    known = {absolute(page) for page in (*looked_at, *(file.page for file in wanted.files))}
    orphans: dict[Path, Path] = {}
    for path in _scripts(layout, wanted):
        text = _read(path)
        source = None if text is None or absolute(path) in given else generated_from(text)
        if text is None or source is None:
            continue
        page = layout.page(source)
        if absolute(page) in known or not page.exists():
            found[path], orphans[path] = text, page
    return compare(wanted, found, orphans)


def write(changes: FileChanges) -> None:
    """Make the changes. Each file is replaced in one step, so that nobody sees half of one; folders left empty go."""
    for change in changes.changes:
        with writing(change.path, "snippet file", remedy=_REMEDY):
            _apply(change)


def _apply(change: FileChange) -> None:
    if change.after is None:
        change.path.unlink(missing_ok=True)
        return
    change.path.resolve().parent.mkdir(parents=True, exist_ok=True)
    replace_file(change.path, change.after.encode())


def _scripts(layout: Layout, wanted: Wanted) -> Iterator[Path]:
    """All bash files where the layout may have put one."""
    beside = (*layout.content, *layout.given, *sorted({file.path.parent for file in wanted.files}))
    folders = beside if layout.out is None else (layout.out,)
    seen: set[Path] = set()
    for path in (path for folder in folders for path in sorted(folder.rglob("*.sh"))):
        if absolute(path) not in seen:
            seen.add(absolute(path))
            yield path


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode(errors="replace")  # what is no UTF-8 differs from anything generated
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SettingsError(
            f"this snippet file cannot be read: {error.strerror}",
            at=str(path),
            expected="a file that may be read, or none",
            remedy=_REMEDY,
        ) from error
