"""Functions and aliases of a page, in the block that defines them and below it."""

from pathlib import Path

import pytest

from harness.parse.blocks.own_names import own_names
from harness.parse.parser import parse_page
from harness.sites.plain import PLAIN


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("bake() { echo done; }", {"bake"}, id="a function on one line"),
        pytest.param("function b {\n  echo done\n}", {"b"}, id="with the keyword"),
        pytest.param("alias kc=kubectl bk='kubectl -n bakery'", {"kc"}, id="an alias"),
        pytest.param("echo bake()", set(), id="an argument"),
    ],
)
def test_own_names(text: str, names: set[str]) -> None:
    assert own_names(text) == names


@pytest.mark.parametrize("call", ["b", "b loaf", "bake_all"])
def test_they_are_commands_in_their_own_block(call: str) -> None:
    name = call.split(maxsplit=1)[0]
    text = f"```bash\n{name}() {{ echo $1; }}\n{call}\n```\n"
    page = parse_page(text, path=Path("p.md"), site=PLAIN)
    assert [segment.command for snippet in page.snippets for segment in snippet.segments] == [
        f"{name}() {{ echo $1; }}",
        call,
    ]
    assert page.diagnostics == ()
