from pathlib import Path

import pytest

from harness.capability import Capability
from harness.match.lines.tolerant import tolerant
from harness.match.verdict import CommandResult
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.page.own_values import OwnValues
from harness.source import Location

AT = Location(path=Path("page.md"), line=1)


def command(text: str) -> Command:
    return Command(at=AT, text=text, documented=text, expected=None)


def learned(page: str, here: str) -> OwnValues:
    values = OwnValues()
    output = Output(text=here, status=0, ended=Ended.EXITED, seconds=0.0)
    values.note(CommandResult(command=command("kubectl get pods"), output=output, match=tolerant(page, here)))
    return values


VALUES = ("set-b2zdv 203.0.113.7", "set-x7k2p 10.4.0.1")


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("kubectl logs set-b2zdv", "kubectl logs set-x7k2p"),
        ("kubectl get pod/set-b2zdv -o yaml", "kubectl get pod/set-x7k2p -o yaml"),
        ("curl http://203.0.113.7:80/", "curl http://10.4.0.1:80/"),
        ("kubectl logs my-set-b2zdv", "kubectl logs my-set-b2zdv"),
        ("kubectl logs set-b2zdv-2", "kubectl logs set-b2zdv-2"),
        ("cat <<EOF > x\nip: 203.0.113.7\nEOF", "cat <<EOF > x\nip: 203.0.113.7\nEOF"),
    ],
)
def test_commands_use_the_values_of_the_run(text: str, run: str) -> None:
    changed = learned(*VALUES).in_place(command(text))
    assert changed.text == run
    assert bool(changed.notes) is (text != run)


def test_what_is_behind_an_address_needs_traffic() -> None:
    assert Capability.LB_TRAFFIC in learned(*VALUES).in_place(command("curl 203.0.113.7")).needs
