import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.match.compare import matcher
from harness.match.match import Difference, Mark
from harness.match.verdict import Failure, Outcome
from harness.report.diff_text import DiffStyle, diff_text
from harness.report.failure_text import FailureContext, failure_text, headline
from harness.report.paint import Paint, shorten, visible
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.run.output import Ended, PromptAnswered
from harness.source import Location

Golden = Callable[[str, str], None]
Failed = Callable[..., Record]


def context(records: list[Record], run: Run) -> FailureContext:
    return FailureContext(
        earlier=records[:1], knock_on=records[2:3], run=run, replay="report/replay/shop helm check_pods.sh"
    )


def test_a_wrong_cell(records: list[Record], run: Run, golden: Golden) -> None:
    golden(failure_text(records[1], context(records, run), width=110), "wrong-cell.txt")


def test_the_same_in_colour(records: list[Record], run: Run, golden: Golden) -> None:
    golden(failure_text(records[1], context(records, run), colour=True, width=110), "wrong-cell.ansi")


def test_without_colour_there_is_no_escape(records: list[Record], run: Run) -> None:
    plain = failure_text(records[1], context(records, run), width=110)
    coloured = failure_text(records[1], context(records, run), colour=True, width=110)
    assert "\x1b" not in plain
    carets = [line for line in plain.splitlines() if set(line.strip()) == {"^"}]
    without_carets = [line for line in plain.splitlines() if line not in carets]
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines() == without_carets


def test_an_exit_status(failed: Failed, golden: Golden) -> None:
    output = "\n".join([f"line {number}" for number in range(1, 30)] + ["Error from server (NotFound): x", ""])
    golden(failure_text(failed("kubectl get x", 5, output, status=1)), "exit-status.txt")


def test_no_output(failed: Failed, golden: Golden) -> None:
    golden(failure_text(failed("kubectl get x", 5, "", expected="a\nb")), "no-output.txt")


def test_no_end(failed: Failed, golden: Golden) -> None:
    record = failed("istioctl install", 5, "working\n", status=None, ended=Ended.TIMED_OUT, seconds=60.0)
    golden(failure_text(record), "no-end.txt")


def test_prompts_and_commands_of_several_lines(failed: Failed, golden: Golden) -> None:
    record = failed(
        "kubectl apply -f - <<EOF\na: b\nEOF",
        5,
        "no\n",
        expected="yes",
        prompts=(PromptAnswered(prompt="Proceed? (y/N) ", reply="y\n"),),
    )
    golden(failure_text(record), "prompts.txt")


def test_a_long_output_is_cut_around_the_difference(failed: Failed, golden: Golden) -> None:
    lines = [f"{number} of 1000, {number}m ago" for number in range(1_000)]
    came = [line.replace("500 of", "501 of").replace("m ago", "s ago") for line in lines]
    record = failed("list", 5, "\n".join(came), expected="\n".join(lines))
    golden(failure_text(record), "long-output.txt")


def test_a_long_line_is_cut_around_the_difference(failed: Failed, golden: Golden) -> None:
    record = failed("say", 5, f"{'a b ' * 100}one{' c d' * 100}", expected=f"{'a b ' * 100}two{' c d' * 100}")
    golden(failure_text(record, width=100), "long-line.txt")


def test_the_last_line_of_an_output_is_shown_whole(failed: Failed, golden: Golden) -> None:
    why = f'{"Internal error occurred: " * 6}unable to start: exec: "openssl": executable file not found in $PATH'
    record = failed("kubectl exec a -- openssl version", 5, f"{'x ' * 100}\nerror: {why}\n", status=1)
    golden(failure_text(record, width=100), "long-reason.txt")


def test_lines_left_out_by_the_page(failed: Failed, golden: Golden) -> None:
    came = "\n".join(["first", *(f"x{number}" for number in range(40)), "reviews v3", "last"])
    golden(failure_text(failed("list", 5, came, expected="first\n...\nreviews v1\nlast")), "left-out.txt")


def test_many_steps_before_are_folded(records: list[Record], golden: Golden) -> None:
    earlier = [replace(records[0], id=f"step_{number}") for number in range(30)]
    earlier[3] = replace(earlier[3], outcome=Outcome.SKIPPED)
    golden(failure_text(records[1], FailureContext(earlier=earlier), width=110), "many-steps.txt")


def test_what_has_no_command(records: list[Record]) -> None:
    record = replace(
        records[0], outcome=Outcome.ERROR, failure=Failure.INFRASTRUCTURE, sentence="no cluster", commands=()
    )
    assert failure_text(record) == (
        "docs/shop/index.md:12: apply [helm]: infrastructure: no cluster\n"
        "\n"
        "  next:\n"
        "    pytest docs/shop/index.md::helm::apply\n"
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param(
            {"expected": "a\nb", "output": "a\nc"},
            "docs/shop/index.md:7: check [helm]: output differs: line 2: expected `b`, got `c`",
            id="at the expected line that is wrong",
        ),
        pytest.param(
            {"output": "", "status": 3},
            "docs/shop/index.md:5: check [helm]: command failed: exit status 3, and no output",
            id="at the command that failed",
        ),
        pytest.param(
            {"output": "x", "status": 3, "text": "kubectl --context kind-a get x"},
            "docs/shop/index.md:5: check [helm, kind-a]: command failed: exit status 3: `x`",
            id="with the context that the command names",
        ),
        pytest.param(
            {"output": "ErrImagePull", "expected": "Running"},
            "docs/shop/index.md:5: check [helm]: infrastructure: an image could not be pulled: "
            "line 1: expected `Running`, got `ErrImagePull`",
            id="with the class of failure",
        ),
        pytest.param(
            {
                "output": "",
                "status": 1,
                "at": Location(
                    path=Path("bp/crds.md"), line=3, included_from=Location(path=Path("docs/shop/index.md"), line=9)
                ),
            },
            "bp/crds.md:3 (included at docs/shop/index.md:9): check [helm]: command failed: "
            "exit status 1, and no output",
            id="with both places of what a boilerplate brought",
        ),
        pytest.param(
            {"output": "\x1b[31mred", "expected": "a"},
            r"docs/shop/index.md:6: check [helm]: output differs: line 1: expected `a`, got `\x1b[31mred`",
            id="without anything that a terminal obeys",
        ),
    ],
)
def test_headlines(failed: Failed, arguments: dict[str, object], line: str) -> None:
    assert headline(failed(**{"text": "x", "line": 5, **arguments})) == line


def test_without_a_variant(records: list[Record]) -> None:
    record = replace(records[1], variant="")
    assert headline(record).startswith("docs/shop/index.md:46: check_pods [CTX_CLUSTER1]: output differs: ")
    assert "pytest docs/shop/index.md::check_pods\n" in failure_text(record)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\tb", "a       b", id="tabs"),
        pytest.param("\x1b[2J", r"\x1b[2J", id="escapes"),
        pytest.param("a\x00\x07", r"a\x00\x07", id="other control characters"),
        pytest.param("\ud800", r"\ud800", id="half characters"),
        pytest.param("Straße 中文 ✔", "Straße 中文 ✔", id="letters of any script"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(("width", "short"), [(3, "abc"), (2, "a…"), (0, "…")])
def test_shorten(width: int, short: str) -> None:
    assert shorten("abc", width) == short


TEXTS = st.lists(st.text("ab \t\x1b1m.", max_size=40), max_size=8).map("\n".join)


@given(TEXTS, TEXTS, st.sampled_from(["exact", "tolerant", "elided", "table"]), st.integers(80, 120))
def test_any_comparison_is_shown_in_the_width_that_there_is(expected: str, actual: str, name: str, width: int) -> None:
    differences = matcher(name)(expected, actual).differences
    lines = list(diff_text(differences, DiffStyle(Paint(on=False), width, 1)))
    assert all(len(line) <= width and "\x1b" not in line for line in lines)


def test_spans_are_marked_where_they_are_seen() -> None:
    difference = Difference(mark=Mark.WRONG, line=1, expected="a\tb", actual="a\tc", spans=((2, 3),))
    lines = list(diff_text([difference], DiffStyle(Paint(on=False), 80, 7)))
    assert lines == ["     7 - a       b", "       + a       c", "                 ^"]
