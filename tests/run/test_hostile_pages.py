"""What a page may do to its shell, by mistake or on purpose: the next command runs and is told right all the same."""

import re
from collections.abc import Callable

import pytest

from harness.run.output import Ended
from harness.run.terminal.bash_shell import PexpectShell

MakeShell = Callable[..., PexpectShell]
LIMIT = 20.0  # long enough not to matter
SHOWN_AGAIN = "exec >/dev/tty 2>&1; "
COMPLAINT = "bash: ...\n"  # whatever the words of this bash are


def in_words_of_bash(text: str) -> str:
    """Text with what bash says of a command put as `COMPLAINT`."""
    return re.sub(r"^bash: .+\n(?:bash: .+\n)*", COMPLAINT, text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("command", "text", "status"),
    [
        pytest.param("trap 'true' DEBUG", "", 0, id="DEBUG trap"),
        pytest.param("trap ':' ERR EXIT RETURN CHLD INT TERM HUP", "", 0, id="traps on everything"),
        pytest.param("set -o posix", "", 0, id="posix mode"),
        pytest.param("set -T; set -E; trap ': x' DEBUG ERR", "", 0, id="inherited traps"),
        pytest.param("set -u", "", 0, id="set -u"),
        pytest.param("set -euo pipefail", "", 0, id="strict mode"),
        pytest.param("set -t", "", 0, id="ends after the next line"),
        pytest.param("set -n", "", 0, id="noexec is ignored by interactive shells"),
        pytest.param("set +m; set -b", "", 0, id="no job control"),
        pytest.param("set -k; set -f; set -C; set -P; set +B", "", 0, id="flags of set"),
        pytest.param("set -a; set -o functrace", "", 0, id="export everything"),
        pytest.param("set -o history -o histexpand", "", 0, id="history"),
        pytest.param("shopt -s failglob nullglob dotglob extglob globstar", "", 0, id="globbing"),
        pytest.param("shopt -s extdebug", "", 0, id="extdebug"),
        pytest.param("shopt -u promptvars expand_aliases sourcepath", "", 0, id="shopt off"),
        pytest.param("IFS=", "", 0, id="IFS empty"),
        pytest.param("IFS=abcdefghijklmnopqrstuvwxyz/0123456789", "", 0, id="IFS of everything"),
        pytest.param("readonly PS1 PS2 PS4 PROMPT_COMMAND=date", "", 0, id="prompts read-only"),
        pytest.param("readonly PS1='mine> '", "", 0, id="a prompt of its own, read-only"),
        pytest.param("unset PS1 PS2 PS4 IFS HOME TERM PWD OLDPWD", "", 0, id="unset"),
        pytest.param("PATH=", "", 0, id="PATH empty"),
        pytest.param("unset PATH", "", 0, id="PATH unset"),
        pytest.param("LC_ALL=C; LANG=tr_TR.UTF-8", "", 0, id="locale"),
        pytest.param("alias echo= printf=false eval=false builtin=false exit=true", "", 0, id="aliases"),
        pytest.param("printf() { :; }; command() { :; }; eval() { :; }; exit() { :; }", "", 0, id="functions"),
        pytest.param(
            "set() { :; }; unset() { :; }; trap() { :; }; test() { :; }; cd() { :; }", "", 0, id="more of them"
        ),
        pytest.param("builtin() { :; }", "", 0, id="a function named builtin"),
        pytest.param("enable -n printf", "", 0, id="printf disabled"),
        pytest.param("enable -n eval builtin declare", "", 0, id="builtins disabled"),
        pytest.param("command_not_found_handle() { echo mine; return 1; }", "", 0, id="unknown commands handled"),
        pytest.param("umask 777", "", 0, id="umask"),
        pytest.param("stty raw -echo", "", 0, id="raw terminal"),
        pytest.param("stty -echo -icanon -isig intr '' eof ''; stty cols 5", "", 0, id="a terminal of five columns"),
        pytest.param("mkdir gone; cd gone; rmdir ../gone", "", 0, id="in a directory that is gone"),
        pytest.param("exec 3>&1 4>&1 250>&1", "", 0, id="more descriptors"),
        pytest.param("exec <&-", "", 0, id="input closed"),
        pytest.param("exec </dev/null", "", 0, id="input empty"),
        pytest.param("kill -STOP $$", "", 0, id="suspended"),
        pytest.param("suspend -f", "", 0, id="suspends itself"),
        pytest.param("kill -INT $$", "\n", 130, id="interrupts itself"),
        pytest.param("kill -TERM $$", "", 0, id="interactive shells ignore SIGTERM"),
        pytest.param("hash -r; wait; disown -a; jobs", "", 0, id="builtins of job control"),
        pytest.param("export BIG=$(head -c 100000 /dev/zero | tr '\\0' x)", "", 0, id="a large environment"),
        pytest.param("big=$(head -c 2000000 /dev/zero | tr '\\0' x)", "", 0, id="a large variable"),
        pytest.param("nope=${nope?not set}", COMPLAINT, 1, id="an expansion that fails"),
        pytest.param("echo $((1 / 0))", COMPLAINT, 1, id="division by zero"),
        pytest.param("readonly r=1; r=2", COMPLAINT, 1, id="assignment that fails"),
        pytest.param("exec nosuchprogram", COMPLAINT, 127, id="exec that fails"),
        pytest.param("return 3", COMPLAINT, 2, id="return"),
        pytest.param("break; continue 9", None, 0, id="break outside of a loop"),
        pytest.param("echo 'open", COMPLAINT, 2, id="unclosed quote"),
        pytest.param('echo "open', COMPLAINT, 2, id="unclosed double quote"),
        pytest.param("echo $(", COMPLAINT, 1, id="unclosed substitution"),
        pytest.param("if true; then echo", COMPLAINT, 2, id="unclosed if"),
        pytest.param("echo )", COMPLAINT, 2, id="a parenthesis too many"),
        pytest.param("echo a\necho )", f"a\n{COMPLAINT}", 2, id="an error further down"),
        pytest.param("}; echo x", COMPLAINT, 2, id="a brace too many"),
        pytest.param(": <<'EOF'\n\x1e\nEOF", "", 0, id="a record separator"),
    ],
)
def test_the_next_command_is_told_right(shell: PexpectShell, command: str, text: str | None, status: int) -> None:
    output = shell.run(command, timeout=LIMIT)
    assert (output.status, output.ended) == (status, Ended.EXITED)
    assert text is None or in_words_of_bash(output.text) == text
    after = shell.run("\\builtin echo alive; (\\builtin exit 5)", timeout=LIMIT)
    assert (after.text, after.status) == ("alive\n", 5)


@pytest.mark.parametrize(
    ("command", "text", "status"),
    [
        pytest.param("exit", "", 0, id="exit"),
        pytest.param("trap 'echo bye' EXIT; exit 4", "bye\n", 4, id="with an EXIT trap"),
        pytest.param("kill -9 $$", "", 137, id="killed"),
        pytest.param("kill -HUP $$", "", 129, id="hung up"),
        pytest.param("exec true", "", 0, id="becomes another program"),
        pytest.param("set -e; echo a; false; echo b", "a\n", 1, id="set -e in one command"),
        pytest.param("set -o errexit -o pipefail\nfalse | true", "", 1, id="a pipeline under set -e"),
        pytest.param("ulimit -f 0", "", 153, id="not even our file may grow"),
    ],
)
def test_a_fresh_shell_takes_over(shell: PexpectShell, command: str, text: str, status: int) -> None:
    shell.run("x=before", timeout=LIMIT)
    output = shell.run(command, timeout=LIMIT)
    assert (output.text, output.status, output.ended) == (text, status, Ended.SHELL_EXITED)
    after = shell.run("echo $x", timeout=LIMIT)
    assert (after.text, after.status, after.notes) == (
        "before\n",
        0,
        ("the shell had ended; a fresh one took over with its variables, functions, options and working directory",),
    )


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("exec >/dev/null; echo hidden", id="output to nowhere"),
        pytest.param("exec >file 2>&1; echo hidden >&2", id="output to a file"),
        pytest.param("exec 1>&- 2>&-; echo hidden", id="output closed"),
        pytest.param("exec 2>/dev/null; echo hidden >&2", id="errors to nowhere"),
    ],
)
def test_where_the_page_sends_its_output_it_stays(shell: PexpectShell, command: str) -> None:
    assert shell.run(command, timeout=LIMIT).text == ""
    assert shell.run(f"false; {SHOWN_AGAIN} echo shown; (exit 6)", timeout=LIMIT).status == 6
    assert shell.run("echo shown", timeout=LIMIT).text == "shown\n"


def test_output_through_a_pipe_is_waited_for(shell: PexpectShell) -> None:
    shell.run("exec > >(tee log) 2>&1", timeout=LIMIT)
    assert [shell.run(f"echo {word}", timeout=LIMIT).text for word in ("one", "two")] == ["one\n", "two\n"]


def test_functions_that_silence_a_fresh_shell_are_left_behind(make_shell: MakeShell) -> None:
    shell = make_shell(start_limit=0.5)
    shell.run('x=before; me=$$; builtin() { [ $$ = $me ] && command builtin "$@"; }', timeout=LIMIT)
    assert shell.run("echo $x", timeout=LIMIT).notes == ()
    shell.run("exit", timeout=LIMIT)
    after = shell.run("echo $x", timeout=LIMIT)
    note = "a fresh one took over with its variables and options, not its functions, and working directory"
    assert (after.text, after.notes) == ("before\n", (f"the shell had ended; {note}",))


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("ulimit -n 3", id="no file descriptor is left"),
        pytest.param("set -r", id="restricted"),
        pytest.param("shopt -s extdebug; trap false DEBUG", id="every command is skipped by a trap"),
        pytest.param("builtin() { return 1; }; enable -n printf eval", id="nothing to speak with"),
        pytest.param("PROMPT_COMMAND='exit 3'", id="ends at its prompt"),
        pytest.param("TMOUT=1; sleep 0.01; kill -ALRM $$", id="logs itself out"),
        pytest.param("exec </etc/passwd", id="reads commands from a file"),
    ],
)
def test_a_shell_that_is_of_no_use_any_more_is_replaced(shell: PexpectShell, command: str) -> None:
    shell.run("x=before", timeout=LIMIT)
    shell.run(command, timeout=LIMIT)
    after = shell.run("echo $x; echo b >file; cat file | cat; (exit 5)", timeout=LIMIT)
    assert (after.text, after.status, len(after.notes) > 0) == ("before\nb\n", 5, True)


@pytest.mark.parametrize(
    ("command", "text"),
    [
        pytest.param("set -x; echo a", "+ echo a\na\n", id="set -x"),
        pytest.param("set -v\necho a", "echo a\na\n", id="set -v"),
        pytest.param("trap 'echo next: $BASH_COMMAND' DEBUG; echo a", "next: echo a\na\n", id="DEBUG trap"),
        pytest.param("trap 'echo failed' ERR; false", "failed\n", id="ERR trap"),
        pytest.param("trap 'echo returned' RETURN; f() { :; }; f", "", id="RETURN trap"),
        pytest.param("sleep 0.01 & wait; sleep 0.01 & wait $!", "", id="jobs come and go"),
    ],
)
def test_the_harness_is_not_seen_in_what_is_traced(shell: PexpectShell, command: str, text: str) -> None:
    assert shell.run(command, timeout=LIMIT).text == text
    again = shell.run("echo b", timeout=LIMIT).text
    assert [line for line in again.splitlines() if "harness" in line or "builtin" in line] == []
    assert again.endswith("b\n")


def test_output_cannot_end_a_command(shell: PexpectShell) -> None:
    """What a page can find out about its surroundings, printed back."""
    spy = 'printf "$PS1\\n"; echo "${PS1@E}"; declare -p | cat; tr "\\0" "\\n" </proc/$$/environ; echo "last"; (exit 4)'
    output = shell.run(spy, timeout=LIMIT)
    assert (output.text.splitlines()[-1], output.status) == ("last", 4)


def mask_version(note: str) -> str:
    return re.sub(r"bash-[\d.]+[#$]", "bash#", note)


def test_a_shell_started_by_hand_is_entered_and_left(shell: PexpectShell) -> None:
    entered = shell.run("bash --norc", timeout=LIMIT)
    note = "'bash-5.2#' is the prompt of another shell: the commands that follow run in it"
    assert (entered.text, entered.status, [mask_version(one) for one in entered.notes]) == ("", 0, [mask_version(note)])
    inside = shell.run("inner=1; echo $SHLVL", timeout=LIMIT)
    left = shell.run("exit 3", timeout=LIMIT)
    assert (left.text, left.status, left.ended) == ("", 3, Ended.EXITED)
    outside = shell.run('echo "$SHLVL [$inner]"', timeout=LIMIT).text
    assert (inside.text, outside) == ("2\n", "1 []\n")


def test_an_inner_shell_that_ends_between_commands(shell: PexpectShell) -> None:
    shell.run("bash --norc", timeout=LIMIT)
    shell.run("PROMPT_COMMAND='exit 3'", timeout=LIMIT)
    after = shell.run("echo $SHLVL; (exit 5)", timeout=LIMIT)
    assert (after.text, after.status) == ("1\n", 5)


def test_a_shell_that_becomes_a_fresh_one_is_gone_on_with(shell: PexpectShell) -> None:
    shell.run("export kept=1; lost=1", timeout=LIMIT)
    assert shell.run('exec "$SHELL" --norc', timeout=LIMIT).status == 0
    assert shell.run('echo "$kept [$lost]"', timeout=LIMIT).text == "1 []\n"


@pytest.mark.parametrize(
    ("command", "text"),
    [
        pytest.param("echo " + "y" * 100_000, "y" * 100_000 + "\n", id="100 kB on one line"),
        pytest.param("cat <<'EOF' | wc -c\n" + "z" * 99 * 1000 + "\nEOF", "99001\n", id="a heredoc of 99 kB"),
        pytest.param('f() {\n  echo "$1"\n\n  # a comment\n  echo two\n}\nf one', "one\ntwo\n", id="a function"),
        pytest.param("echo one \\\n  two", "one two\n", id="a continuation"),
        pytest.param("echo a \\", "a\n", id="a backslash at the end"),
        pytest.param("# nothing", "", id="a comment"),
        pytest.param("echo a # b", "a\n", id="a comment behind a command"),
        pytest.param("echo '!!' !x \"a!b\"", "!! !x a!b\n", id="no history expansion"),
        pytest.param("echo $'a\\tb\\x41' \"grüße\"", "a\tbA grüße\n", id="quotes of bash and UTF-8"),
        pytest.param("alias ll='echo LL'\nll", "LL\n", id="an alias in the same block"),
        pytest.param("printf '\\xff' | od -An -tx1", " ff\n", id="bytes"),
        pytest.param("cat <<A <<B\na\nA\nb\nB", "b\n", id="two heredocs"),
        pytest.param("for i in 1 2; do\n  echo $i\ndone", "1\n2\n", id="a loop over lines"),
        pytest.param("echo '\tx'", "\tx\n", id="a tab is no completion"),
        pytest.param("test -t 0 && test -t 1 && test -t 2 && echo terminal", "terminal\n", id="a terminal"),
        pytest.param("tput cols; echo $COLUMNS", "1000\n1000\n", id="a wide one"),
    ],
)
def test_any_text_runs(shell: PexpectShell, command: str, text: str) -> None:
    output = shell.run(command, timeout=LIMIT)
    assert (output.text, output.status) == (text, 0)


def test_incomplete_commands_are_refused(shell: PexpectShell) -> None:
    output = shell.run("cat > file <<EOF\ntext", timeout=LIMIT)
    assert (output.status, "here-document" in output.text) == (2, True)
    assert shell.run("echo $?; ls", timeout=LIMIT).text == "2\n"


def test_what_one_command_leaves_the_next_finds(shell: PexpectShell) -> None:
    """``$?``, ``$_``, ``$!``, positional parameters."""
    shell.run("set -- a b; sleep 9 & sh -c 'exit 9' last-word", timeout=LIMIT)
    assert shell.run('echo "$? $_ $# $(ps -o comm= $!)"', timeout=LIMIT).text == "9 last-word 2 sleep\n"


def test_a_comment_leaves_the_status(shell: PexpectShell) -> None:
    shell.run("false", timeout=LIMIT)
    assert shell.run("# a comment", timeout=LIMIT).status == 0
    assert shell.run("echo $?", timeout=LIMIT).text == "1\n"
