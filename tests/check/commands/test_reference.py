from collections.abc import Callable

import pytest

from harness.check.commands import reference

Found = Callable[..., list[str]]


def test_nobody_knows_where_samples_are(found: Found) -> None:
    assert found(reference.check, "$ kubectl apply -f @samples/a.yaml@") == []


def test_a_url_that_moves(found: Found) -> None:
    commands = "$ date\n$ kubectl apply -f https://example.org/repo/master/a.yaml"

    assert found(reference.check, commands) == [
        (
            "page.md:6: note: the content of https://example.org/repo/master/a.yaml changes with time [moving-url]\n"
            "  expected: a tag or a version in the URL"
        )
    ]


def test_two_spaces(found: Found) -> None:
    assert found(reference.check, "$ kubectl  get pods") == [
        "page.md:5: note: two spaces are between two words of the command [double-space]\n  expected: one space"
    ]


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("$ kubectl apply -f https://example.org/v1.2/a.yaml", id="a URL with a version"),
        pytest.param("$ echo 'a  b'", id="spaces in quotes"),
        pytest.param("$ echo a \\\n    b", id="indent of a continued line"),
        pytest.param("$ cat <<EOF\na  b\nEOF", id="a here-document"),
        pytest.param("$ echo a  # why", id="before a comment"),
        pytest.param("$ echo a > cluster1.yaml\n$ kubectl apply -f cluster2.yaml", id="another number is another file"),
        pytest.param("$ echo a > cluster.yaml\n$ kubectl apply -f dir/clutser.yaml", id="a path of the reader's"),
    ],
)
def test_what_is_well(found: Found, commands: str) -> None:
    assert found(reference.check, commands) == []
