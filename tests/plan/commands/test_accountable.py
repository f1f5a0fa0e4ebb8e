import pytest

from harness.plan.commands.accountable import accountable, accountable_programs
from harness.plan.commands.pipeline_parts import Part


def parts(text: str) -> list[tuple[str, ...]]:
    return [tuple(part.text for part in each.parts) for each in accountable(text).substitutions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("X=$(a b)", [("a b",)], id="an assignment"),
        pytest.param('export X="$(a | b)" Y=`c`', [("a", "b"), ("c",)], id="several, quoted, in backticks"),
        pytest.param("echo $(a $(b))", [("b",), ("a $(b)",)], id="the inner one first"),
        pytest.param("A=(1 $(b))", [("b",)], id="an array"),
        pytest.param("for x in $(a); do Y=$(b); done", [("a",), ("b",)], id="a list and what is done with it"),
        pytest.param("X=$(a\nb | c)", [("b", "c")], id="the last command counts"),
        pytest.param("X=$(a) || Y=$(b)", [("b",)], id="not what has an alternative"),
        pytest.param("if [ $(a) = 1 ]; then X=$(b); fi", [("b",)], id="not a condition"),
        pytest.param("while [ $(a) = 1 ]; do X=$(b); done", [], id="not what is tried again"),
        pytest.param("for i in $(seq 9); do X=$(b); done", [], id="nor for a number of times"),
        pytest.param("for i in {1..9}; do X=$(b); done", [], id="nor in a range"),
        pytest.param("! X=$(a)", [], id="not what is negated"),
        pytest.param("f() { local X=$(a); }", [], id="not a function's body"),
        pytest.param("X=$(a) &", [], id="not in the background"),
        pytest.param("X=$(a &)", [], id="nothing follows a job"),
        pytest.param("diff <(a) <(b)", [], id="not process substitutions"),
        pytest.param("X=$(<file)", [], id="no command at all"),
        pytest.param("{ X=$(a); } 2>/dev/null", [], id="not what is silenced"),
        pytest.param("X=`a \\`b\\``", [], id="not backticks in backticks"),
        pytest.param("X=$(a", [], id="nothing in what is broken"),
        pytest.param("cat <<EOF\n$(a)\nEOF", [], id="not in a here-document"),
        pytest.param("echo '$(a)' \\$(b)", [], id="not in quotes"),
    ],
)
def test_substitutions_that_have_to_succeed(text: str, found: list[tuple[str, ...]]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        pytest.param("a | b && c", {"a | b": ("a", "b")}, id="before a command"),
        pytest.param("a | b && c | d > f && e", {"a | b": ("a", "b"), "a | b && c | d > f": ("c", "d")}, id="several"),
        pytest.param("a && b | c", {}, id="the last"),
        pytest.param("a && b", {}, id="no pipelines"),
        pytest.param("a | b && c || d", {}, id="what may fail"),
        pytest.param("! a | b && c", {}, id="negated"),
        pytest.param("a | b && c &", {}, id="in the background"),
        pytest.param("a | b && echo ${PIPESTATUS[0]}", {}, id="a look at its statuses"),
        pytest.param("a <<E | b && c\nE", {}, id="a here-document"),
        pytest.param("a | b; c", {"a | b": ("a", "b")}, id="a statement before another"),
        pytest.param("a | b\nc | d", {"a | b": ("a", "b")}, id="the last pipeline is known anyway"),
        pytest.param("(a | b; c)", {"(a | b": ("a", "b")}, id="in a subshell"),
        pytest.param("{ a | b > f; c; }", {"{ a | b > f": ("a", "b")}, id="in a group"),
        pytest.param("for x in 1 2; do a | b; done", {"for x in 1 2; do a | b": ("a", "b")}, id="in a loop"),
        pytest.param("while read x; do a | b; done <f", {"while read x; do a | b": ("a", "b")}, id="for each line"),
        pytest.param("if x; then a | b; fi", {"if x; then a | b": ("a", "b")}, id="under a condition"),
        pytest.param("case x in a) a | b;; esac", {"case x in a) a | b": ("a", "b")}, id="in a case"),
        pytest.param("a <<<x | b; c", {"a <<<x | b": ("a <<<x", "b")}, id="a here-string is no here-document"),
        pytest.param("while x; do a | b; done; for i in {1..3}; do a | b; done", {}, id="not what is tried again"),
        pytest.param("f() { a | b; }; c", {}, id="not in a function"),
        pytest.param("a | b & c", {}, id="not a job"),
        pytest.param("a | b || c; d", {}, id="not what has an alternative"),
    ],
)
def test_pipelines_before_other_commands(text: str, earlier: dict[str, tuple[str, ...]]) -> None:
    found = accountable(text).earlier
    assert {text[: one.end]: tuple(part.text for part in one.parts) for one in found} == earlier


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("a; b", ["a"], id="before another"),
        pytest.param("(a); b > c; d", ["(a", "(a)", "(a); b > c"], id="a subshell, a redirection"),
        pytest.param("for x in 1 2; do a $x; sleep 1; done", ["for x in 1 2; do a $x"], id="in a loop"),
        pytest.param("{ a; b; }", ["{ a"], id="the last ends all"),
        pytest.param("a | b; c", ["a | b"], id="a pipeline"),
        pytest.param("a; true", [], id="what is given up"),
        pytest.param("a; echo $?", [], id="what is looked at"),
        pytest.param("test -f a; [ b ]; [[ c ]]; grep d; kill %1; e", [], id="questions"),
        pytest.param("! a; b || c; d && e; f & g", [], id="what may fail, what is joined, a job"),
    ],
)
def test_statements_whose_own_status_nobody_sees(text: str, whole: list[str]) -> None:
    assert [text[: one.end] for one in accountable(text).earlier if one.whole] == whole


def test_a_substitution_whose_status_is_asked_for() -> None:
    assert parts("X=$(a); if [ $? -ne 0 ]; then b; fi; Y=$(c)") == [("c",)]


@pytest.mark.parametrize(
    ("text", "pipeline"),
    [
        pytest.param("a x | b | c >out", ("a x", "b", "c"), id="a pipeline"),
        pytest.param("a |& b 2>&1 | c", ("a", "b", "c"), id="with errors, too"),
        pytest.param("cat <<EOF | a | b\nx\nEOF", ("cat", "a", "b"), id="behind a here-document"),
        pytest.param("x; y && a | b", ("a", "b"), id="the last of a list"),
        pytest.param("a | { b; c; }", ("a", "{ b; c; }"), id="a group is one part"),
        pytest.param("a | b || c | d", (), id="which of two is not known"),
        pytest.param("! a | b", (), id="negated"),
        pytest.param("a | b &", (), id="in the background"),
        pytest.param("if a | b; then c; fi", (), id="a condition"),
    ],
)
def test_the_last_pipeline(text: str, pipeline: tuple[str, ...]) -> None:
    assert tuple(part.text for part in accountable(text).pipeline) == pipeline


def test_what_is_silenced_may_fail() -> None:
    assert accountable("a 2>/dev/null | b &>/dev/null | c >/dev/null 2>&1 | d 2>&1").pipeline == (
        Part(text="a", silenced=True),
        Part(text="b", silenced=True),
        Part(text="c", silenced=True),
        Part(text="d"),
    )


def test_programs_that_have_to_succeed() -> None:
    text = "a x; b || c; if d; then e $(f); fi; for i in 1 2; do g; done; h 2>/dev/null; k() { m; }"
    assert [words[0] for words in accountable_programs(text)] == ["a", "c", "e", "f", "g"]
