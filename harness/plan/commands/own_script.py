"""Shell scripts that a page writes itself: their texts, and which calls run them."""

import re
from collections.abc import Iterator
from typing import Final

from harness.programs.invocation import SHELLS, base_name, unwrapped
from harness.shell.heredoc import heredocs
from harness.shell.script import Call

FOR_A_SHELL: Final = re.compile(rf"#!\s*(?:/\S*/)?(?:env\s+)?(?:/\S*/)?(?:{'|'.join(sorted(SHELLS))})\b")
FOR_ANOTHER: Final = "#!"
READS_IN: Final = frozenset({".", "source"})


def scripts_written(text: str) -> Iterator[tuple[str, str]]:
    """Path and text of each file that a command writes from a here-document and that a shell may run."""
    for each in heredocs(text) if "<<" in text else ():
        tee = (word for call in each.head.calls if call.program == "tee" for word in call.words[1:])
        for name in (*each.head.writes, *tee):
            if not each.body.startswith(FOR_ANOTHER) or FOR_A_SHELL.match(each.body):
                yield name.removeprefix("./"), each.body


def fed(call: Call) -> str:
    """The script that a call gives to a shell on its input, empty where there is none."""
    words = unwrapped(call.words) or call.words
    plain = all(word.startswith("-") and not word.endswith("c") for word in words[1:])
    return call.heredoc or "" if base_name(words[0]) in SHELLS and plain else ""


def script_run(words: tuple[str, ...]) -> str:
    """The path of the script that a call gives to a shell or runs itself, empty where there is none."""
    words = unwrapped(words) or words
    if base_name(words[0]) in SHELLS | READS_IN:
        plain = next((word for word in words[1:] if not word.startswith("-")), "")
        return "" if "-c" in words else plain.removeprefix("./")
    return words[0].removeprefix("./") if "/" in words[0] else ""
