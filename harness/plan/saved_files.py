"""Blocks that the page tells its user to save as a file: the file has to be there when a later command reads it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from harness.parse.page import Page, Snippet
from harness.plan.prose import prose
from harness.plan.told_files import FILE, LOOKS, MANIFEST, MENTIONED, above_of, name_of, told_file
from harness.programs.invocation import invocation, unwrapped
from harness.programs.project_files import found_by_name
from harness.shell.script import Script
from harness.shell.script_reader import read_script

_IMAGE: Final = "Dockerfile"
_BUILDS: Final = re.compile(r"\b(?:docker|podman|nerdctl)\s+(?:buildx\s+|image\s+)?build\b(?![^\n]*\s(?:-f|--file)\b)")
"""What reads it without a word about it."""
_PROMPT: Final = re.compile(r"(?m)^\s*\$ ")
_REPLACED: Final = re.compile(
    rf"\b(?:edit|change|update|modify|adapt)\b[^.]*{FILE}[^.]*{LOOKS}"
    r"|\b(?:create|make|write)\s+\(?or\s+(?:replace|overwrite|update)|\b(?:replace|overwrite)\b[^.]*\b(?:contents?|file)\b",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(prose("updates_file"), re.IGNORECASE)
"""What is said around a file of the checkout that has other contents from here on."""
_FILE_FLAGS: Final = frozenset({"-f", "--filename"})
_LOCAL: Final = re.compile(r"\./[\w.-]+\.(?:ya?ml|json)|[\w-]+\.(?:ya?ml|json)")
_FOLDER: Final = re.compile(r"\.|(?:\./)?(?:[\w-]+/)*(?:[\w-]+/?)?")
_COMMENTED: Final = re.compile(rf"\s*(?:#|//)[ \t]*(?:file(?:name)?:[ \t]*)?{FILE}[ \t]*(?=\n)", re.IGNORECASE)
"""A file that begins with its own name."""
_TITLES: Final = ("title", "file", "filename", "filepath", "name")
_DELIMITER: Final = "END_OF_FILE"
_SCRIPTS: Final = (".sh", ".bash")
_PROGRAM: Final = "#!"
"""How the text of a program that is a file begins."""
_BESIDE: Final = re.compile(r"(?:\./)?[\w-][\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFile:
    """``path`` is as the page writes it; ``snippet`` is the block with its text."""

    path: str
    snippet: Snippet

    @property
    def command(self) -> str:
        """What writes the file as the user's editor would."""
        folder = self.path.rpartition("/")[0]
        made = f"mkdir -p {folder} && " if folder else ""
        body = self.snippet.body.rstrip("\n")
        return f"{made}cat > {self.path} <<'{_DELIMITER}'\n{body}\n{_DELIMITER}"


def saved_files(
    page: Page, snippets: Sequence[Snippet], known: Mapping[str, str] = MappingProxyType({})
) -> Iterator[SavedFile]:
    """The files of a path's blocks, in order: those that a later command reads and that no earlier one has made.

    ``known`` are paths of blocks, by their ids.
    """
    made: set[str] = set()
    saved: set[str] = set()
    for number, snippet in enumerate(snippets):
        path = known.get(snippet.id) or _path_of(page, snippet)
        if path in saved and _shown_file(page, snippet) is not None and snippet.body_at.line > 1:
            continue  # a part of the file that a block above shows
        if (
            path is not None
            and (path not in made or _replaces(page, snippet))
            and is_read(path, snippets[number + 1 :])
        ):
            saved.add(path)
            yield SavedFile(path=path, snippet=snippet)
        elif (unnamed := _unnamed(snippet, snippets[number + 1 :], made, saved)) is not None:
            saved.add(unnamed)
            yield SavedFile(path=unnamed, snippet=snippet)
        elif snippet.segments and not snippet.excluded:
            made |= written(snippet)


def _path_of(page: Page, snippet: Snippet) -> str | None:
    """The file that a block is to be; ``None`` where the page names none, or where the block holds commands to type."""
    if snippet.excluded or _DELIMITER in snippet.body:
        return None
    title = next((MENTIONED.fullmatch(snippet.attributes[key]) for key in _TITLES if key in snippet.attributes), None)
    if title is None and (shown := _shown_file(page, snippet)) is not None:
        told = told_file(page, snippet)
        return inside(told) if told is not None and told.rpartition("/")[2] == shown else shown
    named = title or commented_file(snippet)
    path = name_of(named) if named is not None else told_file(page, snippet)
    if path is None and snippet.syntax == _IMAGE.lower():
        path = _IMAGE
    if path is None or (snippet.segments and not _is_script(path, snippet)):
        return None
    return inside(path)


def commented_file(snippet: Snippet) -> re.Match[str] | None:
    """The name that a file begins with, as a comment; above commands it is that of a script."""
    found = _COMMENTED.match(snippet.body)
    return found if found is not None and (not snippet.segments or name_of(found).endswith(_SCRIPTS)) else None


def _shown_file(page: Page, snippet: Snippet) -> str | None:
    """The file of the checkout that a block shows: its user has it under its own name."""
    of = snippet.body_at
    return of.path.name if of.included_from is not None and not snippet.segments and of.path != page.path else None


def _replaces(page: Page, snippet: Snippet) -> bool:
    """Whether the text above a block says that it takes the place of the file that is there.

    A file of the checkout is shown in full, so there it is enough that it is one with changes.
    """
    said = _UPDATED if _shown_file(page, snippet) is not None else _REPLACED
    return said.search(above_of(page, snippet)) is not None


def _unnamed(snippet: Snippet, later: Sequence[Snippet], made: AbstractSet[str], saved: AbstractSet[str]) -> str | None:
    """The file that the first command below a manifest reads, if nothing makes it: the page gives it no other text.

    Of several it is the first one that no block above has been ``saved`` as.
    """
    if snippet.excluded or _DELIMITER in snippet.body:
        return None
    if snippet.body.startswith(_PROGRAM):
        return _unnamed_program(later, made)
    if snippet.segments or not MANIFEST.search(snippet.body):
        return None
    for one in later:
        if one.section != snippet.section or (not one.segments and MANIFEST.search(one.body)):
            return None  # of two manifests the lower one is meant
        for segment in one.segments:
            names = list(_manifests_read(segment.command))
            if names:
                wanted = [name for name in names if name not in made]
                return next((name for name in wanted if name not in saved), wanted[0] if wanted else None)
    return None


def _unnamed_program(later: Sequence[Snippet], made: AbstractSet[str]) -> str | None:
    """The first file beside the page that a later command makes executable or calls, if nothing makes it."""
    texts = (segment.command for snippet in later if not snippet.excluded for segment in snippet.segments)
    for call in (call for text in texts for call in read_script(text).calls):
        words = [word for word in unwrapped(call.words) or call.words if word != "sudo"]
        called = words[-1] if words[0] == "chmod" else words[0]
        path = inside(called) if _BESIDE.fullmatch(called) and (words[0] == "chmod" or "/" in called) else None
        if path is not None:
            return path if path not in made else None
    return None


def _manifests_read(command: str) -> Iterator[str]:
    """The files beside the page that a command gives to a cluster."""
    for call in read_script(command).calls:
        if invocation(call.words).profile.needs:
            for flag, word in pairwise(call.words):
                path = inside(word) if flag in _FILE_FLAGS and _LOCAL.fullmatch(word) else None
                if path is not None:
                    yield path


def _is_script(path: str, snippet: Snippet) -> bool:
    """Whether commands are the text of a file, and not what makes or uses it."""
    typed = any(segment.expected for segment in snippet.segments) or _PROMPT.search(snippet.body)
    named = path.endswith(_SCRIPTS) and path not in snippet.body.removeprefix(f"# {path}\n")
    return not typed and (named or snippet.body.startswith(_PROGRAM))


def inside(path: str) -> str | None:
    """The path below the working directory; ``None`` for one that leads out of it."""
    path = path.removeprefix("./")
    return None if path.startswith("/") or ".." in path.split("/") else path


def is_read(path: str, later: Sequence[Snippet]) -> bool:
    """Whether a command names the file before another one makes it."""
    name = path.rpartition("/")[2]
    for snippet in later:
        if snippet.excluded:
            continue
        for segment in snippet.segments:
            script = read_script(segment.command)
            if path in script.writes:
                return False
            if any(name in found_by_name(call.words) for call in script.calls):
                return True
            if any(map(path.startswith, _folders_read(script))):
                return True
            if path == _IMAGE and _BUILDS.search(segment.command):
                return True
            if path in segment.command and _names(segment.command, path):
                return True
    return False


def _names(command: str, path: str) -> bool:
    """Whether a command has the path as a word of its own, or behind ``./``."""
    start = command.find(path)
    while start >= 0:
        before, after = command[:start].removesuffix("./")[-1:], command[start + len(path) :][:1]
        if not (before.isalnum() or before in {"_", "/", "-"}) and not (after.isalnum() or after in {"_", ".", "-"}):
            return True
        start = command.find(path, start + 1)
    return False


def _folders_read(script: Script) -> Iterator[str]:
    """How the paths of files begin that a command gives to a cluster by their folder: ``-f ./``."""
    for call in script.calls:
        if invocation(call.words).profile.needs:
            for flag, word in pairwise(call.words):
                if flag in _FILE_FLAGS and _FOLDER.fullmatch(word):
                    yield "" if word in {".", "./"} else f"{word.removeprefix('./').rstrip('/')}/"


def written(snippet: Snippet) -> AbstractSet[str]:
    return {name.removeprefix("./") for segment in snippet.segments for name in read_script(segment.command).writes}
