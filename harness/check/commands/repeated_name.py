"""Names that a page uses again and again in one place of its commands, and once with a slip: containers, releases."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from harness.check.commands.command_line import CommandLine, command_line, page_calls
from harness.check.commands.flags import place
from harness.check.commands.inner_call import inner_words
from harness.check.commands.namespace_name import is_slip
from harness.check.commands.object_name import NAME
from harness.check.commands.program import known_programs
from harness.check.commands.step_order import kind_of
from harness.check.manifests.page_names import Named
from harness.check.rule import Rule, Subject
from harness.check.typo import distance, is_one_slip, is_plural
from harness.diagnostic import Diagnostic
from harness.parse.page import Segment
from harness.programs.invocation import base_name, unwrapped
from harness.programs.kubectl import kubectl_words
from harness.programs.long_options import long_options
from harness.programs.names import HELM_OF_CHARTS, HELM_OF_RELEASES, KUBECTL_OF_KIND_AND_NAME, KUBECTL_WITH_CONTAINERS
from harness.programs.resource_names import is_resource, resource_words
from harness.shell.script import Call

CHART: Final = Rule.named("unknown-chart")
RULES: Final = (CHART,)  # the other findings are those of names of objects

CONTAINER: Final = "container"
RELEASE: Final = "release"
HEADER: Final = "header"
REPOSITORY: Final = "repository"
_OF_CHARTS: Final = ("chart", REPOSITORY)
_OF_PAGE: Final = (CONTAINER, RELEASE, *_OF_CHARTS)  # named in the text and in the site's pages, too
_OF_HEADERS: Final = frozenset({"-H", "--header"})
_HEADER: Final = re.compile(r"([A-Za-z][\w-]+):")
_OPTION: Final = re.compile(r"--?[a-z][a-z-]{3,}(?=$|=)")
_TWICE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    segment: Segment
    call: Call
    kind: str
    name: str


def check(subject: Subject) -> Iterator[Diagnostic]:
    mentions = [
        Mention(segment=segment, call=call, kind=kind, name=name)
        for segment, call in page_calls(subject.plan.page)
        for kind, name in (*of_line(command_line(call.words)), *dict.fromkeys(of_words(call)))
        if plain(name)
    ]
    counts: dict[str, Counter[str]] = {}
    for each in mentions:
        counts.setdefault(each.kind, Counter())[each.name] += 1
    page = Named(made={}, page=subject.plan.page)
    for each in mentions:
        if counts[each.kind][each.name] == 1 and (meant := meant_by(each.name, each.kind, counts[each.kind], page)):
            at = place(each.segment, each.call, each.name)
            rule = CHART if each.kind in _OF_CHARTS else NAME
            yield rule.slip(
                at,
                f"the page has no {each.kind} '{each.name}'",
                each.name,
                meant,
                expected=f"one that it uses elsewhere, such as '{meant}'",
            )


def plain(name: str) -> bool:
    return "PLACEHOLDER" not in name and name.replace("-", "").replace("_", "").isalnum()


def of_words(call: Call) -> Iterator[tuple[str, str]]:
    """Headers of requests, and long options of programs that nobody knows, here and inside of pods."""
    for words in inner_words(call):
        own = unwrapped(words)
        program = base_name(own[0]) if own else ""
        for flag, word in itertools.pairwise(own):
            if flag in _OF_HEADERS and (header := _HEADER.match(word)):
                yield HEADER, header[1]
        if program not in known_programs() and program not in long_options():
            yield from ((f"option of {program}", found[0]) for word in own[1:] if (found := _OPTION.match(word)))


def of_line(line: CommandLine | None) -> Iterator[tuple[str, str]]:
    """The names of a call, each with what it is a name of."""
    if line is None:
        return
    if line.program == "helm" and line.verb in HELM_OF_RELEASES and line.arguments:
        yield RELEASE, line.arguments[0]
    if line.command.name == "helm repo add" and line.arguments:
        yield from [(REPOSITORY, line.arguments[0])] * _TWICE  # whoever adds it knows its name
    for word in line.arguments if line.program == "helm" and line.verb in HELM_OF_CHARTS else ():
        parts = word.split("/")
        yield from zip((REPOSITORY, "chart"), parts, strict=True) if len(parts) == 2 and all(map(plain, parts)) else ()
    if (
        line.program == "kubectl"
        and line.verb in KUBECTL_WITH_CONTAINERS
        and (container := line.value("-c", "--container"))
    ):
        yield CONTAINER, container
    if line.command.name == "kubectl set image":
        yield from ((CONTAINER, word.partition("=")[0]) for word in line.arguments if "=" in word)
    for word in line.arguments:
        kind, slash, name = word.partition("/")
        known = line.verb in KUBECTL_OF_KIND_AND_NAME if line.program == "kubectl" else is_resource(kind)
        if slash and "/" not in name and known:
            yield kind_of(kind), name.partition(".")[0]


def meant_by(name: str, kind: str, counts: Mapping[str, int], page: Named) -> str:
    """A name that is used more often in the same place; else a word of the page's code, or a container of charts."""
    often = [each for each in sorted(counts) if counts[each] >= _TWICE and near(name, each)]
    if kind == REPOSITORY:  # whoever adds it says what it is called
        often += [each for each in sorted(counts) if counts[each] >= _TWICE and is_plural(name, each)]
    if kind not in _OF_PAGE and resource_words().get(kind) is None:  # another letter makes another option
        often = [each for each in often if len(name) != len(each) or sorted(name) == sorted(each)]
    if kind == HEADER:  # of which only the start is left
        starts = [each for each in sorted(counts) if counts[each] >= _TWICE and each.startswith(name)]
        often += [each for each in starts if "-" not in each[len(name) :] and not is_plural(name, each)]
    if often:
        return min(often, key=lambda each: (distance(name, each), each))
    if kind == CONTAINER and name in kubectl_words().containers:
        return ""
    if kind == CONTAINER and (known := next((c for c in sorted(kubectl_words().containers) if near(name, c)), "")):
        return "" if page.shown.get(name, 0) > 1 else known
    on_page = page.coded(name) if kind in _OF_PAGE and kind != REPOSITORY else ""
    return on_page or (page.on_site(name) if kind == "chart" else "")


def near(name: str, other: str) -> bool:
    """One slip; in a short name a letter lost or doubled, since another letter may be another name."""
    longer, shorter = sorted((name, other), key=len, reverse=True)
    if is_plural(name, other) or [each for each in name if each.isdigit()] != [
        each for each in other if each.isdigit()
    ]:
        return False
    lost = len(longer) == len(shorter) + 1 > len("ab")
    changed = len(name) == len(other) > len("abc")
    return is_slip(name, other) or ((lost or changed) and is_one_slip(name, other))
