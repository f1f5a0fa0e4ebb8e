import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.match.lines.elided import elided, log
from harness.match.match import Difference, Mark
from harness.match.rules import ALL_RULES

ORDER = "line 2: `b` comes before line 1 `a` in the output; the page shows it after"


@pytest.mark.parametrize(
    ("expected", "actual", "rules"),
    [
        pytest.param("a\n...\nb", "a\nx\ny\nb", ["elision"], id="lines between"),
        pytest.param("a\n...\nb", "a\nb", [], id="nothing between"),
        pytest.param("...\nb", "x\nb", ["elision"], id="before"),
        pytest.param("a\n...", "a\nx", ["elision"], id="after"),
        pytest.param("  ...\nb", "x\nb", ["elision"], id="indented dots"),
        pytest.param("…\nb", "x\nb", ["elision"], id="dots as one character"),
        pytest.param("a\n[...]\nb", "a\nx\nb", ["elision"], id="dots in brackets"),
        pytest.param("a\n<snip>\nb", "a\nx\nb", ["elision"], id="snip"),
        pytest.param("a\n-- snip --\nb", "a\nx\nb", ["elision"], id="snip between dashes"),
        pytest.param("a\n# ... more lines ...\nb", "a\nx\nb", ["elision"], id="a comment that says so"),
        pytest.param("a\n(output omitted)\nb", "a\nx\nb", ["elision"], id="a remark in brackets"),
        pytest.param("a\n... 12 more rows\nb", "a\nx\nb", ["elision"], id="how many"),
        pytest.param("a\n...\nb\n...\na", "a\nb\na", [], id="the same line twice"),
        pytest.param("a 1m\n...\nb", "a 2m\nb", ["age"], id="volatile parts"),
        pytest.param("a\n...\nb ... c", "a\nx\nb 1 c", ["elision"], id="dots inside a line, too"),
        pytest.param("...\nHTTP/2 418\n...", "* x\n< HTTP/2 418\n< y", ["curl-prefix", "elision"], id="curl -v"),
        pytest.param("...\nserver: envoy\n...", "x\nthe server: envoy it is\ny", ["elision", "line-part"], id="a part"),
        pytest.param("...\na\nb", "a\nx\na\nb", ["elision"], id="the second of two places"),
        pytest.param("a\n...\nb", "x\na\nb\ny", ["cut"], id="the page begins late and ends early"),
        pytest.param("a\n...", "Warning: x\na", ["warning"], id="a warning before"),
        pytest.param("...", "", [], id="nothing but dots"),
    ],
)
def test_elided_agrees(expected: str, actual: str, rules: list[str]) -> None:
    match = elided(expected, actual)
    assert (match.agrees, match.telling) == (True, "")
    assert sorted({rule for one in match.differences for rule in one.rules}) == rules


@pytest.mark.parametrize(
    ("expected", "actual", "telling"),
    [
        pytest.param(
            "a\n...\nb",
            "b\na",
            "line 3: `b` comes before line 1 `a` in the output; the page shows it after",
            id="another order",
        ),
        pytest.param(
            "a\n...\nb\nc", "a\nb\nx\nc", "line 4: expected `c`, got `x`", id="a line inside of what stands together"
        ),
        pytest.param("a\n...\nb\n...\nc", "a\nc", "line 3 is missing: `b`", id="a run less"),
        pytest.param(
            "a\n...\nreviews v1\n...\nc",
            "a\nreviews v3\nc",
            "line 3: expected `reviews v1`, got `reviews v3`",
            id="alike",
        ),
        pytest.param("...\nv1\n...", "x\nv10\ny", "line 2 is missing: `v1`", id="not a part of a word"),
        pytest.param(
            "a\n...\na",
            "a",
            "line 3: `a` comes before line 1 `a` in the output; the page shows it after",
            id="one for two",
        ),
        pytest.param("a\n...\nb", "", "expected 2 lines, got no output", id="nothing"),
        pytest.param("a\n...", "Error: x", "line 1 is missing: `a`", id="something else"),
    ],
)
def test_elided_tells_what_is_wrong(expected: str, actual: str, telling: str) -> None:
    match = elided(expected, actual)
    assert (match.agrees, match.telling) == (False, telling)
    assert 0.0 <= match.score < 1.0


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        pytest.param("a\n...\nb", "x\na\nb", id="the beginning"),
        pytest.param("a\n...\nb", "a\nb\nx", id="the end"),
    ],
)
def test_without_the_rule_the_ends_must_be_there(expected: str, actual: str) -> None:
    assert not elided(expected, actual, rules=ALL_RULES.without({"cut"})).agrees


def test_what_a_gap_swallowed_is_listed_with_its_line() -> None:
    assert elided("a\n...\nb", "a\nx\nb\ny").differences == (
        Difference(mark=Mark.SAME, line=1, expected="a", actual="a"),
        Difference(mark=Mark.ACCEPTED, line=2, expected="...", actual="x", rules=("elision",)),
        Difference(mark=Mark.SAME, line=3, expected="b", actual="b"),
        Difference(mark=Mark.ACCEPTED, line=None, expected=None, actual="y", rules=("cut",)),
    )


def in_order(expected: list[str], actual: list[str]) -> bool:
    """What ``elided`` means, by trying everything: a gap stands for any lines."""
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(in_order(expected[1:], actual[at:]) for at in range(len(actual) + 1))
    return bool(actual) and expected[0] == actual[0] and in_order(expected[1:], actual[1:])


EXPECTED = st.lists(st.sampled_from(["a", "b", "..."]), min_size=1, max_size=7)


@given(EXPECTED, st.lists(st.sampled_from(["a", "b", "c"]), max_size=7))
def test_agrees_exactly_when_trying_everything_finds_a_way(expected: list[str], actual: list[str]) -> None:
    match = elided("\n".join(expected), "\n".join(actual), rules=ALL_RULES.without({"cut"}))
    assert match.agrees == in_order(expected, actual)


@given(EXPECTED, st.lists(st.sampled_from(["a", "b", "c"]), max_size=7))
def test_every_line_of_both_sides_is_accounted_for(expected: list[str], actual: list[str]) -> None:
    differences = elided("\n".join(expected), "\n".join(actual)).differences
    assert sorted(one.actual for one in differences if one.actual is not None) == sorted(actual)
    numbers = [number for number, line in enumerate(expected, start=1) if line != "..."]
    assert [one.line for one in differences if one.expected not in (None, "...")] == numbers


def test_many_gaps_and_many_places_take_no_time() -> None:
    """Trying everything would take longer than the universe is old."""
    expected = "\n...\n".join(["a\na ... b"] * 1_000) + "\nc"
    assert not elided(expected, "a\n" * 5_000).agrees


@pytest.mark.parametrize(
    ("expected", "actual", "rules"),
    [
        pytest.param("a", "a", [], id="the same"),
        pytest.param("a", "x\na\ny", ["log"], id="others around it"),
        pytest.param("a\nb", "x\na\ny\nb", ["log"], id="others between"),
        pytest.param("a 1m\nb", "a 2m\nb\nb", ["age", "log"], id="volatile parts"),
    ],
)
def test_log_agrees(expected: str, actual: str, rules: list[str]) -> None:
    match = log(expected, actual)
    assert (match.agrees, match.telling) == (True, "")
    assert sorted({rule for one in match.differences for rule in one.rules}) == rules
    assert not any(one.expected == "..." for one in match.differences)


@pytest.mark.parametrize(
    ("expected", "actual", "telling"),
    [
        pytest.param("GET /a 200", "x\nGET /a 503", "line 1: expected `GET /a 200`, got `GET /a 503`", id="another"),
        pytest.param("a", "x", "line 1 is missing: `a`", id="none"),
        pytest.param("a\nb", "b\nx\na", ORDER, id="in another order"),
        pytest.param("a", "", "expected 1 line, got no output", id="an empty log"),
    ],
)
def test_log_disagrees(expected: str, actual: str, telling: str) -> None:
    match = log(expected, actual)
    assert not match.agrees
    assert match.telling == telling


def test_a_log_without_the_rule_has_no_other_lines() -> None:
    assert not log("a", "a\nb", rules=ALL_RULES.without({"log"})).agrees
