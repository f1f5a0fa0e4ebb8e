"""What follows from commands that are not run: an editor, a shell in a container, a capability that lacks."""

from typing import Any

import pytest

from harness.capability import Capability, Fidelity
from harness.match.verdict import Outcome
from harness.plan.step import Effect, Elsewhere, Role
from harness.session.page.not_run import not_run
from tests.session.page.test_page_session import Shell, command, printed, run_all, session, step

NOT_FOUND = printed('Error from server (NotFound): configmaps "web" not found', 1)
EXEC: dict[str, Any] = {"capabilities": {Capability.EXEC: Fidelity.NONE}}


@pytest.mark.parametrize(
    ("offered", "outcome"),
    [
        pytest.param({Capability.EXEC: Fidelity.NONE}, Outcome.UNSUPPORTED, id="clusters without exec"),
        pytest.param({Capability.EXEC: Fidelity.REAL}, Outcome.SKIPPED, id="clusters that have it"),
        pytest.param(None, Outcome.SKIPPED, id="not known"),
    ],
)
def test_what_is_typed_into_a_container(offered: Any, outcome: Outcome) -> None:
    typed = step("one", command("ls", skip="typed", where=Elsewhere.POD), skip="typed")
    assert not_run(typed, "", offered).outcome is outcome


def test_what_is_typed_on_a_node_is_unsupported() -> None:
    typed = step("one", command("ls", skip="typed", where=Elsewhere.NODE), skip="typed")
    assert not_run(typed, "", {}).outcome is Outcome.UNSUPPORTED


def test_what_an_unattended_command_did_not_make_is_no_failure() -> None:
    edit = command("kubectl edit configmap web", skip="opens an editor", unattended=True, effect=Effect.CHANGES)
    get = command("kubectl get configmap web", "web", retry=0.0)
    shell = Shell({get.text: printed("other")})
    running = session(shell, step("one", edit, skip="opens an editor"), step("two", get))
    assert run_all(running) == [Outcome.SKIPPED, Outcome.SKIPPED]
    assert "line 2" in running.verdicts["two"].sentence


@pytest.mark.parametrize(
    ("made", "outcome"),
    [("namespace <ns>", Outcome.SKIPPED), ("configmap <name>", Outcome.FAILED)],
    ids=["a namespace may be any", "another object is one of many"],
)
def test_what_the_reader_is_to_name(made: str, outcome: Outcome) -> None:
    create = command(f"kubectl create {made}", skip="has to be filled in", unattended=True, effect=Effect.CHANGES)
    apply = command("kubectl apply -n shop -f web.yaml", effect=Effect.CHANGES, retry=0.0)
    failed = printed('Error from server (NotFound): namespaces "shop" not found', 1)
    running = session(Shell({apply.text: failed}), step("one", create, skip="has to be filled in"), step("two", apply))
    assert run_all(running) == [Outcome.SKIPPED, outcome]


def test_what_has_nothing_to_do_with_it_fails() -> None:
    edit = command("kubectl edit configmap web", skip="opens an editor", unattended=True, effect=Effect.CHANGES)
    get = command("kubectl get service back", "back", retry=0.0)
    running = session(Shell({get.text: printed("other")}), step("one", edit, skip="opens an editor"), step("two", get))
    assert run_all(running) == [Outcome.SKIPPED, Outcome.FAILED]


@pytest.mark.parametrize(("expected", "outcome"), [("web", Outcome.SKIPPED), (None, Outcome.PASSED)])
def test_a_block_whose_output_is_not_compared_has_not_passed(expected: str | None, outcome: Outcome) -> None:
    asked = command("curl $SERVER", expected, skip="needs a value: SERVER")
    assert run_all(session(Shell({}), step("one", command("echo a"), asked))) == [outcome]


def test_what_an_unsupported_command_did_not_make_is_unsupported() -> None:
    run = command("kubectl run web --image=nginx -i", needs=frozenset({Capability.EXEC}), effect=Effect.CHANGES)
    get = command("kubectl get pod web", retry=0.0)
    shell = Shell({get.text: printed('Error from server (NotFound): pods "web" not found', 1)})
    assert run_all(session(shell, step("one", run), step("two", get), **EXEC)) == [Outcome.UNSUPPORTED] * 2


def test_what_a_page_shows_of_pods_that_ran_is_unsupported_where_nothing_runs_them() -> None:
    head = "NAME   READY   STATUS   RESTARTS   AGE\n"
    get = command("kubectl get pod web", f"{head}web    0/1     OOMKilled   1   24s", retry=0.0)
    shell = Shell({get.text: printed(f"{head}web    1/1     Running   0   24s")})
    simulated = {Capability.PODS: Fidelity.SIMULATED}
    assert run_all(session(shell, step("one", get), capabilities=simulated)) == [Outcome.UNSUPPORTED]
    assert run_all(session(shell, step("one", get))) == [Outcome.FAILED]


def test_what_the_webhook_of_a_simulated_pod_did_not_let_through_is_unsupported() -> None:
    apply = command("kubectl create deployment web --image=nginx", effect=Effect.CHANGES, retry=0.0)
    get = command("kubectl get deployment web", retry=0.0)
    said = (
        'failed calling webhook "a.tea": Post "https://tea.shop.svc:443/": proxy error from egress.sock while dialing x'
    )
    missing = 'Error from server (NotFound): deployments.apps "web" not found'
    shell = Shell({apply.text: printed(f"Error from server: {said}", 1), get.text: printed(missing, 1)})
    steps = step("one", apply), step("two", get)
    simulated = {Capability.PODS: Fidelity.SIMULATED}
    assert run_all(session(shell, *steps, capabilities=simulated)) == [Outcome.UNSUPPORTED] * 2
    assert run_all(session(shell, *steps)) == [Outcome.ERROR, Outcome.KNOCK_ON]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("kubectl create configmap <map-name> <data-source>", Outcome.FAILED, id="a name to fill in"),
        pytest.param("kubectl apply -f <file>", Outcome.SKIPPED, id="a file to fill in"),
    ],
)
def test_a_template_of_a_command_excuses_only_what_may_come_from_it(text: str, outcome: Outcome) -> None:
    template = command(text, skip="to fill in", unattended=True, effect=Effect.CHANGES)
    delete = command("kubectl delete configmap web", effect=Effect.CHANGES, retry=0.0)
    shell = Shell({delete.text: NOT_FOUND})
    assert run_all(session(shell, step("one", template, skip="to fill in"), step("two", delete))) == [
        Outcome.SKIPPED,
        outcome,
    ]


def test_a_cleanup_does_not_fail_for_want_of_what_was_never_made() -> None:
    apply = command("kubectl apply -k <folder>", skip="to fill in", unattended=True, effect=Effect.CHANGES)
    delete = command("kubectl delete configmap web", effect=Effect.CHANGES, retry=0.0)
    tidy = step("tidy", delete, role=Role.CLEANUP)
    running = session(Shell({delete.text: NOT_FOUND}), step("one", apply, skip="to fill in"), tidy)
    assert running.run("tidy").outcome is Outcome.SKIPPED
