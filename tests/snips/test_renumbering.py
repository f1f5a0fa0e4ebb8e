from collections.abc import Callable

import pytest

from harness.parse.page import Page, Snippet
from harness.snips.compat import compat
from harness.snips.default_dialect import script
from harness.snips.snippet_changes import renumbered

FUNCTION = "{id}() {{\n{body}\n}}\n"


def default(*snippets: tuple[str, str]) -> str:
    return "# head\n\n" + "\n".join(FUNCTION.format(id=name, body=body) for name, body in snippets)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        pytest.param([("a_1", "x")], [("a_1", "x")], (), id="the same"),
        pytest.param([("a_1", "x")], [("a_1", "y")], (), id="another command"),
        pytest.param([("a_1", "x")], [("a_1", "n"), ("a_2", "x")], (("a_1", "a_2"),), id="a block before it"),
        pytest.param([("a_1", "x"), ("a_2", "y")], [("a_1", "y")], (("a_2", "a_1"),), id="a block less"),
        pytest.param(
            [("a_1", "x"), ("a_2", "y")],
            [("a_1", "y"), ("a_2", "x")],
            (("a_1", "a_2"), ("a_2", "a_1")),
            id="two swapped",
        ),
        pytest.param([("a_1", "x")], [("b_1", "x")], (("a_1", "b_1"),), id="another heading"),
        pytest.param(
            [("a_1", "x"), ("a_2", "x")],
            [("b_1", "x"), ("b_2", "x")],
            (("a_1", "b_1"), ("a_2", "b_2")),
            id="equal ones in order",
        ),
        pytest.param(
            [("a_1", "x"), ("a_2", "x")], [("a_1", "x"), ("b_2", "x")], (("a_2", "b_2"),), id="one of two equal ones"
        ),
        pytest.param([("a_1", "x")], [], (), id="gone"),
        pytest.param([], [("a_1", "x")], (), id="new"),
        pytest.param([("a_1", "x")], [("s::all", "x")], (), id="paths are no snippets"),
    ],
)
def test_pairs(before: list[tuple[str, str]], after: list[tuple[str, str]], pairs: tuple[tuple[str, str], ...]) -> None:
    assert renumbered(default(*before), default(*after)) == pairs


def test_a_snippet_goes_with_its_outputs(make_snippet: Callable[..., Snippet], make_page: Callable[..., Page]) -> None:
    def text(*snippets: Snippet) -> str:
        paths = [("", [snippet.id for snippet in snippets])]
        return script(make_page(*snippets), source="a.md", paths=paths) or ""

    commands = [("ls", "same"), ("pwd", "/")]
    changed = [("ls", "other"), ("pwd", "/")]
    new = make_snippet("a_1", ("true", None))
    assert renumbered(text(make_snippet("a_1", *commands)), text(new, make_snippet("a_2", *commands))) == (
        ("a_1", "a_2"),
    )
    assert renumbered(text(make_snippet("a_1", *commands)), text(new, make_snippet("a_2", *changed))) == ()


def test_comments_are_no_part_of_a_snippet() -> None:
    assert renumbered(default(("a_1", "x")) + "\n# tab a=b\n", default(("a_2", "x"))) == (("a_1", "a_2"),)


def test_both_dialects_are_understood() -> None:
    def page(*commands: str) -> str:
        blocks = (f"{{{{< text bash >}}}}\n$ {command}\nout\n{{{{< /text >}}}}\n" for command in commands)
        return compat("## A\n" + "".join(blocks), source="a.md") or ""

    assert renumbered(page("one"), page("new", "one")) == (("snip_a_1", "snip_a_2"),)
