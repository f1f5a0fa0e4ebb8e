"""Loops over files that a pattern names."""

import pytest

from harness.plan.commands.glob_loops import glob_loops


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("for f in *.yaml; do cat $f; done", ["*.yaml"], id="files here"),
        pytest.param("for f in a.txt rooms/[ab]*; do cat $f; done", ["rooms/[ab]*"], id="some of the words"),
        pytest.param('for f in "$DIR"/*.crt; do cat $f; done', ['"$DIR"/*.crt'], id="below a variable"),
        pytest.param("mkdir a\nfor f in a/*; do\n  cat $f\ndone", ["a/*"], id="a later statement"),
        pytest.param("A=$(for f in *.txt; do echo $f; done)", ["*.txt"], id="in a substitution"),
        pytest.param("for f in '*.yaml'; do echo $f; done", [], id="a quoted pattern is a word"),
        pytest.param("for f in \\*.yaml; do echo $f; done", [], id="so is an escaped one"),
        pytest.param("for f in *; do echo $f; done", [], id="whatever there is"),
        pytest.param("for u in http://a.example/x?y=1; do curl $u; done", [], id="an address"),
        pytest.param("for q in get?a=1 get?b=2; do curl a.example/$q; done", [], id="a query"),
        pytest.param("for h in *.bakery.com; do echo $h; done", [], id="a host"),
        pytest.param("for f in /var/log/*.log; do cat $f; done", [], id="what a machine has"),
        pytest.param('for f in *.x; do [ -e "$f" ] || continue; cat $f; done', [], id="with a test"),
        pytest.param("for f in *.x; do rm -f $f; done", [], id="what may be missing"),
        pytest.param("for f in *.x; do cat $f; done 2>/dev/null", [], id="silenced"),
        pytest.param("for f in *.x; do cat $f; done || true", [], id="which may fail"),
        pytest.param("for f in *.x; do cat $f; done &", [], id="in the background"),
        pytest.param("f() { for f in *.x; do cat $f; done; }", [], id="in a function that is not called"),
        pytest.param("for i in 1 2; do echo $i; done", [], id="no pattern"),
    ],
)
def test_what_they_go_over(text: str, words: list[str]) -> None:
    assert [loop.words for loop in glob_loops(text)] == words
