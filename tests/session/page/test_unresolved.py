"""Hosts of the internet that pods ask."""

from pathlib import Path

import pytest

from harness.capability import Capability
from harness.plan.step import Command
from harness.session.page.unresolved import unresolved
from harness.source import Location

NOWHERE = "no-such-host.docs-harness-test.dev"


def lost(text: str, *needs: Capability) -> bool:
    at = Location(path=Path("a.md"), line=1)
    return unresolved(Command(at=at, text=text, documented=text, expected=None, needs=frozenset(needs))) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"kubectl exec a -- curl -s https://{NOWHERE}/x", True, id="a host that has no name here"),
        pytest.param(f"kubectl exec a -- sh -c 'curl -s http://{NOWHERE} | grep b'", True, id="in a shell"),
        pytest.param("kubectl exec a -- curl -s https://httpbin.example.com", False, id="a name for examples"),
        pytest.param("kubectl exec a -- curl -s http://httpbin.foo:8000", False, id="a service"),
        pytest.param("kubectl exec a -- curl -s http://web.shop.svc.cluster.local", False, id="a service's long name"),
        pytest.param(f"kubectl exec a -- curl --resolve {NOWHERE}:1 https://{NOWHERE}", False, id="said where it is"),
        pytest.param("kubectl exec a -- ls", False, id="no host"),
    ],
)
def test_which_hosts_cannot_be_asked(text: str, *, expected: bool) -> None:
    assert lost(text, Capability.EXEC) is expected


def test_only_what_pods_ask_is_looked_at() -> None:
    assert not lost(f"curl https://{NOWHERE}", Capability.API)
