import pytest

from harness.parse.blocks.line_kind import LineKind, line_kind, starts_command

COMMANDS = (
    "deploy/install.sh",
    "((n=1))",
    ': "${HOST:=localhost}"',
    ": ${PORT:?is needed}",
    ": > empty.txt",
    "kubectl get pods",
    "NAME=oven",
    "NAME=$(kubectl get pods)",
    "LEVEL=debug kubectl get pods",
    "./install.sh",
    "~/bin/tool --fast",
    "samples/run.sh one",
    "for name in a b; do",
    "if [ -f x ]; then",
    "(cd docs && make)",
    "(",
    "[[ -f x ]] && echo there",
    '[ "$A" = b ] || echo no',
    '[ "$(cat a)" = b ]',
    "[ 1 -lt 2 ] && echo yes",
    "$BROWSER page.html",
    "bake() {",
    "error() { echo broken; }",
    "note () {",
    "((n++)) || true",
    "set +x",
    "set +euo pipefail",
    "source oven.sh",
    "touch oven rye",
    "kill -9 $PID",
    "head -5 oven.log",
    "sort rye.txt oat.txt",
    "watch bread.example.com",
    "unset OVEN",
    "trap - ERR",
    "export PATH=$PWD:$PATH",
    "sudo systemctl restart kubelet",
    "kubctl get pods",
    "kind create cluster --name one",
    "date",
    "test -f x",
    "echo Name of the oven: $OVEN",
    "kubectl-argo-rollouts version",
)
OUTPUTS = (
    "NAME   READY   STATUS",
    "NAME",
    "oven-0   1/1     Running   0   3m",
    "deployment.apps/oven created",
    'service "oven" deleted',
    'job "find" deleted',
    "pod/oven condition met",
    "kind: Pod",
    "apiVersion: v1",
    "- name: oven",
    "{",
    '"items": [',
    'Error from server (NotFound): pods "oven" not found',
    "error: no context exists",
    "HTTP/1.1 200 OK",
    "< HTTP/1.1 200 OK",
    "*   Trying 127.0.0.1:80...",
    "2026-01-02T03:04:05Z started",
    "2026/01/02 03:04:05 Baking 3 loaves",
    "10.1.0.0/24 via 10.1.0.1 dev oven0",
    "Successfully rolled out the oven.",
    "42",
    "\u2713 Installed",
    "\u251c\u2500\u2500 README.md",
    "-rw-r--r-- 1 me me 12 notes",
    "date: today",
    "    OVEN_IP",
    'oven_loaves_total{kind="rye"} 3',
    "oven.loaves.most = 12",
    "Jan  6 07:08:09 shop oven[1]: warm",
    '"rye" has been added to your oven',
    'release "rye" uninstalled',
    "deployment.apps/oven resource requirements updated",
    'deployment "oven" successfully rolled out',
    "no - nobody may",
    '1) "oven"',
    "https://oven.example.org/rye",
    "namespace/oven",
    "deployment.apps/oven",
    "v3.14.0+g3fc9f4b",
    "[...]",
)
DOUBTS = (
    "(sum by(oven) (rate(loaves[5m])))",
    "just warm bread",
    "EOF",
    "hi",
    "install bread",
    "service started",
    "127.0.0.1:6379> GET oven",
    "<your-tool> list",
    "warm bread",
)


@pytest.mark.parametrize("line", COMMANDS)
def test_commands(line: str) -> None:
    assert line_kind(line, (), first=False) is LineKind.COMMAND


@pytest.mark.parametrize("line", OUTPUTS)
def test_outputs_wherever_they_are(line: str) -> None:
    assert [line_kind(line, (), first=first) for first in (False, True)][:1] == [LineKind.OUTPUT]
    assert not starts_command(line)


@pytest.mark.parametrize("line", DOUBTS)
def test_lines_in_doubt(line: str) -> None:
    assert line_kind(line, (), first=False) is LineKind.DOUBT


def test_what_the_page_defines_is_a_command() -> None:
    assert line_kind("bake rolls", {"bake"}, first=False) is LineKind.COMMAND


@pytest.mark.parametrize("line", ["true", "false"])
def test_an_answer_is_a_command_where_nothing_is_above(line: str) -> None:
    assert [line_kind(line, (), first=first) for first in (True, False)] == [LineKind.COMMAND, LineKind.OUTPUT]


@pytest.mark.parametrize("line", ["--hot=true", "--set oven=hot", "-n oven", "oci://oven.example.org/rye:1"])
def test_pieces_of_a_command_are_none(line: str) -> None:
    assert line_kind(line, (), first=True) is LineKind.OUTPUT


def test_an_unknown_program_may_be_the_first_of_its_block() -> None:
    assert line_kind("frobnicate rolls", (), first=True) is LineKind.COMMAND


@pytest.mark.parametrize("line", ["ovenctl list", "bread-cli list"])
def test_the_name_of_a_program_tells_by_its_end(line: str) -> None:
    assert line_kind(line, (), first=False) is LineKind.COMMAND
