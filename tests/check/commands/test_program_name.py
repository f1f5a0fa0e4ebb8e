from collections.abc import Callable

import pytest

from harness.check.commands import program_name

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("command", "severity", "meant"),
    [
        pytest.param("kubect get nodes", "error", "kubectl", id="with the other's subcommand"),
        pytest.param("hlem install a b", "error", "helm", id="letters swapped"),
        pytest.param("crul -s example.org", "warning", "curl", id="of which no subcommands are known"),
        pytest.param("timeout 5 istoctl version", "error", "istioctl", id="behind another program"),
    ],
)
def test_mistyped(found: Found, command: str, severity: str, meant: str) -> None:
    (finding,) = found(program_name.check, f"$ {command}")

    assert finding.startswith(f"page.md:5: {severity}")
    assert f"did you mean '{meant}'?" in finding


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("kubectx a\n$ kubens b\n$ helmfile apply\n$ kubeadm version", id="known by name"),
        pytest.param("bakeryctl list", id="like no other"),
        pytest.param("dockerd --debug", id="a daemon"),
        pytest.param("curt() { ls; }\n$ curt", id="a function of the page"),
        pytest.param("curl -o gret example.org\n$ chmod +x gret\n$ gret a", id="a file of the page"),
        pytest.param("grap a\n$ grap b\n$ grap c", id="again and again"),
        pytest.param("./kubect get", id="by its path"),
    ],
)
def test_right(found: Found, commands: str) -> None:
    assert found(program_name.check, f"$ {commands}") == []


def test_a_slip_of_a_program_that_the_page_calls(found: Found) -> None:
    (finding,) = found(program_name.check, "$ operator-skd init\n$ operator-sdk create api")

    assert finding.startswith("page.md:5: warning")
    assert "did you mean 'operator-sdk'?" in finding
