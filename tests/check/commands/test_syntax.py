from collections.abc import Callable

import pytest

from harness.check.commands import syntax
from harness.check.commands.syntax import complaint, is_closed, refused_by_bash

Found = Callable[..., list[str]]
TAIL = "\n  expected: a command that bash accepts as it is copied\n  to fix:   "


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param(
            "$ for p in a b; do \\\n    logs $p \\\ndone",
            "page.md:6: error: bash cannot read the command: the backslash makes 'done' an argument of this line's "
            f"command [shell-error]{TAIL}end the line with ';' instead of the backslash, or put '; ' before it",
            id="a backslash before done",
        ),
        pytest.param(
            "$ echo a'",
            "page.md:5: error: bash cannot read the command: ' is opened and never closed [shell-error]"
            f"{TAIL}close it, or remove it: there is an odd number of '",
            id="a stray quote",
        ),
        pytest.param(
            '$ echo a \\\n  "b" \\\n  c"',
            'page.md:7: error: bash cannot read the command: " is opened and never closed [shell-error]'
            f'{TAIL}close it, or remove it: there is an odd number of "',
            id="a stray quote on a later line",
        ),
        pytest.param(
            "$ echo $(date",
            f"page.md:5: error: bash cannot read the command: ) is opened and never closed [shell-error]{TAIL}close it",
            id="an open parenthesis",
        ),
        pytest.param(
            "$ if true; then done",
            "page.md:5: error: bash cannot read the command: 'done' is not expected here [shell-error]"
            f"{TAIL}end the command before it with ';' or a new line, and open what it closes",
            id="the wrong end",
        ),
        pytest.param(
            "$ echo a | | b",
            "page.md:5: error: bash cannot read the command: '|' is not expected here [shell-error]"
            "\n  expected: a command that bash accepts as it is copied",
            id="nothing between two pipes",
        ),
        pytest.param(
            "$ while true; do date",
            "page.md:5: error: bash cannot read the command: the command is not complete: something that it opens is "
            f"never closed [shell-error]{TAIL}add what is missing: done, fi, esac, }} or )",
            id="a loop without an end",
        ),
        pytest.param(
            "$ echo a >",
            "page.md:5: error: bash cannot read the command: the line ends where something more is expected "
            "[shell-error]\n  expected: a command that bash accepts as it is copied",
            id="nothing behind a redirection",
        ),
        pytest.param(
            "$ kubectl get pod <pod name> -n x",
            "page.md:5: note: the reader has to fill in <pod name> [placeholder]\n"
            "  to fix:   set a variable earlier on the page, so that the command can be copied and run unchanged",
            id="a placeholder is no fault of bash's",
        ),
        pytest.param(
            "$ kubectl get pod <容器组 1> | sort",
            "page.md:5: note: the reader has to fill in <容器组 1> [placeholder]\n"
            "  to fix:   set a variable earlier on the page, so that the command can be copied and run unchanged",
            id="in any language",
        ),
    ],
)
def test_what_bash_cannot_read(found: Found, command: str, expected: str) -> None:
    assert found(syntax.check, command) == [expected]


def test_a_sound_page_has_no_findings(found: Found) -> None:
    assert found(syntax.check, "$ for i in 1 2; do\n$   echo $i\n$ done\n$ cat <<EOF\n'\nEOF\n$ echo \"it's\"") == []


def test_one_fault_does_not_hide_another() -> None:
    commands = ["echo 'a", "echo b'", "echo c", "echo d )"]

    assert refused_by_bash(commands) == {"echo 'a", "echo b'", "echo d )"}


def test_nothing_runs(tmp_path: object) -> None:
    marker = f"{tmp_path}/marker"

    assert complaint(f"touch {marker}; $(touch {marker})") is None
    assert refused_by_bash([f"touch {marker}"]) == frozenset()
    from pathlib import Path

    assert not Path(marker).exists()


def test_a_complaint_has_its_line() -> None:
    found = complaint("echo a\necho )")
    assert found is not None
    assert (found.line, "`)'" in found.words, found.words.startswith("bash")) == (1, True, False)


@pytest.mark.parametrize(
    ("command", "closed"),
    [
        pytest.param("echo a", True, id="a plain command"),
        pytest.param("echo 'a", False, id="an open quote"),
        pytest.param("echo a \\", False, id="a backslash at the end"),
    ],
)
def test_what_could_swallow_the_next_command(command: str, closed: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_closed(command) is closed


def fence(text: str) -> str:
    """A fence of commands without prompts, whose first line is line 2; the shortcode keeps it a page of its own."""
    return f"{{{{< tip >}}}}x{{{{< /tip >}}}}\n```bash\n{text}\n```\n"


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        pytest.param("NAME    PORT(S)\nbakery  80/TCP", set(), id="a table, which is read as output"),
        pytest.param('1) "maxmemory"', set(), id="an answer, likewise"),
        pytest.param('kubectl apply -f {{ oven(name="a") }}', {"note"}, id="a template"),
        pytest.param("kubectl get pods (all)", {"error"}, id="a command"),
        pytest.param("oven --bake (all)", {"error"}, id="a program with an option"),
        pytest.param("./oven (all)", {"error"}, id="a program by its path"),
    ],
)
def test_output_among_commands(found: Found, text: str, severities: set[str]) -> None:
    assert {each.split(": ")[1] for each in found(syntax.check, fence(text))} == severities


@pytest.mark.parametrize(
    ("script", "count"),
    [
        pytest.param("for i in {1..5}; do ls; done", 0, id="a loop"),
        pytest.param("for i in {1..5}; do ls", 1, id="a loop without its end"),
    ],
)
def test_scripts_inside(found: Found, script: str, count: int) -> None:
    findings = found(syntax.check, f"$ kubectl exec a -- bash -c '{script}'")
    assert ["[shell-error]" in each for each in findings] == [True] * count
