"""How long a command is repeated."""

import time
from pathlib import Path

import pytest

from harness.capability import Capability
from harness.cluster.machine_clock import MachineClock
from harness.plan.step import Command
from harness.session.page.attempts import clock_for
from harness.source import Location


@pytest.mark.parametrize(
    ("needs", "waits"),
    [
        pytest.param({Capability.API, Capability.EXEC}, True, id="a request from a pod"),
        pytest.param({Capability.LB_TRAFFIC}, True, id="a request through a load balancer"),
        pytest.param({Capability.API, Capability.PODS}, False, id="objects"),
        pytest.param(set(), False, id="no cluster"),
    ],
)
def test_what_proxies_of_a_busy_machine_have_to_hear_of_gets_longer(needs: set[Capability], *, waits: bool) -> None:
    at = Location(path=Path("a.md"), line=1)
    clock = clock_for(Command(at=at, text="x", documented="x", expected=None, needs=frozenset(needs)))
    assert isinstance(clock, MachineClock) is waits
    assert (clock is time.monotonic) is not waits
