from pathlib import Path

import pytest

from harness.parse.page import Segment
from harness.plan.commands.command import commands_of
from harness.plan.overrides.override import NOTHING_SAID, SnippetOverride
from harness.plan.step import Answer, Command, Effect, Replacement, Stay
from harness.settings.sections import Timeouts
from harness.source import Location

AT = Location(path=Path("p.md"), line=3)


def commands(
    *texts: str, expected: str | None = None, said: SnippetOverride = NOTHING_SAID, cleanup: bool = False
) -> tuple[Command, ...]:
    segments = tuple(Segment(at=AT, command=text, documented=text, expected=expected) for text in texts)
    urls = {"https://x.org": "local"}
    return commands_of(segments, said, timeouts=Timeouts(), prompts=(), urls=urls, copies={}, cleanup=cleanup)


def test_a_command_that_reads() -> None:
    [command] = commands("kubectl --context=$CTX get svc", expected="NAME\n")
    assert command == Command(
        at=AT,
        text="kubectl --context=$CTX get svc",
        documented="kubectl --context=$CTX get svc",
        expected="NAME\n",
        read_only=True,
        timeout=60.0,
        retry=60.0,
        variables=("CTX",),
        needs=command.needs,
        effect=Effect.READS,
        tools=frozenset({"kubectl"}),
    )


def test_a_command_that_changes_is_repeated_only_before_it_does_so() -> None:
    [command] = commands("kubectl apply -f https://x.org/a")
    assert (command.read_only, command.retry, command.timeout) == (False, 60.0, 120.0)
    assert command.replacements == (Replacement(url="https://x.org", source="local"),)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kubectl create ns a && kubectl create ns b", id="two that change"),
        pytest.param("cd samples", id="none, and nothing of a cluster"),
        pytest.param("cd samples && kubectl apply -f a.yaml", id="one that changes, from where another one went"),
    ],
)
def test_what_could_not_simply_be_run_again_is_run_once(text: str) -> None:
    [command] = commands(text)
    assert command.retry == 0.0


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ('kubectl get dr -A -o yaml | grep "host:"', True),
        ("kubectl get pods | grep a | wc -l", False),
        ("NAME=$(kubectl get pods -o name | grep a)", True),
        ("curl $(grep a file)", False),
        ("kubectl get pods", False),
        ("[[ -f a ]] && rm a", True),
        ("! grep -q a file", False),
        ("grep a file > found.txt", False),
        ("grep a file > /dev/null 2>&1", True),
        ("echo a > file; grep b file", True),
    ],
)
def test_a_search_may_find_nothing(text: str, may: bool) -> None:  # noqa: FBT001 - a column of the table
    [command] = commands(text)
    assert command.may_find_nothing is may


def test_a_background_command_gives_its_prompt_back_at_once() -> None:
    [command] = commands("kubectl get pods -w &")
    assert (command.background, command.timeout, command.retry, command.skip) == (True, 5.0, 0.0, None)


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("kubectl get x | jq . | grep y", {"kubectl", "jq"}),
        ("cd x && export A=1 && [ -f y ]", set()),
        ("bin/istioctl version; ./x.sh", set()),
        ("$TOOL x", set()),
        ("timeout 3 curl x", {"curl"}),
        ("f() { helm list; }; f", {"helm"}),
        ("xargs kubectl delete", {"kubectl"}),
    ],
)
def test_tools(text: str, tools: set[str]) -> None:
    assert commands(text)[0].tools == tools


@pytest.mark.parametrize(
    ("expected", "may_fail"),
    [
        ("000\ncommand terminated with exit code 56\n", True),
        ("curl: (35) reset\n", True),
        ("Error from server (NotFound): x\n", True),
        ("error: x\n", True),
        ("no\n", True),
        ("no - nobody may\n", True),
        ("HTTP/1.1 200 OK\n", False),
        ("yes\nno\n", True),
        ("no\nyes\n", False),
        ("oven\nno\n", False),
        ("no error here\n", False),
        (None, False),
    ],
)
def test_an_expected_error_leaves_the_status_open(expected: str | None, *, may_fail: bool) -> None:
    assert commands("kubectl exec x -- curl y", expected=expected)[0].may_fail is may_fail


@pytest.mark.parametrize(
    ("text", "expected", "stays", "ports", "late", "skipped"),
    [
        pytest.param("kubectl port-forward svc/x 80", None, Stay.SERVES, (80,), False, False, id="serves"),
        pytest.param("kubectl port-forward svc/x 80", "Forwarding\n", Stay.SERVES, (80,), False, False, id="says so"),
        pytest.param(
            "kubectl port-forward svc/x 80",
            "Forwarding\nHandling connection for 80\n",
            Stay.SERVES,
            (80,),
            True,
            False,
            id="and shows what comes when it is used",
        ),
        pytest.param("kubectl get pods -w", "NAME\n", Stay.WATCHES, (), True, False, id="watches"),
        pytest.param(
            "./oven", '- - "GET /rye HTTP/1.1" 200\n', None, (), True, False, id="may, and shows that it is used"
        ),
        pytest.param("kubectl get pods -w", None, None, (), False, True, id="watches, and the page shows nothing"),
    ],
)
def test_what_goes_on_gets_a_terminal_of_its_own(
    text: str, expected: str | None, stays: Stay | None, ports: tuple[int, ...], *, late: bool, skipped: bool
) -> None:
    [command] = commands(text, expected=expected)
    assert (command.text, command.expected) == (text, expected)
    assert (command.stays, command.ports, command.judged_late, command.skip is not None) == (
        stays,
        ports,
        late,
        skipped,
    )


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("kubectl wait --for=condition=Ready pod/x", True),
        ("grep x y | sort", True),
        ("./run-shop", False),
        ("bash serve.sh", False),
        ("python3 serve.py", False),
        ("npm run check", False),
        ("cd x && make run", False),
    ],
)
def test_whether_all_programs_are_known_to_end(text: str, *, known: bool) -> None:
    assert commands(text)[0].known is known


@pytest.mark.parametrize(
    ("text", "retry"),
    [
        ("PORT=$(kubectl get service oven -o name)", 60.0),
        ("readonly PORT=$(kubectl get service oven -o name)", 0.0),
        ("declare -rx PORT=$(kubectl get service oven -o name)", 0.0),
        ("declare -x PORT=$(kubectl get service oven -o name)", 60.0),
    ],
)
def test_a_variable_that_is_set_for_good_is_set_once(text: str, retry: float) -> None:
    assert commands(text)[0].retry == retry


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("timeout 5 kubectl get pods -w", 124),
        ("timeout 5 python3 -m http.server", 124),
        ("timeout 5 kubectl get pods", 0),
        ("kubectl get pods -w | timeout 5 cat -", 0),
        ("wait $PID", 143),
        ("diff one two", 1),
        ("cmp one two", 1),
        ("kubectl diff -f a.yaml", 1),
        ("test -e one", 0),
        ("which bake", 0),
        ("((count++))", 1),
        ("n=0\nlet n+=2", 1),
        ("((total = 3 * n))", 1),
        ("((n > 3))", 0),
        ("((n++)) && ./bake", 0),
    ],
)
def test_a_status_other_than_0_with_which_a_command_ends_well(text: str, status: int) -> None:
    assert commands(text)[0].ends_with == status


def test_a_job_in_the_background_has_ports_as_well() -> None:
    assert commands("kubectl proxy --port=8011 &")[0].ports == (8011,)


def test_cleanup_has_time() -> None:
    assert [each.timeout for each in commands("rm x", "helm delete y", cleanup=True)] == [300.0, 600.0]


def test_overrides_win() -> None:
    said = SnippetOverride(
        match="exact", timeout=7.0, retry=3.0, answer={"Name[?]": "me"}, expect="failure", read_only=True
    )
    [command] = commands("unknown", said=said)
    assert (command.matcher, command.timeout, command.retry) == ("exact", 7.0, 3.0)
    assert (command.answers, command.expect_failure) == ((Answer(prompt="Name[?]", reply="me"),), True)
    assert (command.read_only, command.effect) == (True, Effect.READS)


def test_an_expected_success_takes_a_shown_error_at_its_word() -> None:
    [command] = commands("a", expected="error: x\n", said=SnippetOverride(expect="success"))
    assert (command.expect_failure, command.may_fail) == (False, False)


def test_skipped_by_a_plan_file() -> None:
    assert commands("ls", said=SnippetOverride(skip="takes an hour"))[0].skip == "takes an hour"


def test_run_although_it_looks_as_if_it_could_not_be() -> None:
    [command] = commands("kubectl get pods -w", said=SnippetOverride(run=True, timeout=5.0))
    assert (command.skip, command.text, command.timeout) == (None, "kubectl get pods -w", 5.0)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("kubectl logs deploy/a -c istio-proxy", "log"),
        ('kubectl logs -n a "$(kubectl get pod -l app=a -o name)" | grep GET | tail -n 1', "log"),
        ("docker logs a", "log"),
        ("kubectl logs deploy/a | grep -c GET", ""),
        ("kubectl logs deploy/a | wc -l", ""),
        ("COUNT=$(kubectl logs deploy/a)", ""),
        ("ls certs*", "listing"),
        ("cd certs && ls", "listing"),
        ("kubectl exec -n a b -- ls /etc/certs", "listing"),
        ("kubectl exec -n a b -- ls -l /etc/certs", ""),
        ("ls -la certs", ""),
        ("ls | wc -l", ""),
        ("find certs -name '*.key'", "lines"),
        ("grep -rn oven menus", "lines"),
        ("find certs | sort", ""),
        ("env | grep OVEN", "lines"),
        ("find certs; cat menu", ""),
        ("kubectl get pods", ""),
    ],
)
def test_what_a_command_prints(text: str, what: str) -> None:
    [command] = commands(text)
    assert command.prints == what


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("server &", True), ("server & PID=$!", True), ("server &\nsleep 1", True), ("server & curl x", False),
        ("server", False), ("PID=$!", False),
    ],
)  # fmt: skip
def test_what_goes_on_in_the_background(text: str, *, goes_on: bool) -> None:
    [command] = commands(text)
    assert command.background is goes_on
