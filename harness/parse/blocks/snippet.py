"""A block as a snippet: values filled in, commands and outputs told apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.announcements import last_paragraph
from harness.parse.blocks.bare_session import (
    first_shown,
    is_data_session,
    is_prompted_session,
    is_session,
    is_shown_session,
)
from harness.parse.blocks.block import Block
from harness.parse.blocks.line_kind import names_program, starts_command
from harness.parse.blocks.output_link import is_marked
from harness.parse.blocks.own_names import own_names
from harness.parse.blocks.prompts import CLIENT, Prompts
from harness.parse.blocks.removed_lines import without_marks
from harness.parse.blocks.root_prompt import shows_root_prompt
from harness.parse.blocks.segment import Body, output_lines, prompted_segments, script_segments
from harness.parse.blocks.syntaxes import KNOWN, MISSPELT, NOT_GIVEN, SESSIONS, SHELLS
from harness.parse.codes import (
    COMMANDS_IN_DATA,
    MISSING_SYNTAX,
    NO_PROMPT,
    OUTPUT_BEFORE_COMMAND,
    OUTPUT_SYNTAX,
    SHELL_SYNTAX,
    UNKNOWN_SYNTAX,
)
from harness.parse.page import Segment, Snippet, TabChoice
from harness.parse.shortcodes.inline import expand
from harness.parse.shortcodes.values import Values
from harness.sites.fences import NOTHING_MORE, Fences
from harness.suggest import nearest

_DATA: Final = frozenset({"json", "yaml", "yml"})
_NO_WORD: Final = re.compile(r"\s[^\sA-Za-z]")
"""What arguments have, and words of a sentence have not."""
_ROOT: Final = re.compile(r"\broot\b|\bsuperuser\b|\bsudo\b", re.IGNORECASE)
_COMMAND: Final = re.compile(r"(?:\$ +)?(cat|curl|export|helm|istioctl|kubectl)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the text around a block says about it."""

    heading: str = ""
    section: str = ""
    tab_path: tuple[TabChoice, ...] = ()
    boilerplate: str | None = None
    source: str = ""
    prose: str = ""  # right above it
    own: frozenset[str] = frozenset()  # functions that blocks above define
    fences: Fences = NOTHING_MORE


def snippet_of(block: Block, own_id: str, values: Values, around: Surroundings) -> tuple[Snippet, list[Diagnostic]]:
    """The snippet, and what is odd about it."""
    syntax, output_syntax = _syntaxes(block.attributes)
    shell = _holds_commands(block, syntax, around.fences, around.prose)
    links = not block.fence and block.attributes.get("expandlinks") != "false"
    strict = not block.fence or syntax in SHELLS  # a fence of another syntax may show shortcodes
    shown = without_marks(block.lines, block.attributes) if block.fence else block.lines
    expanded = expand(shown, values, block.place, links=links, strict=strict, raw=block.raw)
    segments: tuple[Segment, ...] = ()
    odd = [*block.diagnostics, *_syntax_oddities(block, syntax, output_syntax, around.fences), *expanded.diagnostics]
    if shell:
        body = Body(
            lines=expanded.lines,
            documented=block.lines,
            place=block.place,
            prompts=_prompts(expanded.lines, syntax, around),
            own=around.own | own_names("\n".join(expanded.lines)),
            copied=not block.fence,
        )
        segments, more = _segments(block, body, syntax, around.fences)
        odd += more
    snippet = Snippet(
        id=own_id,
        at=block.at,
        syntax="bash" if shell else syntax or "plain",
        body="\n".join(expanded.lines),
        body_at=block.body_at,
        segments=segments,
        output_syntax=output_syntax,
        tab_path=around.tab_path,
        excluded=block.excluded,
        heading=around.heading,
        section=around.section,
        boilerplate=around.boilerplate,
        attributes=block.attributes,
        samples=expanded.samples,
        source=around.source,
        unread=block.unread or (expanded.diagnostics[0].message if expanded.diagnostics else ""),
    )
    return snippet, odd


def with_output(
    before: Snippet | None, output: Block, values: Values, *, part: bool = False
) -> tuple[Snippet | None, list[Diagnostic]]:
    """The snippet before an output that has a fence of its own, with that output; ``None`` where there is none."""
    if before is None or not before.segments or before.segments[-1].expected is not None:
        return None, [_output_of_nothing(output)]
    expanded = expand(output.lines, values, output.place, links=False, raw=output.raw)
    body = Body(lines=expanded.lines, documented=output.lines, place=output.place)
    found = output_lines(body, 0, len(body.lines))
    if found is None:
        return before, list(expanded.diagnostics)
    expected, expected_at = found
    last = replace(before.segments[-1], expected=expected, expected_at=expected_at, part=part)
    shown = output.attributes.get("syntax", "")
    syntax = before.output_syntax or (shown if shown in _DATA else None)
    found_snippet = replace(before, segments=(*before.segments[:-1], last), output_syntax=syntax)
    return found_snippet, list(expanded.diagnostics)


def _syntaxes(attributes: Mapping[str, str]) -> tuple[str, str | None]:
    """The block's syntax and that of its output: ``bash yaml`` says both."""
    words = attributes.get("syntax", "").casefold().split()
    output = attributes.get("outputis") or attributes.get("output")
    return (words[0] if words else ""), output or (words[1] if len(words) > 1 else None)


def _holds_commands(block: Block, syntax: str, fences: Fences, prose: str) -> bool:
    if is_marked(block, fences):
        return False
    if syntax in SHELLS:
        return not (fences.bare_sessions and _is_of_client(block.lines))
    if not fences.bare_sessions or not block.fence:
        return False
    if syntax in _DATA:
        return is_data_session(block.lines) or is_prompted_session(block.lines, fences)
    if not block.bare and syntax not in NOT_GIVEN:
        return False
    return (
        is_session(block.lines, fences, last_paragraph(prose))
        if block.bare
        else (is_prompted_session(block.lines, fences) or is_shown_session(block.lines))
    )


def _is_of_client(lines: Sequence[str]) -> bool:
    """Whether a block shows what is typed into a client that a command above has started."""
    return CLIENT.match(first_shown(lines)) is not None


def _prompts(lines: Sequence[str], syntax: str, around: Surroundings) -> Prompts:
    """Those that count in a block: ``# `` starts comments, unless the text speaks of root.

    ``> `` is one of PowerShell, unless the block's syntax is that of another shell.
    """
    known = Prompts(around.fences.prompts)
    if not around.fences.prompts:
        return known
    known = known.with_glued(lines, session=syntax in SESSIONS)
    if known.any(lines):
        return known
    if shows_root_prompt(lines):
        return known.with_root()
    if syntax not in SESSIONS:
        first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
        return known.with_angle() if first.startswith("> ") and starts_command(first[2:]) else known
    says_root = _ROOT.search("\n".join((around.heading, around.prose, *lines))) is not None
    return known.with_root() if _are_prompted(lines, says_root=says_root) else known


def _are_prompted(lines: Sequence[str], *, says_root: bool) -> bool:
    """Whether what follows ``# `` are commands, and what does not is none: else they are comments.

    Where no words say that root types them, an output is below.
    """
    prompted = [line[2:] for line in lines if line.startswith("# ")]
    below = next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")
    if not prompted or not (says_root or below) or any(map(starts_command, lines)):
        return False
    if starts_command(prompted[0]):
        return True
    no_words = _NO_WORD.search(prompted[0]) is not None or below in prompted[0].split(maxsplit=1)[1:]
    return bool(below) and no_words and names_program(prompted[0])


def _segments(
    block: Block, body: Body, syntax: str, fences: Fences
) -> tuple[tuple[Segment, ...], Sequence[Diagnostic]]:
    if body.prompts.any(body.lines):
        return prompted_segments(body)
    first = next((line for line in body.lines if line.strip() and not line.lstrip().startswith("#")), "")
    script = syntax not in SESSIONS or (fences.outputs_inside and _starts_script(first, body.lines))
    if block.fence and script:
        return script_segments(body, outputs=fences.outputs_inside)
    only_shown = block.fence and fences.outputs_inside and not any(map(starts_command, body.lines))
    return (), [_no_prompt(block)] if body.lines and not only_shown else []


def _starts_script(first: str, lines: Sequence[str]) -> bool:
    """Whether a session without prompts holds commands; a program whose name is a word needs another one beside it."""
    shown = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return starts_command(first) or (names_program(first) and (len(shown) == 1 or any(map(starts_command, shown))))


def _syntax_oddities(block: Block, syntax: str, output_syntax: str | None, fences: Fences) -> Iterator[Diagnostic]:
    if not syntax:
        yield MISSING_SYNTAX.found(
            block.at,
            "the block does not say its syntax",
            expected="{{< text bash >}} or {{< text syntax=bash >}}",
            remedy="add the syntax; 'plain' is text without one",
        )
    elif syntax in SHELLS and syntax != "bash" and not block.fence:
        yield SHELL_SYNTAX.found(
            block.at,
            f"the syntax {syntax!r} is read as 'bash'; the site knows only 'bash' for commands",
            expected="bash",
            remedy="write bash",
        )
    elif syntax not in KNOWN and (
        meant := nearest(syntax, {*(SHELLS if block.fence else KNOWN), *fences.syntaxes} - MISSPELT) or not block.fence
    ):
        yield UNKNOWN_SYNTAX.found(
            block.at,
            f"the syntax {syntax!r} is not known, so no command of the block is found",
            expected=f"{meant!r}, perhaps" if isinstance(meant, str) else "",
            remedy="correct it; 'plain' is text without a syntax",
        )
    if syntax in _DATA and block.lines and (command := _COMMAND.match(block.lines[0])) is not None:
        yield COMMANDS_IN_DATA.found(
            block.body_at,
            f"the block's syntax is {syntax!r}, and it starts with the command {command[1]!r}",
            expected="bash, with a prompt before the command",
            remedy="write bash and the prompt; outputis names the syntax of the output",
        )
    if output_syntax is not None and syntax not in SHELLS:
        yield OUTPUT_SYNTAX.found(
            block.at,
            f"the block's syntax is {syntax!r}, so it has no output whose syntax could be {output_syntax!r}",
            remedy="remove the output's syntax, or make the block one of commands",
        )


def _no_prompt(block: Block) -> Diagnostic:
    return NO_PROMPT.found(
        block.body_at,
        "no line of this block of commands starts with a prompt, so none is a command",
        expected="'$ ' before each command",
        remedy="add the prompts, or name the syntax that the block really has",
    )


def _output_of_nothing(output: Block) -> Diagnostic:
    return OUTPUT_BEFORE_COMMAND.found(
        output.at,
        "no command without an output comes before this output, so nothing can be compared with it",
        expected="a block of commands directly before it",
        remedy="remove the comment that calls it an output, or move it below its command",
    )
