import subprocess
from pathlib import Path

import pytest

from harness.run.terminal.envelope import Envelope, first_words

SNAPSHOT = Path("/dev/null")
TURN = 3


@pytest.fixture
def envelope(tmp_path: Path) -> Envelope:
    return Envelope(nonce="cafe", tty=str(tmp_path / "tty"), bell=tmp_path / "bell")


def after(envelope: Envelope) -> str:
    return envelope.after(TURN, envelope.epilogue(TURN, SNAPSHOT))


def run(envelope: Envelope, script: str) -> tuple[str, str]:
    """What a bash that evaluates the script prints, and what it writes to its terminal."""
    done = subprocess.run(["bash", "-c", 'eval "$0"', script], capture_output=True, text=True, check=True)
    return done.stdout + done.stderr, Path(envelope.tty).read_text()


def test_the_command_stands_between_its_markers(envelope: Envelope) -> None:
    printed, marked = run(envelope, envelope.script("echo hi; false", turn=TURN, after=after(envelope)))
    assert (printed, marked) == ("hi\n", "\x1ecafe:start:3\x1e\x1ecafe:end:3:1:hBc:::1\x1e")


def test_the_status_before_is_seen_by_the_command(envelope: Envelope) -> None:
    printed, _ = run(envelope, envelope.script("echo $?", turn=TURN, before=(42,), after=after(envelope)))
    assert printed == "42\n"


@pytest.mark.parametrize("setting", ["set -e", "trap 'echo noticed' ERR", "set -x", "trap 'echo noticed' DEBUG"])
def test_what_is_ours_goes_unnoticed(envelope: Envelope, setting: str) -> None:
    """The status before is put back without ending a shell that ends on errors, without traps and traces."""
    script = envelope.script(":", turn=TURN, before=(1,), after=after(envelope))
    printed, marked = run(envelope, f"{setting}\n{script}" if "DEBUG" not in setting else script)
    assert marked.endswith("\x1e")
    assert "noticed" not in printed
    assert "cafe" not in printed.partition("+ :")[2]


def test_a_backslash_at_the_end_joins_nothing_of_ours(envelope: Envelope) -> None:
    printed, marked = run(envelope, envelope.script("echo a \\", turn=TURN, after=after(envelope)))
    assert (printed, "end:3:0:" in marked) == ("a\n", True)


def test_neither_scripts_nor_what_is_typed_hold_a_marker(envelope: Envelope) -> None:
    script = envelope.script("true", turn=TURN, before=(1,), after=after(envelope))
    assert "\x1e" not in script + envelope.typed(1, SNAPSHOT, SNAPSHOT) + envelope.prompt + first_words()


def test_what_is_typed_is_one_short_line(envelope: Envelope) -> None:
    typed = envelope.typed(17, Path("/proc/1/fd/8"), Path("/proc/1/fd/9"))
    assert typed == (
        ' _harness_status=17; \\builtin eval "$(</proc/1/fd/8)"; { _harness_status+=" $?";'
        ' [[ $_harness_status == *begun* ]] && \\builtin eval "$(</proc/1/fd/9)"; } >/dev/null 2>&1\n'
    )


def test_a_plain_call_is_not_begun_where_nobody_would_see_its_end(envelope: Envelope) -> None:
    """Here the output leads to a pipe instead of the terminal."""
    printed, _ = run(envelope, f"echo >{envelope.tty}; {envelope.line(TURN, 'echo hi')}true")
    assert printed == ""


def test_a_plain_call_is_typed_in_one_line(envelope: Envelope) -> None:
    typed = envelope.line(TURN, "echo hi")
    assert (typed.count("\n"), "\x1e" in typed, "; echo hi; " in typed) == (1, False, True)
