from hypothesis import given
from hypothesis import strategies as st

from harness.parse.markdown.masked_text import Hole, Outline


def test_holes_are_filled_and_offsets_lead_back() -> None:
    text = "one [two] three [four] five"
    outline = Outline(text, 4, [Hole(4, 9), Hole(16, 22, "*")])
    assert outline.text == " three * five"
    assert text[outline.after_hole(1) :] == "three [four] five"
    assert text[outline.after_hole(8) :] == " five"


def test_the_end_of_a_range_leaves_out_the_hole_that_starts_there() -> None:
    outline = Outline("a\n[b]\nc", 0, [Hole(2, 5)])
    assert outline.text == "a\n\nc"
    assert (outline.before_hole(2), outline.after_hole(2)) == (2, 5)


def test_lines() -> None:
    outline = Outline("a\nbc\nd", 0, [])
    assert [outline.line_start(line) for line in range(4)] == [0, 2, 5, 6]


@given(st.text("ab\n", max_size=40), st.sets(st.integers(0, 40), max_size=10))
def test_what_is_outside_holes_stays(text: str, cuts: set[int]) -> None:
    edges = sorted(cut for cut in cuts if cut <= len(text))
    holes = [Hole(start, end, "*") for start, end in zip(edges[::2], edges[1::2], strict=False)]
    outline = Outline(text, 0, holes)
    kept = [offset for offset, char in enumerate(outline.text) if char != "*"]
    assert [text[outline.after_hole(offset)] for offset in kept] == [outline.text[offset] for offset in kept]
