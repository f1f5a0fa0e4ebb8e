"""Changes of a file that the page shows as a diff and tells its user to make: "Edit `bowl.yaml`"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harness.checkout import folders_of, repository_of
from harness.parse.page import Page, Snippet
from harness.plan.saved_files import inside, is_read, written
from harness.plan.told_files import MENTIONED, above_of, name_of

_TOLD: Final = re.compile(
    r"\b(?:edit|change|update|modify|adapt|adjust|set|replace|open|add|remove|delete|make|apply|patch|switch|bump)\b"
    r"|修改|编辑|更新|更改|替换|添加|відредагуйте|змініть|оновіть|замініть|додайте",
    re.IGNORECASE,
)
_HUNK: Final = re.compile(r"(?:[ +-].*|)")
_LEFT_OUT: Final = re.compile(r"[ +-]?\s*(?:#\s*)?(?:\.\.\.|\u2026)\s*")
_HEADER: Final = re.compile(r"(?:---|\+\+\+) \S|@@ ")
_DELIMITER: Final = "END_OF_CHANGE"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEdit:
    """``path`` is as the page writes it; ``snippet`` is the block with the diff."""

    path: str
    snippet: Snippet

    @property
    def command(self) -> str:
        """What changes the file, wherever in it the lines are; it fails where it has no such lines."""
        return "\n".join(
            (
                f"git apply --unidiff-zero --recount - <<'{_DELIMITER}'",
                f"--- a/{self.path}",
                f"+++ b/{self.path}",
                "@@ -1 +1 @@",
                *(line or " " for line in self.snippet.body.rstrip("\n").splitlines()),
                _DELIMITER,
            )
        )


def told_edits(page: Page, snippets: Sequence[Snippet], saved: Mapping[str, str]) -> Iterator[ToldEdit]:
    """The changes of a path's blocks, in order: of files that are there, or that commands or blocks have made.

    ``saved`` are paths of blocks that are files, by their ids.
    """
    made: set[str] = set()
    for number, snippet in enumerate(snippets):
        if snippet.id in saved:
            made.add(saved[snippet.id])
        elif snippet.segments and not snippet.excluded:
            made |= written(snippet)
        elif snippet.syntax == "diff" and not snippet.excluded and _is_change(snippet.body):
            path = _path_of(page, snippet)
            if path and (path in made or _is_there(path, page)) and is_read(path, snippets[number + 1 :]):
                yield ToldEdit(path=path, snippet=snippet)


def _is_change(text: str) -> bool:
    """Whether all lines are those of a hunk: with something that is there already, and nothing left out."""
    lines = text.rstrip("\n").splitlines()
    plain = not any(_HEADER.match(line) or _LEFT_OUT.fullmatch(line) for line in lines)
    placed = any(line.strip() and not line.startswith("+") for line in lines)
    changed = any(line.startswith(("+", "-")) for line in lines)
    return plain and placed and changed and all(_HUNK.fullmatch(line) for line in lines)


def _path_of(page: Page, snippet: Snippet) -> str:
    """The last file that the paragraph above a block names, if it tells to change it; empty for none."""
    above = above_of(page, snippet)
    found = list(MENTIONED.finditer(above)) if _TOLD.search(above) else []
    path = inside(name_of(found[-1])) if found else None
    return "" if path is None or path.startswith("~") else path


def _is_there(path: str, page: Page) -> bool:
    """Whether the checkout that the page is in has the file where its reader may be."""
    file = page.path.absolute()
    top = repository_of(file.parent)
    return top is not None and any((folder / path).is_file() for folder in folders_of(file, top))
