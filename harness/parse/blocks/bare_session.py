"""Whether a block that names no syntax is typed into a shell: a fence without one, or indented code."""

import re
from collections.abc import Sequence
from typing import Final

from harness.parse.announcements import tells_to_run
from harness.parse.blocks.line_kind import calls_program, is_common, starts_command
from harness.parse.blocks.output_shapes import OUTPUT, STRONG
from harness.parse.blocks.prompts import Prompts
from harness.parse.blocks.root_prompt import shows_root_prompt
from harness.parse.comment_output import is_comment
from harness.programs.names import BUILTINS, ENDINGS, ENGLISH, LOCAL, READING, STANDARD
from harness.sites.fences import Fences

_SYNOPSIS: Final = re.compile(r"\s\[(?:flags|options|command|subcommand|[A-Z][A-Z_]*|-{1,2}[A-Za-z][^\]]*)\]")
"""What a program's reference writes: it shows how calls are made, and is none."""
_HEREDOC: Final = re.compile(r"<<-?\s*['\"]?\w+['\"]?")
_VERSION: Final = re.compile(r"\s*[\w-]+[ \t]+(?:version[ \t]+)?(?:go)?v?\d+\.\d")
_ARGUMENTS: Final = re.compile(r"\s--?[A-Za-z]|^\s*\S+ [a-z]+$")
"""A flag, or a verb alone: what follows the name of a program that nobody knows, but that is called like one."""
_TOOL: Final = re.compile(r"\s*(?P<word>[a-z][\w.+-]*)[ \t]+(?!(?:is|has|was)\b)(?=[\w./~$\"'<+-])")


def is_session(lines: Sequence[str], fences: Fences, prose: str = "") -> bool:
    """Whether the first line has a prompt or calls what pages are about; comments, others may be above such a call.

    ``prose`` is the paragraph above: it may say that a command follows.
    """
    shown = [line for line in lines if line.strip()]
    if not shown:
        return False
    code = [line for line in shown if not is_comment(line)]
    prompts = Prompts(fences.prompts)
    if any(prompts.length(line) > 0 for line in (shown[0], *code[:1])) or shows_root_prompt(shown):
        return True
    if not code or _SYNOPSIS.search(code[0]) or _VERSION.match(code[0]):
        return False
    if is_common(code[0]) or _calls_tool(code[0]) or _feeds_program(code[0]):
        return True
    if starts_command(code[0]) and any(map(is_common, code[1:])):
        return True
    return not shown[0].startswith("#!") and (_changes_only(code) or (tells_to_run(prose) and _may_call(code[0])))


def _changes_only(lines: Sequence[str]) -> bool:
    """Whether all lines call programs that are known, with arguments, and that do more than to show something."""
    found = [_TOOL.match(line) for line in lines]
    return all(one is not None and one["word"] not in READING for one in found) and all(
        calls_program(line) and OUTPUT.match(line) is None for line in lines
    )


def _may_call(line: str) -> bool:
    """Whether a line that is said to be a command looks like one."""
    found = _TOOL.match(line)
    if found is None or OUTPUT.match(line) is not None or line.rstrip().endswith((".", ":")):
        return starts_command(line) and OUTPUT.match(line) is None
    return found["word"] not in ENGLISH or starts_command(line)


def is_data_session(lines: Sequence[str]) -> bool:
    """Whether a block that is said to be YAML or JSON is typed: it calls what pages are about, or writes a file."""
    first = first_shown(lines)
    return is_common(first) or (_HEREDOC.search(first) is not None and starts_command(first))


def is_prompted_session(lines: Sequence[str], fences: Fences) -> bool:
    """Whether the first line has a prompt and calls what pages are about: its author says that it is text."""
    first = first_shown(lines)
    prompt = Prompts(fences.prompts).length(first)
    return prompt > 0 and is_common(first[prompt:])


def is_shown_session(lines: Sequence[str]) -> bool:
    """Whether a block begins with a call of what pages are about, and what only programs print is right below."""
    shown = [line for line in lines if line.strip()]
    return len(shown) > 1 and is_common(shown[0]) and STRONG.match(shown[1]) is not None


def first_shown(lines: Sequence[str]) -> str:
    """The first line that is not blank, empty where all are."""
    return next((line for line in lines if line.strip()), "")


def _feeds_program(line: str) -> bool:
    """Whether a line is a pipeline of programs that are known: only a shell takes one."""
    first, *others = line.split(" | ")
    return bool(others) and all(calls_program(part) and OUTPUT.match(part) is None for part in (first, *others))


def _calls_tool(line: str) -> bool:
    """Whether a line calls a program that is known and none that every system has, whose name may be a word."""
    found = _TOOL.match(line)
    if found is None or OUTPUT.match(line) is not None:
        return False
    word = found["word"]
    usual = any(word in names for names in (READING, LOCAL, ENGLISH, BUILTINS, STANDARD))
    return not usual and (
        calls_program(line) or (word.endswith(tuple(ENDINGS)) and _ARGUMENTS.search(line) is not None)
    )
