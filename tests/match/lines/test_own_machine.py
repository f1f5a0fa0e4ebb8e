from pathlib import Path

import pytest

from harness.match.compare import compare
from harness.plan.step import Command
from harness.source import Location

WORK = "/tmp/docs-harness-12-oven-a1/work"
HOME = "/tmp/docs-harness-12-oven-a1/home"


@pytest.mark.parametrize(
    ("text", "expected", "actual", "agrees"),
    [
        pytest.param("whoami", "ann", "root", True, id="who"),
        pytest.param("date +%A", "Monday", "Saturday", True, id="when"),
        pytest.param("date +%d.%m.", "01.02.", "28.11.", True, id="a date in numbers"),
        pytest.param("date +%d.%m.", "01/02/", "28.11.", False, id="in another form"),
        pytest.param("date -u -d @1715680000 +%A", "Monday", "Tuesday", False, id="a moment that the page names"),
        pytest.param('echo "On $(date +%A) by $USER"', "On Monday by ann", "On Friday by root", True, id="in a text"),
        pytest.param('echo "On $(date +%A)"', "At Monday", "On Friday", False, id="the page's own words"),
        pytest.param("echo a-$(date +%d).tgz", "a-01.tgz", "a-28.tgz", True, id="in a word"),
        pytest.param("echo a-$(date +%d).tgz", "a-01.zip", "a-28.tgz", False, id="the rest of the word"),
        pytest.param("which git", "/usr/local/bin/git", "/usr/bin/git", True, id="where a program is"),
        pytest.param("which git", "/usr/bin/hg", "/usr/bin/git", False, id="another program"),
        pytest.param("oven --version", "oven 1.4 (2023)", "oven 2.0 (2026)", True, id="the version of a program"),
        pytest.param("oven version --client", "oven 1.4", "oven 2.0", True, id="with a flag"),
        pytest.param("oven", "zsh: command not found: oven", "bash: oven: command not found", True, id="zsh"),
        pytest.param("./a", "-bash: ./a: Permission denied", "bash: ./a: Permission denied", True, id="a login shell"),
        pytest.param("oven", "sh: 1: oven: not found", "bash: oven: command not found", True, id="dash"),
        pytest.param("oven", "zsh: command not found: stove", "bash: oven: command not found", False, id="of another"),
        pytest.param(
            "ls a",
            "ls: a: No such file or directory",
            "ls: cannot access 'a': No such file or directory",
            True,
            id="BSD",
        ),
        pytest.param("rm a", "rm: a: Permission denied", "rm: cannot remove 'a': Not a directory", False, id="another"),
        pytest.param("gcc a.c", "a.c: In function 'a':", "a.c: In function \u2018a\u2019:", True, id="quotes"),
        pytest.param("gcc a.c", "a.c: In function 'b':", "a.c: In function \u2018a\u2019:", False, id="what is quoted"),
        pytest.param("git status", "On branch main", "On branch master", True, id="the first branch"),
        pytest.param("git status", "On branch bake", "On branch master", False, id="another branch"),
        pytest.param("whoami", "ann", "ann\nroot", False, id="a line too many"),
        pytest.param("whoami; cat a", "ann\n1", "root\n2", False, id="beside what the page wrote"),
        pytest.param("echo $PRICE", "2", "3", False, id="a variable of the page"),
        pytest.param("pwd", "/home/ann/shop", f"{WORK}/shop", True, id="where"),
        pytest.param("pwd", "/home/ann/shop/oven", f"{WORK}/shop", False, id="in another folder"),
        pytest.param("pwd", "/home/ann/shop", WORK, False, id="not in a folder of the page"),
        pytest.param("echo $HOME", "/Users/ann", HOME, True, id="at home"),
        pytest.param("make", "in '/home/ann/demo'", f"in '{WORK}'", True, id="in a message"),
        pytest.param("make", "/home/ann/a: 1", f"{WORK}/b: 1", False, id="another file"),
        pytest.param("git log", "* 1a2b3c4 Bake", "* 7654321 (HEAD -> main) Bake", True, id="a commit"),
        pytest.param("cat log", "* 1a2b3c4 Bake", "* 7654321 Bake", False, id="no commit"),
    ],
)
def test_what_is_of_the_machine(text: str, expected: str, actual: str, agrees: bool) -> None:  # noqa: FBT001 - a parameter
    at = Location(path=Path("p.md"), line=1)
    command = Command(at=at, text=text, documented=text, expected=expected)
    assert compare(command, actual).agrees is agrees
