"""Hosts in commands and manifests, and their ports: one that is there once, one slip off one used again and again."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from harness.check.commands.command_line import place_of
from harness.check.port_slip import only_digit_off, port_meant
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip, is_plural, only_slip
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.programs.names import WEB_HOSTS
from harness.source import Location
from harness.suggest import same_but_numbers

HOST: Final = Rule.named("unknown-host")
RULES: Final = (HOST,)

_NAME: Final = r"[a-z0-9][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*"
_HOST: Final = re.compile(
    rf"(?:\w{{3,5}}://|[Hh]ost: ?|--resolve[ =][\"']?)({_NAME})(?::(\d+))?(?![\w.$@-])"
    rf"|^ *(?:- )?(?:hosts?: |hostname: )\[?[\"']?({_NAME})[\"'\]]*$|^ *- [\"']?(?P<entry>{_NAME})[\"']?$"
    rf"|(?<=[\s\"'])(?P<name>[a-z][a-z0-9-]+(?:\.[a-z][a-z0-9-]*)*):(?P<port>\d{{2,5}})(?=[/\s\"']|$)",
    re.MULTILINE,
)
_OF_HOSTS: Final = re.compile(r"(?i)(?:hosts?|hostnames?|domains|gateways):$")
_WEB: Final = re.compile(r"https?://([a-z0-9][a-z0-9.-]*\.[a-z]+)(?![\w.-])")
_OF_THE_WEB: Final = re.compile(r"\.(?:com|example|net|org|test)$")
_HERE: Final = ("localhost",)
_WORD: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_OFTEN: Final = 2
_USUAL: Final = 3
_VERY_OFTEN: Final = 6
_SHORT: Final = 3  # letters of a label in which a slip may be another word


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    uses = list(uses_on(page))
    hosts = Counter(host for host, _, _ in uses)
    words = Counter(_WORD.findall(page.text))
    yield from web_hosts(page)
    for host, port, at in uses:
        if hosts[host] == 1 and (
            meant := meant_host(host, hosts, words) or only_slip(host, _HERE) or shorter_host(host, hosts)
        ):
            yield found(at, host, meant, f"the host {host} is nowhere else on the page")
        elif port and (other := meant_port(host, port, page.text)):
            yield found(at, f"{host}:{port}", f"{host}:{other}", f"the port {port} is nowhere else on the page")


def web_hosts(page: Page) -> Iterator[Diagnostic]:
    """A host of the web, in links too, that is one slip off one that pages of all sites lead to."""
    for address in _WEB.finditer(page.text):
        host = address[1]
        if host not in WEB_HOSTS and (meant := only_slip(host, WEB_HOSTS)) and count_of(host, page.text) == 1:
            at = Location(path=page.path, line=1).within(page.text, address.start(1))
            yield found(at, host, meant, f"the host {host} is nowhere else on the page")


def count_of(host: str, text: str) -> int:
    return len(re.findall(rf"//{re.escape(host)}(?![\w.-])", text))


def found(at: Location, name: str, meant: str, message: str) -> Diagnostic:
    return HOST.slip(at, message, name, meant, expected=f"one that the page uses, such as {meant}")


def uses_on(page: Page) -> Iterator[tuple[str, str, Location]]:
    for snippet in page.snippets:
        texts = [(segment.command, segment.at) for segment in snippet.segments]
        for command, at in texts:
            for host, port, start in hosts_in(command):
                yield host, port, place_of(start, command, at)
        if not texts and snippet.syntax in {"yaml", "yml"}:
            for host, port, start in hosts_in(snippet.body):
                yield host, port, snippet.body_at.within(snippet.body, start)


@lru_cache(maxsize=512)
def hosts_in(text: str) -> tuple[tuple[str, str, int], ...]:
    every = []
    for match in _HOST.finditer(text):
        group = next(each for each in (1, 3, "entry", "name") if match[each])
        if group != "entry" or is_below_hosts(text, match.start()):
            every.append((match[group], match[2] or match["port"] or "", match.start(group)))
    return tuple(every)


def is_below_hosts(text: str, start: int) -> bool:
    """Whether the entries of a list around a place are those of a key of hosts."""
    above = text[:start].rstrip("\n").split("\n")
    key = next((line for line in reversed(above) if not line.lstrip().startswith("- ")), "")
    return _OF_HOSTS.search(key) is not None


def meant_host(host: str, hosts: Mapping[str, int], words: Mapping[str, int]) -> str:
    """The host of which one label differs by a slip, where the page has the label nowhere else."""
    labels = host.split(".")
    for other, count in sorted(hosts.items()):
        others = other.split(".")
        pairs = [(one, two) for one, two in zip(labels, others, strict=False) if one != two]
        if len(labels) != len(others) or len(pairs) != 1:
            continue
        one, two = pairs[0]
        often = count >= _OFTEN or words[two] > _USUAL
        if words[one] == 1 and often and is_label_slip(one, two):
            return other
    usual = (
        word for word in words if words[word] > _VERY_OFTEN and len(word) > len("proxy") and is_label_slip(host, word)
    )
    return next(usual, "") if len(labels) == 1 and words[host] == 1 and len(host) > _SHORT + 1 else ""


def shorter_host(host: str, hosts: Mapping[str, int]) -> str:
    """The host of the web to which a name is added behind it, or before its ``www``."""
    often = [each for each, count in sorted(hosts.items()) if count >= _OFTEN and _OF_THE_WEB.search(each)]
    behind = (each for each in often if host.startswith(f"{each}."))
    before = (each for each in often if each.startswith("www.") and host.endswith(f".{each}"))
    return next(behind, "") or next(before, "")


def is_label_slip(one: str, other: str) -> bool:
    if not is_one_slip(one, other) or same_but_numbers(one, other) or is_plural(one, other):
        return False
    return len(other) > _SHORT or len(one) != len(other) or sorted(one) == sorted(other)


def meant_port(host: str, port: str, text: str) -> str:
    """The port that the page uses with this host again and again, where it has this one nowhere else."""
    if len(re.findall(rf"(?<!\d){port}(?!\d)", text)) > 1:
        return ""
    ports = Counter(re.findall(rf"(?<![\w.-]){re.escape(host)}:(\d+)", text))
    everywhere = Counter(re.findall(r"(?<=[\w}]):(\d{4,5})(?=[/\s\"'?]|$)", text))
    own = rf"(?<![\w.-]){re.escape(host.partition('.')[0])}[\w.${{}}-]*:"  # of this service in any namespace
    often = [each for each in everywhere if everywhere[each] >= _VERY_OFTEN and re.search(f"{own}{each}\\b", text)]
    ports += Counter(dict.fromkeys(often, _USUAL))
    often = [each for each in ports if ports[each] >= _USUAL]
    return port_meant(port, often) if host.partition(".")[0] == "localhost" else only_digit_off(port, often)
