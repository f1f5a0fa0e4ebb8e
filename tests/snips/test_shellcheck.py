import json
import subprocess
import sys
from pathlib import Path

import pytest

from harness.snips.shellcheck import directives

SHELLCHECK = Path(sys.executable).with_name("shellcheck")

FINDINGS = {
    "SC1083": "kubectl get pod {a",
    "SC1090": 'source "$FILE"',
    "SC1091": ". ./env.sh",
    "SC2005": 'echo "$(date)"',
    "SC2006": "A=`date`",
    "SC2009": "ps ax | grep envoy",
    "SC2010": "ls | grep x",
    "SC2012": "ls | head",
    "SC2013": 'for i in $(cat file); do echo "$i"; done',
    "SC2016": "echo '$HOME'",
    "SC2024": "sudo ls > /etc/file",
    "SC2029": 'ssh "$HOST" "echo $HOME"',
    "SC2035": "ls *.yaml",
    "SC2046": "kubectl delete $(kubectl get pods -o name)",
    "SC2068": "ls ${NAMES[@]}",
    "SC2086": "kubectl get pods -n $NAMESPACE",
    "SC2087": 'ssh "$HOST" <<EOF\necho $HOME\nEOF',
    "SC2103": "cd dir\nls\ncd ..",
    "SC2116": 'A=$(echo "$B")',
    "SC2126": "kubectl get pods | grep x | wc -l",
    "SC2129": "echo a >> f\necho b >> f\necho c >> f",
    "SC2153": 'INGRESS_HOST=a\ncurl "$INGRESS_HOSTS"',
    "SC2154": 'echo "$name"',
    "SC2155": "export A=$(date)",
    "SC2162": "read a",
    "SC2164": "cd dir",
    "SC2188": "> file",
    "SC2210": "ls > 1",
    "SC2215": "ls\n-l",
    "SC2260": "ls [A > f | B]",
    "SC2261": "ls > a > b",
    "SC2288": "ls [A|B]",
}


def findings(folder: Path, files: dict[str, str]) -> dict[str, set[str]]:
    """The codes that ShellCheck itself gives for each file; one process, since starting it is what takes time."""
    for name, text in files.items():
        (folder / name).write_text(text)
    names = [str(folder / name) for name in files]
    done = subprocess.run([SHELLCHECK, "-f", "json", *names], capture_output=True, text=True, check=False)
    found: dict[str, set[str]] = {name: set() for name in files}
    for comment in json.loads(done.stdout):
        found[Path(comment["file"]).name].add(f"SC{comment['code']}")
    return found


def file(commands: str, *head: str) -> str:
    return "\n".join(("# shellcheck shell=bash", *head, f"a() {{\n{commands}\n}}\n"))


@pytest.fixture(scope="module")
def without_directives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    return findings(tmp_path_factory.mktemp("bare"), {code: file(commands) for code, commands in FINDINGS.items()})


@pytest.fixture(scope="module")
def with_directives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    files = {code: file(commands, *directives([commands])) for code, commands in FINDINGS.items()}
    return findings(tmp_path_factory.mktemp("clean"), files)


@pytest.mark.parametrize("code", FINDINGS)
def test_a_usual_finding_is_switched_off(
    code: str, without_directives: dict[str, set[str]], with_directives: dict[str, set[str]]
) -> None:
    assert code in without_directives[code]
    assert with_directives[code] == set()


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("kubectl get pods -n default", id="a program with arguments"),
        pytest.param('kubectl get pods -n "$NAMESPACE" --context="${CTX_CLUSTER1}"', id="variables in quotes"),
        pytest.param('A="$(kubectl get pods -o name)"', id="a substitution in quotes"),
        pytest.param("A=$(date)", id="a substitution as the whole value"),
        pytest.param("kubectl get pod -o jsonpath='{.a}'", id="braces in quotes"),
        pytest.param("cat <<EOF\na: {}\n- $B\n- c | d\nEOF", id="a manifest"),
        pytest.param("kubectl get pods \\\n  -n default", id="an option on a line of its own"),
    ],
)
def test_what_is_in_order_needs_no_directive(commands: str) -> None:
    assert directives([commands]) == ["# shellcheck disable=SC2034 # variables are for whoever sources this file"]


def test_each_directive_says_why() -> None:
    assert directives(["cd a", "ls $B"]) == [
        "# shellcheck disable=SC2034 # variables are for whoever sources this file",
        "# shellcheck disable=SC2164 # the page trusts its folders",
        "# shellcheck disable=SC2086 # the page leaves out quotes",
    ]
