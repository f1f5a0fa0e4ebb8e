"""Long options of programs without subcommands, here and inside of pods: misspelt ones."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.typo import only_slip, typo_of
from harness.programs.invocation import base_name, unwrapped
from harness.programs.long_options import has_option, long_options, one_dash_options

_ONE_DASH: Final = re.compile(r"-([a-z][a-z0-9]{3,})")
_OPTION: Final = re.compile(r"--([a-z][a-z0-9.-]{2,})")


def mistyped(words: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The program, the option as it is written, and the option that was meant."""
    words = unwrapped(words)
    program = base_name(words[0]) if words else ""
    for word in words[1:] if program in long_options() else ():
        found = _OPTION.fullmatch(word.partition("=")[0])
        if found is not None and not has_option(program, found[1]):
            meant = typo_of(found[1], long_options()[program])
            if meant:
                yield program, found[0], f"--{meant}"
    known = one_dash_options().get(program, frozenset())
    for word in words[1:] if known else ():
        found = _ONE_DASH.fullmatch(word)
        if found is not None and found[1] not in known and (meant := only_slip(found[1], known)):
            yield program, found[0], f"-{meant}"
