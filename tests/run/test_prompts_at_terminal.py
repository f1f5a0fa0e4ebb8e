"""Programs that ask: answered by rule, each question once, and what nobody answers is named."""

from collections.abc import Callable

import pytest

from harness.errors import SettingsError
from harness.plan.step import Answer
from harness.run.output import Ended, PromptAnswered
from harness.run.terminal.bash_shell import PexpectShell
from harness.run.terminal.question import HIDDEN

MakeShell = Callable[..., PexpectShell]
LIMIT = 20.0  # long enough not to matter


def test_a_confirmation_is_given_and_shown_as_at_a_terminal(shell: PexpectShell) -> None:
    output = shell.run('read -p "Proceed? (y/N) " x; echo "got $x"', timeout=LIMIT)
    assert (output.text, output.prompts) == (
        "Proceed? (y/N) y\ngot y\n",
        (PromptAnswered(prompt="Proceed? (y/N)", reply="y"),),
    )


def test_every_question_is_answered_once(shell: PexpectShell) -> None:
    output = shell.run(
        'for i in 1 2; do read -p "Continue? " x; done; echo $x; read -t 0.2 rest; echo "[$rest]"', timeout=LIMIT
    )
    assert (output.text, len(output.prompts)) == ("Continue? y\nContinue? y\ny\n[]\n", 2)


def test_the_pages_own_answer(shell: PexpectShell) -> None:
    answers = (Answer(prompt=r"Name:", reply="Ada"), Answer(prompt="again", reply="no"))
    output = shell.run('read -p "Name: " n; read -p "again? " a; echo "$n $a"', timeout=LIMIT, answers=answers)
    assert output.text.endswith("Ada no\n")


def test_a_password_is_neither_echoed_nor_recorded(shell: PexpectShell) -> None:
    answers = (Answer(prompt="Password:", reply="s3cret"),)
    output = shell.run('read -s -p "Password: " p; echo; echo ${#p}', timeout=LIMIT, answers=answers)
    assert (output.text, output.prompts) == ("Password: \n6\n", (PromptAnswered(prompt="Password:", reply=HIDDEN),))


def test_a_program_that_reads_key_by_key_gets_its_enter(shell: PexpectShell) -> None:
    ask = "import sys, tty; tty.setraw(0); sys.stdout.write('Proceed? '); sys.stdout.flush(); k = sys.stdin.read(2)"
    output = shell.run(f'python3 -c "{ask}; print(repr(k))"; stty sane', timeout=LIMIT)
    assert output.text.endswith("'y\\r'\n")


def test_a_question_to_a_pipe_is_not_answered_at_the_terminal(shell: PexpectShell) -> None:
    output = shell.run('echo n | (printf "Proceed? (y/N) "; read x; sleep 0.2; echo " $x")', timeout=LIMIT)
    assert (output.text, output.prompts) == ("Proceed? (y/N)  n\n", ())


def test_a_reply_of_control_characters_is_typed_without_enter(shell: PexpectShell) -> None:
    output = shell.run('printf "Text> "; cat; echo end', timeout=LIMIT, answers=(Answer(prompt="Text>", reply="\x04"),))
    assert (output.text, output.status) == ("Text> end\n", 0)


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        pytest.param("read -p 'Name: ' x", "Name:", id="a question of the shell"),
        pytest.param("cat", "", id="without a word"),
        pytest.param("cat /dev/tty", "", id="from the terminal itself"),
        pytest.param("bash -c 'read -p \"Value> \" x'", "Value>", id="a question of a script"),
        pytest.param("python3 -c 'input(\"Age? \")'", "Age?", id="a question of a program"),
        pytest.param("select x in a b; do :; done", "#?", id="a menu"),
    ],
)
def test_what_nobody_answers_is_ended_early_and_named(shell: PexpectShell, command: str, asked: str) -> None:
    output = shell.run(command, timeout=30)
    assert (output.ended, output.waiting_for, output.seconds < 10) == (Ended.TIMED_OUT, asked, True)
    assert shell.run("echo next", timeout=LIMIT).text == "next\n"


def test_a_program_that_works_while_it_reads_the_terminal_is_left_alone(shell: PexpectShell) -> None:
    """As ``kubectl exec -it`` does: one thread reads, another is busy."""
    work = "import sys, threading, time; threading.Thread(target=sys.stdin.read, daemon=True).start(); time.sleep(1)"
    output = shell.run(f"python3 -c '{work}; import os; print(\"done\", flush=True); os._exit(0)'", timeout=30)
    assert (output.text, output.waiting_for) == ("done\n", None)


def test_a_time_limit_names_the_question_too(make_shell: MakeShell) -> None:
    shell = make_shell(waiting_patience=60)
    assert shell.run("read -p 'Name: ' x", timeout=0.2).waiting_for == "Name:"
    assert shell.run("printf 'working'; sleep 9", timeout=0.2).waiting_for is None


def test_an_answer_that_is_left_over_is_no_command(shell: PexpectShell) -> None:
    """The prompt was answered, and nothing read the answer."""
    shell.run('printf "Proceed? "; sleep 0.3; echo', timeout=LIMIT)
    assert shell.run("echo next", timeout=LIMIT).text == "next\n"


def test_a_bad_rule_is_a_mistake_in_settings(shell: PexpectShell) -> None:
    with pytest.raises(SettingsError):
        shell.run("true", timeout=LIMIT, answers=(Answer(prompt="(", reply=""),))
    assert shell.run("echo next", timeout=LIMIT).text == "next\n"
