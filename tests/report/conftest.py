"""A small story that several reports tell: a page whose second snippet fails and whose third follows from that."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.capability import Capability
from harness.match.judge import judge
from harness.match.verdict import CommandResult, Outcome, Verdict
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.report.run_facts import Run
from harness.report.step_record import Record, record_of
from harness.run.output import Ended, Output, PromptAnswered
from harness.source import Location

PAGE = Path("docs/shop/index.md")

EXPECTED = """\
NAME                              READY   STATUS    RESTARTS   AGE
details-v1-68868454f5-8nbjv       2/2     Running   0          26s
productpage-v1-6dcdf77948-6tcbf   2/2     Running   0          26s
reviews-v1-76f4c9765f-khlvv       2/2     Running   0          26s"""
CAME = """\
NAME                             READY   STATUS    RESTARTS      AGE
details-v1-5b7d9c6f4-x2x9z       2/2     Running   0             51s
productpage-v1-789ffff8-f2fkt    1/2     Running   1 (40s ago)   51s
reviews-v1-9cc9fd96f-jpc7n       2/2     Running   0             51s
"""


def place(line: int, path: Path = PAGE, included: int | None = None) -> Location:
    page = None if included is None else Location(path=PAGE, line=included)
    return Location(path=path, line=line, included_from=page)


def result(
    text: str,
    line: int,
    output: str | None = "",
    *,
    status: int | None = 0,
    ended: Ended = Ended.EXITED,
    seconds: float = 0.4,
    prompts: tuple[PromptAnswered, ...] = (),
    expected: str | None = None,
    documented: str | None = None,
    at: Location | None = None,
    **changes: Any,
) -> CommandResult:
    """A command at a line of the page, judged by what it printed; ``output`` ``None``: it was not run."""
    where = at or place(line)
    command = Command(
        at=where,
        text=text,
        documented=documented or text,
        expected=expected,
        expected_at=None if expected is None else where.down(1),
        contexts=("CTX_CLUSTER1",) if "CTX_CLUSTER1" in (documented or "") else (),
        timeout=60.0,
    )
    if output is None:
        return CommandResult(command=command, output=None, note="unsupported here")
    came = Output(text=output, status=status, ended=ended, seconds=seconds, prompts=prompts)
    judgement = judge(command, came)
    found = CommandResult(
        command=command,
        output=came,
        match=judgement.match,
        seconds=seconds,
        failure=judgement.failure,
        note=judgement.sentence or judgement.note,
    )
    return replace(found, **changes)


def verdict(outcome: Outcome, name: str, line: int, *results: CommandResult, **changes: Any) -> Verdict:
    at = results[0].command.at if results else place(line)
    commands = tuple(one.command for one in results)
    snippet = Snippet(id=name, at=at, syntax="bash", body="", body_at=at)
    failed = next((one for one in results if one.failure is not None), None)
    found = Verdict(
        step=Step(id=name, at=at, snippet=snippet, role=Role.PAGE, commands=commands),
        variant="helm",
        outcome=outcome,
        sentence=failed.note if failed else "",
        failure=failed.failure if failed else None,
        results=results,
        seconds=sum(one.seconds for one in results),
    )
    return replace(found, **changes)


@pytest.fixture
def run() -> Run:
    return Run(
        provider="embedded",
        reason="the cheapest that has everything",
        options=("--provider", "embedded"),
        versions={"kubectl": "v1.34.4"},
        variables={"CTX_CLUSTER1": "kwok-fleet-1"},
        seconds=84.2,
        untested=17,
    )


@pytest.fixture
def story() -> list[Verdict]:
    """The page from its first snippet to its last."""
    created = result("kubectl apply -f shop.yaml", 12, "deployment.apps/shop created\n", seconds=1.3, expected="...")
    waited = result("kubectl wait --for=condition=Ready pod --all -n shop", 42, "condition met\n", seconds=12.0)
    pods = result(
        'kubectl get pods -n shop --context="kwok-fleet-1"',
        43,
        CAME,
        expected=EXPECTED,
        documented='kubectl get pods -n shop --context="${CTX_CLUSTER1}"',
        attempts=41,
        seconds=60.2,
        stable_since=12.0,
        closest=30,
    )
    visit = result("curl -s http://shop/", 60, "curl: (7) Failed to connect\n", status=7)
    events = ("report/check_pods/events.txt",)
    stuck = ("shop/front-2: container front of image example.com/front:1: ImagePullBackOff",)
    missing = frozenset({Capability.EXEC, Capability.LOGS})
    return [
        verdict(Outcome.PASSED, "apply", 11, created),
        verdict(Outcome.FAILED, "check_pods", 41, waited, pods, evidence=events, pods=stuck),
        verdict(Outcome.KNOCK_ON, "visit", 59, visit, cause="check_pods"),
        verdict(Outcome.UNSUPPORTED, "look", 70, sentence="needs exec, logs", missing=missing),
        verdict(Outcome.EXCLUDED, "shown", 75, sentence="excluded by its author"),
        verdict(Outcome.SKIPPED, "later", 80, sentence="the plan file says so"),
        verdict(Outcome.PASSED, "clean_up", 90, result("kubectl delete ns shop", 91, 'namespace "shop" deleted\n')),
    ]


@pytest.fixture
def records(story: list[Verdict]) -> list[Record]:
    return [record_of(one, PAGE) for one in story]


@pytest.fixture
def failed() -> Callable[..., Record]:
    """The record of a snippet whose one command failed; arguments as those of ``result``."""

    def make(text: str, line: int, output: str | None = "", **arguments: Any) -> Record:
        return record_of(verdict(Outcome.FAILED, "check", line, result(text, line, output, **arguments)), PAGE)

    return make
