from collections.abc import Callable, Iterator

import pytest

from harness.check.commands import flags
from harness.check.commands.program import Program, known_programs
from harness.programs import registry
from harness.programs.form import Forms, form_of
from harness.programs.program_profile import ProgramProfile, VerbProfile

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param(
            '$ kubectl get pods \\\n    --contxt="$A"',
            "page.md:6: error: 'kubectl get' has no flag --contxt [unknown-flag]\n"
            "  expected: a flag that 'kubectl get --help' lists\n"
            "  to fix:   did you mean --context?",
            id="a mistyped flag, on its own line",
        ),
        pytest.param(
            "$ kubectl get crd -oname | xargs kubectl delete --contxt a",
            "page.md:5: error: 'kubectl delete' has no flag --contxt [unknown-flag]\n"
            "  expected: a flag that 'kubectl delete --help' lists\n"
            "  to fix:   did you mean --context?",
            id="behind xargs",
        ),
        pytest.param(
            "$ istioctl install --zebra",
            "page.md:5: warning: 'istioctl install' has no flag --zebra [unknown-flag]\n"
            "  expected: a flag that 'istioctl install --help' lists\n"
            "  to fix:   remove it, or check the version that the page is written for",
            id="a flag like no other may be of another version",
        ),
        pytest.param(
            "$ kubectl aply -f a.yaml",
            "page.md:5: error: 'kubectl' has no subcommand 'aply' [unknown-subcommand]\n"
            "  expected: a subcommand such as 'apply'\n"
            "  to fix:   did you mean 'kubectl apply'?",
            id="a mistyped subcommand",
        ),
        pytest.param(
            "$ kubectl rollout retsart deploy/a",
            "page.md:5: error: 'kubectl rollout' has no subcommand 'retsart' [unknown-subcommand]\n"
            "  expected: a subcommand such as 'restart'\n"
            "  to fix:   did you mean 'kubectl rollout restart'?",
            id="of a subcommand",
        ),
    ],
)
def test_what_a_program_does_not_understand(found: Found, command: str, expected: str) -> None:
    assert found(flags.check, command) == [expected]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("$ kubectl get pods -n a --context=b -o json", id="flags before and behind"),
        pytest.param("$ kubectl -n get get pods", id="a value that looks like a subcommand"),
        pytest.param("$ kubectl exec a -- curl --silent", id="flags of a program in a pod"),
        pytest.param("$ kubectl exec a curl --silent", id="likewise, without a separator"),
        pytest.param("$ kubectl krew install a", id="a plugin"),
        pytest.param("$ kubectl ns pods", id="a plugin of two letters"),
        pytest.param("$ git lol", id="an alias"),
        pytest.param("$ kn services list", id="a plural"),
        pytest.param("$ git -C oven psuh", id="behind a flag"),
        pytest.param("$ kubectl get $FLAGS --$FLAG", id="only running would tell"),
        pytest.param("$ istioctl x precheck --context a", id="an alias"),
        pytest.param("$ cowsay --fial a", id="another program"),
    ],
)
def test_what_is_well_or_not_known(found: Found, command: str) -> None:
    assert found(flags.check, command) == []


@pytest.mark.parametrize(
    ("command", "severity", "code", "words"),
    [
        pytest.param("kubectl gt deploy/a", "error", "unknown-subcommand", ["kubectl get"], id="before a name"),
        pytest.param("kubectl ge pods", "error", "unknown-subcommand", ["kubectl get"], id="two letters of a verb"),
        pytest.param(
            "helm add repo a b", "error", "unknown-subcommand", ["helm repo add"], id="two in each other's place"
        ),
        pytest.param("git colne a", "error", "unknown-subcommand", ["git clone"], id="a program without help"),
        pytest.param("docker compose pu", "error", "unknown-subcommand", ["docker compose up"], id="its subcommand's"),
        pytest.param("sudo systemctl restrat a", "error", "unknown-subcommand", ["restart"], id="behind sudo"),
        pytest.param("kubectl exec a -- git stauts", "error", "unknown-subcommand", ["status"], id="inside a pod"),
        pytest.param("kind create cluster --nmae a", "error", "unknown-flag", ["--name"], id="a flag without help"),
        pytest.param("helm install --name a b/c", "warning", "removed-command", ["NAME CHART"], id="a flag of old"),
        pytest.param("kubectl get a -o yaml --export", "warning", "removed-command", ["--export"], id="another"),
        pytest.param("kubectl scale deployment a --record", "note", "removed-command", ["--record"], id="that works"),
        pytest.param("kubectl rolling-update a", "warning", "removed-command", ["kubectl rollout"], id="a subcommand"),
        pytest.param("kubectl convert -f a", "note", "removed-command", ["plugin"], id="that a plugin has"),
        pytest.param("istioctl authn tls-check a", "warning", "removed-command", ["authn"], id="of istioctl"),
        pytest.param("kubectl create oven --image a", "warning", "unknown-subcommand", ["'oven'"], id="no kind"),
        pytest.param("kubectl service delete a", "warning", "unknown-subcommand", ["'service'"], id="the wrong order"),
        pytest.param("kubectl gte pods", "warning", "unknown-subcommand", ["kubectl get"], id="three letters"),
        pytest.param("kubectl exec -l a=b -- ls", "warning", "unknown-flag", ["-l"], id="a letter"),
        pytest.param("kubectl wait -for=delete pod", "error", "unknown-flag", ["--for"], id="one dash for two"),
        pytest.param("helm install a ./b --st c=d", "error", "unknown-flag", ["--set"], id="a short flag"),
        pytest.param("curl -s --haeder a http://b", "error", "unknown-flag", ["--header"], id="of curl"),
        pytest.param("kubectl exec a -- curl --slient b", "error", "unknown-flag", ["--silent"], id="of curl in a pod"),
        pytest.param("sh -c 'curl --slient b'", "error", "unknown-flag", ["--silent"], id="of curl in a text"),
        pytest.param("kubectl et pods", "error", "unknown-subcommand", ["kubectl get"], id="a letter of two verbs"),
        pytest.param("kubectl rollout deploy/a", "warning", "unknown-subcommand", ["deploy/a"], id="a lost subcommand"),
        pytest.param("kubectl run a -it --resatrt=Never", "error", "unknown-flag", ["--restart"], id="behind letters"),
    ],
)
def test_not_understood(found: Found, command: str, severity: str, code: str, words: list[str]) -> None:
    (finding,) = found(flags.check, f"$ {command}")

    assert finding.startswith(f"page.md:5: {severity}")
    assert f"[{code}]" in finding
    assert all(word in finding for word in words)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kubectl top pods --containers", id="an alias"),
        pytest.param("kubectl create cm a --from-literal=b=c", id="an alias with flags of its own"),
        pytest.param("kubectl create -n get secret generic a --from-literal=b=c", id="a flag before the subcommand"),
        pytest.param("kubectl create secret --namespace <name> generic a --from-literal=b=c", id="with a placeholder"),
        pytest.param("kubectl create -f a.yaml", id="a file in place of a subcommand"),
        pytest.param("kubectl krew install a", id="a plugin"),
        pytest.param("kubectl cert-manager status certificate a", id="a plugin with the name of a category"),
        pytest.param("kubectl argo rollouts promote a --full --to=b", id="a plugin's flags"),
        pytest.param("kubectl tree delete a", id="a plugin before a verb"),
        pytest.param("helm diff upgrade a ./b --three-way-merge", id="a plugin of helm's"),
        pytest.param("kubectl get pods -owide -lapp=a", id="letters with their values"),
        pytest.param("kubectl logs -fp a", id="letters together"),
        pytest.param("helm upgrade --install a ./b --atomic", id="helm"),
        pytest.param("curl --no-progress-meter --http1.1 --insec -sSo /dev/null a --no-fail", id="curl"),
    ],
)
def test_understood(found: Found, command: str) -> None:
    assert found(flags.check, f"$ {command}") == []


BREW = ProgramProfile(
    name="brewctl",
    aliases=("brew",),
    removed={"order --cups": "--count", "stew": "brewctl steep"},
    deprecated={"--slow": "--speed=slow"},
)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("brewctl order --cups 3 tea", [("warning", "'brewctl order'", "--count")], id="a flag"),
        pytest.param("brew order --cups=3", [("warning", "'brewctl order'", "--count")], id="of an alias"),
        pytest.param("brewctl pour --slow", [("note", "'brewctl'", "--speed=slow")], id="one that works, of any verb"),
        pytest.param("brewctl stew", [("warning", "'brewctl'", "brewctl steep")], id="a subcommand"),
        pytest.param("brewctl list --cups 3", [], id="another verb's flag"),
    ],
)
def test_a_program_whose_help_nobody_has(found: Found, command: str, expected: list[tuple[str, str, str]]) -> None:
    registry.use((BREW,))
    try:
        lines = found(flags.check, f"$ {command}")
    finally:
        registry.use(())
    assert [[word for word in words if word not in line] for words, line in zip(expected, lines, strict=True)] == [
        [] for _ in expected
    ]


ADDED = (
    ProgramProfile(
        name="kubectl",
        verbs={"steep": VerbProfile(), "steep watch": VerbProfile(acts={"watches": True})},
        flags=frozenset({"--leaves"}),
        valued_flags=frozenset({"--pot"}),
        deprecated={"get --watch": "kubectl steep watch", "top": "kubectl steep"},
        removed={"apply --force": "kubectl replace"},
    ),
    ProgramProfile(name="helm", effect=Forms(of={"reads": (form_of("taste"),)})),
)


@pytest.fixture
def added() -> Iterator[None]:
    """Settings or packages say more of known programs than their help."""
    registry.use(ADDED)
    yield
    registry.use(())


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("kubectl steep pods --hot 3", [], id="a verb, with flags of its own"),
        pytest.param("kubectl steep delete x", [], id="a verb before another one"),
        pytest.param("helm taste", [], id="a verb of a form"),
        pytest.param("kubectl get pods --leaves --pot red -A", [], id="flags"),
        pytest.param("kubectl stepe pods", [("unknown-subcommand", "'kubectl steep'")], id="a misspelt verb"),
        pytest.param("kubectl get pods --leavs", [("unknown-flag", "--leaves")], id="a misspelt flag"),
        pytest.param("kubectl get pods --zebra", [("unknown-flag", "--zebra")], id="an unknown flag is still one"),
        pytest.param("kubectl get pods --watch", [("removed-command", "kubectl steep watch")], id="a listed flag"),
        pytest.param("kubectl top pods", [("removed-command", "kubectl steep")], id="a listed verb"),
        pytest.param("kubectl apply -f a --force", [("removed-command", "kubectl replace")], id="one that is gone"),
        pytest.param("kubectl describe pods --watch", [("unknown-flag", "--watch")], id="the flag of another verb"),
    ],
)
def test_what_is_added_to_a_known_program(found: Found, command: str, expected: list[tuple[str, str]]) -> None:
    lines = found(flags.check, f"$ {command}")
    assert [[word for word in words if word not in line] for words, line in zip(expected, lines, strict=True)] == [
        [] for _ in expected
    ]


@pytest.mark.parametrize("name", sorted(known_programs()))
def test_the_harness_deprecates_nothing_that_the_help_of_the_pinned_version_lists(name: str) -> None:
    """But aliases: such a finding would be wrong for the version that pages are run with."""
    profile = registry.program(name)
    assert profile is not None
    flags_of = {call for call in profile.removed if call.rpartition(" ")[2] in listed(known_programs()[name], call)}
    assert flags_of == set()


def listed(program: Program, call: str) -> frozenset[str]:
    """The flags of the command that ``call`` names first."""
    for word in call.split()[:-1]:
        program = program.commands.get(word, program)
    return program.flags


@pytest.mark.parametrize(
    ("command", "meant"),
    [("openssl req -x509 -ndoes -days 3", ["-nodes"]), ("openssl x509 -in a -noout", []), ("openssl x -oven", [])],
)
def test_options_with_one_dash(found: Found, command: str, meant: list[str]) -> None:
    findings = found(flags.check, f"$ {command}")
    assert [each.rpartition("did you mean ")[2].rstrip("?\n") for each in findings] == meant
