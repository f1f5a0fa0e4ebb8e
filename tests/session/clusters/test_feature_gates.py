"""What is refused for want of a feature gate that the page names."""

from pathlib import Path
from typing import Any

import pytest

from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.clusters.feature_gates import named_gates, without_gate
from harness.source import Location

METRICS = """\
kubernetes_feature_enabled{name="FastLanes",stage="ALPHA"} 0
kubernetes_feature_enabled{name="SlowLanes",stage="BETA"} 1
"""
INVALID = 'The Pod "lane" is invalid: spec.lanes: Forbidden: may not be set'


def snippet(source: str, line: int) -> Snippet:
    at = Location(path=Path("a.md"), line=line)
    return Snippet(id="a", at=at, syntax="bash", body="", body_at=at, source=source)


class Shell:
    def run(self, command: str, /, *, timeout: float, **rest: Any) -> Output:
        return Output(text=METRICS, status=0, ended=Ended.EXITED, seconds=timeout * 0)

    def look(self, terminal: int, /, *, agrees: object, patience: float) -> Output:
        raise AssertionError("metrics are asked without looking at a terminal")

    def job_end(self, job: str, /, *, patience: float) -> Output | None:
        return None

    def interrupt_last(self) -> None: ...

    def end_terminals(self) -> None: ...

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    ("source", "gates"),
    [
        pytest.param('{{< feature-state feature_gate_name="FastLanes" >}}\n\n## Go\n\nX', ("FastLanes",), id="top"),
        pytest.param('# T\n## Go\n\n{{< state feature_gate_name="FastLanes" >}}\nX', ("FastLanes",), id="section"),
        pytest.param('# T\n## A\n{{< state feature_gate_name="FastLanes" >}}\n## Go\nX', (), id="another section"),
        pytest.param("You need to enable the `FastLanes` [feature gate](/x).\n\n## Go\nX", ("FastLanes",), id="told"),
        pytest.param("This has nothing to do with the `FastLanes` feature gate.\n\n## Go\nX", (), id="only mentioned"),
        pytest.param("Enable it. The `FastLanes` feature gate is old.\n\n## Go\nX", (), id="another sentence"),
    ],
)
def test_gates_that_a_page_needs(source: str, gates: tuple[str, ...]) -> None:
    assert named_gates(snippet(source, len(source.splitlines()))) == gates


@pytest.mark.parametrize(
    ("gate", "said", "failure", "lacks"),
    [
        pytest.param("FastLanes", INVALID, Failure.STATUS, "the feature gate FastLanes is off", id="off"),
        pytest.param("SlowLanes", INVALID, Failure.STATUS, "", id="on"),
        pytest.param("OtherLanes", INVALID, Failure.STATUS, "", id="unknown"),
        pytest.param("FastLanes", 'pods "lane" not found', Failure.STATUS, "", id="another failure"),
        pytest.param("FastLanes", INVALID, None, "", id="no failure"),
    ],
)
def test_unsupported_where_the_gate_is_off(gate: str, said: str, failure: Failure | None, lacks: str) -> None:
    one = Command(at=Location(path=Path("a.md"), line=3), text="a", documented="a", expected=None)
    output = Output(text=said, status=1, ended=Ended.EXITED, seconds=0.0)
    result = CommandResult(command=one, output=output, failure=failure)
    page = snippet(f'{{{{< state feature_gate_name="{gate}" >}}}}\n## Go\nX', 3)
    after = without_gate(result, page, Shell())
    assert (after.lacks, after.failure) == (lacks, None if lacks else failure)
