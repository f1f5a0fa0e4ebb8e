"""One cell of a table against the expected one."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from harness.match.lines.chosen_amount import CHOSEN_COLUMN
from harness.match.lines.line import agreement
from harness.match.lines.line_key import Scanner
from harness.match.lines.shape import LONE_POD, POD
from harness.settings import tolerance

WHOLE_COLUMNS: Final = {
    "AGE": tolerance.AGE,
    "CONTAINER-RUNTIME": tolerance.MACHINE,
    "CPU%": tolerance.USAGE,
    "CPU(cores)": tolerance.USAGE,
    "FIRST SEEN": tolerance.AGE,
    "INTERNAL-IP": tolerance.MACHINE,
    "KERNEL-VERSION": tolerance.MACHINE,
    "LAST SEEN": tolerance.AGE,
    "MEMORY%": tolerance.USAGE,
    "MEMORY(bytes)": tolerance.USAGE,
    "NODE": tolerance.MACHINE,
    "OS-IMAGE": tolerance.MACHINE,
    "SERIAL NUMBER": tolerance.SERIAL,
}
"""Columns whose values differ with every run, with the rule that accepts any value in place of another."""

LABELS: Final = frozenset({"LABELS", "LABELS OF NODES"})
OF_MACHINE: Final = re.compile(r"(?:[\w.-]+\.)?(?:kubernetes|k8s)\.io/")
"""Labels that nodes have from whoever made them."""
OWN_ROLES: Final = re.compile(r"<none>|(?:control-plane|etcd|master)(?:,(?:control-plane|etcd|master))*")
"""Roles that nodes have from whoever made them, or none."""
ADMINISTRATOR: Final = re.compile(r"(?:[a-z]+-)*(?:admin|user)|[\w.+-]+@[\w.-]+")
"""Who the reader is for a cluster, as whoever made it calls its administrator."""
OLD_NAME: Final = re.compile(rf"(\S+)-{POD}")
NEW_NAME: Final = re.compile(rf"(\S+)-{LONE_POD}")
DOCKER_HUB: Final = re.compile(r"(?:docker\.io/)?(?:library/)?")
HOST: Final = re.compile(r"localhost|(?:[\w-]+\.)+[a-z]{2,}")
ADDRESS: Final = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
"""What load balancers get: in some clouds a host, elsewhere an address. A page can choose the first only."""
MOST_RESTARTS: Final = 3
RESTARTS: Final = re.compile(r"(\d{1,6})(?: \([^)]*\))?")
NOTHING: Final = re.compile(r"|-+|n/a|none|unknown|<[\w /]*>", re.IGNORECASE)
"""What programs print where there is no value: ``<none>``, ``<pending>``, ``<unknown>``, ``<invalid>``."""
PLACEHOLDER: Final = re.compile(r"<\w+(?:-\w+)+>")
"""What authors write where there is some value: ``<some-time>``."""
AMOUNT: Final = re.compile(r"\d|\bx+|\?", re.IGNORECASE)
"""What an age or a share has; some pages write ``Xm``."""
AMOUNT_ONLY: Final = re.compile(r"\d[\d.]*\s?[A-Za-z]*")
AMOUNTS: Final = frozenset({tolerance.AGE, tolerance.SERIAL, tolerance.USAGE})


def cell_agreement(scanner: Scanner, column: str, expected: str, actual: str) -> tuple[str, ...] | None:
    """The rules by which two cells agree, none when they are equal; ``None`` when they do not agree.

    Nothing (an empty cell, ``<none>``, ``<pending>``, ``<unknown>``) agrees only with itself, an age only
    with an age.
    """
    if expected == actual:
        return ()
    rule = WHOLE_COLUMNS.get(column)
    if rule in scanner.rules and _has_value(rule, expected) and _has_value(rule, actual):
        return (rule.name,) if rule else None
    if CHOSEN_COLUMN.fullmatch(column) and AMOUNT_ONLY.fullmatch(expected) and AMOUNT_ONLY.fullmatch(actual):
        return None
    by_column = _by_column(column, expected, actual)
    if by_column in scanner.rules:
        return (by_column.name,) if by_column else None
    found = agreement(scanner, expected, actual)
    if found is None and column in LABELS and tolerance.ELISION in scanner.rules:
        return _labels_agree(scanner, expected, actual, of_nodes=column != "LABELS")
    return found


def _by_column(column: str, expected: str, actual: str) -> tolerance.Tolerance | None:
    """The rule of a column by which its two values agree."""
    if PLACEHOLDER.fullmatch(expected) and NOTHING.fullmatch(actual) is None:
        return tolerance.ELISION
    ways = OF_COLUMN.get(column, ())
    return next((rule for agree, rule in ways if agree(expected, actual)), None)


def _pending(expected: str, actual: str) -> bool:
    return expected == "<pending>" and _is_address(actual)


def _of_load_balancers(expected: str, actual: str) -> bool:
    return HOST.fullmatch(expected) is not None and ADDRESS.fullmatch(actual) is not None


def _given_roles(expected: str, actual: str) -> bool:
    return all(map(OWN_ROLES.fullmatch, (expected, actual)))


def _administrators(expected: str, actual: str) -> bool:
    return all(map(ADMINISTRATOR.fullmatch, (expected, actual)))


def _given_names(expected: str, actual: str) -> bool:
    """Whether two names differ in an end that was given out, which had vowels in old versions of Kubernetes."""
    shown, printed = OLD_NAME.fullmatch(expected), NEW_NAME.fullmatch(actual)
    return shown is not None and printed is not None and shown[1] == printed[1]


def _labels_agree(scanner: Scanner, expected: str, actual: str, *, of_nodes: bool) -> tuple[str, ...] | None:
    """Labels in any order; where the page leaves some out, and of nodes, others may be there."""
    shown, there = ({*map(scanner.key, labels.split(","))} for labels in (expected, actual))
    left_out = {one for one in shown if "..." in one}
    shown -= left_out
    if of_nodes:
        shown = {one for one in shown if OF_MACHINE.match(one) is None}
    if shown == there:
        return (tolerance.ELISION.name,)
    return (tolerance.ELISION.name,) if shown <= there and (left_out or of_nodes) else None


def _is_address(text: str) -> bool:
    """Whether a load balancer has what it waited for: an address, or the name of a host."""
    return NOTHING.fullmatch(text) is None and re.fullmatch(r"[\w.:-]*[\w](?:,[\w.:-]+)*", text) is not None


def _has_value(rule: tolerance.Tolerance | None, text: str) -> bool:
    if NOTHING.fullmatch(text):
        return False
    return rule not in AMOUNTS or AMOUNT.search(text) is not None


def _images_agree(expected: str, actual: str) -> bool:
    """Whether each image is the expected one: ``curl`` may be ``docker.io/library/curl:8``, ``curl:7`` may not."""
    shown, printed = ([DOCKER_HUB.sub("", one, count=1) for one in text.split(",")] for text in (expected, actual))
    return len(shown) == len(printed) and all(
        one == other or (":" not in one and other.startswith((f"{one}:", f"{one}@")))
        for one, other in zip(shown, printed, strict=True)
    )


def _restarts_agree(expected: str, actual: str) -> bool:
    """Pods restart while they wait for each other; more than a few times is a difference."""
    shown, printed = RESTARTS.fullmatch(expected), RESTARTS.fullmatch(actual)
    if shown is None or printed is None:
        return False
    return int(printed.group(1)) <= int(shown.group(1)) + MOST_RESTARTS


Agree = Callable[[str, str], bool]
OF_COLUMN: Final[Mapping[str, tuple[tuple[Agree, tolerance.Tolerance], ...]]] = {
    "EXTERNAL-IP": ((_pending, tolerance.PENDING), (_of_load_balancers, tolerance.IP)),
    "ROLES OF NODES": ((_given_roles, tolerance.MACHINE),),
    "REQUESTOR": ((_administrators, tolerance.OWN_CLUSTER),),
    "RESTARTS": ((_restarts_agree, tolerance.RESTARTS),),
    "NAME": ((_given_names, tolerance.POD_HASH),),
    **dict.fromkeys(("IMAGE", "IMAGES"), ((_images_agree, tolerance.IMAGE),)),
}
"""What else makes two values of a column agree, the expected and the actual one, and the rule that it is by."""
