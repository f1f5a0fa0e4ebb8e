"""Which lines an ignore is for, and what it says."""

from pathlib import Path

import pytest

from harness.parse.ignore import split_reason
from harness.parse.parser import parse_page

HEAD = "---\ntitle: A\n---\n"
COMMENT = "<!-- harness: ignore a-code -- it is right -->"


@pytest.mark.parametrize(
    ("text", "codes", "reason"),
    [
        pytest.param("a -- why", ("a",), "why", id="one"),
        pytest.param("a, b -- why so", ("a", "b"), "why so", id="commas"),
        pytest.param("a b -- why", ("a", "b"), "why", id="blanks"),
        pytest.param("a-b \u2014 why", ("a-b",), "why", id="long dash"),
        pytest.param("a -- b -- c", ("a",), "b -- c", id="dashes in the reason"),
        pytest.param("a", ("a",), "", id="no reason"),
        pytest.param("a --", ("a",), "", id="an empty reason"),
        pytest.param("-- why", (), "why", id="no code"),
    ],
)
def test_codes_and_reason(text: str, codes: tuple[str, ...], reason: str) -> None:
    assert split_reason(text) == (codes, reason)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(f"Text.\n\n{COMMENT}\n```bash\ntrue\n```\n\nText.\n", (7, 9), id="fence"),
        pytest.param(f"Text.\n\n{COMMENT}\n\n```bash\ntrue\n```\n", (8, 10), id="a blank line between"),
        pytest.param(
            f"Text.\n\n{COMMENT}\n{{{{< text bash >}}}}\n$ a\n\n$ b\n{{{{< /text >}}}}\n", (7, 11), id="text block"
        ),
        pytest.param(f"- Text.\n\n  {COMMENT}\n\n  ```bash\n  a\n  ```\n\n  More.\n", (8, 10), id="in a list"),
        pytest.param(f"Text.\n\n{COMMENT}\nOne\ntwo\n\nthree\n", (7, 8), id="paragraph"),
        pytest.param(f"Text.\n\n{COMMENT}\n<!-- another -->\n```bash\na\n```\n", (8, 10), id="comments between"),
        pytest.param(
            f"Text.\n\n{COMMENT}\n{{{{< tip >}}}}\n```bash\na\n```\n{{{{< /tip >}}}}\n\nA\n", (7, 11), id="pair of tags"
        ),
        pytest.param(f"{COMMENT}\n```bash\na\n```\n", (5, 7), id="directly above the first block"),
    ],
)
def test_lines_of_the_block_below(body: str, lines: tuple[int, int]) -> None:
    (ignore,) = parse_page(HEAD + body, path=Path("page.md")).ignores
    assert (ignore.codes, ignore.first, ignore.last, ignore.whole) == (("a-code",), *lines, False)


@pytest.mark.parametrize("before", ["", "\n", "<!-- text -->\n\n"])
def test_at_the_top_of_a_page_with_a_blank_line_it_is_for_all_of_it(before: str) -> None:
    page = parse_page(f"{HEAD}{before}{COMMENT}\n\n```bash\ntrue\n```\n", path=Path("page.md"))
    assert [each.whole for each in page.ignores] == [True]


def test_it_is_no_attribute_of_the_block() -> None:
    page = parse_page(f"{HEAD}Text.\n\n{COMMENT}\n```bash\n$ true\n```\n", path=Path("page.md"))
    plain = parse_page(f"{HEAD}Text.\n\n\n```bash\n$ true\n```\n", path=Path("page.md"))
    assert page.snippets == plain.snippets


def test_a_comment_that_a_block_shows_is_text() -> None:
    assert parse_page(f"{HEAD}```html\n{COMMENT}\n```\n", path=Path("page.md")).ignores == ()
