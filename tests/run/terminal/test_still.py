import pytest

from harness.run.terminal.still import can_be_typed, leaves_shell_alone, may_redefine, steers_shell


@pytest.mark.parametrize(
    "command",
    [
        "echo hi", "true", "kubectl get pods -n shop", "kubectl get pod/a -o jsonpath='{.a}'", 'helm ls -A "$NAME"',
        "istioctl install --set profile=demo -y", "curl -s http://localhost:8080/a?b", 'echo "${X} $Y"',
    ],
)  # fmt: skip
def test_calls_of_programs(command: str) -> None:
    assert leaves_shell_alone(command) is (command != "curl -s http://localhost:8080/a?b")  # a pattern may be anything


@pytest.mark.parametrize(
    "command",
    [
        "cd /", "export X=1", "X=1", "X=1 env", "read x", "printf -v x 1", "a; b", "a & b", "a | read x", "$X",
        "a $(b)",
        "a `b`", "echo ${X:=1}", 'echo "${X:=1}"', "exec a", ". a", "if a", "./a.sh > b", "mapfile x",
        "ulimit -n 5", "a\nb",
        "set -e", "unset x", "wait", "(a)", "{ a; }", "! a", "let x=1", "((x = 1))", "echo $((x = 1))",
        "f() { :; }",
    ],
)  # fmt: skip
def test_what_may_change_the_shell(command: str) -> None:
    assert not leaves_shell_alone(command)


@pytest.mark.parametrize(
    ("command", "redefines"),
    [
        ("f() { :; }", True), ("function f { :; }", True), ("alias k=kubectl", True), ("source a", True), (". a", True),
        ("eval $X", True), ("trap a DEBUG", True), ("PROMPT_COMMAND=a", True), ("shopt -s autocd", True),
        ("kubectl get pods", False), ("export X=1", False), ("ls a.b ../c", False),
    ],
)  # fmt: skip
def test_what_gives_calls_another_meaning(command: str, *, redefines: bool) -> None:
    assert may_redefine(command) is redefines


@pytest.mark.parametrize(
    ("command", "steers"),
    [
        ("set -x", True), ("exec 2>log", True), ("PS1=a", True), ("readonly X", True), ("f() { :; }", True),
        ("POSIXLY_CORRECT=1", True), ("cd /", False), ("export X=1", False), ("a | b", False), ("helm upgrade", False),
    ],
)  # fmt: skip
def test_what_changes_how_the_shell_speaks(command: str, *, steers: bool) -> None:
    assert steers_shell(command) is steers


@pytest.mark.parametrize(
    ("call", "typed"),
    [
        ("echo ünï", True), ("echo 'a b'", True), ("echo 'a\x03'", False), ("echo\ta", False),
        ("echo $PIPESTATUS", False), (f"echo {'x' * 2000}", False),
    ],
    ids=["unicode", "quotes", "Ctrl-C", "a tab", "statuses", "too long"],
)  # fmt: skip
def test_calls_that_a_terminal_takes_as_they_are(call: str, *, typed: bool) -> None:
    assert can_be_typed(call) is typed
