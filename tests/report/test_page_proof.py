import json
from dataclasses import replace
from pathlib import Path

import pytest

from harness.match.compare import compare
from harness.match.proving.mutation import Severity
from harness.match.verdict import Outcome
from harness.plan.step import Command
from harness.report.page_proof import PageProof, prove_records, rule_counts, severity_counts
from harness.report.proof_text import proof_json, proof_text
from harness.report.record_json import dump, load
from harness.report.run_facts import Run
from harness.report.step_record import CommandRecord, Record
from harness.settings.tolerance import AGE, Tolerances
from harness.source import Location

PODS = "NAME   READY   AGE\na      1/1     9s"


def at(line: int) -> Location:
    return Location(path=Path("docs/a.md"), line=line)


def command(
    line: int, expected: str | None, output: str, *, text: str = "x", rules: Tolerances | None = None
) -> CommandRecord:
    asked = Command(at=at(line), text=text, documented=text, expected=expected)
    match = None if expected is None else compare(asked, output, rules=rules)
    return CommandRecord(
        at=at(line), text=text, documented=text, expected=expected, expected_at=at(line + 1), output=output, match=match
    )


def record(*commands: CommandRecord, page: str = "docs/a.md", variant: str = "") -> Record:
    return Record(
        page=page, variant=variant, id="x", at=commands[0].at, outcome=Outcome.PASSED, commands=tuple(commands)
    )


def weak(proofs: tuple[PageProof, ...]) -> list[tuple[str, int, str, str]]:
    return [(proof.page, one.at.line, one.severity.value, one.rule) for proof in proofs for one in proof.weak]


def test_weak_places_by_page_line_and_rule() -> None:
    proofs = prove_records([record(command(5, PODS, PODS)), record(command(9, "up 3s", "up 7s"), page="docs/b.md")])
    assert weak(proofs) == [("docs/a.md", 7, "number", "age"), ("docs/b.md", 10, "number", "age")]
    assert rule_counts(proofs) == {"age": 2}
    assert severity_counts(proofs)[Severity.STATE] == (0, 4)
    assert not any(proof.grave for proof in proofs)


@pytest.mark.parametrize(
    ("ran", "found"),
    [
        pytest.param([command(5, "up 3s", "down")], [], id="an output that differed"),
        pytest.param([command(5, None, "up 3s")], [], id="no expected output"),
        pytest.param(
            [command(5, "b 3s\na 10.1.0.4", "b 7s\na 10.1.0.4", text="x | sort")],
            [(6, "age")] + [(7, "ip")] * 4,
            id="rules that did not hold for a command",
        ),
        pytest.param([command(5, "up 3s", "up 3s", rules=Tolerances())], [], id="rules that are switched off"),
    ],
)
def test_only_what_was_confirmed_is_changed(ran: list[CommandRecord], found: list[tuple[int, str]]) -> None:
    assert [(line, rule) for _, line, _, rule in weak(prove_records([record(*ran)]))] == found


def test_an_output_of_several_commands() -> None:
    both = command(7, "a\nup 3s", "a\nup 3s")
    proofs = prove_records([record(command(5, None, "a"), replace(both, output="up 3s"))])
    assert weak(proofs) == [("docs/a.md", 9, "number", "age")]


def test_a_page_that_runs_on_several_paths_is_tried_once() -> None:
    one = command(5, "up 3s", "up 3s")
    assert len(weak(prove_records([record(one, variant="helm"), record(one, variant="iop")]))) == 1


def test_what_cannot_be_tried_is_named() -> None:
    cut = replace(command(5, "up 3s", "up 3s"), output="[9 characters left out]")
    (proof,) = prove_records([record(cut, command(8, "...", "x"))])
    assert (proof.unproven, proof.vacuous) == ((at(6),), (at(9),))
    assert [line.strip().partition(": ")[0] for line in proof_text([proof]).splitlines()[1:3]] == [
        "docs/a.md:9",
        "docs/a.md:6",
    ]


def test_progress_counts_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    prove_records(
        [record(command(5, "a", "a"), command(7, "b", "b"))], progress=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 2), (2, 2)]


def test_a_report_keeps_what_is_needed() -> None:
    records = (record(command(5, "b 3s", "b 7s", text="x | sort", rules=Tolerances(frozenset({AGE})))),)
    assert prove_records(load(dump(Run(), records), name="x").records) == prove_records(records)


def test_like_changes_of_a_line_share_one_line() -> None:
    proofs = prove_records([record(command(5, "at 10.1.0.4", "at 10.1.0.4"))])
    text = proof_text(proofs)
    assert [line for line in text.splitlines() if "docs/a.md:6: would also accept" in line and "(rule: ip)" in line]
    assert len(text.splitlines()) == 5


def test_json_has_every_change() -> None:
    document = json.loads(proof_json(prove_records([record(command(5, "at 10.1.0.4", "at 10.1.0.4"))])))
    assert (document["format"], document["version"], document["rules"]) == ("harness-proof", 1, {"ip": 4})
    assert document["severities"]["number"] == {"accepted": 4, "tried": 4}
    assert [len(page["weak"]) for page in document["pages"]] == [4]
