from collections.abc import Callable
from dataclasses import replace

import pytest

from harness.match.nothing_found import FOUND_NOTHING
from harness.match.verdict import Outcome
from harness.report.run_facts import Run
from harness.report.run_summary import count, summary_text
from harness.report.step_record import Record
from harness.report.story import ending, seconds, waiting
from harness.run.output import Ended, PromptAnswered

Golden = Callable[[str, str], None]


def test_summary(records: list[Record], run: Run, golden: Golden) -> None:
    other = [replace(record, page="docs/a.md", variant="") for record in records[-1:]]
    golden(summary_text([*records, *other], run), "summary.txt")


def test_summary_in_colour(records: list[Record], run: Run, golden: Golden) -> None:
    golden(summary_text(records, run, colour=True), "summary.ansi")


def test_a_summary_of_nothing() -> None:
    assert summary_text([], Run()) == "0 pages, nothing run\n"


def test_only_passes_with_compared_outputs_need_no_remark(records: list[Record]) -> None:
    fine = replace(records[1], outcome=Outcome.PASSED, failure=None, sentence="")
    assert summary_text([fine], Run()) == "docs/shop/index.md [helm]  1 passed\n1 page, 1 passed\n"


@pytest.mark.parametrize(
    ("number", "proven"),
    [
        pytest.param(0, False, id="passed with an expected output that accepts any"),
        pytest.param(1, False, id="failed"),
        pytest.param(3, False, id="unsupported"),
        pytest.param(4, False, id="excluded"),
        pytest.param(6, True, id="passed"),
    ],
)
def test_what_strict_runs_let_pass(records: list[Record], number: int, proven: bool) -> None:  # noqa: FBT001
    assert count(records[number : number + 1]).proven == proven


@pytest.mark.parametrize(
    ("value", "text"), [(0.04, "0.0 s"), (9.94, "9.9 s"), (12.3, "12 s"), (119.4, "119 s"), (130.0, "2 min 10 s")]
)
def test_seconds(value: float, text: str) -> None:
    assert seconds(value) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        pytest.param({}, "tried once, 0.4 s", id="once"),
        pytest.param({"attempts": 3, "seconds": 9.0}, "tried 3 times in 9.0 s", id="several times"),
        pytest.param(
            {"attempts": 3, "seconds": 9.0, "stable_since": 6.0, "closest": 1},
            "tried 3 times in 9.0 s, output the same for the last 6.0 s, try 1 came closest",
            id="an earlier one was closer",
        ),
        pytest.param(
            {"attempts": 3, "seconds": 9.0, "closest": 3}, "tried 3 times in 9.0 s", id="the last one was the closest"
        ),
    ],
)
def test_waiting(failed: Callable[..., Record], changes: dict[str, object], text: str) -> None:
    assert waiting(failed("x", 5, **changes).commands[0]) == text


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        pytest.param({"status": 2}, "exit status 2", id="exited"),
        pytest.param(
            {"status": None, "ended": Ended.TIMED_OUT, "seconds": 60.0},
            "stopped at its limit of 60 s, with everything it had started",
            id="timed out",
        ),
        pytest.param(
            {"status": None, "ended": Ended.TIMED_OUT, "seconds": 4.0},
            "stopped after 4.0 s, with everything it had started",
            id="stopped before its limit",
        ),
        pytest.param(
            {"status": None, "ended": Ended.STAYS}, "keeps running in a terminal of its own", id="keeps running"
        ),
        pytest.param(
            {"status": 3, "ended": Ended.SHELL_EXITED},
            "ended the shell with exit status 3; a new one took over",
            id="ended the shell",
        ),
        pytest.param({"status": None, "ended": Ended.INTERRUPTED}, "interrupted", id="interrupted"),
        pytest.param({"output": None}, "not run", id="not run"),
    ],
)
def test_ending(failed: Callable[..., Record], arguments: dict[str, object], text: str) -> None:
    assert ending(failed("x", 5, **arguments).commands[0]) == text


@pytest.mark.parametrize(
    ("values", "told"),
    [
        pytest.param({"output": None, "note": "waits for input: read"}, "waits for input", id="a command not run"),
        pytest.param({"prompts": (PromptAnswered(prompt="Go on? ", reply="y\n"),)}, "", id="an answer is no news"),
    ],
)
def test_what_happened_in_a_step_that_passed_is_said(
    records: list[Record], values: dict[str, object], told: str
) -> None:
    asked = replace(records[1].commands[0], **{"failure": None, "expected": None, **values})  # type: ignore[arg-type]
    passed = replace(records[1], outcome=Outcome.PASSED, failure=None, sentence="", commands=(asked,))
    lines = [line for line in summary_text([passed], Run()).splitlines() if f"{asked.at}:" in line]
    assert (len(lines), told in "".join(lines)) == (bool(told), True)


@pytest.mark.parametrize(
    ("output", "note", "expected", "told"),
    [
        pytest.param("No resources found", "", None, True, id="the page shows no output"),
        pytest.param("No resources found", "", "No resources found", False, id="the page says so"),
        pytest.param("", FOUND_NOTHING, None, True, id="a search"),
        pytest.param("", "", None, False, id="a command that prints nothing"),
    ],
)
def test_commands_that_find_nothing_are_named(
    records: list[Record], output: str, note: str, expected: str | None, *, told: bool
) -> None:
    asked = replace(
        records[1].commands[0],
        documented="ls",
        output=output,
        note=note,
        expected=expected,
        failure=None,
    )
    passed = replace(records[1], outcome=Outcome.PASSED, failure=None, sentence="", commands=(asked,))
    lines = [line for line in summary_text([passed], Run()).splitlines() if str(asked.at) in line]
    assert bool(lines) == told
