"""Ports of this machine that a page forwards, against those that its requests to ``localhost`` ask for."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.check.commands.command_line import command_line, page_calls
from harness.check.commands.flags import place
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.parse.page import Page, Segment
from harness.programs.invocation import base_name, unwrapped
from harness.shell.script import Call

PORT: Final = Rule.named("unknown-local-port")
RULES: Final = (PORT,)

_FORWARD: Final = re.compile(r"(\d+)(?::\d+)?")
_LOCAL: Final = re.compile(r"(?:localhost|127\.0\.0\.1):(\d{2,5})\b")
_NUMBER: Final = re.compile(r"(?<![\d.])\d{2,5}\b(?!\.\d)")
_ASKS: Final = frozenset({"curl", "wget", "grpcurl", "http", "open", "xdg-open"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A call with a port of this machine: one that it forwards, or one that it asks."""

    segment: Segment
    call: Call
    port: str


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    if "port-forward" not in page.text and not any("port-forward" in each.body for each in page.snippets):
        return
    forwarded, asked = forwards(page), list(requests(page))
    if not forwarded:
        return
    local, asks, others = {each.port for each in forwarded}, Counter(each.port for each in asked), opened(page)
    unused = [each for each in forwarded if not asks[each.port] and each.port not in _LOCAL.findall(page.text)]
    for each in asked:
        if each.port not in local | others and not (len(unused) == 1 and asks[each.port] > 1):
            yield of_request(each, unused, local)
    for port in asks.keys() - local - others if len(unused) == 1 else ():
        if asks[port] > 1:
            (odd,) = unused
            at, message = place(odd.segment, odd.call, odd.port), f"nothing asks localhost for the port {odd.port}"
            yield PORT.slip(at, message, odd.port, port, expected=f"{port}, which requests ask for")


def of_request(use: Use, unused: Sequence[Use], local: set[str]) -> Diagnostic:
    meant = next(iter(local)) if len(local) == 1 else unused[0].port if len(unused) == 1 else ""
    at, message = place(use.segment, use.call, use.port), f"nothing opens the port {use.port} of localhost"
    listed = ", ".join(sorted(local, key=int))
    return PORT.slip(at, message, use.port, meant, expected=f"a port that is forwarded: {listed}")


def forwards(page: Page) -> Sequence[Use]:
    """The forwarded ports; none where only running tells one of them."""
    found = []
    for segment, call in page_calls(page):
        line = command_line(call.words)
        if line is not None and line.verb == "port-forward":
            for word in line.arguments[1:]:
                if (port := _FORWARD.fullmatch(word)) is None:
                    return ()
                found.append(Use(segment=segment, call=call, port=port[1]))
    return found


def requests(page: Page) -> Iterator[Use]:
    for segment, call in page_calls(page):
        words = unwrapped(call.words)
        if words and base_name(words[0]) in _ASKS:
            for word in words[1:]:
                yield from (Use(segment=segment, call=call, port=found) for found in _LOCAL.findall(word))


def opened(page: Page) -> frozenset[str]:
    """The numbers of all other commands, and of what is no command: each may be a port that something opens."""
    found: set[str] = set()
    for snippet in page.snippets:
        for segment in snippet.segments:
            if "port-forward" not in segment.command:
                found.update(_NUMBER.findall(_LOCAL.sub("", segment.command)))
        if not snippet.segments and "hostPort" in snippet.body:
            found.update(_NUMBER.findall(snippet.body))
    return frozenset(found)
