"""Deletions that are not begun, asked of a real shell."""

from pathlib import Path

import pytest

from harness.match.verdict import Failure
from harness.plan.step import Command
from harness.run.terminal.bash_shell import PexpectShell
from harness.session.page.deletion_guard import unbegun_deletion
from harness.source import Location


@pytest.fixture(scope="module")
def shell(shell: PexpectShell) -> PexpectShell:
    shell.run("OUT=out; EMPTY=", timeout=10)
    return shell


@pytest.mark.parametrize(
    ("text", "bodies", "said"),
    [
        pytest.param('rm -rf "$NONE/oven"', (), "$NONE is empty, so that it would delete /oven", id="not set"),
        pytest.param("rm -rf ${EMPTY}/oven", (), "$EMPTY is empty, so that it would delete /oven", id="empty"),
        pytest.param("clean", ('rm -rf "$NONE/oven"',), "$NONE is empty", id="in a function"),
        pytest.param("echo; rm -rf /home/*", (), "/home/*", id="what all have"),
        pytest.param('rm -rf "$OUT/oven"', (), None, id="set"),
        pytest.param('D=$(mktemp -d); rm -rf "$D/oven"', (), None, id="set by itself"),
        pytest.param('for d in a b; do rm -rf "$d/oven"; done', (), None, id="in a loop"),
        pytest.param('rm -rf "${NONE:-out}/oven" "${NONE:?}/oven"', (), None, id="provided for"),
        pytest.param('rm -rf "$NONE" /home/ann/oven', (), None, id="nothing, and what has a name"),
        pytest.param('ls "$NONE/oven"', (), None, id="no deletion"),
    ],
)
def test_a_deletion_that_is_not_begun(
    shell: PexpectShell, text: str, bodies: tuple[str, ...], said: str | None
) -> None:
    at = Location(path=Path("page.md"), line=1)
    unbegun = unbegun_deletion(Command(at=at, text=text, documented=text, expected=None, bodies=bodies), shell)
    if said is None:
        assert unbegun is None
        return
    assert unbegun is not None
    assert unbegun.failure is Failure.STATUS
    assert said in unbegun.note
