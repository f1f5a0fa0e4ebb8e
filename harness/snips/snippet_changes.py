"""What has to change on disk so that snippet files are what their pages give."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from harness.diagnostic import Diagnostic
from harness.snips.codes import NOT_GENERATED
from harness.snips.default_dialect import generated_from
from harness.snips.wanted import SnippetFile, Wanted
from harness.source import Location


class Kind(StrEnum):
    """What a change does."""

    NEW = "new"
    CHANGED = "changed"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file; ``before`` is ``None`` for a new one, ``after`` for one whose page gives it no more."""

    path: Path
    page: Path
    before: str | None
    after: str | None

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return Kind.NEW
        return Kind.STALE if self.after is None else Kind.CHANGED

    @property
    def renumbered(self) -> tuple[tuple[str, str], ...]:
        """Ids by which scripts may call snippets, old and new, of snippets that say the same as before."""
        return renumbered(self.before or "", self.after or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChanges:
    """``changes`` in the order of their paths; ``diagnostics`` tell why a page's file was left as it is."""

    changes: tuple[FileChange, ...]
    unchanged: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def current(self) -> bool:
        """Whether every file is what it should be, as far as pages could be read."""
        return not (self.changes or self.diagnostics)


def compare(wanted: Wanted, found: Mapping[Path, str], orphans: Mapping[Path, Path]) -> FileChanges:
    """``found`` is what files hold that exist; ``orphans`` gives the page of each file that has no use now.

    A file that somebody wrote by hand where a generated one belongs is left alone, with a diagnostic.
    """
    given = {file.path: file for file in wanted.files if file.text is not None}
    differing = [file for path, file in given.items() if file.text != found.get(path)]
    by_hand = [file for file in differing if _is_by_hand(found.get(file.path), file.text)]
    changes = [
        FileChange(path=file.path, page=file.page, before=found.get(file.path), after=file.text)
        for file in differing
        if file not in by_hand
    ]
    changes += [FileChange(path=path, page=page, before=found[path], after=None) for path, page in orphans.items()]
    return FileChanges(
        changes=tuple(sorted(changes, key=lambda change: change.path)),
        unchanged=len(given) - len(differing),
        diagnostics=(*wanted.diagnostics, *map(_by_hand, by_hand)),
    )


def _is_by_hand(before: str | None, after: str | None) -> bool:
    return bool(before and after and generated_from(after) and not generated_from(before))


def _by_hand(file: SnippetFile) -> Diagnostic:
    return NOT_GENERATED.found(
        Location(path=file.path, line=1),
        f"this file is where the snippets of {file.page} belong, and was not generated from it",
        expected="no file, or one that harness snips wrote",
        remedy="move or remove it, or have the snippets written to another folder",
    )


# Definitions of either dialect; what belongs to a function bears its name.
_DEFINITION: Final = re.compile(r"^(?:([\w:]+)\(\) \{|(?:! )?IFS=\$'\\n' read -r -d '' (\w+) <<.*)$", re.MULTILINE)
_PART: Final = re.compile(r"_(?:out(?:_\d+)?|text)")
_COMMENTS_AT_END: Final = re.compile(r"(?:\n(?:#.*)?)*\Z")


def renumbered(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Pairs of ids, old and new, of snippets that say the same in both files; ids that kept their snippet are not told.

    Equal snippets are told apart by their order.
    """
    old, new = _snippets(before), _snippets(after)
    waiting = defaultdict(list)
    for snippet_id, body in new.items():
        if old.get(snippet_id) != body:
            waiting[body].append(snippet_id)
    pairs: list[tuple[str, str]] = []
    for snippet_id, body in old.items():
        if new.get(snippet_id) != body and waiting[body]:
            pairs.append((snippet_id, waiting[body].pop(0)))
    return tuple(pairs)


def _snippets(text: str) -> dict[str, str]:
    """The code of each snippet by its id, with the id itself blotted out, since it is not what the snippet says."""
    starts = list(_DEFINITION.finditer(text))
    bounds = [*(start.start() for start in starts), len(text)]
    snippets: dict[str, str] = {}
    name = ""
    for start, end in zip(starts, bounds[1:], strict=True):
        defined = start[1] or start[2]
        if not (name and defined.startswith(name) and _PART.fullmatch(defined, len(name))):
            name = defined
        code = _COMMENTS_AT_END.sub("", text[start.start() : end])
        snippets[name] = snippets.get(name, "") + code.replace(name, "ID")
    return {name: code for name, code in snippets.items() if "::" not in name}
