"""Blocks that the page tells its user to save as a file: the file has to be there when a later command reads it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from harness.parse.page import Page, Snippet
from harness.programs.invocation import invocation
from harness.shell.script_reader import read_script

_ENDINGS: Final = (
    "ya?ml|json|sh|bash|py|conf|cfg|ini|env|properties|toml|txt|xml|html|sql|js|ts|go|rego|cue|tf|hcl|tpl|tmpl"
    "|jinja2?|j2|csr"
)
_PLAIN: Final = rf"[\w][\w./-]*\.(?:{_ENDINGS})\b"
_FILE: Final = (
    rf"(?:[`\"'*“]{{1,2}}(?P<quoted>{_PLAIN}|Dockerfile|Makefile)[`\"'*”]{{1,2}}"
    rf"|(?<![\w/:.-])(?P<plain>{_PLAIN}))"
)
_VERBS: Final = (
    "save|create|write|store|put|place|copy|paste|add|make|generate",  # English
    "保存|创建|新建|写入|建立|另存为",  # Chinese
    "збережіть|зберегти|створіть|створити|запишіть|скопіюйте",  # Ukrainian
    "speicher\\w*|erstell\\w*|enregistre\\w*|crée[rz]?|guarda\\w*|crea|cree|salve|crie|保存し|作成",  # others
)
TOLD: Final = re.compile(rf"(?:{'|'.join(_VERBS)})(?:(?!\.\s)[^\n]){{0,120}}?{_FILE}", re.IGNORECASE)
"""A sentence that tells to make a file, with its name."""
_SIGN: Final = re.compile(r"\.\w|[fF][iI][lL][eE]")
"""What every name of a file has."""
_MENTIONED: Final = re.compile(_FILE)
_LABEL: Final = re.compile(rf"{_FILE}\s*:?")
"""A paragraph that is nothing but a file's name, as a title of the block below."""
_FOUND_BY_NAME: Final[Mapping[str, AbstractSet[str]]] = MappingProxyType(
    {
        "Makefile": frozenset({"make"}),
        "compose.yaml": frozenset({"docker", "docker-compose"}),
        "docker-compose.yaml": frozenset({"docker", "docker-compose"}),
        "docker-compose.yml": frozenset({"docker", "docker-compose"}),
        "go.mod": frozenset({"go"}),
        "kustomization.yaml": frozenset({"kubectl", "kustomize"}),
        "package.json": frozenset({"npm", "npx", "pnpm", "yarn"}),
        "requirements.txt": frozenset({"pip", "pip3"}),
        "skaffold.yaml": frozenset({"skaffold"}),
    }
)
"""Files that programs read without being told their names."""
_MANIFEST: Final = re.compile(r"(?m)^apiVersion:[^\n]*(?:\n.*)*?^kind:|^kind:[^\n]*(?:\n.*)*?^apiVersion:")
_AFTERWARDS: Final = re.compile(r"^\s*(?:\d+\.\s+|[-*]\s+)?(?:save|store|保存|збережіть)", re.IGNORECASE)
_BOUNDARY: Final = re.compile(r"^\s*(?:```|~~~|#{1,6}\s|\{\{[<%]|\||<!--)")
_IMAGE: Final = "Dockerfile"
_BUILDS: Final = re.compile(r"\b(?:docker|podman|nerdctl)\s+(?:buildx\s+|image\s+)?build\b(?![^\n]*\s(?:-f|--file)\b)")
"""What reads it without a word about it."""
_PROMPT: Final = re.compile(r"(?m)^\s*\$ ")
_REPLACED: Final = re.compile(
    r"\b(?:create|make|write)\s+\(?or\s+(?:replace|overwrite|update)|\b(?:replace|overwrite)\b[^.]*\b(?:contents?|file)\b",
    re.IGNORECASE,
)
_FILE_FLAGS: Final = frozenset({"-f", "--filename"})
_LOCAL: Final = re.compile(r"\./[\w.-]+\.(?:ya?ml|json)|[\w-]+\.(?:ya?ml|json)")
_COMMENTED: Final = re.compile(rf"\s*(?:#|//)[ \t]*(?:file(?:name)?:[ \t]*)?{_FILE}[ \t]*(?=\n)", re.IGNORECASE)
"""A file that begins with its own name."""
_TITLES: Final = ("title", "file", "filename", "name")
_DELIMITER: Final = "END_OF_FILE"


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


def saved_files(page: Page, snippets: Sequence[Snippet]) -> Iterator[SavedFile]:
    """The files of a path's blocks, in order: those that a later command reads and that no earlier one has made."""
    made: set[str] = set()
    for number, snippet in enumerate(snippets):
        path = _path_of(page, snippet)
        if (
            path is not None
            and (path not in made or _replaces(page, snippet))
            and _is_read(path, snippets[number + 1 :])
        ):
            yield SavedFile(path=path, snippet=snippet)
        elif (unnamed := _unnamed(snippet, snippets[number + 1 :], made)) is not None:
            yield SavedFile(path=unnamed, snippet=snippet)
        elif snippet.segments and not snippet.excluded:
            made |= _written(snippet)


def _path_of(page: Page, snippet: Snippet) -> str | None:
    """The file that a block is to be; ``None`` where the page names none, or where the block holds commands to type."""
    if snippet.excluded or _DELIMITER in snippet.body:
        return None
    title = next((_MENTIONED.fullmatch(snippet.attributes[key]) for key in _TITLES if key in snippet.attributes), None)
    if title is None and (shown := _shown_file(page, snippet)) is not None:
        return shown
    named = title or (_COMMENTED.match(snippet.body) if not snippet.segments else None)
    path = _name(named) if named is not None else _told(page, snippet)
    if path is None or (snippet.segments and not _is_script(path, snippet)):
        return None
    return _inside(path)


def _shown_file(page: Page, snippet: Snippet) -> str | None:
    """The file of the checkout that a block shows: its user has it under its own name."""
    of = snippet.body_at
    return of.path.name if of.included_from is not None and not snippet.segments and of.path != page.path else None


def _replaces(page: Page, snippet: Snippet) -> bool:
    """Whether the text above a block says that it takes the place of the file that is there."""
    above = " ".join(_paragraph(_lines(snippet.source or page.text)[: snippet.at.line - 1][::-1])[::-1])
    return _REPLACED.search(above) is not None


def _unnamed(snippet: Snippet, later: Sequence[Snippet], made: AbstractSet[str]) -> str | None:
    """The file that the first command below a manifest reads, if nothing makes it: the page gives it no other text."""
    if snippet.segments or snippet.excluded or not _MANIFEST.search(snippet.body) or _DELIMITER in snippet.body:
        return None
    for one in later:
        if one.section != snippet.section or (not one.segments and _MANIFEST.search(one.body)):
            return None  # of two manifests the lower one is meant
        for segment in one.segments:
            for name in _manifests_read(segment.command):
                return name if name not in made else None
    return None


def _manifests_read(command: str) -> Iterator[str]:
    """The files beside the page that a command gives to a cluster."""
    for call in read_script(command).calls:
        if invocation(call.words).profile.needs:
            for flag, word in pairwise(call.words):
                path = _inside(word) if flag in _FILE_FLAGS and _LOCAL.fullmatch(word) else None
                if path is not None:
                    yield path


def _told(page: Page, snippet: Snippet) -> str | None:
    """The file that the text around a block names."""
    lines = _lines(snippet.source or page.text)
    above = " ".join(_paragraph(lines[: snippet.at.line - 1][::-1])[::-1])
    below = _below(lines, snippet)
    label = _LABEL.fullmatch(above)
    told = (
        _name(label)
        if label is not None
        else _last(TOLD, above) or (_last(TOLD, below) if _AFTERWARDS.match(below) else None)
    )
    if told is None and _MANIFEST.search(snippet.body):
        return _last(_MENTIONED, above)
    return told


@lru_cache(maxsize=16)
def _lines(text: str) -> Sequence[str]:
    """Those of a whole page, which each of its blocks looks at, on every path."""
    return text.splitlines()


def _is_script(path: str, snippet: Snippet) -> bool:
    """Whether commands are the text of a file, and not what makes or uses it."""
    typed = any(segment.expected for segment in snippet.segments) or _PROMPT.search(snippet.body)
    return path.endswith((".sh", ".bash")) and not typed and path not in snippet.body


def _last(pattern: re.Pattern[str], text: str) -> str | None:
    found = list(pattern.finditer(text)) if _SIGN.search(text) else ()
    return _name(found[-1]) if found else None


def _name(found: re.Match[str]) -> str:
    return found["quoted"] or found["plain"]


def _inside(path: str) -> str | None:
    """The path below the working directory; ``None`` for one that leads out of it."""
    path = path.removeprefix("./")
    return None if path.startswith("/") or ".." in path.split("/") else path


def _paragraph(lines: Sequence[str]) -> list[str]:
    """The first paragraph of some lines, without blank ones before it."""
    found: list[str] = []
    for line in lines:
        if _BOUNDARY.match(line):
            break
        if line.strip():
            found.append(line.strip())
        elif found:
            break
    return found


def _below(lines: Sequence[str], snippet: Snippet) -> str:
    length = snippet.body.count("\n") + 1
    start = snippet.body_at.line - 1 + length
    ends = next((n for n in range(max(start - 1, 0), min(start + 3, len(lines))) if _BOUNDARY.match(lines[n])), None)
    return "" if ends is None else " ".join(_paragraph(lines[ends + 1 :]))


def _is_read(path: str, later: Sequence[Snippet]) -> bool:
    """Whether a command names the file before another one makes it."""
    programs = _FOUND_BY_NAME.get(path.rpartition("/")[2], frozenset())
    for snippet in later:
        if snippet.excluded:
            continue
        for segment in snippet.segments:
            script = read_script(segment.command)
            if path in script.writes:
                return False
            if any(call.program in programs for call in script.calls):
                return True
            if path == _IMAGE and _BUILDS.search(segment.command):
                return True
            if path in segment.command and re.search(
                rf"(?<![\w/-])(?:\./)?{re.escape(path)}(?![\w.-])", segment.command
            ):
                return True
    return False


def _written(snippet: Snippet) -> AbstractSet[str]:
    return {name.removeprefix("./") for segment in snippet.segments for name in read_script(segment.command).writes}
