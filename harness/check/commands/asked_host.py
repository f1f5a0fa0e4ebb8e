"""The host that ``curl`` asks: the URL's, that of ``--resolve`` and that of the header have to be one."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.check.commands.command_line import page_calls
from harness.check.commands.flags import place
from harness.check.commands.host_name import HOST
from harness.check.commands.inner_call import inner_words
from harness.check.manifests.odd_value import MOST_PORTS
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.programs.invocation import base_name, unwrapped

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of hosts

_NAME: Final = r"[A-Za-z0-9][\w-]*(?:\.[\w-]+)+"
_URL: Final = re.compile(rf"(https?)://({_NAME})(?::(\d+|\$\w+|\$\{{\w+\}}))?(?=[/?]|$)")
_PORT: Final = re.compile(r"(?:\w+://)?(?:[\w.-]+|\$\w+|\$\{\w+\}):(\d*[A-Za-z]\d+|\d+[A-Za-z]\d*|\d{5,})(?=[/?]|$)")
_VALUED: Final = re.compile(
    r"-[a-zA-Z]*[AbcdeEFHKmoPQrTuUwXyYz]|--(?:cookie|data[a-z-]*|form|header|json|output|proxy-user|request|user|write-out)"
)
_RESOLVE: Final = re.compile(rf"({_NAME}):(\d+|\S+?):\S+")
_HEADER: Final = re.compile(rf"[Hh]ost:\s*({_NAME})(?::\d+)?\s*")
_PORTS: Final = {"http": "80", "https": "443"}
_LIKE_DIGITS: Final = str.maketrans("OoIlSB", "001158")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A host, or a host with its port, that a call names in two places that differ."""

    old: str
    new: str
    message: str
    either: bool = False  # whether any of the two may be the slip: the one that the page has less often


def check(subject: Subject) -> Iterator[Diagnostic]:
    text = subject.plan.page.text
    for segment, call in page_calls(subject.plan.page):
        if "://" not in segment.command and "curl" not in segment.command:
            continue
        for slip in dict.fromkeys(slip for words in inner_words(call) for slip in slips(unwrapped(words))):
            counts = [len(re.findall(rf"(?<![\w.-]){re.escape(each)}(?![\w-])", text)) for each in (slip.old, slip.new)]
            old, new = (slip.new, slip.old) if slip.either and counts[1] < counts[0] else (slip.old, slip.new)
            expected = f"one host in all places: {new}" if new else "a port from 1 to 65535"
            at = place(segment, call, old)
            yield HOST.slip(at, slip.message, old, new, expected=expected, otherwise="correct the port")


def slips(words: Sequence[str]) -> Iterator[Asked]:
    asks = bool(words) and base_name(words[0]) in {"curl", "wget"}
    yield from no_ports(words if asks else ["", *(word for word in words if "://" in word)])
    if not asks:
        return
    urls = [found for word in words if (found := _URL.match(word))]
    resolved = [found for _, word in values(words, "--resolve") if (found := _RESOLVE.fullmatch(word))]
    hosts = {url[2] for url in urls}
    for found in resolved if len(hosts) == 1 else ():
        (host,) = hosts
        ports = {url[3] or _PORTS[url[1]] for url in urls}
        if found[1] != host:
            message = f"--resolve is for {found[1]}, and the URL asks {host}"
            yield Asked(old=found[1], new=host, message=message, either=True)
        elif len(ports) == 1 and found[2].isdigit() and all(map(str.isdigit, ports)) and found[2] not in ports:
            (port,) = ports
            message = f"--resolve is for port {found[2]}, and the URL asks port {port}"
            yield Asked(old=f"{host}:{found[2]}:", new=f"{host}:{port}:", message=message)
    sure = len(resolved) == 1 and hosts == {resolved[0][1]}
    for written, value in values(words, "-H", "--header") if sure else ():
        found = _HEADER.fullmatch(value)
        if found and found[1] != resolved[0][1]:
            message = f"the header asks for {found[1]}, and --resolve is for {resolved[0][1]}"
            yield Asked(old=written, new=written.replace(found[1], resolved[0][1]), message=message)


def no_ports(words: Sequence[str]) -> Iterator[Asked]:
    """Ports with a letter, or too large: a user with a password, a header and a field only look like them."""
    for before, word in itertools.pairwise(words):
        if _VALUED.fullmatch(before) and "://" not in word:
            continue
        if found := _PORT.match(word):
            if found[1].isdigit() and int(found[1]) <= MOST_PORTS:
                continue
            port = found[1].translate(_LIKE_DIGITS)
            new = port if port.isdigit() and port != found[1] else ""
            host = found[0].removesuffix(found[1]).rpartition("//")[2]
            yield Asked(old=f"{host}{found[1]}", new=f"{host}{new}" if new else "", message=f"'{found[1]}' is no port")


def values(words: Sequence[str], *flags: str) -> Iterator[tuple[str, str]]:
    """The values of flags, beside them or joined to a letter: the word that has it, and the value."""
    for number, word in enumerate(words):
        for flag in flags:
            if word == flag and number + 1 < len(words):
                yield words[number + 1], words[number + 1]
            elif word.startswith(f"{flag}="):
                yield word, word.partition("=")[2]
            elif len(flag) == len("-H") and word.startswith(flag) and word != flag:
                yield word, word[len(flag) :]
