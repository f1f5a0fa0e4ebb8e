from collections.abc import Callable

import pytest

from harness.capability import Capability
from harness.plan.flow import context_variables
from harness.plan.overrides.override import OverrideTable, SnippetOverride
from harness.plan.step import Command, PagePlan

Planner = Callable[..., PagePlan]


def blocks(*commands: str) -> str:
    return "\n".join(f"{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}\n" for command in commands)


def planned(plan: Planner, *commands: str) -> list[Command]:
    return [command for step in plan(blocks(*commands)).variants[0].steps for command in step.commands]


def needs(command: Command) -> set[str]:
    return {str(need) for need in command.needs}


EXEC = {"api", "pods", "exec"}
TRAFFIC = {"api", "controllers", "lb-address", "lb-traffic"}
ADDRESS = TRAFFIC - {"lb-traffic"}
HOST = "export INGRESS_HOST=$(kubectl get svc x -o jsonpath='{.status.loadBalancer.ingress[0].ip}')"


@pytest.mark.parametrize(
    ("commands", "last"),
    [
        pytest.param(["RESULT=$(kubectl exec x -- date)", "echo $RESULT"], EXEC, id="a value that came from a pod"),
        pytest.param(["A=$(kubectl exec x -- date)", "B=x$A", "echo $B"], EXEC, id="by way of another variable"),
        pytest.param(["A=$(kubectl exec x -- date)", "A=1", "echo $A"], set(), id="a value set anew"),
        pytest.param(["A=$(kubectl exec x -- date)", "echo $B"], set(), id="another variable"),
        pytest.param(["POD=$(kubectl get pod -o name)", "echo $POD"], {"api", "pods"}, id="a pod's name"),
        pytest.param(["kubectl exec x -- cat y > z", "openssl x509 -in z"], EXEC, id="a file that came from a pod"),
        pytest.param(["alias k=kubectl", "k get pods"], {"api", "pods"}, id="another name of a program"),
        pytest.param(['alias k="echo kubectl"', "k get pods"], set(), id="a name that the page gives another meaning"),
        pytest.param([HOST, "curl http://$INGRESS_HOST/"], TRAFFIC, id="an address given out"),
        pytest.param([HOST, "GATEWAY_URL=$INGRESS_HOST:80", "curl $GATEWAY_URL"], TRAFFIC, id="a URL with it"),
        pytest.param([HOST, "echo $INGRESS_HOST"], ADDRESS, id="an address only shown"),
        pytest.param(["curl http://$GATEWAY_URL/"], TRAFFIC, id="an address from the reader"),
        pytest.param(
            ["GATEWAY_URL=example.com", "curl http://$GATEWAY_URL/"], set(), id="an address of the page's own"
        ),
        pytest.param(["curl https://example.com"], set(), id="anywhere else"),
        pytest.param(
            [HOST, "D=$INGRESS_HOST.nip.io", "openssl req -x509 -subj /CN=$D -out a.crt"],
            ADDRESS,
            id="an address in a certificate",
        ),
        pytest.param(["openssl s_client -connect $INGRESS_HOST:443"], TRAFFIC, id="a client by its subcommand"),
        pytest.param(
            ["kubectl port-forward x 8080:80 &", "curl localhost:8080"],
            {"api", "pods", "port-forward"},
            id="a forwarded port",
        ),
        pytest.param(["curl localhost:8080"], set(), id="a port of this machine"),
    ],
)
def test_needs_go_with_values(plan: Planner, commands: list[str], last: set[str]) -> None:
    assert needs(planned(plan, *commands)[-1]) == last


def test_skipped_commands_give_nothing(plan: Planner) -> None:
    assert needs(planned(plan, "A=$(kubectl exec <pod> -- date)", "echo $A")[-1]) == set()


@pytest.mark.parametrize(
    ("commands", "contexts"),
    [
        pytest.param(['kubectl --context="${CTX_CLUSTER1}" get x'], [("CTX_CLUSTER1",)], id="from outside"),
        pytest.param(
            ["export CTX_CLUSTER1=a", "kubectl --context=$CTX_CLUSTER1 get x"], [(), ()], id="set by the page"
        ),
        pytest.param(
            ["export CTX_CLUSTER1=<your context>", "kubectl --context=$CTX_CLUSTER1 get x"],
            [(), ("CTX_CLUSTER1",)],
            id="meant to be set by the reader",
        ),
        pytest.param(["echo $HOME $KUBECONFIG $CTX_OTHER"], [()], id="no contexts that settings know"),
    ],
)
def test_contexts(plan: Planner, commands: list[str], contexts: list[tuple[str, ...]]) -> None:
    assert [command.contexts for command in planned(plan, *commands)] == contexts


@pytest.mark.parametrize(
    ("commands", "settles"),
    [
        pytest.param([HOST, "curl $INGRESS_HOST"], ("INGRESS_HOST",), id="read later"),
        pytest.param([HOST, "curl x"], (), id="never read"),
        pytest.param(["A=1", "echo $A"], (), id="nothing to wait for"),
        pytest.param(["A=$(kubectl create token x)", "echo $A"], (), id="not what changes something"),
        pytest.param([HOST, "kubectl get <x> $INGRESS_HOST"], (), id="read by what is not run"),
    ],
)
def test_commands_wait_for_the_value_that_is_wanted(
    plan: Planner, commands: list[str], settles: tuple[str, ...]
) -> None:
    assert planned(plan, *commands)[0].settles == settles


@pytest.mark.parametrize(
    ("command", "said", "retry"),
    [
        pytest.param("cat file", None, 0.0, id="a file does not change by itself"),
        pytest.param("cat file", 7.0, 7.0, id="unless somebody says that it does"),
        pytest.param("cat file", 0.0, 0.0, id="or that it does not"),
        pytest.param("kubectl get x", None, 60.0, id="a cluster does"),
        pytest.param("curl --version | grep ssl", None, 0.0, id="a version does not"),
        pytest.param("kubectl version --client -o json | jq .a", None, 0.0, id="nor does that of kubectl"),
        pytest.param("curl --version; curl http://x", None, 60.0, id="but what is asked beside it may"),
        pytest.param("jq .a file", None, 0.0, id="a filter of a file does not"),
        pytest.param("curl -s http://x | jq .a", None, 60.0, id="a filter of an answer may"),
        pytest.param("openssl x509 -in a.pem -noout", None, 0.0, id="nor does a certificate"),
        pytest.param("openssl s_client -connect a:443", None, 60.0, id="but a server may"),
        pytest.param("kubectl get x", 0.0, 0.0, id="if nobody says that it does not"),
    ],
)
def test_patience(plan: Planner, command: str, said: float | None, retry: float) -> None:
    table = OverrideTable(snippets={"a": SnippetOverride(retry=said)})
    page = plan(f"{{{{< text syntax=bash snip_id=a >}}}}\n$ {command}\n{{{{< /text >}}}}\n", table)
    assert [each.retry for each in page.variants[0].steps[0].commands] == [retry]


def test_context_variables_are_those_whose_template_names_one() -> None:
    templates = {"A": "{cluster1.context}", "B": "{ cluster2.context }", "KUBECONFIG": "{kubeconfig}", "C": "context"}
    assert context_variables(templates) == {"A", "B"}


def test_a_path_needs_what_its_commands_need(plan: Planner) -> None:
    page = plan(
        blocks(
            'kubectl --context="${CTX_CLUSTER1}" label ns x topology.istio.io/network=network1',
            'kubectl --context="${CTX_CLUSTER3}" label ns x topology.istio.io/network=network2 | jq .',
            "kubectl exec <pod> -- date",
        )
    )
    found = page.variants[0].needs
    assert (found.contexts, found.clusters, found.networks) == (("CTX_CLUSTER1", "CTX_CLUSTER3"), 3, 2)
    assert found.tools == {"kubectl", "jq"}
    assert found.capabilities == {Capability.API, Capability.MULTI_NETWORK}


def test_a_command_knows_what_the_functions_do_that_it_calls(plan: Planner) -> None:
    define, call, other, child = planned(plan, "bake() { cat flour; }", "bake | sort", "cat bake", "bash -c bake")
    assert (define.bodies, call.bodies, other.bodies) == ((), ("{ cat flour; }",), ())
    assert child.bodies == call.bodies


@pytest.mark.parametrize(
    ("text", "knows"),
    [
        pytest.param("bash bake.sh", True, id="given to a shell"),
        pytest.param("chmod +x bake.sh && ./bake.sh", True, id="run"),
        pytest.param("bash <<'EOF'\ncat flour\nEOF", True, id="fed"),
        pytest.param("bash bake.sh || true", False, id="it may fail"),
        pytest.param("cat bake.sh", False, id="shown"),
    ],
)
def test_a_command_knows_what_the_scripts_do_that_it_runs(plan: Planner, text: str, *, knows: bool) -> None:
    *_, run = planned(plan, "cat > bake.sh <<'EOF'\ncat flour\nEOF", text)
    assert [body.strip() for body in run.bodies] == ["cat flour"] * knows


def test_a_command_knows_what_its_scripts_run_and_call(plan: Planner) -> None:
    outer = "cat > day.sh <<'EOF'\nrest() { ls bed; }\nsh bake.sh\nrest\nEOF"
    *_, run = planned(plan, "cat > bake.sh <<'EOF'\ncat flour\nsh day.sh\nEOF", outer, "sh day.sh")
    assert [body.strip().partition("\n")[0] for body in run.bodies] == [
        "rest() { ls bed; }",
        "{ ls bed; }",
        "cat flour",
    ]


def test_a_command_knows_what_the_tasks_do_that_it_may_run(plan: Planner) -> None:
    *_, run = planned(plan, "cat > Makefile <<'EOF'\nbake:\n\t@kubectl get flour\nEOF", "make bake")
    assert (run.bodies, run.needs) == (("kubectl get flour",), frozenset())


def test_a_variable_that_a_function_is_to_fill(plan: Planner) -> None:
    *_, call, other = planned(plan, "bake() { OVEN=$(cat oven); }", "bake", "OTHER=$(bake)")
    assert (call.fills, other.fills) == (("OVEN",), ("OTHER",))


@pytest.mark.parametrize(
    ("commands", "takes"),
    [
        pytest.param(["N=3000", "sleep $N"], 3000, id="a variable"),
        pytest.param(["N=3000; sleep $N"], 3000, id="in one line"),
        pytest.param(["nap() { sleep 3000; }", "nap"], 3000, id="a function"),
        pytest.param(["N=3000", "N=$(cat n)", "sleep $N"], 0, id="a value that is not known any more"),
        pytest.param(["N=3000", "unset N", "sleep $N"], 0, id="no value any more"),
    ],
)
def test_a_command_sleeps_as_long_as_earlier_ones_say(plan: Planner, commands: list[str], takes: float) -> None:
    last = planned(plan, *commands)[-1]
    assert (last.takes, last.timeout > takes) == (takes, True)
