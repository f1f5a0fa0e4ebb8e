"""What the expected output of a command says that there is: files, ports of this machine, pods by names of clusters."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from harness.match.counterparts import ADDRESS, kind_of
from harness.match.thread import Sort, Thing
from harness.plan.step import Command
from harness.programs.addresses import PORT_HERE
from harness.session.threads.files import path

FILE: Final = re.compile(
    r"(?<![\w./:-])((?:[\w.~-]*/)*[\w-][\w.-]*\.(?:ya?ml|json|toml|ini|conf|cfg|env|txt|sh|pem|key|crt|cert|csr|p12|jwt|kubeconfig"
    r"|tar|tgz|gz|zip))(?![\w/-])"
)
OBJECT: Final = re.compile(r"(?<![\w./-])[a-z][a-z0-9.]*(?:-[a-z0-9.]+)+(?![\w-])")

ADDRESSES: Final = re.compile(rf"(?<![\w./-]){ADDRESS.pattern}(?![\w./-])")


def shown_by(command: Command) -> Iterator[Thing]:
    """Things that an output names and the command does not; vague, for they may be there from before."""
    shown = command.expected or ""
    for name in dict.fromkeys(FILE.findall(shown)):
        if PurePosixPath(name).name not in command.text:
            yield Thing(sort=Sort.FILE, name=path(name), vague=True)
    for port in dict.fromkeys(PORT_HERE.findall(shown)):
        if port not in command.text:
            yield Thing(sort=Sort.SERVER, name=port, vague=True)
    for address in dict.fromkeys(ADDRESSES.findall(shown)):
        if address not in command.text:
            yield Thing(sort=Sort.HOST, name=address, vague=True)
    for name in dict.fromkeys(OBJECT.findall(shown)):
        if name not in command.text and (kind_of(name) or "").endswith("-"):  # a controller has named it
            yield Thing(sort=Sort.OBJECT, name=name, vague=True)


def shows(command: Command, text: str, made: Thing) -> bool:
    """Whether an expected output, but not the actual one, names a file that the command itself does not."""
    name = PurePosixPath(made.name).name
    word = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w/-])")
    return (
        made.sort is Sort.FILE
        and bool(name)
        and name not in command.text
        and word.search(command.expected or "") is not None
        and word.search(text) is None
    )
