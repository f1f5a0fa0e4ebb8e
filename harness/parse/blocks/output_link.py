"""Which blocks the output in a fence may belong to, and whether it shows what they print."""

import re
from collections.abc import Sequence
from typing import Final

from harness.parse.announcements import (
    announces_output,
    compares,
    last_paragraph,
    may_announce,
    names_output,
    speaks_of_file,
)
from harness.parse.blocks.block import Block
from harness.parse.blocks.line_kind import calls_program, is_silent, names_object, starts_command
from harness.parse.blocks.output_shapes import OUTPUT, PRINTED, STRONG
from harness.parse.blocks.prompts import Prompts
from harness.parse.blocks.syntaxes import NOT_GIVEN, OUTPUTS, SESSIONS, SHELLS
from harness.parse.comment_output import is_comment
from harness.parse.page import Snippet, TabChoice
from harness.sites.fences import Fences

_FILE: Final = re.compile(r"[\w./-]*\w\.(?!log$|txt$|out$)[a-z]\w{0,9}")
_NAMES_FILE: Final = re.compile(rf"\s*(?:#|//)\s*(?:[Ff]ile(?:name)?:\s*)?{_FILE.pattern}\s*$")
"""A comment that is the name of the file that follows."""
_TITLES: Final = ("title", "file", "filename", "filepath")
_DOCUMENTS: Final = frozenset({"json", "yaml", "yml"})
_SHOWN: Final = NOT_GIVEN | OUTPUTS | _DOCUMENTS | {"", "http", "html", "xml", "csv", "toml", "ini", "ansi"}
_COMPARES: Final = re.compile(r"(?<![\w./-])diff\b|\bcompare\b")
_MANIFEST: Final = re.compile(r"\s*(?:apiVersion|kind):\s")
_PRINTS_DOCUMENTS: Final = re.compile(
    r"\s(?:-o|--output)[ =]?['\"]?(?:yaml|json)|--raw\b|\b(?:cat|curl|http|jq|yq|describe|template|kustomize|explain"
    r"|view|show|inspect|logs|exec|dump|render|grep|values|translate|egctl|grpcurl|aws|az)\b|--dry-run"
    r"|-(?:-format|format)[ =]['\"]?(?:yaml|json)\b"
)
_PRINTS_LINES: Final = re.compile(r"\b(?:env|printenv|cat|ls|logs|find|tree|which|whoami|hostname|declare|curl)\b")
_ECHOES: Final = re.compile(
    r"(?<![\w./-])(?:g?make|just|task|npm|pnpm|yarn|rake|ninja)(?![\w./-])|\b(?:ba|z|da)?sh -\w*x|\bset -\w*x\b"
)
"""What prints the commands that it runs."""
_PRINTS_SETTINGS: Final = re.compile(r"\b(?:env|printenv|cat|export -p|set)\b")
_PLAIN_SETTING: Final = re.compile(r"[A-Za-z_]\w*=[^$`;|&<>]*$")
"""A line of ``env``, which is one whatever the fence says that it holds."""
_FOR_EXAMPLE: Final = re.compile(
    r"\W*(?:for example|for instance|example|e\.g\.|例如|比如|наприклад|например)\W*", re.IGNORECASE
)
"""A paragraph that only goes on with the one above it."""
_REMARK: Final = re.compile(r"\W*(?:note|hint|tip|here|where)\b|\s*[-*+] ", re.IGNORECASE)
"""A paragraph, or a list, that says something about an output that the one above it announces."""
_SAID: Final = re.compile(r"(?:`[^`]+`|\"[^\"]+\")\.?$")
"""The end of a paragraph that says the output itself: "The output is `easy`."."""
_PARAGRAPH: Final = re.compile(r"\n[ \t>]*\n")
_COMMENT: Final = re.compile(r"<!--.*?-->|\{\{[<%]\s*/[^{}]*\}\}|</\w+>", re.DOTALL)
"""What a user does not see, and the ends of tabs."""
_PRINTER: Final = re.compile(
    r"\bcommand\s+`([^`]+)`\s+(?:now |then |will |also )?"
    r"(?:produces?|prints?|outputs?|displays?|shows?|returns?|lists?)\b"
)
"""A command that is said to print something."""
_OUTPUT_OF: Final = re.compile(r"\boutput of (?:the )?(?:command )?`([\w./-]+)[^`]*`", re.IGNORECASE)
"""A program whose output is announced."""
_FURTHEST: Final = 3  # paragraphs
_WHOLE: Final = 9  # sentences of a paragraph above what is clearly an output
_INLINE: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_RUN: Final = re.compile(
    r"\b(?:run|running|execute|type|use|using|enter)\b(?: the)?(?: command)? `([^`\n]+ [^`\n]+)`", re.IGNORECASE
)
_VALUES: Final = re.compile(r"(?:/[\w./-]+|declare -[\w-]+ \w+(?:=.*)?)\s*$")
"""Lines that programs print though they look like calls: a path, a shell's variable."""


def shows_output(above: Snippet, prose: str, block: Block, fences: Fences) -> bool:
    """``above`` is the block of commands right above, ``prose`` what is between the two."""
    if not fences.linked_outputs or not above.segments or above.segments[-1].expected is not None or above.excluded:
        return False
    if is_marked(block, fences) or _is_announced_as_usual(prose, fences):
        return True
    syntax = block.attributes.get("syntax", "")
    if syntax == "diff" and _COMPARES.search(above.segments[-1].command) is not None:
        syntax = ""  # what it prints, and no change of a file that the reader makes
    lines = [line for line in block.lines if line.strip()]
    if syntax in SHELLS:
        lines = [line for line in lines if not is_comment(line)]
    titles = (block.attributes.get(key, "") for key in _TITLES)
    named = [title for title in titles if _FILE.fullmatch(title) and title not in above.segments[-1].command]
    if named or (lines and _NAMES_FILE.match(lines[0])):
        return False
    if not lines or (syntax not in _SHOWN and syntax not in SHELLS) or Prompts(fences.prompts).any(lines):
        return False
    if syntax in SESSIONS and lines[0].startswith("# ") and starts_command(lines[0][2:]):
        return False  # a prompt of root
    return _is_output(above.segments[-1].command, _COMMENT.sub("", prose), lines, syntax)


def _is_announced_as_usual(prose: str, fences: Fences) -> bool:
    """Whether a phrase of the site's own says so right above."""
    said = last_paragraph(_COMMENT.sub("", prose)).strip() if fences.announcements else ""
    return any(re.search(phrase, said, re.IGNORECASE) for phrase in fences.announcements)


def _is_output(command: str, prose: str, lines: list[str], syntax: str) -> bool:
    """Whether ``lines`` below ``command`` and ``prose`` are what it prints."""
    paragraphs = [part for part in _PARAGRAPH.split(prose) if part.strip(" \t\n>")]
    if len(paragraphs) > 1 and _FOR_EXAMPLE.fullmatch(paragraphs[-1]):
        paragraphs[-2:] = ["".join(paragraphs[-2:])]
    remark = len(paragraphs) > 1 and _REMARK.match(paragraphs[-1]) and not speaks_of_file(paragraphs[-1])
    if remark and announces_output(paragraphs[-2]) and not _SAID.search(paragraphs[-2].rstrip()):
        del paragraphs[-1]
    said = announces_output(paragraphs[-1]) if paragraphs else _PRINTS_LINES.search(command) is not None
    if paragraphs and (_is_of_another(paragraphs[-1], command) or _runs_another(paragraphs, command)):
        return False
    values = syntax not in SHELLS and (said or not paragraphs) and all(map(_VALUES.match, lines))
    values = values or (said and _PRINTS_SETTINGS.search(command) is not None and all(map(_PLAIN_SETTING.match, lines)))
    values = values or (syntax not in SHELLS and not paragraphs and _shows_echo(command, lines))
    sure = syntax not in SHELLS and said  # `env` prints assignments, `ls` paths
    called = not values and (_calls_program(lines) if sure else _starts_command(lines[0], syntax))
    if len(paragraphs) > _FURTHEST or called:
        return False
    return _is_announced(paragraphs, lines[0], command, syntax)


def _shows_echo(command: str, lines: list[str]) -> bool:
    """Whether lines begin with a command that another one has run, and go on with what it printed."""
    return _ECHOES.search(command) is not None and not all(map(starts_command, lines))


def _starts_command(first: str, syntax: str) -> bool:
    return starts_command(first) or (syntax in SHELLS and is_silent(first))


def _calls_program(lines: list[str]) -> bool:
    """Whether an announced output begins with a call; a program's name alone may be a value, such as that of a node."""
    return calls_program(lines[0]) and (" " in lines[0].strip() or any(map(calls_program, lines[1:])))


def _is_of_another(paragraph: str, command: str) -> bool:
    """Whether the text says that another command prints what is below: one that a container runs."""
    found, program = _PRINTER.search(paragraph), _OUTPUT_OF.search(paragraph)
    if program is not None and not re.search(rf"(?<![\w-]){re.escape(program[1])}(?![\w-])", command):
        return True
    return found is not None and found[1].strip() not in command


def _is_announced(paragraphs: list[str], first: str, command: str, syntax: str) -> bool:
    """``first`` is the first line of what may be the output of ``command``."""
    document = syntax in _DOCUMENTS or _MANIFEST.match(first) is not None
    printed = not document or _PRINTS_DOCUMENTS.search(command) is not None
    if not paragraphs:
        looks = OUTPUT.match(first) is not None or names_object(first.strip())
        return printed and (syntax not in SHELLS - SESSIONS or looks)
    looks = PRINTED.match(first) is not None and not document
    if announces_output(paragraphs[-1], last=_WHOLE if looks else 2):
        return printed or "output" in paragraphs[-1].casefold() or names_output(paragraphs[-1])
    if len(paragraphs) > 2 or document or _calls_another(paragraphs, command):
        return False
    if STRONG.match(first) is not None:
        return not any(map(speaks_of_file, paragraphs))
    if len(paragraphs) > 1:
        return False
    likely = looks or (_PRINTS_LINES.search(command) is not None and compares(paragraphs[-1]))
    return likely and may_announce(paragraphs[-1])


def _runs_another(paragraphs: list[str], command: str) -> bool:
    """Whether the text has its reader run a command of its own, whose output is below."""
    return any(
        starts_command(found[1]) and found[1].strip() not in command
        for paragraph in paragraphs
        for found in _RUN.finditer(paragraph)
    )


def _calls_another(paragraphs: list[str], command: str) -> bool:
    """Whether the text names a command of its own, whose output may be what is below."""
    named = (code for paragraph in paragraphs for code in _INLINE.findall(paragraph))
    return any(" " in code.strip() and starts_command(code) and code.strip() not in command for code in named)


def is_marked(block: Block, fences: Fences) -> bool:
    """Whether a fence itself says that it shows an output."""
    classes = block.attributes.get("class", "").split()
    return block.attributes.get("syntax", "") in {"output", "stdout"} or not fences.output_classes.isdisjoint(classes)


def above_output(snippets: Sequence[Snippet], path: tuple[TabChoice, ...]) -> list[int]:
    """As indices of ``snippets``; ``path`` is the tabs around the block. Empty where there is no such block."""
    if not snippets:
        return []
    last = snippets[-1].tab_path
    if last == path:
        return [len(snippets) - 1]
    if path and names_output(path[-1].name) and _is_beside(last, path):
        return [len(snippets) - 1]
    if last[:-1] != path:
        return []
    of_tabs = {
        snippet.tab_path[len(path)]: index
        for index, snippet in enumerate(snippets)
        if snippet.tab_path[: len(path)] == path and _tabset(snippet.tab_path[len(path) :]) == last[-1].tabset
    }
    return list(of_tabs.values())


def _is_beside(one: Sequence[TabChoice], other: Sequence[TabChoice]) -> bool:
    """Whether two tabs are of one tabset: that of a command, and the one that shows what it prints."""
    return len(one) == len(other) and one[:-1] == other[:-1] and _tabset(one[-1:]) == _tabset(other[-1:])


def _tabset(inner: Sequence[TabChoice]) -> int | None:
    return inner[0].tabset if inner else None
