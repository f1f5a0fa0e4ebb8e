"""What a layer's commands left in a page's shell and folders is there for the next page, in folders of its own."""

import os
from pathlib import Path
from typing import Any

import pytest

from harness.match.thread import Sort, Thing, Thread
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from harness.session.workspace import local_state
from harness.session.workspace.local_layers import LocalLayers
from harness.session.workspace.workdir import Workspace, make_workspace
from harness.source import Location


@pytest.fixture
def pages(tmp_path: Path) -> Any:
    """Opens pages, each with a workspace and a shell of its own; all are closed at the end."""
    shells: list[PexpectShell] = []

    def page(**links: Path) -> LocalLayers:
        workspace = make_workspace(tmp_path, "page", links)
        environment = {"PATH": os.environ["PATH"], "HOME": str(workspace.home)}
        shell = PexpectShell(
            ShellOptions(environment=environment, workdir=workspace.workdir, home=workspace.home, close_grace=0.2)
        )
        shells.append(shell)
        (tmp_path / "entry").mkdir(exist_ok=True)
        return LocalLayers(entry=tmp_path / "entry", shell=shell, workspace=workspace)

    yield page
    for shell in shells:
        shell.close()


def run(page: LocalLayers, command: str) -> str:
    assert isinstance(page.shell, PexpectShell)
    output = page.shell.run(command, timeout=20)
    assert output.status == 0, output.text
    return output.text.strip()


@pytest.mark.parametrize(
    ("commands", "asked", "answer"),
    [
        pytest.param("export A=1; B='two words'; C=(x 'y z')", 'echo "$A $B ${C[1]}"; env | grep ^A=', "1 two words y z\nA=1", id="variables"),  # noqa: E501
        pytest.param("X=$'one\\ntwo'", 'echo "$X"', "one\ntwo", id="lines"),
        pytest.param("greet() { echo hi $1; }", "greet you", "hi you", id="a function"),
        pytest.param("shopt -s expand_aliases nullglob", "shopt -p nullglob", "shopt -s nullglob", id="an option"),
        pytest.param("unset -v PATH2; unset LANG", 'echo "${LANG-none}"', "none", id="a variable that is gone"),
        pytest.param("mkdir -p a/b && cd a/b", 'echo "${PWD##*/work}"', "/a/b", id="the folder"),
        pytest.param("mkdir a; cd a; echo text > f; cd ..", "cat a/f", "text", id="a file"),
        pytest.param("printf '#!/bin/sh\\necho ran' > s; chmod +x s", "./s", "ran", id="a script"),
        pytest.param("mkdir empty", "ls -d empty", "empty", id="an empty folder"),
        pytest.param("ln -s /bin/sh link; echo x > t; ln -s $PWD/t own", "cat own; readlink link", "x\n/bin/sh", id="links"),  # noqa: E501
        pytest.param('echo "dir=$PWD" > conf; D=$PWD', '. ./conf; [ "$dir" = "$PWD" ] && [ "$D" = "$PWD" ]; echo $?', "0", id="names of the folder"),  # noqa: E501
        pytest.param("mkdir -p ~/.config; echo 1 > ~/.config/x", "cat ~/.config/x", "1", id="HOME"),
        pytest.param("mkfifo p; echo 1 > f", "ls", "f", id="a pipe"),
        pytest.param("umask 077; touch f", "umask", "0077", id="umask"),
    ],
)  # fmt: skip
def test_what_is_carried_over(pages: Any, commands: str, asked: str, answer: str) -> None:
    first = pages()
    run(first, commands)
    first.save("key")
    first.workspace.remove()
    second = pages()
    assert second.restore("key") == ()
    assert run(second, asked) == answer


def test_what_was_prepared_for_the_page_stays(pages: Any, tmp_path: Path) -> None:
    samples, others = tmp_path / "samples", tmp_path / "others"
    for folder in (samples, others):
        folder.mkdir()
        (folder / "who").write_text(folder.name)
    first = pages(samples=samples)
    run(first, "echo old > ~/repositories; echo 1 > new")
    first.save("key")
    second = pages(samples=others)
    (second.workspace.home / "repositories").write_text("fresh")
    second.restore("key")
    assert run(second, "cat samples/who ~/repositories new") == "othersfresh1"


def test_a_page_changes_nothing_of_the_layer(pages: Any) -> None:
    first = pages()
    run(first, "echo 1 > f; A=1")
    first.save("key")
    for _ in range(2):
        page = pages()
        page.restore("key")
        assert run(page, 'echo "$A $(cat f)"; A=2; echo 2 > f') == "1 1"


def test_a_layer_of_before_is_replaced(pages: Any) -> None:
    page = pages()
    for number in (1, 2):
        run(page, f"echo {number} > f")
        page.save("key")
    other = pages()
    other.restore("key")
    assert run(other, "cat f") == "2"


def test_what_is_too_large_is_made_again(pages: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_state, "MOST_BYTES", 1000)
    page = pages()
    run(page, "head -c 2000 /dev/zero > f")
    page.save("key")
    assert [pages().restore("key"), pages().restore("")] == [None, None]


def test_half_a_layer_is_none(pages: Any, tmp_path: Path) -> None:
    (tmp_path / "entry" / "layers" / "key.new" / "work").mkdir(parents=True)
    page = pages()
    assert page.restore("key") is None
    run(page, "echo 1 > f")
    page.save("key")
    assert sorted(path.name for path in (tmp_path / "entry" / "layers").iterdir()) == ["key"]
    assert isinstance(page.workspace, Workspace)


def test_what_is_lost_is_kept_with_the_layer(pages: Any) -> None:
    at = Location(path=Path("install.md"), line=3)
    lost = Thread(cause="a", at=at, thing=Thing(sort=Sort.PROGRAM, name="cup"), absent="no cup", elsewhere=True)
    assert pages().save("key", (lost,))
    assert pages().restore("key") == (lost,)
