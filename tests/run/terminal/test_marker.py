import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.run.terminal.marker import End, Marker, MarkerReader, PartEnd, Prompt, Start, read_marker


def read(*pieces: bytes) -> list[bytes | Marker]:
    reader = MarkerReader("cafe")
    return [found for piece in pieces for found in reader.feed(piece)]


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        pytest.param("start:17", Start(turn=17), id="start"),
        pytest.param("end:17:0:himBHs:::0 141", End(turn=17, status=0, flags="himBHs", parts=(0, 141)), id="end"),
        pytest.param("end:17:3:e:4711::", End(turn=17, status=3, flags="e", background=4711), id="end with a job"),
        pytest.param("end:17:0:e::rx:", End(turn=17, status=0, flags="e", prompts=False), id="end, prompt read-only"),
        pytest.param(
            "part:17:2:1 0 1", PartEnd(turn=17, number=2, status=1, parts=(0, 1)), id="a substitution with a pipeline"
        ),
        pytest.param("prompt:17:1", Prompt(turn=17, progress=(), status=1), id="prompt, only typed"),
        pytest.param("prompt:17 begun:130", Prompt(turn=17, progress=("begun",), status=130), id="prompt, begun"),
        pytest.param(
            "prompt:17 ended 4 0:1", Prompt(turn=17, progress=("ended", "4", "0"), status=1), id="prompt, ended"
        ),
        pytest.param("prompt::1", Prompt(turn=0, progress=(), status=1), id="prompt without our variable"),
        pytest.param("prompt:${_harness_status-}:$?", None, id="the text of the prompt, not expanded"),
        pytest.param("start:x", None, id="no turn"),
        pytest.param("end:1:2", None, id="too few fields"),
    ],
)
def test_fields(text: str, marker: Marker | None) -> None:
    assert read_marker(text) == marker


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(b"a\x1ecafe:start:1\x1eb", [b"a", Start(turn=1), b"b"], id="between output"),
        pytest.param(b"\x1ebabe:start:1\x1e.", [b"\x1ebabe:start:1\x1e."], id="another shell's"),
        pytest.param(b"\\036cafe:start:1\\036", [b"\\036cafe:start:1\\036"], id="its script"),
        pytest.param(b"\x1ecafe:start:x\x1e!", [b"\x1ecafe:start:x\x1e!"], id="what only looks like one is output"),
    ],
)
def test_markers_are_told_from_output(data: bytes, found: list[bytes | Marker]) -> None:
    assert read(data) == found


@given(st.data())
def test_it_does_not_matter_where_the_bytes_are_cut(data: st.DataObject) -> None:
    whole = b"one\x1e\x1ecafe:start:1\x1etwo\x1eca\x1ecafe:end:1:0:h:::\x1ethree\x1e"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)))))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    found = read(*pieces)
    assert [marker for marker in found if not isinstance(marker, bytes)] == [
        Start(turn=1),
        End(turn=1, status=0, flags="h"),
    ]
    output = b"".join(piece for piece in found if isinstance(piece, bytes))
    assert output in {b"one\x1etwo\x1ecathree\x1e", b"one\x1etwo\x1ecathree"}  # a last RS may still open a marker


def test_a_marker_that_is_never_closed_is_given_up() -> None:
    assert b"".join(piece for piece in read(b"\x1ecafe:", b"x" * 300) if isinstance(piece, bytes)) == (
        b"\x1ecafe:" + b"x" * 300
    )
