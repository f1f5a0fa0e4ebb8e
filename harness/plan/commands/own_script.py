"""Shell scripts and files of tasks that a page writes itself: their texts, and which calls run them."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from harness.programs.invocation import SHELLS, base_name, invocation, unwrapped
from harness.shell.heredoc import heredocs
from harness.shell.script import Call
from harness.shell.script_reader import read_script

FOR_A_SHELL: Final = re.compile(rf"#!\s*(?:/\S*/)?(?:env\s+)?(?:/\S*/)?(?:{'|'.join(sorted(SHELLS))})\b")
PRINTS: Final = re.compile(r"\s*(?:echo|printf)\s")
FOR_ANOTHER: Final = "#!"
READS_IN: Final = frozenset({".", "source"})


def scripts_written(text: str) -> Iterator[tuple[str, str]]:
    """Path and text of each file that a command writes in full and that a shell may run."""
    yield from texts_printed(text)
    for each in heredocs(text) if "<<" in text else ():
        tee = (word for call in each.head.calls if call.program == "tee" for word in call.words[1:])
        for name in (*each.head.writes, *tee):
            if is_for_a_shell(each.body):
                yield name.removeprefix("./"), each.body


def texts_printed(text: str) -> Iterator[tuple[str, str]]:
    """The same of a command that is one ``echo`` or ``printf`` of a text without variables."""
    if PRINTS.match(text) is None:
        return
    script = read_script(text)
    if len(script.calls) == 1 == len(script.writes) and not script.reads:
        words = [word for word in script.calls[0].words[1:] if word not in {"-e", "-n"}]
        body = " ".join(words).replace("\\n", "\n").replace("\\t", "\t")
        if is_for_a_shell(body):
            yield script.writes[0].removeprefix("./"), body


def is_for_a_shell(text: str) -> bool:
    return not text.startswith(FOR_ANOTHER) or FOR_A_SHELL.match(text) is not None


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


def tasks_run(words: tuple[str, ...], files: Mapping[str, str]) -> str:
    """The commands in ``files``, texts by path, that a call may run; which of them is not looked for."""
    tasks = invocation(words).profile.tasks
    found = [
        task[1]
        for path, text in files.items()
        for pattern in tasks.get(base_name(path), ())
        for task in re.finditer(pattern, text)
    ]
    return "\n".join(found).replace("$$", "$").replace('\\"', '"')
