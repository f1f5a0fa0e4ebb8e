import subprocess

import pytest

from harness.run.terminal.envelope import SECTIONS
from harness.run.terminal.snapshot import Snapshot, read_snapshot, restore_script

EMPTY = Snapshot(turn=1, variables="", functions="", aliases="", umask="umask 0022\n", jobs=frozenset())


def snapshot(*, turn: int = 9, variables: str = "", functions: str = "", aliases: str = "") -> Snapshot:
    return Snapshot(
        turn=turn, variables=variables, functions=functions, aliases=aliases, umask="umask 0027\n", jobs=frozenset()
    )


def test_sections_become_fields() -> None:
    data = b'7\0declare -- a="1"\n\0f () \n{ \n    :\n}\n\0alias l=ls\n\0umask 0022\n\0\x3412\n13\n\0'
    assert read_snapshot(data) == Snapshot(
        turn=7,
        variables='declare -- a="1"\n',
        functions="f () \n{ \n    :\n}\n",
        aliases="alias l=ls\n",
        umask="umask 0022\n",
        jobs=frozenset({412, 13}),
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"7\0" * (len(SECTIONS) - 1), id="a section is missing"),
        pytest.param(b"7\0" * len(SECTIONS) + b"x", id="cut off in the middle"),
        pytest.param(b"\0" * len(SECTIONS), id="no turn"),
    ],
)
def test_what_was_not_written_to_its_end_is_no_snapshot(data: bytes) -> None:
    assert read_snapshot(data) is None


def test_what_is_carried_over_and_what_is_left_behind() -> None:
    last = snapshot(
        variables="""\
declare -r SHELLOPTS="braceexpand:errexit:pipefail"
declare -r BASHOPTS="extglob:extdebug"
declare -x PWD="/tmp"
declare -x OLDPWD="/usr"
declare -x TMOUT="1"
declare -- PS1="mine"
declare -- _harness_status="9 0"
declare -ar BASH_VERSINFO=([0]="5")
declare -ax list=([0]="a b" [1]="c")
declare -- lines=$'a\\nb'
declare -i unset_number
""",
        functions="f () \n{ \n    :\n}\n",
        aliases="alias l='ls'\n",
    )
    first = snapshot(variables='declare -r SHELLOPTS="braceexpand:monitor"\ndeclare -r BASHOPTS=""')
    assert restore_script(last, first, {"KEPT": "1", "PWD": "/"}).splitlines() == [
        'cd -- "/tmp"',
        "umask 0027",
        "",
        'declare -x OLDPWD="/usr"',
        'declare -ax list=([0]="a b" [1]="c")',
        "declare -- lines=$'a\\nb'",
        "declare -i unset_number",
        "unset -v KEPT",
        "shopt -s extglob",
        "f () ",
        "{ ",
        "    :",
        "}",
        "",
        "alias l='ls'",
        "",
        "set -o pipefail",
        "set -o errexit",
    ]


def test_functions_can_be_left_behind() -> None:
    last = snapshot(functions="builtin () \n{ \n    :\n}\n", aliases="alias l=ls\n")
    assert restore_script(last, EMPTY, {}, functions=False).split() == [":", "umask", "0027"]


def test_bash_takes_a_restore_script() -> None:
    """Whatever bash declares, it declares again from what it wrote."""
    dump = """
        shopt -s extglob
        a=$'x\\n"$y'; declare -A m=(['k v']=1)
        f() { echo !(x); }
        declare -p; printf '\\0'; declare -f
    """
    written = subprocess.run(["bash", "-c", dump], capture_output=True, text=True, check=True).stdout
    variables, functions = written.split("\0")
    script = restore_script(snapshot(variables=variables, functions=functions), EMPTY, {})
    check = 'declare -p a m; declare -f f; echo "$a"'
    restored = subprocess.run(["bash", "-c", f"{script}\n{check}"], capture_output=True, text=True, check=False)
    assert restored.stdout.splitlines() == [
        "declare -- a=$'x\\n\"$y'",
        'declare -A m=(["k v"]="1" )',
        "f () ",
        "{ ",
        "    echo !(x)",
        "}",
        "x",
        '"$y',
    ]
