"""What a call runs elsewhere: behind ``--``, as ``kubectl exec`` has it, or ``sudo``, and in the text of ``sh -c``."""

import itertools
from collections.abc import Iterator

from harness.check.commands.command_line import filled_script
from harness.programs.invocation import invocation, shell_text
from harness.shell.script import Call


def inner_words(call: Call) -> Iterator[tuple[str, ...]]:
    """The words of the call itself, then of those inside it."""
    yield call.words
    rest = invocation(call.words).rest
    if rest:
        yield rest
    if call.words[0] == "sudo" and (raised := (*itertools.dropwhile(is_of_sudo, call.words[1:]),)):
        yield raised
    text = shell_text(rest or call.words)
    for inner in filled_script(text).calls if text else ():
        yield inner.words


def is_of_sudo(word: str) -> bool:
    """Whether a word behind ``sudo`` is its own: an option, or a variable for the program."""
    return word.startswith("-") or "=" in word


def inner_text(call: Call) -> str:
    """The script that ``sh -c`` gets, here or inside of a pod; empty where there is none."""
    return shell_text(invocation(call.words).rest or call.words) or ""
