"""One variant of a page on a shell that answers from a script: what runs, how patiently, and what becomes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.capability import Capability, Fidelity
from harness.match.judge import OF_ALL
from harness.match.verdict import Failure, Outcome, Verdict
from harness.parse.page import Snippet
from harness.plan.step import Command, Effect, Needs, Role, Step, Variant, VariantPlan
from harness.run.output import Ended, Output
from harness.session.clusters.stand_ins import PODS
from harness.session.page.page_session import PageSession
from harness.session.page.session_options import SessionOptions
from harness.session.page.short_patience import KNOCK_ON_TIMEOUT
from harness.session.page.step_verdict import strictly
from harness.source import Location

PAGE = Path("a.md")


def printed(text: str = "", status: int = 0) -> Output:
    return Output(text=text, status=status, ended=Ended.EXITED, seconds=0.0)


NO_SUCH = printed("cat: x: No such file or directory", 1)


class Shell:
    """Answers each command from the script, its last output for ever; remembers commands and their time limits."""

    def __init__(self, script: Mapping[str, Output | Iterable[Output]]) -> None:
        self._outputs = {text: [out] if isinstance(out, Output) else list(out) for text, out in script.items()}
        self.ran: list[str] = []
        self.limits: dict[str, float] = {}
        self.closed = False

    def run(self, command: str, /, *, timeout: float, **rest: Any) -> Output:
        if command.startswith("command ls"):  # for a file that the page may have meant
            return printed()
        self.ran.append(command)
        self.limits[command] = timeout
        outputs = self._outputs.get(command, [printed()])
        return outputs.pop(0) if len(outputs) > 1 else outputs[0]

    def look(self, terminal: int, /, *, agrees: Any, patience: float) -> Output:
        return self._outputs[f"look {terminal}"][0]

    def job_end(self, job: str, /, *, patience: float) -> Output | None:
        return None

    def interrupt_last(self) -> None: ...

    def end_terminals(self) -> None:
        self.ran.append("end_terminals")

    def close(self) -> None:
        self.closed = True


def step(name: str, *commands: Command | str, role: Role = Role.PAGE, **more: Any) -> Step:
    at = Location(path=PAGE, line=1)
    excluded = more.pop("excluded", False)
    snippet = Snippet(id=name, at=at, syntax="bash", body="", body_at=at, excluded=excluded)
    return Step(
        id=name,
        at=at,
        snippet=snippet,
        role=role,
        commands=tuple(one if isinstance(one, Command) else command(one) for one in commands),
        **more,
    )


def command(text: str, expected: str | None = None, **more: Any) -> Command:
    return Command(at=Location(path=PAGE, line=2), text=text, documented=text, expected=expected, **more)


def session(shell: Shell, *steps: Step, live: Any = None, **options: Any) -> PageSession:
    plan = VariantPlan(variant=Variant(name="helm"), steps=steps, needs=Needs())
    return PageSession(plan, shell, SessionOptions(**options), live=live or (lambda _: None))


def run_all(running: PageSession) -> list[Outcome]:
    return [running.run(one.id).outcome for one in running.plan.steps if one.role is not Role.BEFORE]


def test_commands_run_in_order_in_one_shell() -> None:
    shell = Shell({})
    running = session(shell, step("one", "a", "b"), step("two", "c"))
    assert run_all(running) == [Outcome.PASSED, Outcome.PASSED]
    assert shell.ran == ["a", "b", "c"]


def test_a_step_runs_once() -> None:
    shell = Shell({})
    running = session(shell, step("one", "a"))
    assert running.run("one") is running.run("one")
    assert shell.ran == ["a"]


def test_a_step_chosen_alone_runs_its_predecessors_but_no_cleanup() -> None:
    shell = Shell({})
    running = session(
        shell,
        step("prepare", "p", role=Role.BEFORE),
        step("one", "a"),
        step("tidy", "t", role=Role.CLEANUP),
        step("two", "b"),
    )
    assert [one.id for one in running.pending("two")] == ["prepare", "one"]
    running.run("two")
    assert shell.ran == ["p", "a", "b"]
    assert running.pending("two") == ()


def test_a_cleanup_before_the_page_goes_on_runs_in_its_place() -> None:
    shell = Shell({"a": printed("x", 3)})
    midway = step("tidy", "t", role=Role.CLEANUP, midway=True)
    running = session(shell, step("one", "a"), midway, step("two", "b"), step("last", "u", role=Role.CLEANUP))
    assert [one.id for one in running.pending("two")] == ["one", "tidy"]
    running.run("two")
    running.finish()
    assert [text for text in shell.ran if len(text) == 1] == ["a", "t", "b", "u"]


def test_a_cleanup_in_its_place_also_runs_on_a_page_that_stops() -> None:
    shell = Shell({"a": printed("x", 3)})
    midway = step("tidy", "t", role=Role.CLEANUP, midway=True)
    running = session(shell, step("one", "a"), midway, step("two", "b"), stop_page=True)
    running.run("two")
    running.finish()
    assert [text for text in shell.ran if len(text) == 1] == ["a", "t"]


def test_a_program_that_a_stand_in_image_lacks_is_unsupported() -> None:
    missing = printed('exec: "openssl": executable file not found in $PATH', 1)
    ask = "kubectl exec web -- openssl version"
    shell = Shell({ask: missing, f'echo "web"; kubectl get pods -o {PODS}': printed("web\nweb  web=nginx:1")})
    running = session(shell, step("one", command(ask, "OpenSSL 3")), stand_ins=("*",))
    verdict = running.run("one")
    assert (verdict.outcome, verdict.sentence) == (
        Outcome.UNSUPPORTED,
        "unsupported here: no openssl in the image nginx:1",
    )


def test_a_cleanup_step_chosen_alone_runs_alone() -> None:
    shell = Shell({})
    running = session(shell, step("one", "a"), step("tidy", "t", role=Role.CLEANUP))
    running.run("tidy")
    assert shell.ran == ["t"]


def test_a_failed_preparation_is_told_as_the_first_items_failure() -> None:
    shell = Shell({"p": NO_SUCH})
    running = session(shell, step("prepare", "p", role=Role.BEFORE), step("one", "a"), step("two", "b"))
    verdict = running.run("one")
    assert (verdict.step.id, verdict.outcome, verdict.failure) == ("one", Outcome.FAILED, Failure.STATUS)
    assert verdict.sentence.startswith("prepare, which runs before it: exit status 1")
    assert running.run("two").outcome is Outcome.PASSED
    assert shell.ran == ["p", "b"]


@pytest.mark.parametrize(
    ("expected", "outcome", "note"),
    [
        pytest.param("a made\nb made", Outcome.PASSED, OF_ALL, id="of both commands"),
        pytest.param("b made", Outcome.PASSED, "", id="of the last one"),
        pytest.param("a lost\nb made", Outcome.FAILED, "line 1: expected `a lost`, got `a made`", id="of both, wrong"),
        pytest.param("b lost", Outcome.FAILED, "line 1: expected `b lost`, got `b made`", id="of the last one, wrong"),
    ],
)
def test_the_last_of_several_commands_may_show_what_all_of_them_print(
    expected: str, outcome: Outcome, note: str
) -> None:
    shell = Shell({"make a": printed("a made"), "make b": printed("b made")})
    verdict = session(shell, step("x", "make a", command("make b", expected))).run("x")
    assert (verdict.outcome, verdict.results[-1].note) == (outcome, note)


def test_what_was_compared_already_is_not_compared_again() -> None:
    shell = Shell({"make a": printed("a made"), "make b": printed("b made")})
    steps = step("x", command("make a", "a made"), command("make b", "a made\nb made"))
    assert session(shell, steps).run("x").outcome is Outcome.FAILED


def test_what_needs_what_a_failed_command_should_have_made_is_a_knock_on_failure_and_what_passes_counts() -> None:
    absent = printed("touch: cannot touch 'b/c/d': No such file or directory", 1)
    shell = Shell({"mkdir b/c": NO_SUCH, "touch b/c/d": absent})
    running = session(
        shell, step("one", "a"), step("two", "mkdir b/c"), step("three", "c"), step("four", "touch b/c/d")
    )
    assert run_all(running) == [Outcome.PASSED, Outcome.FAILED, Outcome.PASSED, Outcome.KNOCK_ON]
    four = running.verdicts["four"]
    assert (four.cause, four.thread) == ("two", "knock-on failure of line 2: file b/c")


def test_what_has_nothing_to_do_with_a_failed_command_fails_for_itself() -> None:
    shell = Shell({"mkdir b/c": NO_SUCH, "date -d no": printed("date: invalid date", 1)})
    running = session(shell, step("one", "mkdir b/c"), step("two", "date -d no"), step("three", "sort --no"))
    assert run_all(running) == [Outcome.FAILED, Outcome.FAILED, Outcome.PASSED]


def test_a_step_is_as_bad_as_its_worst_command() -> None:
    shell = Shell({"mkdir b/c": NO_SUCH, "touch b/c/d": NO_SUCH, "date -d no": printed("date: invalid date", 1)})
    running = session(shell, step("one", "mkdir b/c"), step("two", "touch b/c/d", "date -d no"))
    assert run_all(running) == [Outcome.FAILED, Outcome.FAILED]
    assert running.verdicts["two"].sentence == "exit status 1: `date: invalid date`"
    assert running.verdicts["two"].cause is None


def test_an_output_that_differs_breaks_nothing() -> None:
    shell = Shell({"a": printed("other\n"), "b": NO_SUCH})
    running = session(shell, step("one", command("a", "this\n")), step("two", "b"))
    assert run_all(running) == [Outcome.FAILED, Outcome.FAILED]


def test_a_step_chosen_alone_has_its_own_verdict_where_a_predecessor_only_printed_something_else() -> None:
    shell = Shell({"a": printed("other\n"), "b": printed("this\n")})
    running = session(shell, step("one", command("a", "this\n")), step("two", command("b", "this\n")))
    assert running.run("two").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("first", "chosen", "outcome", "sentence", "ran"),
    [
        pytest.param(
            "mkdir b/c",
            "touch b/c/d",
            Outcome.FAILED,
            "one, which runs before it: exit status 1: `cat: x: No such file or directory`",
            ["mkdir b/c"],
            id="it needs what failed",
        ),
        pytest.param("mkdir b/c", "date -d no", Outcome.FAILED, "exit status 1: `no`", None, id="it fails for itself"),
        pytest.param("mkdir b/c", "date", Outcome.PASSED, "", None, id="it passes"),
        pytest.param(
            "./make",
            "cat made",
            Outcome.FAILED,
            "exit status 1: `cat: made: No such file or directory`; one, which runs before it: "
            "exit status 1: `cat: x: No such file or directory`",
            None,
            id="only its message shows the need",
        ),
    ],
)
def test_a_step_chosen_alone_behind_a_failed_command(
    first: str, chosen: str, outcome: Outcome, sentence: str, ran: list[str] | None
) -> None:
    made = printed("cat: made: No such file or directory", 1)
    shell = Shell({first: NO_SUCH, "touch b/c/d": NO_SUCH, "date -d no": printed("no", 1), "cat made": made})
    running = session(shell, step("one", first), step("two", chosen))
    verdict = running.run("two")
    assert (verdict.outcome, verdict.sentence, verdict.cause) == (outcome, sentence, None)
    assert shell.ran == (ran or [first, chosen])


def test_what_hangs_on_a_failure_that_a_chosen_step_told_names_that_step() -> None:
    shell = Shell({"mkdir b": NO_SUCH, "touch b/d": NO_SUCH, "touch b/e": NO_SUCH})
    running = session(shell, step("one", "mkdir b"), step("two", "touch b/d"), step("three", "touch b/e"))
    assert running.run("two").outcome is Outcome.FAILED
    three = running.run("three")
    assert (three.outcome, three.cause) == (Outcome.KNOCK_ON, "two")


def test_a_cleanup_that_fails_explains_no_failure_of_the_page() -> None:
    shell = Shell({"mkdir b": NO_SUCH, "touch b/d": NO_SUCH})
    running = session(shell, step("tidy", "mkdir b", role=Role.CLEANUP), step("one", "touch b/d"))
    assert run_all(running) == [Outcome.FAILED, Outcome.FAILED]


@pytest.mark.parametrize(
    ("grace", "outcome", "tries"),
    [
        pytest.param(60.0, Outcome.PASSED, 2, id="a little patience is left"),
        pytest.param(0.0, Outcome.KNOCK_ON, 1, id="until enough was waited in vain"),
    ],
)
def test_there_is_little_patience_with_what_a_failure_reaches(
    monkeypatch: pytest.MonkeyPatch, grace: float, outcome: Outcome, tries: int
) -> None:
    monkeypatch.setattr("harness.session.page.short_patience.GRACE", grace)
    look: dict[str, Any] = {"expected": "yes\n", "read_only": True, "retry": 5.0, "timeout": 90.0}
    shell = Shell({"mkdir a": NO_SUCH, "cat a/b": [printed("no\n"), printed("yes\n")]})
    running = session(
        shell, step("one", "mkdir a"), step("two", command("cat a/b", **look)), step("three", command("date", **look))
    )
    assert [running.run("one").outcome, running.run("two").outcome] == [Outcome.FAILED, outcome]
    assert shell.ran == ["mkdir a"] + ["cat a/b"] * tries
    assert shell.limits == {"mkdir a": 120.0, "cat a/b": KNOCK_ON_TIMEOUT}


def test_what_a_failure_does_not_reach_keeps_its_time() -> None:
    shell = Shell({"mkdir a": NO_SUCH})
    running = session(shell, step("one", "mkdir a"), step("two", command("date", timeout=90.0)))
    run_all(running)
    assert shell.limits["date"] == 90.0


def test_what_is_tried_again_in_vain_after_a_failed_command_uses_patience_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.session.page.short_patience.GRACE", 0.1)
    patient: dict[str, Any] = {"read_only": True, "retry": 1.0}
    shell = Shell({"mkdir a": NO_SUCH, "cat a/b": printed("no"), "cat a/c": [printed("no"), printed("yes")]})
    running = session(
        shell,
        step("one", "mkdir a"),
        step("two", command("cat a/b", expected="yes", **patient)),
        step("three", command("cat a/c", expected="yes", **patient)),
    )
    assert run_all(running) == [Outcome.FAILED, Outcome.KNOCK_ON, Outcome.KNOCK_ON]
    assert shell.ran.count("cat a/b") > 1
    assert shell.ran.count("cat a/c") == 1


@pytest.mark.parametrize(
    ("text", "said", "outcome"),
    [
        pytest.param("kubectl get ns a", 'namespaces "a" not found', Outcome.NOT_CHECKED, id="it is not there"),
        pytest.param("kubectl get cm b -n a", 'namespaces "a" not found', Outcome.NOT_CHECKED, id="nor what is in it"),
        pytest.param("kubectl get cm b", 'configmaps "b" not found', Outcome.FAILED, id="another thing"),
        pytest.param("kubectl get cm -n a --no", "error: unknown flag: --no", Outcome.FAILED, id="a mistake"),
    ],
)
def test_in_a_dry_run_what_misses_only_what_was_not_made_is_not_checked(text: str, said: str, outcome: Outcome) -> None:
    shell = Shell({text: printed(said, 1)})
    running = session(
        shell,
        step("one", command("kubectl create ns a", "namespace/a created")),
        step("two", command(text, effect=Effect.READS, read_only=True, retry=0.5)),
        dry_run=True,
    )
    assert run_all(running) == [Outcome.PASSED, outcome]
    assert shell.ran[0] == "kubectl create --dry-run=server ns a"


def test_what_a_dry_run_does_not_run_is_not_checked() -> None:
    shell = Shell({})
    running = session(shell, step("one", "helm install a b/c"), dry_run=True)
    assert (running.run("one").outcome, shell.ran) == (Outcome.NOT_CHECKED, [])


def test_what_misses_what_was_not_made_for_want_of_a_value_needs_it_too() -> None:
    missing = printed('Error from server (NotFound): namespaces "vm" not found', 1)
    shell = Shell({"kubectl get ns vm": missing, "kubectl get ns other": missing})
    making = command("kubectl create ns vm", skip="needs a value: NAME", wants=("NAME",))
    running = session(
        shell, step("one", making, skip="needs a value: NAME"), step("two", "kubectl get ns vm"), step("three", "false")
    )
    assert run_all(running)[:2] == [Outcome.SKIPPED, Outcome.SKIPPED]
    assert "NAME" in running.verdicts["two"].sentence


def test_after_a_failed_command_that_only_reads_there_is_less_patience() -> None:
    patient: dict[str, Any] = {"read_only": True, "retry": 60.0, "timeout": 120.0}
    shell = Shell({"look": NO_SUCH, "wait": [printed("no"), printed("yes")]})
    running = session(
        shell, step("one", command("look", **patient)), step("two", command("wait", expected="yes", **patient))
    )
    assert run_all(running) == [Outcome.FAILED, Outcome.PASSED]
    assert shell.limits["wait"] == 120.0


def test_a_command_that_changes_is_repeated_while_it_fails_before_it_does_anything() -> None:
    early = printed("error: unable to forward port because pod is not running. Current status=Pending", 1)
    shell = Shell({"set": [early, early, printed("done")]})
    running = session(shell, step("one", command("set", expected="done", read_only=False, retry=60.0)))
    assert run_all(running) == [Outcome.PASSED]
    assert shell.ran == ["set"] * 3


@pytest.mark.parametrize(
    ("unset", "said"),
    [
        pytest.param(["HOST"], "exit status 1: `refused`; $HOST is not set", id="one"),
        pytest.param(["HOST", "PORT"], "exit status 1: `refused`; $HOST and $PORT are not set", id="two"),
        pytest.param(["ELSE"], "exit status 1: `refused`", id="one that the command does without"),
    ],
)
def test_a_failure_names_the_variables_that_are_not_set(unset: list[str], said: str) -> None:
    text = "curl $HOST:$PORT ${ELSE:-x}"
    script = {f'[ -n "${{{name}+set}}" ]': printed(status=1) for name in unset}
    shell = Shell({text: printed("refused", 1), **script})
    running = session(shell, step("one", command(text, variables=("HOST", "PORT", "ELSE"), read_only=True, retry=0.0)))
    assert running.run("one").sentence == said


def test_what_reads_a_variable_that_is_not_set_is_not_waited_for() -> None:
    shell = Shell({"curl $HOST": printed("refused", 1), '[ -n "${HOST+set}" ]': printed(status=1)})
    running = session(shell, step("one", command("curl $HOST", variables=("HOST",), read_only=True, retry=60.0)))
    assert "a variable is not set" in running.run("one").sentence
    assert shell.ran.count("curl $HOST") == 2


def test_a_command_that_only_reads_is_repeated_until_it_prints_what_is_expected() -> None:
    heard: list[str] = []
    shell = Shell({"b": [printed("no\n"), printed("no\n"), printed("yes\n")]})
    running = session(shell, step("one", command("b", "yes\n", read_only=True, retry=20.0)), live=heard.append)
    verdict = running.run("one")
    assert (verdict.outcome, verdict.results[0].attempts) == (Outcome.PASSED, 3)
    assert heard[0] == "one: b"
    assert heard[1].startswith("waiting for the expected output, try 1, ")


def test_a_command_that_changes_runs_once_whatever_it_prints() -> None:
    shell = Shell({"b": [printed("no\n"), printed("yes\n")]})
    verdict = session(shell, step("one", command("b", "yes\n", retry=20.0))).run("one")
    assert (verdict.outcome, verdict.failure, shell.ran) == (Outcome.FAILED, Failure.OUTPUT, ["b"])


def test_no_retry_means_one_attempt() -> None:
    shell = Shell({"b": [printed("no\n"), printed("yes\n")]})
    verdict = session(shell, step("one", command("b", "yes\n", read_only=True, retry=0.0))).run("one")
    assert (verdict.outcome, shell.ran) == (Outcome.FAILED, ["b"])


def test_what_cannot_come_by_waiting_is_not_waited_for() -> None:
    shell = Shell({"b": printed("error: unknown command 'gett'\n", 1)})
    verdict = session(shell, step("one", command("b", "yes\n", read_only=True, retry=30.0))).run("one")
    assert verdict.results[0].attempts == 2
    assert "not tried again: " in verdict.results[0].note


def test_a_variable_that_is_to_be_set_is_waited_for() -> None:
    look = 'printf "%s" "${ADDRESS:-}"'
    shell = Shell({look: [printed(), printed("10.0.0.1")]})
    running = session(shell, step("one", command("b", read_only=True, retry=20.0, settles=("ADDRESS",))))
    assert running.run("one").outcome is Outcome.PASSED
    assert shell.ran == ["b", look, "b", look]


def test_a_variable_that_stays_empty_is_said_and_fails_nothing() -> None:
    shell = Shell({'printf "%s" "${ADDRESS:-}"': printed("null")})
    verdict = session(shell, step("one", command("b", read_only=True, retry=0.4, settles=("ADDRESS",)))).run("one")
    assert verdict.results[0].note == "what it reads is empty"
    assert verdict.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        pytest.param("http://:80", Outcome.FAILED, id="nothing in its place"),
        pytest.param("http://null:80", Outcome.FAILED, id="what stands for nothing"),
        pytest.param("http://a:80", Outcome.PASSED, id="a value"),
        pytest.param("", Outcome.FAILED, id="nothing at all"),
    ],
)
def test_a_place_in_a_value_that_nothing_fills_is_a_failure(value: str, outcome: Outcome) -> None:
    shell = Shell({'printf "%s" "${URL:-}"': printed(value)})
    verdict = session(shell, step("one", command("URL=http://$(ask):80", fills=("URL",)))).run("one")
    assert verdict.outcome is outcome


def test_cleanup_runs_always_and_patiently() -> None:
    shell = Shell({"a": NO_SUCH, "t": NO_SUCH})
    tidy = step("tidy", command("t", timeout=300.0), role=Role.CLEANUP)
    after = step("after", command("u"), role=Role.CLEANUP)
    running = session(shell, step("one", "a"), tidy, after, stop_page=True)
    running.run("one")
    assert [(one.step.id, one.outcome) for one in running.finish()] == [
        ("tidy", Outcome.KNOCK_ON),
        ("after", Outcome.PASSED),
    ]
    assert shell.limits["t"] == 300.0
    assert running.finish() == ()


def test_nothing_is_cleaned_up_where_nothing_ran() -> None:
    shell = Shell({})
    running = session(shell, step("one", "a", skip="takes a day"), step("tidy", "t", role=Role.CLEANUP))
    running.run("one")
    assert (running.finish(), shell.ran) == ((), [])


def test_a_stopped_page_runs_nothing_more() -> None:
    shell = Shell({"a": NO_SUCH})
    running = session(shell, step("one", "a"), step("two", "b"), stop_page=True)
    assert run_all(running) == [Outcome.FAILED, Outcome.KNOCK_ON]
    assert running.verdicts["two"].sentence == "not run: the page stopped at one"
    assert shell.ran == ["a"]


def test_what_needs_a_capability_that_lacks_is_not_run() -> None:
    shell = Shell({})
    exec_ = command("x", needs=frozenset({Capability.EXEC}))
    running = session(shell, step("one", "a", exec_), capabilities={Capability.EXEC: Fidelity.NONE})
    verdict = running.run("one")
    assert (verdict.outcome, verdict.missing, shell.ran) == (Outcome.UNSUPPORTED, frozenset({Capability.EXEC}), ["a"])
    assert verdict.sentence == "needs exec, which these clusters do not provide"


@pytest.mark.parametrize(
    ("name", "said", "outcome"),
    [
        pytest.param("oven --nme a", "error: unknown flag: --nme", Outcome.FAILED, id="no such flag"),
        pytest.param("oven", 'no exec found for container "web"', Outcome.UNSUPPORTED, id="it is there"),
        pytest.param("tmp", 'pods "tmp" not found', Outcome.UNSUPPORTED, id="one that was not made, either"),
    ],
)
def test_what_cannot_be_run_is_looked_up(name: str, said: str, outcome: Outcome) -> None:
    shell = Shell({f"kubectl exec {name} -- true": printed(said, 1)})
    lacks = frozenset({Capability.EXEC})
    running = session(
        shell,
        step("made", "kubectl run oven --image x"),
        step("not", command("kubectl run tmp -i --image x -- sh", effect=Effect.CHANGES, needs=lacks)),
        step("enters", command(f"kubectl exec {name} -- date > f", needs=lacks)),
        capabilities={Capability.EXEC: Fidelity.NONE},
    )
    assert run_all(running) == [Outcome.PASSED, Outcome.UNSUPPORTED, outcome]


@pytest.mark.parametrize(
    ("strict", "outcome"),
    [pytest.param(False, Outcome.PASSED, id="fine"), pytest.param(True, Outcome.UNSUPPORTED, id="strict")],
)
def test_what_is_only_simulated(strict: bool, outcome: Outcome) -> None:  # noqa: FBT001 - a column of the table
    needy = command("x", needs=frozenset({Capability.PODS}))
    running = session(Shell({}), step("one", needy), capabilities={Capability.PODS: Fidelity.SIMULATED}, strict=strict)
    assert running.run("one").outcome is outcome
    assert running.simulated() == ({} if strict else {Capability.PODS: 1})


def test_a_failure_counts_more_than_what_is_not_provided() -> None:
    needy = command("x", needs=frozenset({Capability.EXEC}))
    verdict = session(Shell({"b": NO_SUCH}), step("one", needy, "b")).run("one")
    assert (verdict.outcome, verdict.failure) == (Outcome.FAILED, Failure.STATUS)


@pytest.mark.parametrize(
    ("fidelity", "outcome"),
    [
        pytest.param(Fidelity.NONE, Outcome.UNSUPPORTED, id="simulated pods"),
        pytest.param(Fidelity.REAL, Outcome.FAILED, id="real pods"),
    ],
)
def test_who_refuses_counts(fidelity: Fidelity, outcome: Outcome) -> None:
    shell = Shell({"a": printed('no exec found for container "web"', 1)})
    assert session(shell, step("one", "a"), capabilities={Capability.EXEC: fidelity}).run("one").outcome is outcome


def test_a_command_of_a_step_may_be_skipped() -> None:
    shell = Shell({})
    verdict = session(shell, step("one", command("a", skip="shown only"), "b")).run("one")
    assert (verdict.outcome, shell.ran) == (Outcome.PASSED, ["b"])
    assert verdict.results[0].note == "shown only"


@pytest.mark.parametrize(
    ("excluded", "outcome"),
    [pytest.param(True, Outcome.EXCLUDED, id="by its author"), pytest.param(False, Outcome.SKIPPED, id="by a plan")],
)
def test_a_step_that_is_not_run_says_why(excluded: bool, outcome: Outcome) -> None:  # noqa: FBT001 - a column
    shell = Shell({})
    verdict = session(shell, step("one", "a", skip="takes a day", excluded=excluded)).run("one")
    assert (verdict.outcome, verdict.sentence, shell.ran) == (outcome, "takes a day", [])


def test_a_time_limit_breaks_the_page() -> None:
    late = Output(text="", status=None, ended=Ended.TIMED_OUT, seconds=1.0)
    shell = Shell({"sort a > b": late, "cat b": NO_SUCH})
    running = session(shell, step("one", "sort a > b"), step("two", "cat b"))
    assert run_all(running) == [Outcome.FAILED, Outcome.KNOCK_ON]
    assert running.verdicts["one"].failure is Failure.TIMEOUT


def strict_verdict(*commands: Command, script: Mapping[str, Output] | None = None, **more: Any) -> Verdict:
    return strictly(session(Shell(script or {}), step("one", *commands, **more)).run("one"))


def test_a_strict_run_fails_what_proves_nothing() -> None:
    needy = command("x", needs=frozenset({Capability.EXEC}))
    vacuous = command("x", "...\n")
    said = "needs exec, which these clusters do not provide"
    assert [
        (one.outcome, one.failure, one.sentence)
        for one in (
            strict_verdict(needy),
            strict_verdict(command("x"), skip="takes a day"),
            strict_verdict(vacuous, script={"x": printed("anything\n")}),
        )
    ] == [
        (Outcome.FAILED, Failure.UNPROVEN, f"unsupported: {said} (--strict-docs)"),
        (Outcome.FAILED, Failure.UNPROVEN, "skipped: takes a day (--strict-docs)"),
        (Outcome.FAILED, Failure.UNPROVEN, "any output would have passed (--strict-docs)"),
    ]


def test_a_strict_run_leaves_alone_what_is_proven_or_failed() -> None:
    expected = command("x", "yes\n")
    assert strict_verdict(expected, script={"x": printed("yes\n")}).outcome is Outcome.PASSED
    assert strict_verdict(expected, script={"x": printed("no\n")}).failure is Failure.OUTPUT


PENDING = "NAME   EXTERNAL-IP\na      <none>"
NO_KIND = 'resource mapping not found for name: "a": no matches for kind "B" in version "c/v1"'


@pytest.mark.parametrize(
    ("text", "expected", "prints", "given_up"),
    [
        pytest.param("GET / 503", "GET / 200", "", False, id="a 503 may be a 200 soon"),
        pytest.param("GET / 503", "GET / 200", "log", True, id="in a log it has been"),
        pytest.param('pods "a" not found', "a", "", False, id="a pod may come"),
        pytest.param(NO_KIND, "a", "", True, id="a kind comes at once or not at all"),
        pytest.param(PENDING, "NAME   EXTERNAL-IP\na      10.1.0.4", "", False, id="an address may come"),
        pytest.param(
            f"{PENDING}\nb      <none>", f"{PENDING}\nc      10.1.0.4", "", False, id="a row may be another one soon"
        ),
        pytest.param(f"{PENDING}\nb      10.1.0.4", PENDING, "", True, id="what the page shows is not on its way"),
        pytest.param("a 0/1 <none>", "a 1/1 <none>", "", False, id="a pod may start"),
        pytest.param("a v1 <none>", "a v2 <none>", "", True, id="what stands beside what is wrong is not on its way"),
        pytest.param("a <none>\nb", "a <none>\nb\nc", "", True, id="what is not there is not on its way"),
    ],
)
def test_an_output_that_stays_the_same_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    expected: str,
    prints: str,
    given_up: bool,  # noqa: FBT001 - a column of the table
) -> None:
    monkeypatch.setattr("harness.session.page.attempts.STEADY", 0.2)
    shell = Shell({"look": printed(f"{text}\n")})
    looking = command("look", expected=expected, read_only=True, retry=1.5, prints=prints)
    sentence = session(shell, step("one", looking)).run("one").sentence
    assert ("not tried again: the output has been the same" in sentence) is given_up


@pytest.mark.parametrize(
    ("text", "given_up"),
    [
        pytest.param("curl -s localhost:80", True, id="on this machine"),
        pytest.param("curl -s http://shop.example.com", False, id="elsewhere"),
    ],
)
def test_a_silent_curl_where_nothing_listens(monkeypatch: pytest.MonkeyPatch, *, text: str, given_up: bool) -> None:
    monkeypatch.setattr("harness.session.page.attempts.UNHEARD", 0.2)
    shell = Shell({text: printed("", 7)})
    sentence = session(shell, step("one", command(text, read_only=True, retry=1.5))).run("one").sentence
    assert ("nothing has listened there" in sentence) is given_up


UNKNOWN_KIND = printed('error: resource mapping not found: no matches for kind "Gateway" in version "v1"', 1)
CRD = "customresourcedefinition.apiextensions.k8s.io/gateways.x created"


@pytest.mark.parametrize(
    ("definition", "outcome"),
    [
        pytest.param(printed(CRD), Outcome.PASSED, id="just defined"),
        pytest.param(printed("namespace/a created"), Outcome.FAILED, id="defined by nothing"),
    ],
)
def test_a_kind_is_waited_for_only_where_something_has_defined_it(definition: Output, outcome: Outcome) -> None:
    shell = Shell({"define": definition, "use": [UNKNOWN_KIND, UNKNOWN_KIND, UNKNOWN_KIND, printed("made")]})
    running = session(shell, step("one", "define"), step("two", command("use", retry=20.0)))
    assert run_all(running) == [Outcome.PASSED, outcome]


def test_an_empty_variable_is_not_waited_for_and_a_substitution_is() -> None:
    empty = printed("error: resource name may not be empty", 1)
    shell = Shell({"use $POD": [empty, empty, printed()], "use $(ask)": [empty, empty, printed()]})
    running = session(
        shell, step("one", command("use $(ask)", retry=20.0)), step("two", command("use $POD", retry=20.0))
    )
    assert run_all(running) == [Outcome.PASSED, Outcome.FAILED]
    assert shell.ran.count("use $POD") == 2


def test_a_search_in_what_a_failed_command_should_have_made_proves_nothing() -> None:
    shell = Shell({"gunzip -c a.gz | tee a.txt": printed("", 1), "grep x a.txt": printed("", 1)})
    search = command("grep x a.txt", may_find_nothing=True)
    running = session(shell, step("one", "gunzip -c a.gz | tee a.txt"), step("two", search))
    assert run_all(running) == [Outcome.FAILED, Outcome.KNOCK_ON]


def test_a_job_that_fails_is_its_own_step_and_what_it_should_have_made_follows() -> None:
    class Failing(Shell):
        over = False

        def job_end(self, job: str, /, *, patience: float) -> Output | None:
            return printed("sort: none", 2) if self.over and job == "[1] 7" else None

        def run(self, command: str, /, *, timeout: float, **rest: Any) -> Output:
            self.over = self.over or command == "cat b"
            return super().run(command, timeout=timeout, **rest)

    began = replace(printed(), jobs=("[1] 7",))
    shell = Failing({"sort a > b &": began, "cat b": printed("cat: b: No such file or directory", 1)})
    job = command("sort a > b &", background=True, judged_late=True)
    running = session(shell, step("one", job), step("two", "cat b"), step("three", "true"))
    assert {one: running.run(one).outcome for one in ("two", "three", "one")} == {
        "one": Outcome.FAILED,
        "two": Outcome.KNOCK_ON,
        "three": Outcome.PASSED,
    }
    assert running.verdicts["two"].cause == "one"
