"""Long options and subcommands of programs whose help is no tree, here and inside of pods: misspelt ones."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.typo import is_plural, only_slip, typo_of
from harness.programs.invocation import base_name, unwrapped
from harness.programs.long_options import has_option, one_dash_options, options_of, subcommands_of

_ONE_DASH: Final = re.compile(r"-([a-z][a-z0-9]{2,})")
_OPTION: Final = re.compile(r"--([a-z][a-z0-9.-]{2,})")
_SUBCOMMAND: Final = re.compile(r"[a-z][a-z-]+")


def mistyped(words: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The program, the option as it is written, and the option that was meant."""
    words = unwrapped(words)
    program = base_name(words[0]) if words else ""
    options = options_of(program)
    for word in words[1:] if options else ():
        found = _OPTION.fullmatch(word.partition("=")[0])
        if found is not None and not has_option(options, found[1]):
            meant = typo_of(found[1], options)
            if meant:
                yield program, found[0], f"--{meant}"
    known = one_dash_options().get(program, frozenset())
    for word in words[1:] if known else ():
        found = _ONE_DASH.fullmatch(word)
        if found is not None and found[1] not in known and (meant := only_slip(found[1], known)):
            yield program, found[0], f"-{meant}"


def mistyped_subcommand(words: tuple[str, ...]) -> tuple[str, str, str] | None:
    """The command, its subcommand as it is written, and the one that was meant; ``None`` behind a flag."""
    words = unwrapped(words)
    command = [base_name(word) for word in words[:1]]
    for word in words[1:]:
        known = subcommands_of(command)
        if word not in known:
            short = [each for each in known if sorted(each) == sorted(word) or len(each) > len(word)]
            meant = typo_of(word, known) or only_slip(word, known if len(word) > len("run") else short)
            sure = _SUBCOMMAND.fullmatch(word) and meant and not is_plural(word, meant)
            return (" ".join(command), word, meant) if sure else None
        command.append(word)
    return None
