from collections.abc import Callable

import pytest

from harness.check.commands import unattended_prompt

Found = Callable[..., list[str]]
UNATTENDED = "show a command that ends by itself and asks nobody, or leave the block out of the run"


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        pytest.param(
            "$ date\n$ kubectl edit cm a",
            f"page.md:6: warning: opens an editor: kubectl edit [unattended]\n  to fix:   {UNATTENDED}",
            id="an editor",
        ),
        pytest.param(
            "$ while :; do date; done",
            f"page.md:5: warning: loops until interrupted [unattended]\n  to fix:   {UNATTENDED}",
            id="a loop without end",
        ),
        pytest.param(
            "$ istioctl dashboard kiali",
            "page.md:5: note: serves until interrupted: istioctl dashboard [foreground-server]\n"
            "  to fix:   say that it takes a terminal of its own, or end the command with '&'",
            id="a server",
        ),
        pytest.param(
            "$ istioctl install --set profile=demo",
            "page.md:5: note: 'istioctl install' asks for a confirmation [confirmation]\n"
            "  to fix:   add -y, or show the question and its answer",
            id="a confirmation",
        ),
        pytest.param(
            "$ kubectl exec -it a -- curl b",
            "page.md:5: note: 'kubectl exec' asks for a terminal, which the program inside does not need "
            "[terminal-flag]\n"
            "  to fix:   leave out -t: with it, output has other line ends, and no script can run it",
            id="a terminal for nothing",
        ),
    ],
)
def test_commands_that_need_a_person(found: Found, commands: str, expected: str) -> None:
    assert found(unattended_prompt.check, commands) == [expected]


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("$ istioctl install -y", id="confirmed beforehand"),
        pytest.param("$ kubectl exec a -- curl b", id="no terminal"),
        pytest.param("$ kubectl exec -it a -- ovencli\nloaf> GET rye\n1", id="a terminal that the page types into"),
        pytest.param("$ kubectl port-forward a 1:1 &", id="in the background"),
        pytest.param("$ kubectl edit cm <name>", id="to be filled in, which another rule says"),
        pytest.param("{{< text syntax=bash snip_id=none >}}\n$ kubectl edit cm a\n{{< /text >}}", id="left out"),
    ],
)
def test_what_is_well(found: Found, commands: str) -> None:
    assert found(unattended_prompt.check, commands) == []


def test_what_this_machine_lacks_is_no_fault_of_the_page(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert found(unattended_prompt.check, "$ minikube tunnel\n$ minikube ip") == []
