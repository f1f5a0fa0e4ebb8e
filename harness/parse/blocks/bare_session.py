"""Whether a block that names no syntax is typed into a shell: a fence without one, or indented code."""

import re
from collections.abc import Sequence
from typing import Final

from harness.parse.blocks.line_kind import calls_program, is_common, starts_command
from harness.parse.blocks.output_shapes import OUTPUT
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
_TOOL: Final = re.compile(r"\s*(?P<word>[a-z][\w.+-]*)[ \t]+(?!(?:is|has|was)\b)(?=[\w./~$\"'<-])")


def is_session(lines: Sequence[str], fences: Fences) -> bool:
    """Whether the first line has a prompt or calls what pages are about; comments, others may be above such a call."""
    shown = [line for line in lines if line.strip()]
    if not shown:
        return False
    code = [line for line in shown if not is_comment(line)]
    prompts = Prompts(fences.prompts)
    if any(prompts.length(line) > 0 for line in (shown[0], *code[:1])) or shows_root_prompt(shown):
        return True
    if not code or _SYNOPSIS.search(code[0]) or _VERSION.match(code[0]):
        return False
    if is_common(code[0]) or _calls_tool(code[0]):
        return True
    return starts_command(code[0]) and any(map(is_common, code[1:]))


def is_data_session(lines: Sequence[str]) -> bool:
    """Whether a block that is said to be YAML or JSON is typed: it calls what pages are about, or writes a file."""
    first = first_shown(lines)
    return is_common(first) or (_HEREDOC.search(first) is not None and starts_command(first))


def is_prompted_session(lines: Sequence[str], fences: Fences) -> bool:
    """Whether the first line has a prompt and calls what pages are about: its author says that it is text."""
    first = first_shown(lines)
    prompt = Prompts(fences.prompts).length(first)
    return prompt > 0 and is_common(first[prompt:])


def first_shown(lines: Sequence[str]) -> str:
    """The first line that is not blank, empty where all are."""
    return next((line for line in lines if line.strip()), "")


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
