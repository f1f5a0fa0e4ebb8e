from pathlib import Path
from typing import Any

import pytest

from harness.capability import Capability, Fidelity
from harness.match.compare import compare
from harness.match.error_patterns import NO_NAME, infrastructure, shows_error
from harness.match.judge import Judgement, judge
from harness.match.match import Match
from harness.match.nothing_found import FOUND_NOTHING
from harness.match.shown_failure import fails_alike
from harness.match.verdict import Failure
from harness.plan.step import Command
from harness.run.output import Ended, FailedPart, Output
from harness.source import Location

METER = """  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed

  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0
100 1256k  100     6    0     0   1483      0  0:00:01 --:--:-- --:--:--  1.5M
"""


def judged(
    text: str = "",
    *,
    expected: str | None = None,
    status: int | None = 0,
    ended: Ended = Ended.EXITED,
    command: str = "kubectl get pods",
    expect_failure: bool = False,
    background: bool = False,
    may_find_nothing: bool = False,
) -> tuple[Failure | None, str]:
    """The class of failure, and what is said about it."""
    judgement = judge(
        Command(
            at=Location(path=Path("p.md"), line=1),
            text=command,
            documented=command,
            expected=expected,
            expect_failure=expect_failure,
            background=background,
            may_find_nothing=may_find_nothing,
        ),
        Output(text=text, status=status, ended=ended, seconds=60.4),
    )
    return judgement.failure, judgement.sentence or judgement.note


def command(text: str, expected: str | None, **more: Any) -> Command:
    return Command(at=Location(path=Path("p.md"), line=1), text=text, documented=text, expected=expected, **more)


@pytest.mark.parametrize(
    ("expected", "text", "status", "alike"),
    [
        pytest.param("curl: (7) Connection refused", "curl: (7) Could not connect", 7, True, id="the same status"),
        pytest.param("curl: (7) Connection refused", "curl: (6) No such host", 6, False, id="another status"),
        pytest.param("curl: (7) Connection refused", "hello", 0, False, id="no failure"),
        pytest.param(
            "command terminated with exit code 22", "error: exit code 22", 22, True, id="of a command in a pod"
        ),
        pytest.param("cat: x: No such file", "cat: no x", 1, False, id="no status in the message"),
    ],
)
def test_a_failure_in_other_words(expected: str, text: str, status: int, alike: bool) -> None:  # noqa: FBT001 - a parameter
    tried = command("curl localhost", expected=expected)
    output = Output(text=text, status=status, ended=Ended.EXITED, seconds=0.1)
    assert fails_alike(tried, output, compare(tried, text)) is alike


@pytest.mark.parametrize(
    ("expected", "text", "status", "failure"),
    [
        pytest.param("error: no pod", "bash: kubectlx: command not found", 127, Failure.STATUS, id="no such program"),
        pytest.param("error: no pod", "bash: ./x: Permission denied", 126, Failure.STATUS, id="no program"),
        pytest.param("bash: x: command not found", "bash: y: command not found", 127, Failure.OUTPUT, id="as shown"),
        pytest.param("error: exit code 127", "error: exit code of 127", 127, Failure.OUTPUT, id="the status is shown"),
        pytest.param("error: no pod", "error: no namespace", 1, Failure.OUTPUT, id="another failure of the program"),
    ],
)
def test_a_program_that_is_not_started(expected: str, text: str, status: int, failure: Failure) -> None:
    assert judged(text, status=status, expected=expected)[0] is failure


def test_success_without_an_expected_output() -> None:
    assert judged("anything") == (None, "")


def test_success_with_an_output_as_expected() -> None:
    assert judged("a 2m", expected="a 1m") == (None, "")


def test_an_output_that_differs() -> None:
    assert judged("b", expected="a") == (Failure.OUTPUT, "line 1: expected `a`, got `b`")


def test_an_expected_output_that_accepts_any_is_reported() -> None:
    assert judged("b", expected="...") == (
        None,
        "the expected output is only placeholders: it matches anything",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "exit status 1, and no output", id="silent"),
        pytest.param("a\nb\n", "exit status 1: `b`", id="the last line"),
        pytest.param(
            "a: invalid argument 'b'\nValid arguments are:\n  - 'c'\n",
            "exit status 1: `a: invalid argument 'b'`",
            id="above what would be valid",
        ),
        pytest.param(
            "Error from server (NotFound): x\nsee --help\n",
            "exit status 1: `Error from server (NotFound): x`",
            id="the error",
        ),
        pytest.param(
            f"curl: (22) The requested URL returned error: 404\n{METER}",
            "exit status 1: `curl: (22) The requested URL returned error: 404`",
            id="a meter behind the error",
        ),
        pytest.param(
            "docker: no such flag\n\nRun 'docker run --help' for more information",
            "exit status 1: `docker: no such flag`",
            id="where help is",
        ),
        pytest.param(
            "unknown flag -d\n\nUsage:  docker [OPTIONS] COMMAND\n  -q  quiet\n",
            "exit status 1: `unknown flag -d`",
            id="above the usage",
        ),
        pytest.param(
            "usage: yq [-h]\nyq: error: no file\n", "exit status 1: `yq: error: no file`", id="below the usage"
        ),
        pytest.param(
            "make: *** [Makefile:5: two] Error 3\nmake: Target 'all' not remade because of errors.\n",
            "exit status 1: `make: *** [Makefile:5: two] Error 3`",
            id="make that goes on",
        ),
        pytest.param(
            'no matches for kind "Shop" in version "v1"\nensure CRDs are installed first\n',
            'exit status 1: `no matches for kind "Shop" in version "v1"`',
            id="advice of kubectl",
        ),
        pytest.param(
            "rejected: shop\nhint: fetch first\nhint: then push",
            "exit status 1: `rejected: shop`",
            id="advice of git",
        ),
        pytest.param(
            "go: no go.mod here\n\t'go get' is gone.\n\tor run 'go help get'.\n",
            "exit status 1: `go: no go.mod here`",
            id="advice that is indented",
        ),
        pytest.param(
            "error: files would be lost:\n\tshop.yaml\n", "exit status 1: `error: files would be lost:`", id="a list"
        ),
        pytest.param("rejected by the chart:\n  no replicas\n", "exit status 1: `no replicas`", id="behind a colon"),
        pytest.param("note: nobody knows\n", "exit status 1: `note: nobody knows`", id="nothing but advice"),
        pytest.param(f"refused by the shop\n{METER}", "exit status 1: `refused by the shop`", id="a meter"),
    ],
)
def test_an_exit_status_without_an_expected_output(text: str, said: str) -> None:
    assert judged(text, status=1) == (Failure.STATUS, said)


@pytest.mark.parametrize(
    ("text", "status", "judgement"),
    [
        pytest.param("", 1, (None, "found nothing, and the page does not say that there is something"), id="nothing"),
        pytest.param(
            METER, 1, (None, "found nothing, and the page does not say that there is something"), id="but a meter"
        ),
        pytest.param("a\n", 0, (None, ""), id="something"),
        pytest.param("grep: x: no\n", 2, (Failure.STATUS, "exit status 2: `grep: x: no`"), id="an error"),
        pytest.param("refused\n", 1, (Failure.STATUS, "exit status 1: `refused`"), id="an error before it"),
    ],
)
def test_a_search_without_an_expected_output(text: str, status: int, judgement: tuple[Failure | None, str]) -> None:
    assert judged(text, status=status, may_find_nothing=True) == judgement


@pytest.mark.parametrize(
    ("text", "printed", "said"),
    [
        pytest.param(
            "./bake 2>&1 | grep cake", "level=info msg=started\n", "exit status 1: grep found nothing", id="a log"
        ),
        pytest.param("./bake | egrep cake", "", "exit status 1: egrep found nothing", id="no output"),
        pytest.param("./bake | grep cake", "error: no oven\n", "exit status 1: `error: no oven`", id="an error"),
        pytest.param("grep cake | ./bake", "no oven\n", "exit status 1: `no oven`", id="before another program"),
    ],
)
def test_a_search_that_finds_nothing_of_what_the_page_shows(text: str, printed: str, said: str) -> None:
    output = Output(text=printed, status=1, ended=Ended.EXITED, seconds=0.1)
    assert judge(command(text, "a cake"), output).sentence == said


def test_an_exit_status_although_the_output_agrees() -> None:
    """Upstream ignores the status of a command whose output it compares."""
    assert judged("ok", expected="ok", status=7) == (
        Failure.STATUS,
        "exit status 7, although its output is as expected",
    )


@pytest.mark.parametrize(
    ("expected", "failure"),
    [
        pytest.param("no", None, id="as the page shows it"),
        pytest.param("yes", Failure.OUTPUT, id="another one"),
        pytest.param(None, Failure.STATUS, id="the page shows none"),
    ],
)
def test_a_verb_whose_status_is_an_answer(expected: str | None, failure: Failure | None) -> None:
    text = "kubectl auth can-i delete pods --as dana"
    found = judge(command(text=text, expected=expected), Output(text="no\n", status=1, ended=Ended.EXITED, seconds=0.1))
    assert found.failure is failure


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param("curl: (56) Recv failure: Connection reset by peer", id="curl"),
        pytest.param("a: 000\ncommand terminated with exit code 56", id="kubectl exec"),
        pytest.param('Error from server (NotFound): pods "x" not found', id="kubectl"),
        pytest.param('error: the server does not have a resource type "x"', id="kubectl, before it asks"),
        pytest.param("bash: x: command not found", id="bash"),
        pytest.param('admission webhook "v.istio.io" denied the request: x', id="a webhook"),
        pytest.param("ZeroDivisionError: division by zero", id="an exception"),
        pytest.param("fatal: not a git repository", id="git"),
        pytest.param("kubectl: something that it says of itself", id="the program's name"),
        pytest.param("cat: none: no such file", id="in lower case"),
    ],
)
def test_an_exit_status_that_the_page_shows(expected: str) -> None:
    assert judged(expected, expected=expected, status=1) == (None, "exit status 1, as its expected output shows")
    failure, sentence = judged("Error: something else", expected=expected, status=1)
    assert failure is Failure.OUTPUT
    assert "Error: something else" in sentence


TLS_REFUSED = "* TLSv1.3 (IN), TLS alert, unknown (628):\n* OpenSSL SSL_read: error:1409445C:SSL routines:x, errno 0"


@pytest.mark.parametrize(
    ("text", "status", "judgement"),
    [
        pytest.param(
            "* Send failure: Broken pipe\ncurl: (16) Send failure: Broken pipe",
            16,
            (None, "exit status 16, as its expected output shows"),
            id="refused in other words",
        ),
        pytest.param(
            "* ALPN: offers h2",
            0,
            (Failure.STATUS, "exit status 0, although the page shows that it fails"),
            id="not refused",
        ),
        pytest.param(
            "* ALPN: offers h2\n< HTTP/2 200",
            0,
            (Failure.OUTPUT, "the output has a line that the page does not show: `< HTTP/2 200`"),
            id="answered",
        ),
    ],
)
def test_a_connection_that_the_page_shows_refused(
    text: str, status: int, judgement: tuple[Failure | None, str]
) -> None:
    assert judged(text, status=status, expected=TLS_REFUSED) == judgement


def test_a_failure_that_the_page_announces() -> None:
    assert judged("x", status=3, expect_failure=True) == (None, "exit status 3, as the page says")
    assert judged("x", status=0, expect_failure=True) == (
        Failure.STATUS,
        "exit status 0, although the page says that it fails",
    )
    assert judged("x", status=3, expect_failure=True, expected="y") == (
        Failure.OUTPUT,
        "line 1: expected `y`, got `x`",
    )


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        pytest.param("", None, "did not end within 60 s", id="silent"),
        pytest.param("working\n", None, "did not end within 60 s; its last line is `working`", id="its last line"),
        pytest.param(
            "a", "a", "did not end within 60 s, although its output is as expected", id="all that is expected"
        ),
        pytest.param("b", "a", "did not end within 60 s; so far, line 1: expected `a`, got `b`", id="something else"),
    ],
)
def test_no_end(text: str, expected: str | None, said: str) -> None:
    assert judged(text, expected=expected, status=None, ended=Ended.TIMED_OUT) == (Failure.TIMEOUT, said)


@pytest.mark.parametrize(
    ("limit", "seconds", "said"),
    [
        pytest.param(1, 1.7, "did not end within 1 s", id="the limit, however long ending it took"),
        pytest.param(1.5, 1.5, "did not end within 1.5 s", id="a limit with a fraction"),
        pytest.param(60, 12.3, "did not end within 12 s", id="stopped before its limit"),
    ],
)
def test_no_end_tells_the_limit(limit: float, seconds: float, said: str) -> None:
    command = Command(at=Location(path=Path("p.md"), line=1), text="x", documented="x", expected=None, timeout=limit)
    stopped = Output(text="", status=None, ended=Ended.TIMED_OUT, seconds=seconds)
    assert judge(command, stopped).sentence == said


@pytest.mark.parametrize(
    ("text", "expected", "late", "failure", "match"),
    [
        pytest.param("a\n", None, False, None, None, id="nothing is expected"),
        pytest.param("a\n", "a\n", False, None, True, id="all that is expected"),
        pytest.param("b\n", "a\n", False, Failure.OUTPUT, False, id="something else"),
        pytest.param("", "a\n", True, None, None, id="what comes later is compared later"),
    ],
)
def test_what_keeps_running(
    text: str, expected: str | None, *, late: bool, failure: Failure | None, match: bool | None
) -> None:
    found = judge(
        command("serve", expected, judged_late=late),
        Output(text=text, status=None, ended=Ended.STAYS, seconds=0.4, terminal=1, ready="port 8123"),
    )
    assert (found.failure, None if found.match is None else found.match.agrees) == (failure, match)
    assert "ready after 0.4 s: port 8123" in found.note


@pytest.mark.parametrize(
    ("text", "ended", "failure"),
    [
        pytest.param("A=$(cat a 2>/dev/null)", Ended.EXITED, None, id="thrown away"),
        pytest.param("A=b B=$(git describe 2> /dev/null)", Ended.EXITED, None, id="the last one"),
        pytest.param("A=$(cat a)", Ended.EXITED, Failure.STATUS, id="seen"),
        pytest.param("A=$(cat a 2>/dev/null) B=$(cat b)", Ended.EXITED, Failure.STATUS, id="seen of the last one"),
        pytest.param("A=$(cat a 2>/dev/null) && cat b", Ended.EXITED, Failure.STATUS, id="something behind it"),
        pytest.param("A=$(cat a 2>/dev/null)", Ended.SHELL_EXITED, Failure.STATUS, id="the shell ends with it"),
    ],
)
def test_a_status_that_an_assignment_throws_away(text: str, ended: Ended, failure: Failure | None) -> None:
    output = Output(text="", status=1, ended=ended, seconds=0.1)
    assert judge(command(text, None), output).failure is failure


@pytest.mark.parametrize(
    ("text", "printed", "nothing"),
    [
        pytest.param("jq '.[] | select(.a)' f", "", True, id="jq"),
        pytest.param("cat f | yq .a", "", True, id="in a pipeline"),
        pytest.param("jq '.[]' f", "1", False, id="something"),
        pytest.param("jq .a f > g", "", False, id="into a file"),
        pytest.param("yq -i '.a = 1' f", "", False, id="in place"),
        pytest.param("jq empty f", "", False, id="only read"),
    ],
)
def test_queries_that_find_nothing(text: str, printed: str, *, nothing: bool) -> None:
    output = Output(text=printed, status=0, ended=Ended.EXITED, seconds=0.1)
    assert (judge(command(text, None), output).note == FOUND_NOTHING) is nothing


@pytest.mark.parametrize(("status", "failure"), [(124, None), (0, None), (1, Failure.STATUS)])
def test_timeout_ends_what_goes_on_with_a_status_of_its_own(status: int, failure: Failure | None) -> None:
    output = Output(text="", status=status, ended=Ended.EXITED, seconds=5.0)
    assert judge(command("timeout 5 kubectl get pods -w", None, ends_with=124), output).failure is failure


@pytest.mark.parametrize(
    ("text", "printed", "status", "failure"),
    [
        pytest.param("timeout 2 ./tick", "tick", 124, None, id="timeout ends what has printed all"),
        pytest.param("timeout 2 ./tick", "tock", 124, Failure.STATUS, id="and what has not"),
        pytest.param("./tick", "tick", 124, Failure.STATUS, id="no timeout"),
        pytest.param("grep -c a file", "tick", 1, None, id="a search that counts"),
        pytest.param("cat a | diff b -", "tick", 1, None, id="a comparison"),
        pytest.param("grep -c a file", "tick", 2, Failure.STATUS, id="a search that fails"),
        pytest.param("jq -e .a file", "tick", 1, None, id="a value that is false"),
        pytest.param("jq -e .a file", "tick", 5, Failure.STATUS, id="a filter that fails"),
        pytest.param("./asks", "tock", 1, Failure.OUTPUT, id="another answer of one word"),
        pytest.param("./asks", "no tick", 1, Failure.STATUS, id="a message"),
    ],
)
def test_a_status_beside_an_output(text: str, printed: str, status: int, failure: Failure | None) -> None:
    output = Output(text=printed, status=status, ended=Ended.EXITED, seconds=0.1)
    assert judge(command(text, "tick"), output).failure is failure


def test_what_waits_for_input_is_told_in_the_time_that_it_took() -> None:
    output = Output(text="Name: ", status=None, ended=Ended.TIMED_OUT, seconds=3.3, waiting_for="Name:")
    found = judge(command("./ask", None), output)
    assert found.failure is Failure.TIMEOUT
    assert "`Name:`" in found.sentence
    assert "3.3 s" in found.sentence


@pytest.mark.parametrize(
    ("expected", "text", "agrees"),
    [
        pytest.param("[1] 12345\n", "", True, id="a job began"),
        pytest.param("[1] 12345\n", "serving\n", True, id="and prints what the page leaves out"),
        pytest.param("[1] 12345\nready\n", "ready\n", True, id="and prints"),
        pytest.param("[1] 12345\nready\n", "", False, id="and does not print"),
        pytest.param("ready\n", "ready\n", True, id="the page does not show it"),
        pytest.param("ready\n[1]+  Done     sleep 1\n", "ready\n", True, id="when a job has ended"),
        pytest.param("[1, 2] 3\n", "", False, id="something else"),
    ],
)
def test_what_the_shell_tells_of_jobs(expected: str, text: str, *, agrees: bool) -> None:
    output = Output(text=text, status=0, ended=Ended.EXITED, seconds=0.0, jobs=("[2] 4711",))
    assert (judge(command("serve &", expected, background=True), output).failure is None) is agrees


def test_a_job_that_did_not_begin_is_missed() -> None:
    output = Output(text="", status=0, ended=Ended.EXITED, seconds=0.0)
    assert judge(command("true", "[1] 12345\n"), output).failure is Failure.OUTPUT


def test_a_command_in_the_background_may_go_on() -> None:
    failure, _ = judged("", status=None, ended=Ended.TIMED_OUT, command="sleep 100 &", background=True)
    assert failure is None


def test_a_command_that_ends_the_shell() -> None:
    assert judged("", status=3, ended=Ended.SHELL_EXITED) == (
        Failure.STATUS,
        "it ended the shell with exit status 3, and no output",
    )
    assert judged("bye", status=None, ended=Ended.SHELL_EXITED) == (Failure.STATUS, "it ended the shell: `bye`")
    assert judged("", status=0, ended=Ended.SHELL_EXITED) == (
        None,
        "it ended the shell; the rest of the page runs in a new one",
    )


def test_an_interruption_is_nobodys_fault() -> None:
    assert judged("", status=None, ended=Ended.INTERRUPTED) == (Failure.HARNESS, "interrupted before it ended")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param(
            "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?",
            "the API server refused the connection",
            id="API server refused",
        ),
        pytest.param(
            "Unable to connect to the server: net/http: TLS handshake timeout",
            "the API server refused the connection",
            id="API server gone",
        ),
        pytest.param(
            'Get "https://127.0.0.1:34567/api": dial tcp 127.0.0.1:34567: connect: connection refused',
            "the API server refused the connection",
            id="API server gone, as helm says it",
        ),
        pytest.param("Error: etcdserver: leader changed", "the API server changed its leader", id="etcd leader"),
        pytest.param("error: net/http: TLS handshake timeout", "the API server was too slow", id="TLS handshake"),
        pytest.param(
            'error validating data: failed to download openapi: Get "https://127.0.0.1:25040/openapi/v2?timeout=32s": '
            "net/http: request canceled (Client.Timeout exceeded while awaiting headers)",
            "the API server was too slow",
            id="kinds of the API",
        ),
        pytest.param(
            'failed to call webhook: Post "https://shop.default.svc:443/check": proxy error from /fleet/egress.sock '
            "while dialing 10.10.0.1:8443, code 502: 502 Bad Gateway",
            "a pod was not reached",
            id="a webhook behind the proxy of the API server",
        ),
        pytest.param(
            'container "a" in pod "b" is waiting to start: image can\'t be pulled',
            "an image could not be pulled",
            id="the log of one whose image is not there",
        ),
        pytest.param("a   0/1   ImagePullBackOff   0   1m", "an image could not be pulled", id="image pull"),
        pytest.param(
            "Unable to connect to the server: dial tcp: lookup raw.example.com on 10.0.0.1:53: no such host",
            "a name could not be resolved",
            id="a manifest's host, which kubectl takes for the server",
        ),
        pytest.param("toomanyrequests: You have reached it", "a registry limits its pulls", id="rate limit"),
        pytest.param("write x: no space left on device", "a disk is full", id="disk"),
        pytest.param("0/1 nodes are available: 1 Insufficient cpu.", "a node has too little room", id="node"),
        pytest.param("socket: too many open files", "a machine has too many files open", id="files"),
        pytest.param("curl: (6) Could not resolve host: raw.example.com", "a name could not be resolved", id="DNS"),
        pytest.param(
            "wget: unable to resolve host address 'raw.example.com'", "a name could not be resolved", id="wget"
        ),
        pytest.param("bash: nslookup: command not found", "this machine has no nslookup", id="a program"),
        pytest.param("sh: 1: nslookup: not found", "this machine has no nslookup", id="a program, as dash says it"),
        pytest.param(
            "timeout: failed to run command \u2018ping\u2019: No such file or directory",
            "this machine has no ping",
            id="a program that another one calls",
        ),
        pytest.param("bash: redis-cli: command not found", "this machine has no redis-cli", id="with a profile"),
        pytest.param('Error: unknown command "cnpg" for "kubectl"', "this machine has no kubectl-cnpg", id="a plug-in"),
        pytest.param("bash: ansible: command not found", "this machine has no ansible", id="known by name only"),
        pytest.param(
            "ModuleNotFoundError: No module named 'jwcrypto'",
            "this machine's Python has no module jwcrypto",
            id="a module",
        ),
        pytest.param(
            "/usr/bin/python3: No module named grpc_tools", "this machine's Python has no module grpc_tools", id="-m"
        ),
        pytest.param("fork/exec: Cannot allocate memory", "a machine has too little memory", id="memory"),
        pytest.param("Failed to connect to bus: Host is down", "no systemd runs here", id="systemctl"),
        pytest.param("docker: 'compose' is not a docker command.", "docker has no such plug-in here", id="a plug-in"),
        pytest.param("unknown shorthand flag: 'd' in -d", "docker has no such plug-in here", id="its flag"),
        pytest.param(
            "tail: cannot open '/var/log/syslog' for reading: No such file or directory",
            "this machine is no node that kubeadm made",
            id="a log of a machine",
        ),
        pytest.param(
            "cat: /etc/kubernetes/pki/ca.crt: No such file or directory",
            "this machine is no node that kubeadm made",
            id="a file of a control plane",
        ),
        pytest.param("MemoryPressure   True", "a machine has too little memory", id="a condition of a node"),
        pytest.param(
            "0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.",
            "a disk is full",
            id="a taint",
        ),
        pytest.param(
            "docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it running?",
            "no container engine answers",
            id="no daemon of Docker",
        ),
    ],
)
def test_infrastructure(text: str, what: str) -> None:
    assert infrastructure(text, None) == what
    assert infrastructure(text, f"the page shows this:\n{text}") is None
    failure, said = judged(text, expected="a", status=1)
    assert (failure, said.startswith(f"{what}: ")) == (Failure.INFRASTRUCTURE, True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param('error: the server doesn\'t have a resource type "ksvc"', "ksvc", id="a kind"),
        pytest.param(
            'no matches for kind "Certificate" in version "cert-manager.io/v1"', "Certificate", id="an object of a kind"
        ),
        pytest.param('no matches for kind "Oven" in version "a.cert-manager.io/v1"', "Oven", id="not in the catalogue"),
        pytest.param('no matches for kind "Certificat" in version "cert-manager.io/v1"', "", id="a mistake in a kind"),
        pytest.param('no matches for kind "Certificate" in version "cert-manager.io/v9"', "", id="in its version"),
        pytest.param('no matches for kind "Cup" in version "tea.example/v1"', "", id="of another product"),
        pytest.param('error: the server doesn\'t have a resource type "isuers"', "", id="a mistake in a word"),
        pytest.param(
            'Error from server (NotFound): namespaces "cert-manager" not found', "cert-manager", id="namespace"
        ),
        pytest.param("No resources found in cert-manager namespace.", "cert-manager", id="an empty one"),
        pytest.param('Error from server (NotFound): namespaces "tea" not found', "", id="a page's own namespace"),
        pytest.param("No resources found in kube-system namespace.", "", id="a namespace of Kubernetes"),
    ],
)
def test_what_the_product_of_a_site_makes(text: str, what: str) -> None:
    """Nothing on the path installs it, as its reader has done."""
    said = infrastructure(text, None, ("cert-manager",)) or ""
    assert (bool(said), what in said) == (bool(what), True)
    assert infrastructure(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "  MemoryPressure       False   Fri, 27 Nov 2026   KubeletHasSufficientMemory",
        "Tolerations:  node.kubernetes.io/memory-pressure:NoSchedule op=Exists",
        "- type: DiskPressure",
    ],
)
def test_what_a_node_is_asked_about_is_no_infrastructure(text: str) -> None:
    assert infrastructure(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("curl: (7) Failed to connect to a port 80: Connection refused", id="a workload"),
        pytest.param("curl: (6) Could not resolve host: helloworld.sample", id="a service of the cluster"),
        pytest.param("bash: istoctl: command not found", id="a mistake in a name"),
        pytest.param("429 Too Many Requests", id="a limit that the page is about"),
        pytest.param("dial tcp 10.96.44.51:443: connect: connection refused", id="a webhook"),
        pytest.param('error: the server doesn\'t have a resource type "isuers"', id="a mistake in a kind"),
        pytest.param('no matches for kind "Certificate" in version "cert-manager.io/v9"', id="a mistake in a version"),
        pytest.param('no matches for kind "AdmissionReview" in version "admission.k8s.io/v1"', id="no resource"),
        pytest.param('Error from server (NotFound): namespaces "kube-sytem" not found', id="a mistake in a namespace"),
    ],
)
def test_what_is_not_infrastructure(text: str) -> None:
    assert infrastructure(text, None) is None


def test_infrastructure_does_not_turn_success_into_failure() -> None:
    assert judged("retried: etcdserver: leader changed") == (None, "")


def test_what_simulated_pods_refuse_is_a_finding_where_pods_are_real() -> None:
    command = Command(at=Location(path=Path("p.md"), line=1), text="x", documented="x", expected=None)
    output = Output(text="no logs found for container", status=1, ended=Ended.EXITED, seconds=1)
    assert judge(command, output).missing == {Capability.LOGS}
    assert judge(command, output, offered={Capability.LOGS: Fidelity.REAL}).missing == frozenset()


def test_a_judgement_holds_the_comparison() -> None:
    command = Command(at=Location(path=Path("p.md"), line=1), text="x", documented="x", expected="a")
    judgement = judge(command, Output(text="no exec found for container", status=0, ended=Ended.EXITED, seconds=1))
    assert judgement.missing == {Capability.EXEC}
    assert isinstance(judgement.match, Match)
    assert (
        judge(
            Command(at=command.at, text="x", documented="x", expected=None),
            Output(text="", status=0, ended=Ended.EXITED, seconds=1),
        )
        == Judgement()
    )


@pytest.mark.parametrize("text", ["200", "deployment.apps/a created", "errors: 0 found in terror", ""])
def test_outputs_that_show_no_error(text: str) -> None:
    assert not shows_error(text)


@pytest.mark.parametrize(
    ("text", "status", "failure", "sentence"),
    [
        pytest.param(
            "TOKEN=$(curl https://raw.example.com/token -s)",
            6,
            Failure.INFRASTRUCTURE,
            f"a name could not be resolved: exit status 6, and no output; curl ends so when {NO_NAME}",
            id="a host of the internet",
        ),
        pytest.param(
            "curl -s http://shop/",
            6,
            Failure.STATUS,
            f"exit status 6, and no output; curl ends so when {NO_NAME}",
            id="a host of the page's own",
        ),
        pytest.param(
            'curl -s "$HOST:80" | head -n 1',
            7,
            Failure.STATUS,
            "exit status 7, and no output; curl ends so when nothing listens there",
            id="nobody listens",
        ),
        pytest.param("curl -s http://shop/; ./x", 6, Failure.STATUS, "exit status 6, and no output", id="or another"),
    ],
)
def test_what_a_silent_curl_means(text: str, status: int, failure: Failure, sentence: str) -> None:
    assert judged(status=status, command=text) == (failure, sentence)


def test_a_silent_curl_that_is_only_a_part() -> None:
    part = FailedPart(text="curl -Ls https://get.example.com", status=6, piped=True)
    output = Output(text="", status=0, ended=Ended.EXITED, seconds=0.0, failed_parts=(part,))
    text = f"{part.text} | sh"
    asked = Command(at=Location(path=Path("p.md"), line=1), text=text, documented=text, expected=None)
    assert judge(asked, output).failure is Failure.INFRASTRUCTURE


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ('no matches for kind "Pot" in version "tea-pot.dev/v1"', "Pot of tea-pot.dev"),
        ("Error: uninstall: Release not loaded: tea-pot: release: not found", "the release tea-pot"),
        ("Error: uninstall: Release not loaded: oven: release: not found", ""),
        ("Error: repo tea-pot-charts not found", "the repository tea-pot-charts"),
        ("Error: repo tea not found", ""),
    ],
)
def test_a_product_that_a_reader_has_and_nothing_installs(said: str, what: str) -> None:
    told = infrastructure(said, None, ("tea-pot",))
    assert told == (f"nothing on the page or before it installs what makes {what}" if what else None)
