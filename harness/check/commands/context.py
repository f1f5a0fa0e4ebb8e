"""On a page with several clusters: every command says which one it means."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.check.commands.command_line import call_place, segments
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.plan.commands.capability_rules import is_offline
from harness.programs.invocation import Invocation, invocation
from harness.shell.script_reader import read_script
from harness.source import Location
from harness.suggest import same_but_numbers

NO_CONTEXT: Final = Rule.named("missing-context")
RULES: Final = (NO_CONTEXT,)

_OFTEN: Final = 3  # commands for a cluster that is one of the page's
_NO_WORD: Final = re.compile(r"\W")
_SWITCH: Final = re.compile(
    r"\bkubectl config (?:use-context|set-context)\b|\bKUBECONFIG=|\bkubectx\b|\balias kubectl="
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterCall:
    """A call that talks to a cluster; ``context`` is ``None`` where it does not say to which."""

    at: Location
    seen: Invocation
    context: str | None


def strange(calls: Sequence[ClusterCall], used: Counter[str], page: Page) -> Iterator[Diagnostic]:
    """A context that is on the page once, on one that has several with other numbers."""
    often = sorted(context for context in used if used[context] >= _OFTEN)
    for call in calls if len(often) > 1 else ():
        context = call.context or ""
        once = used[context] == 1 and page.text.count(_NO_WORD.sub("", context)) == 1
        if once and same_but_numbers(context, often[0]):
            yield NO_CONTEXT.found(
                call.at,
                f"no other command of the page is for {context}",
                expected=f"one of {', '.join(often)}, as in the page's other commands",
                remedy="correct the number",
            )


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    texts = [segment.command for snippet in page.snippets for segment in snippet.segments]
    if any(_SWITCH.search(text) for text in texts):
        return  # the page changes the cluster by other means
    calls = list(cluster_calls(page))
    used = Counter(call.context for call in calls if call.context is not None)
    yield from strange(calls, used, page)
    without = [call for call in calls if call.context is None]
    # A page that mostly leaves the context out is about one cluster, with a word on another.
    commonly = 1 if len(used) > 1 else 4
    if commonly * len(without) > used.total():
        return
    for call in without:
        flag = call.seen.profile.context_flags[0]
        yield NO_CONTEXT.found(
            call.at,
            f"'{call.seen.program} {call.seen.verb}' does not say which cluster it means",
            expected=f"{flag} with one of {', '.join(sorted(used))}, as in the page's other commands",
            remedy=f'add {flag}="{used.most_common(1)[0][0]}", or the cluster that is meant',
        )


def cluster_calls(page: Page) -> Iterator[ClusterCall]:
    for segment in segments(page):
        for call in read_script(segment.command).calls:
            seen = invocation(call.words)
            if seen.profile.context_flags and needs_cluster(seen):
                yield ClusterCall(at=call_place(segment, call), seen=seen, context=context_of(seen))


def needs_cluster(seen: Invocation) -> bool:
    if not seen.own_verbs or is_offline(seen) or seen.has("--help", "-h", "--client"):
        return False
    return seen.flags.get("--dry-run") != "client"


def context_of(seen: Invocation) -> str | None:
    """The context, or what says the same; ``${CTX}`` and ``$CTX`` are one."""
    for flag in ("--context", "--kube-context", "--kubeconfig", "--cluster"):
        if flag in seen.flags:
            return re.sub(r"\$\{(\w+)\}", r"$\1", seen.flags[flag])
    return None
