from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.match.infer import infer
from harness.match.proving.mutation import GRAVE, Severity
from harness.match.proving.proof import Proof, prove
from harness.match.rules import ALL_RULES
from harness.parse.page_files import find_pages
from harness.session.site import Site

OWN = Path(__file__).resolve().parents[3] / "docs"
TRACED = "* SSL certificate verify ok.\n< HTTP/1.1 200 OK"


def weak(proof: Proof | None) -> list[tuple[str, str]]:
    assert proof is not None
    return sorted({(one.mutation.severity.value, one.rule) for one in proof.accepted})


@pytest.mark.parametrize(
    ("expected", "by", "accepted"),
    [
        pytest.param("reviews\nb", "tolerant", [], id="nothing is forgiven"),
        pytest.param("up 10m", "tolerant", [("number", "age")], id="an age"),
        pytest.param("a 7\n...", "elided", [], id="a line beside a gap"),
        pytest.param("a 7\nb\n...", "elided", [("line", "cut"), ("line", "elision")], id="one of two beside a gap"),
        pytest.param("a\nb", "first-line", [("line", "matcher first-line")], id="the first line"),
        pytest.param("NAME  X\nb     1\na     1", "table", [("order", "row-order")], id="rows in any order"),
        pytest.param('{"a": 1,\n"b": 2}', "json", [], id="JSON on two lines, which cannot be swapped"),
        pytest.param('{\n"a": 1,\n"b": 2,\n}', "json", [("order", "matcher json")], id="keys in any order"),
        pytest.param(TRACED, "tolerant", [("line", "trace"), ("word", "trace")], id="a trace"),
    ],
)
def test_what_would_be_accepted(expected: str, by: str, accepted: list[tuple[str, str]]) -> None:
    assert weak(prove(expected, expected, by=by)) == accepted


def test_every_change_is_counted() -> None:
    proof = prove("up 10m 1/1", "up 12m 1/1", by="tolerant")
    assert proof is not None
    assert {severity.value: count for severity, count in proof.tried.items()} == {
        "state": 1,
        "number": 1,
        "word": 1,
        "line": 1,
    }
    assert [one.mutation.text for one in proof.accepted] == ["up 11m 1/1"]


def test_a_change_that_makes_it_right_is_no_wrong_one() -> None:
    proof = prove("up 9s", "up 0s", by="tolerant")
    assert proof is not None
    assert (proof.accepted, Severity.NUMBER in proof.tried) == ((), False)


def test_a_rule_that_is_switched_off_accepts_nothing() -> None:
    assert weak(prove("up 10m", "up 10m", by="tolerant", rules=ALL_RULES.without({"age"}))) == []


@pytest.mark.parametrize(
    ("expected", "actual"),
    [pytest.param("a", "b", id="an output that differs"), pytest.param("...", "b", id="what accepts anything")],
)
def test_what_is_not_tried(expected: str, actual: str) -> None:
    assert prove(expected, actual, by="elided") is None


def grave(pages: Path) -> Iterator[str]:
    """Wrong states that a page's own expected outputs would accept, were they printed as they are."""
    site = Site(settings_file=None, plan_files=False, variants=())
    seen = set()
    for path in find_pages([pages]):
        for snippet in site.plan(path).page.snippets:
            for segment in snippet.segments:
                if segment.expected is None or (segment.command, segment.expected) in seen:
                    continue
                seen.add((segment.command, segment.expected))
                by = infer(segment.expected, snippet.output_syntax)
                proof = prove(segment.expected, segment.expected, by=by)
                for one in () if proof is None else proof.accepted:
                    if one.mutation.severity in GRAVE:
                        yield f"{segment.expected_at}: line {one.mutation.line} {one.mutation.change} ({one.rule})"


def test_no_wrong_state_is_accepted_on_our_own_pages() -> None:
    assert list(grave(OWN)) == []


@pytest.mark.slow
def test_no_wrong_state_is_accepted_on_real_pages(shared: Path) -> None:
    assert list(grave(shared / "corpus/content/en")) == []
