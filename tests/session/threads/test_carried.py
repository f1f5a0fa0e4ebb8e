"""What a page takes over of what the commands before it have not made."""

from pathlib import Path

import pytest

from harness.match.thread import Sort, Thing, Thread
from harness.session.threads.carried import carried, excused, from_json, to_json
from harness.source import Location

AT = Location(path=Path("docs/install.md"), line=7)
CUP = Thread(cause="install_1", at=AT, thing=Thing(sort=Sort.PROGRAM, name="cup"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": "TEA"}, "docs/install.md:7 is not run and did not make program cup: it needs a value for TEA"),
        ({"reason": "no pods"}, "docs/install.md:7 is not run and did not make program cup: no pods"),
        ({"absent": "no tea"}, "no tea"),
        ({}, None),
        ({"shared": True}, None),
        ({"cause": "", "absent": "another page"}, None),
    ],
    ids=["a value", "a reason", "this machine", "its own failure", "missed by both", "a page that is not here"],
)
def test_carried(changes: dict[str, str], words: str | None) -> None:
    thread = Thread(**{"cause": CUP.cause, "at": AT, "thing": CUP.thing, **changes})  # type: ignore[arg-type]
    assert [str(one) for one in carried([thread])] == ([] if words is None else [words])


def test_what_a_step_has_not_made_is_excused_and_nothing_else() -> None:
    other = Thread(cause="install_2", at=AT, thing=CUP.thing)
    assert [one.absent for one in excused([CUP, other], "install_1", "no tea")] == ["no tea", ""]


def test_as_json_and_back() -> None:
    threads = carried(
        [
            Thread(cause="a", at=AT, thing=Thing(sort=Sort.OBJECT, kind="pod", namespace="tea"), absent="no tea"),
            Thread(cause="b", at=AT, thing=CUP.thing, value="TEA", unmade=True, words=frozenset({"x", "y"})),
        ]
    )
    assert from_json(to_json(threads)) == threads
