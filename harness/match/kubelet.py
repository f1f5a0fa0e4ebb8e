"""Differences that come from pods which nothing runs: what only a kubelet says of them, what only metrics tell.

So is the address of an Ingress: the controller that gives it is a pod.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from harness.capability import Capability
from harness.match.match import BAD, Difference, Mark, Match

STATES: Final = re.compile(
    r"""
      \b(?:CrashLoopBackOff|OOMKill(?:ed|ing)|Completed|ErrImage\w+|ImagePullBackOff|InvalidImageName
        |CreateContainer(?:Config)?Error|RunContainerError|ContainerCreating|PodInitializing|ContainerCannotRun
        |ContainerStatusUnknown|Evicted|Unhealthy|BackOff|FailedMount|FailedPostStartHook|FailedPreStopHook)\b
    | \b(?:Init:\S+|Back-off\s)
    | (?<=\s)(?:Error|NotReady)(?=\s+\d)                                     # the state of a pod in a table
    | \b(?:Pulling|Pulled|Created|Started|Killing|Preempting)\s.*\b(?:[Ii]mage|[Cc]ontainer|[Pp]od)\b
    | \b(?:Liveness|Readiness|Startup)\ probe\b
    | \bkubelet\b | \bFailed\ to\ pull\ image\b
    | \b(?:containerID|imageID|exitCode|lastState|Container\ ID|Image\ ID|Exit\ Code|Last\ State|terminated):(?:\s|$)
    | \b(?:startedAt|finishedAt):(?:\s|$)
    | \bterminating"?:\ true\b                                               # in time, here at once
    | \bNODE\s+DRIVER\s+POOL\b|\ballocated,reserved\b                        # devices that a driver on a node offers
    | \bInsufficient\ (?:cpu|memory|ephemeral-storage)\b                     # nodes here have room for anything
    | ^\s*(?:State|Reason):\s+(?:Terminated|Waiting|Completed|Error|ContainerCreating)
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Words for what a kubelet does with containers, in tables, descriptions, events and documents."""
STATE_KEY: Final = re.compile(r"\s*(?:- )?(?:lastState|state|terminated|waiting):\s*")
"""Below which a manifest has the state of a container."""
ASKED: Final = re.compile(r"\.lastState\b|\.state\.(?:terminated|waiting)\b|\.(?:containerID|imageID|exitCode)\b")
"""Fields of a container that only a kubelet fills in, in a query."""
POD_ROW: Final = re.compile(
    r"(?:\S+\s+)?\S+\s+(?P<ready>\d+)/(?P<of>\d+)\s+(?P<state>[A-Z][\w:/.-]*)\s+(?P<restarts>\d+)\b"
)
SHARE_ROW: Final = re.compile(r"(?:\S+\s+)?[a-z]\S*\s+(?:[A-Z]\w+\s+)?(?P<done>\d+)/(?P<of>\d+)\s(?!\s*[A-Z])")
"""A row of Jobs, Deployments and so on: how many of its pods have run, or are ready."""
PLACED: Final = re.compile(r"\bSuccessfully assigned ([\w./-]+) to [\w.-]+")
INGRESS_ROW: Final = re.compile(
    r"(?P<front>\S+(?:\s+\S+){1,3})\s+(?:(?:\d{1,3}\.){3}\d{1,3}|[\w-]+(?:\.[\w-]+)+)"
    r"\s+(?P<ports>80(?:, 443)?)\s+\S+\s*"
)
WITHOUT_ADDRESS: Final = re.compile(r"(?P<front>\S+(?:\s+\S+){1,3})\s+(?P<ports>80(?:, 443)?)\s+\S+\s*")
"""Rows of a table of Ingresses: name, class, hosts, address, ports, age."""
MEASURES: Final = re.compile(r"\bmetrics\.k8s\.io\b|\b\d+%/\d+%|<unknown>/\d+%")
ENDED: Final = re.compile(
    r"\b[1-9]\d* Succeeded\b|\bJob completed\b|^\s*(?:\S+\s+)?\S+\s+0/\d+\s+Completed\s|^\s*succeeded: [1-9]"
)
"""How a Job and its pods show that they have come to their end."""
GAVE_UP: Final = re.compile(r"\btimed out waiting for\b|\bexceeded its progress deadline\b")
CAME: Final = re.compile(r"\bsuccessfully rolled out\b|\bcondition met\b|\brolling update complete\b")
"""How waiting for pods ends: they never come where their image cannot be had, here they always do."""
UNREACHED: Final = re.compile(r"proxy error from \S+ while dialing")
"""How the API server says that a pod does not answer: its webhook, its port."""
EVENTS: Final = re.compile(r"\s*(?:[\w.]+\s+){0,6}Reason\b.*\bMessage\s*|\s*-+(?:\s+-+)*\s*")
"""What stands above events: its columns differ between versions, and say nothing without the events."""


def not_simulated(match: Match) -> frozenset[Capability]:
    """What an expected output needs that simulated pods do not show, as far as all that differs follows from it."""
    jobs = any("COMPLETIONS" in (one.expected or "") for one in match.differences)
    if any(_ran(one, jobs=jobs) for one in match.differences) and match.agrees:
        return frozenset({Capability.PODS})  # nothing has run, so that it has ended proves nothing
    wrong = list(_wrong_with_needs(match.differences))
    if any(one.mark is Mark.WRONG and not needs and not _heads_events(one) for one, needs in wrong):
        return frozenset()
    # Lines that are missing beside those that say so belong to the same event or state.
    return frozenset(need for _, needs in wrong for need in needs)


def _wrong_with_needs(differences: Iterable[Difference]) -> Iterator[tuple[Difference, frozenset[Capability]]]:
    """What is wrong, with what it needs; what stands below the state of a container needs what that does."""
    state: tuple[int, frozenset[Capability]] | None = None
    for one in differences:
        shown, wrong = one.expected or "", one.mark in BAD or _restarted(one)
        depth = len(shown) - len(shown.lstrip())
        if state is not None and shown and depth <= state[0]:
            state = None
        begins = state is None and STATE_KEY.fullmatch(shown) is not None
        needs = frozenset(_needs(one)) if wrong or begins else frozenset()
        if begins and needs:
            state = depth, needs
        if wrong:
            yield one, needs or (state[1] if state is not None else needs)


def _ran(one: Difference, *, jobs: bool) -> bool:
    """Whether a line says that containers have done their work; ``jobs``: rows of Jobs are among them."""
    shown = one.expected or ""
    row = SHARE_ROW.match(shown) if jobs else None
    return ENDED.search(shown) is not None or (row is not None and row["done"] == row["of"] != "0")


def _heads_events(one: Difference) -> bool:
    return EVENTS.fullmatch(one.expected or "") is not None


def _needs(one: Difference) -> Iterator[Capability]:
    if MEASURES.search(one.expected or ""):
        yield Capability.METRICS
    of_pods = _not_yet, _not_all, _restarted, _placed, _came
    if STATES.search(one.expected or "") or any(holds(one) for holds in of_pods):
        yield Capability.PODS
    if _no_address(one):
        yield Capability.LB_TRAFFIC


def _no_address(one: Difference) -> bool:
    """Whether two rows of an Ingress are the same, but that the one here has got no address."""
    page, here = INGRESS_ROW.fullmatch(one.expected or ""), WITHOUT_ADDRESS.fullmatch(one.actual or "")
    if page is None or here is None:
        return False
    return (page["front"].split(), page["ports"]) == (here["front"].split(), here["ports"])


def _came(one: Difference) -> bool:
    """Whether the page waits in vain for what has come here."""
    return GAVE_UP.search(one.expected or "") is not None and CAME.search(one.actual or "") is not None


def _placed(one: Difference) -> bool:
    """Whether both tell of the same pod that it was placed, on nodes that are called otherwise."""
    page, here = PLACED.search(one.expected or ""), PLACED.search(one.actual or "")
    return page is not None and here is not None and page[1] == here[1]


def _not_yet(one: Difference) -> bool:
    """Whether a row of pods shows one that is not ready, or finds no place, and that is ready here."""
    page, here = _rows(one)
    if page is None or here is None or here["state"] != "Running":
        return False
    return page["state"] in {"Running", "Pending"} and int(page["ready"]) < int(page["of"])


def _not_all(one: Difference) -> bool:
    """Whether a row shows some of the pods of a Job or the like where all are here: these take no time."""
    page, here = SHARE_ROW.match(one.expected or ""), SHARE_ROW.match(one.actual or "")
    if page is None or here is None or page["of"] != here["of"]:
        return False
    return int(page["done"]) < int(here["done"]) == int(here["of"])


def _restarted(one: Difference) -> bool:
    """Whether a row of pods shows one that was started anew, and that never was here: that proves nothing."""
    page, here = _rows(one)
    return page is not None and here is not None and int(here["restarts"]) == 0 < int(page["restarts"])


def _rows(one: Difference) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    return POD_ROW.match(one.expected or ""), POD_ROW.match(one.actual or "")
