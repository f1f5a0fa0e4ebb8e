"""What edits make of files: shown as a unified diff, and written, all edits of a file or none."""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from harness.edit.replace_file import replace_file, writing
from harness.edit.text_edits import EditError, edited
from harness.errors import SettingsError
from harness.fix import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file before and after all its edits."""

    path: Path
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """``refused`` says why a file is left as it is."""

    changes: tuple[Change, ...]
    refused: tuple[EditError, ...] = ()


def changes_of(edits: Iterable[Edit]) -> Changes:
    """What edits make of their files, in the order of the paths; nothing is written yet."""
    by_file: dict[Path, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.at.path, []).append(edit)
    changes: list[Change] = []
    refused: list[EditError] = []
    for path, own in sorted(by_file.items()):
        try:
            before = _read(path)
            after = edited(before, own)
        except EditError as error:
            refused.append(error)
            continue
        if after != before:
            changes.append(Change(path=path, before=before, after=after))
    return Changes(changes=tuple(changes), refused=tuple(refused))


def diff(changes: Iterable[Change]) -> str:
    """A unified diff, as ``patch -p1`` and ``git apply`` read it."""
    return "".join(_diff(change) for change in changes)


def _diff(change: Change) -> str:
    name = change.path.as_posix().lstrip("/")
    before, after = (text.split("\n") for text in (change.before, change.after))
    lines = unified_diff(_ended(before), _ended(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _ended(lines: Sequence[str]) -> list[str]:
    *whole, rest = lines
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]


def write(changes: Iterable[Change], *, force: bool = False) -> None:
    """Write the files, none of them when one has changes that git has not, unless ``force``."""
    chosen = tuple(changes)
    if not force:
        refuse_uncommitted(change.path for change in chosen)
    for change in chosen:
        if _read(change.path) != change.before:
            raise EditError("the file has changed since it was read", at=str(change.path), remedy="run it again")
        with writing(change.path):
            replace_file(change.path, change.after.encode())


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise EditError(f"this file cannot be read: {error}", at=str(path)) from error


def uncommitted(path: Path) -> bool:
    """Whether a file has changes that are in no commit. A file outside of any repository has none."""
    git = shutil.which("git")
    if git is None:
        return False
    target = path.resolve()
    answer = subprocess.run(
        [git, "-C", str(target.parent), "status", "--porcelain", "--", target.name],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode == 0 and bool(answer.stdout.strip())


def refuse_uncommitted(paths: Iterable[Path]) -> None:
    """``SettingsError`` that names the files with changes in no commit."""
    changed = [str(path) for path in paths if uncommitted(path)]
    if changed:
        raise SettingsError(
            f"{', '.join(changed)}: not written, because git has no copy of the file as it is now",
            expected="files without uncommitted changes",
            remedy="commit them first, or add --force",
        )
