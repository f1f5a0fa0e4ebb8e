import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.shell.completeness import Open, ShellReader

PIECES = ("'", '"', "`", "\\", "$(", "${", "((", "(", ")", "}", "{", "<<E", "<<-'E'", "<<<", "|", "&&", ";", "#", "\n")
WORDS = ("E", "for x", "in a", "do", "done", "if", "then", "fi", "case", "esac", "echo", " ", "$'", "\t")
COMPLETE = [
    "echo hello",
    "kubectl get pod -o 'jsonpath={.items[0]}' --context=\"${CTX_CLUSTER1}\"",
    "export A=$(kubectl get svc -o jsonpath=\"{.spec.ports[?(@.name=='http')].port}\")",
    'echo "it\'s $(date +"%H") \\" done"',
    "echo 'a' # it's a comment",
    "echo ${#ARRAY[@]} ${A#prefix} $((1 << 2)) $(( (2 + 3) * 4 ))",
    "for i in 1 2; do echo $i; done",
    'while read -r l; do echo "$l"; done < <(ls)',
    "if [ -f x ]; then echo y; else echo z; fi",
    'case "$1" in a) echo a;; (b|c) echo b;; *) echo c;; esac',
    "f() { echo a; }",
    "function f {\necho a\n}",
    "f()\n{\n  echo a\n}",
    "function f\n\n{\n  echo a\n}",
    "f ()\n(\n  echo a\n)",
    "find . -name '*.go' -exec rm {} \\;",
    "cat <<EOF\n$ it's text\nEOF",
    "cat <<'EOF' | kubectl apply -f -\n\"\nEOF",
    "cat <<-\\EOF\n\tx\n\tEOF",
    'cat <<"END OF"\nx\nEND OF',
    "cat <<A <<B\na\nA\nb\nB",
    "cat <<EOF | \\\n  wc -l\nx\nEOF",
    "echo $(cat <<EOF\nx\nEOF\n)",
    "read -r x <<<'y'",
    "echo \\\\\necho done",
    "sed '/x/a\\\\\nb' file",
    "echo $'it\\'s'",
    "echo `date`",
    "curl x |& cat",
    "echo a &&\n  echo b",
    "(cd x && ls)",
    "echo {a,b}",
    "for p in a; do \\\necho ${p}; \\\ndone",
    "time if true; then false; fi",
    "! grep x y",
]
OPEN = {
    "echo 'a": Open.QUOTE,
    'echo "a': Open.QUOTE,
    "echo `a": Open.QUOTE,
    "echo $'a\\'": Open.QUOTE,
    "echo ${a": Open.COMPOUND,
    "echo $(a": Open.COMPOUND,
    "echo $((1 + ": Open.COMPOUND,
    "(cd x": Open.COMPOUND,
    "for i in 1 2; do": Open.COMPOUND,
    "for i in 1 2": Open.COMPOUND,
    "while true; do echo a": Open.COMPOUND,
    "if true; then echo fi": Open.COMPOUND,
    "case a in a) echo;;": Open.COMPOUND,
    "f() {": Open.COMPOUND,
    "f()": Open.OPERATOR,
    "function f": Open.OPERATOR,
    "f()\n{\n  echo a": Open.COMPOUND,
    "for p in a; do logs ${p} \\\ndone": Open.COMPOUND,
    "echo a |": Open.OPERATOR,
    "echo a &&": Open.OPERATOR,
    "echo a || # why": Open.OPERATOR,
    "echo a \\": Open.BACKSLASH,
    'echo "a\\': Open.QUOTE,
    "cat <<EOF": Open.HEREDOC,
    "cat <<EOF\nEOF ": Open.HEREDOC,
    "cat <<EOF\n\tEOF": Open.HEREDOC,
    "cat <<A <<B\nA": Open.HEREDOC,
}


def read(command: str) -> Open | None:
    reader = ShellReader()
    for line in command.split("\n"):
        reader.feed(line)
    return reader.open


@pytest.mark.parametrize("command", COMPLETE)
def test_complete_commands(command: str) -> None:
    assert read(command) is None


@pytest.mark.parametrize(("command", "expected"), OPEN.items(), ids=OPEN)
def test_what_keeps_a_command_open(command: str, expected: Open) -> None:
    assert read(command) is expected


def complaint(command: str) -> str:
    """What bash says about a command that it only reads."""
    return subprocess.run(["bash", "-n"], input=command + "\n", capture_output=True, text=True, check=False).stderr


def test_bash_takes_all_that_counts_as_complete() -> None:
    assert {command: said for command in COMPLETE if (said := complaint(command))} == {}


def test_bash_refuses_what_counts_as_open() -> None:
    """But for a backslash at the very end, which bash takes for a line end that got lost."""
    assert [command for command in OPEN if not complaint(command)] == ["echo a \\"]


@given(st.lists(st.sampled_from(PIECES + WORDS), max_size=30).map("".join))
def test_any_text_can_be_read(command: str) -> None:
    assert read(command) in {None, *Open}


@given(st.lists(st.sampled_from(COMPLETE), min_size=1, max_size=4))
def test_complete_commands_stay_complete_together(commands: list[str]) -> None:
    assert read("\n".join(commands)) is None
