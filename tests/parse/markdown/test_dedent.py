import pytest

from harness.parse.markdown.dedent import Dedented, dedent


@pytest.mark.parametrize(
    ("lines", "tag_indent", "expected"),
    [
        pytest.param(["$ a"], "", Dedented(["$ a"], 0), id="nothing to take off"),
        pytest.param(["    $ a", "    b"], "    ", Dedented(["$ a", "b"], 4), id="four"),
        pytest.param(["        $ a"], "        ", Dedented(["$ a"], 8), id="eight"),
        pytest.param([" " * 17 + "$ a"], " " * 16, Dedented([" $ a"], 16), id="sixteen at most"),
        pytest.param(["      a"], "    ", Dedented(["  a"], 4), id="six has four in it"),
        pytest.param(["    $ a", "  b", ""], "    ", Dedented(["$ a", "  b", ""], 4), id="only lines that have it"),
        pytest.param(["", "    $ a"], "    ", Dedented(["", "$ a"], 4), id="the first line with text decides"),
        pytest.param(["        $ a"], "    ", Dedented(["$ a"], 8), id="not the tag's indent"),
        pytest.param(["$ a"], "    ", Dedented(["$ a"], 0), id="a body at the margin"),
        pytest.param(["   $ a", "   b"], "   ", Dedented(["$ a", "b"], 3), id="three, as the tag, is taken off too"),
        pytest.param(["\t$ a", "\tb"], "\t", Dedented(["$ a", "b"], 1, odd=True), id="tabs"),
        pytest.param(["\t\t$ a", "\tb"], "", Dedented(["$ a", "\tb"], 2, odd=True), id="tabs that the tag has not"),
        pytest.param(["\xa0\xa0\xa0\xa0$ a"], "    ", Dedented(["$ a"], 4, odd=True), id="no-break spaces"),
        pytest.param([], "    ", Dedented([], 0), id="no body"),
    ],
)
def test_dedent(lines: list[str], tag_indent: str, expected: Dedented) -> None:
    assert dedent(lines, tag_indent) == expected
