from collections.abc import Mapping

import pytest

from harness.programs.invocation import invocation, shell_text


@pytest.mark.parametrize(
    ("words", "program", "verbs", "flags", "rest"),
    [
        pytest.param("kubectl get pods -n foo", "kubectl", ("get", "pods"), {"-n": "foo"}, (), id="verbs and flags"),
        pytest.param(
            "kubectl --context c -n=a get x",
            "kubectl",
            ("get", "x"),
            {"--context": "c", "-n": "a"},
            (),
            id="flags before",
        ),
        pytest.param(
            "kubectl exec p -c x -- ls -l", "kubectl", ("exec", "p"), {"-c": "x"}, ("ls", "-l"), id="the rest"
        ),
        pytest.param("istioctl install -y", "istioctl", ("install",), {"-y": ""}, (), id="a flag at the end"),
        pytest.param(
            "helm install a b --wait --timeout 5m",
            "helm",
            ("install", "a", "b"),
            {"--wait": "", "--timeout": "5m"},
            (),
            id="one without a value",
        ),
        pytest.param("kubectl apply -f -", "kubectl", ("apply",), {"-f": ""}, (), id="standard input as a value"),
        pytest.param(
            "kubectl get pods -nshop -lapp=web",
            "kubectl",
            ("get", "pods"),
            {"-n": "shop", "-l": "app=web"},
            (),
            id="values right behind short flags",
        ),
        pytest.param("kubectl exec -it a", "kubectl", ("exec", "a"), {"-it": "a"}, (), id="two short flags"),
        pytest.param("bin/istioctl version", "istioctl", ("version",), {}, (), id="by its path"),
        pytest.param("time kubectl get x", "kubectl", ("get", "x"), {}, (), id="time"),
        pytest.param("timeout -k 3 10 kubectl get x", "kubectl", ("get", "x"), {}, (), id="timeout"),
        pytest.param("env A=1 B=2 kubectl get x", "kubectl", ("get", "x"), {}, (), id="env"),
        pytest.param("xargs -n 1 -I {} kubectl delete {}", "kubectl", ("delete", "{}"), {}, (), id="xargs"),
        pytest.param("nohup timeout 5 a b", "a", ("b",), {}, (), id="one in another"),
        pytest.param("env", "env", (), {}, (), id="a wrapper alone"),
        pytest.param("command kubectl get x", "kubectl", ("get", "x"), {}, (), id="command"),
        pytest.param("command -v bash", "command", ("bash",), {"-v": "bash"}, (), id="a program that is looked up"),
    ],
)
def test_invocation(
    words: str, program: str, verbs: tuple[str, ...], flags: Mapping[str, str], rest: tuple[str, ...]
) -> None:
    seen = invocation(tuple(words.split()))
    assert (seen.program, seen.verbs, dict(seen.flags), seen.rest) == (program, verbs, dict(flags), rest)


@pytest.mark.parametrize(
    ("flag", "letter", "given"),
    [("-it", "t", True), ("-i", "t", False), ("--tty", "t", False), ("-lapp=x", "a", False), ("-t", "t", True)],
)
def test_letters(flag: str, letter: str, *, given: bool) -> None:
    assert invocation(("kubectl", "exec", flag, "x")).letter(letter) is given


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("sh", "-c", "a b"), "a b"),
        (("bash", "-ec", "a"), "a"),
        (("/bin/sh", "-c", "a"), "a"),
        (("bash", "script.sh"), None),
        (("sh",), None),
        (("echo", "-c", "a"), None),
        ((), None),
    ],
)
def test_shell_text(words: tuple[str, ...], text: str | None) -> None:
    assert shell_text(words) == text
