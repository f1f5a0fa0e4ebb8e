from hypothesis import given
from hypothesis import strategies as st

from harness.run.terminal.screen import KeptText, left_out


def kept(pieces: list[str], limit: int) -> str:
    text = KeptText(limit)
    for piece in pieces:
        text.add(piece)
    return text.text()


def test_beginning_and_end_stay_and_the_rest_is_counted() -> None:
    assert kept(["aa\n", "bb\n", "cc\n", "dd\n", "ee\n"], limit=12) == f"aa\nbb\n{left_out(3, 1)}\ndd\nee\n"


def test_the_word_about_what_is_missing_stands_on_a_line_of_its_own() -> None:
    assert kept(["aaaa", "bbbb", "cccc"], limit=8) == f"aaaa\n{left_out(4, 0)}\ncccc"


def test_the_word_about_what_is_missing() -> None:
    assert left_out(12345, 678) == "[harness: 12,345 characters in 678 lines are left out here]"


@given(st.lists(st.text(alphabet="ab\n", min_size=1, max_size=9), max_size=50))
def test_all_is_kept_within_the_limit(pieces: list[str]) -> None:
    assert kept(pieces, limit=2 * sum(map(len, pieces))) == "".join(pieces)
