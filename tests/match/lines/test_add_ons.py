"""What an add-on notes at an object is set aside, and nothing else."""

import pytest

from harness.match.lines.add_ons import set_aside
from harness.match.lines.text import lines_of

EVENTS = "Events:\n  Type  Reason  Age  From  Message\n  ----  ------  ---  ----  -------\n"
OF_ADD_ON = "  Normal  IPAllocated  14s  metallb-controller  Assigned IP"
OWN_EVENTS = f"{EVENTS}  Warning  Failed"
OF_BOTH = f"{EVENTS}{OF_ADD_ON}\n  Warning  Failed"
TWICE = "A: <none>\nA: <none>"
POOL = "Annotations:  metallb.io/ip-allocated-from-pool: pool"


@pytest.mark.parametrize(
    ("expected", "actual", "left", "right"),
    [
        pytest.param("Annotations: <none>\nType: X", f"{POOL}\nType: X", "Type: X", "Type: X", id="annotation"),
        pytest.param("Events: <none>", EVENTS + OF_ADD_ON, "", OF_ADD_ON, id="events"),
        pytest.param("Annotations: a: b", POOL, "Annotations: a: b", POOL, id="the page shows another"),
        pytest.param("Annotations: <none>", "Annotations: a: b", "Annotations: <none>", "Annotations: a: b", id="own"),
        pytest.param("Labels: <none>", POOL, "Labels: <none>", POOL, id="another field"),
        pytest.param("Events: <none>", OWN_EVENTS, "Events: <none>", OWN_EVENTS, id="own events"),
        pytest.param("Events: <none>", OF_BOTH, "Events: <none>", OF_BOTH, id="events of both"),
        pytest.param(TWICE, "A: metallb.io/a: b\nA: <none>", TWICE, "A: metallb.io/a: b\nA: <none>", id="twice"),
    ],
)
def test_set_aside(expected: str, actual: str, left: str, right: str) -> None:
    kept, printed, _ = set_aside(lines_of(expected), actual.splitlines())
    assert ([line.text for line in kept], printed) == (left.splitlines(), right.splitlines())
