"""How long a command is repeated, and what is told of one that failed."""

import time
from pathlib import Path

import pytest

from harness.capability import Capability
from harness.cluster.machine_clock import MachineClock
from harness.match.verdict import Failure
from harness.plan.step import Command
from harness.run.output import GivenUp
from harness.session.page.attempts import clock_for, run_command
from harness.session.page.outlook import Outlook
from harness.source import Location
from tests.run.scripted_shell import ScriptedShell, printed


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


@pytest.mark.parametrize(
    ("text", "tries"),
    [
        pytest.param('error: unable to upgrade connection: container not found ("oven")', 2, id="not asked yet"),
        pytest.param("", 1, id="asked"),
    ],
)
def test_a_host_that_cannot_be_resolved_ends_it_once_it_was_asked(text: str, tries: int) -> None:
    asks = "kubectl exec oven -- curl -s https://no-such-host.docs-harness-test.dev"
    needs = frozenset({Capability.API, Capability.EXEC})
    one = Command(
        at=Location(path=Path("a.md"), line=1), text=asks, documented=asks, expected="baked", needs=needs, retry=3.0
    )
    shell = ScriptedShell({asks: printed(text, 1)})
    told, _ = run_command(one, shell, rules=None, syntax=None, offered={}, waiting=lambda _: None, outlook=Outlook())
    assert told.attempts >= tries
    assert told.failure is not None


@pytest.mark.parametrize(
    ("status", "text", "blameless", "failure"),
    [
        pytest.param(1, "pod is not running", False, Failure.STATUS, id="the page's"),
        pytest.param(1, "pod is not running", True, Failure.INFRASTRUCTURE, id="nobody's"),
        pytest.param(1, "oven   ErrImagePull", False, Failure.STATUS, id="the page's, in other words"),
        pytest.param(1, "oven   ErrImagePull", True, Failure.INFRASTRUCTURE, id="nobody's, in other words"),
        pytest.param(1, "etcdserver: request timed out", False, Failure.INFRASTRUCTURE, id="of the machine beside it"),
        pytest.param(0, "well", False, None, id="passed"),
    ],
)
def test_what_a_pod_lacks_is_told_once_a_command_has_failed(
    status: int, text: str, *, blameless: bool, failure: Failure | None
) -> None:
    looked: list[str] = []

    def last_look() -> GivenUp:
        looked.append("now")
        return GivenUp(reason="pod shop/oven-1: container oven of image oven:1: missing", blameless=blameless)

    one = Command(at=Location(path=Path("a.md"), line=1), text="oven look", documented="oven look", expected=None)
    shell = ScriptedShell({"oven look": printed(text, status)})
    result, _ = run_command(
        one, shell, rules=None, syntax=None, offered={}, waiting=lambda _: None, outlook=Outlook(last_look=last_look)
    )
    assert (bool(looked), "missing" in result.note, result.failure) == (failure is not None,) * 2 + (failure,)
