import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.run.terminal.screen import LONG_LINE, WINDOW, Screen, left_out


def seen(*pieces: bytes, limit: int = 1_000_000) -> str:
    screen = Screen(limit=limit)
    for piece in pieces:
        screen.feed(piece)
    return screen.text()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"one\r\ntwo\r\n", "one\ntwo\n", id="line ends of a terminal"),
        pytest.param(b"no newline", "no newline", id="no newline at the end"),
        pytest.param(b"a\n\nb\n", "a\n\nb\n", id="a blank line is kept"),
        pytest.param(b"trailing  \r\n", "trailing  \n", id="blanks at the end of a line are kept"),
        pytest.param(b"a\rb\n", "b\n", id="carriage return"),
        pytest.param(b"longer\rab\n", "abnger\n", id="a carriage return wipes nothing out"),
        pytest.param(b"working...\rdone      \n", "done\n", id="blanks that wipe out an earlier text are not seen"),
        pytest.param(b"10%\r 50%\r100%\n", "100%\n", id="progress"),
        pytest.param(b"working\r\x1b[Kdone\n", "done\n", id="erased to the end of the line"),
        pytest.param(b"abc\x1b[1K\n", "\n", id="erased to the cursor"),
        pytest.param(b"abc\x1b[2Kd\n", "   d\n", id="the whole line erased, the cursor stays"),
        pytest.param(b"abc\b\bX\n", "aXc\n", id="backspace"),
        pytest.param(b"\b\bX\n", "X\n", id="backspace at the beginning of the line"),
        pytest.param(b"\x1b[1;31mred\x1b[0m\n", "red\n", id="colours"),
        pytest.param(b"\x1b\x1b]0;title\x07text\n", "text\n", id="an escape before another"),
        pytest.param(b"\x1b]0;title\x07text\n", "text\n", id="title ended by a bell"),
        pytest.param(b"\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\n", "link\n", id="hyperlink"),
        pytest.param(b"\x1b(B\x1b[m\x1b=\x1b>x\n", "x\n", id="character sets and keypad modes"),
        pytest.param(b"\x1b[?2004h$ \x1b[?25l\n", "$ \n", id="private modes"),
        pytest.param(b"a: 1\nb: 1\n\x1b[2A\x1b[Ka: 2\n\x1b[1B\n", "a: 2\nb: 1\n\n", id="lines above are rewritten"),
        pytest.param(b"a\nb\nc\x1b[2A\r\x1b[J.\n", ".\n", id="erased below"),
        pytest.param(b"ab\x1b[4Cx\x1b[2Dy\x1b[1Gz\n", "zb   yx\n", id="right, left, to a column"),
        pytest.param(b"a\nb\x1b[Fx\x1b[Ey\n", "x\ny\n", id="to the beginning of another line"),
        pytest.param(b"before\x1b[2J\x1b[Hafter\n", "beforeafter\n", id="clearing the screen loses no text"),
        pytest.param(b"\x1b[999999999Cx\n", " " * 1000 + "x\n", id="the cursor stays on the terminal"),
        pytest.param(b"a\x00b\x07c\x0ed\x0f\n", "abcd\n", id="what a terminal does not show"),
        pytest.param(b"\x01 \x7f \x0c\n", "^A ^? ^L\n", id="control bytes are visible"),
        pytest.param(b"\xc2\x85\n", "\\x85\n", id="control characters of Latin-1 are visible"),
        pytest.param(b"a\tb\n", "a\tb\n", id="tab"),
        pytest.param("grüße 世界 ✔\n".encode(), "grüße 世界 ✔\n", id="UTF-8"),
        pytest.param(b"\xff\xfe ok\n", "\ufffd\ufffd ok\n", id="what is no UTF-8 is replaced"),
        pytest.param(b"cut \xe2\x82", "cut \ufffd", id="a character cut short is replaced"),
        pytest.param(b"x" * 300 + b"\n", "x" * 300 + "\n", id="a line of 300 columns"),
        pytest.param(b"text\x1b[3", "text", id="a sequence cut short is not shown"),
    ],
)
def test_what_a_reader_sees(data: bytes, text: str) -> None:
    assert seen(data) == text


@given(
    st.lists(
        st.sampled_from([b"a", b"\r", b"\n", b"\b", b"\x1b", b"[", b"2", b"A", b"K", b"]", b"\x07", b"\\", b"\xe2"])
    )
)
def test_it_does_not_matter_where_the_bytes_are_cut(pieces: list[bytes]) -> None:
    assert seen(*pieces) == seen(b"".join(pieces))


@given(st.binary())
def test_any_bytes_give_text_without_control_characters(data: bytes) -> None:
    assert not [char for char in seen(data) if (ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160]


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_plain_text_is_seen_as_it_is(text: str) -> None:
    assert seen(text.encode()) == text


def test_what_exceeds_the_limit_is_left_out_of_the_middle_and_counted() -> None:
    lines = [f"line {number:05}\n" for number in range(2000)]  # 11 characters each
    head, marker, tail = seen("".join(lines).encode(), limit=1100).partition("[harness: ")
    kept_at_end = tail.count("\nline ")
    lost = 2000 - 50 - kept_at_end
    assert head == "".join(lines[:50])
    assert marker + tail == left_out(11 * lost, lost) + "\n" + "".join(lines[-kept_at_end:])
    assert 50 + WINDOW <= kept_at_end <= 50 + 2 * WINDOW  # what the cursor can reach is not cut


def test_one_line_of_many_megabytes_is_kept_without_copying_it_again_and_again() -> None:
    pieces = [b"x" * 4000] * 1000
    assert seen(*pieces, limit=10_000_000) == "x" * 4_000_000


def test_a_very_long_line_is_cut_in_its_middle() -> None:
    text = seen(b"x" * (LONG_LINE * 10), b"end", limit=LONG_LINE * 4)
    assert "characters in 0 lines are left out here]\n" in text
    assert text.endswith("xend")


def test_ten_megabytes_in_terminal_sized_pieces() -> None:
    line = b"x" * 1999 + b"\n"
    screen = Screen(limit=1_000_000)
    for _ in range(5000):
        screen.feed(line)
    assert len(screen.text()) < 2_000_000


def test_the_cursors_line_and_the_lines_before_it() -> None:
    screen = Screen(limit=100)
    screen.feed(b"one\ntwo\nProceed? ")
    assert (screen.last_line, screen.tail(2), screen.newlines) == ("Proceed? ", "two\nProceed? ", 2)
