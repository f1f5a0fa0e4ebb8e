from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.match.compare import compare, matcher
from harness.match.infer import infer
from harness.match.match import Match
from harness.match.matchers import matchers
from harness.match.rules import ALL_RULES, switched_on
from harness.plan.overrides.matcher_name import BUILT_IN_MATCHERS
from harness.plan.step import Command, Stay
from harness.settings.tolerance_settings import ToleranceSettings
from harness.source import Location


def command(expected: str | None, name: str | None = None) -> Command:
    return Command(at=Location(path=Path("p.md"), line=1), text="x", documented="x", expected=expected, matcher=name)


@pytest.mark.parametrize(
    ("expected", "syntax", "name"),
    [
        pytest.param("200", None, "tolerant", id="one plain line"),
        pytest.param("a\nb", None, "tolerant", id="several plain lines"),
        pytest.param("pod/a-5b7d9c6f4-x2x9z labeled", None, "tolerant", id="a volatile part"),
        pytest.param("a ... b", None, "tolerant", id="dots inside a line"),
        pytest.param("a\n...\nb", None, "elided", id="a line of dots"),
        pytest.param("NAME   AGE\na      1m", None, "table", id="a table"),
        pytest.param("NAME   AGE\n...\na      1m", None, "table", id="a table with rows left out"),
        pytest.param("a: 1", "yaml", "yaml", id="said to be YAML"),
        pytest.param("a", "json", "json", id="said to be JSON"),
        pytest.param("NAME   AGE\na      1m", "plain", "table", id="said to be something else"),
        pytest.param('{\n"a": 1\n}', None, "json", id="a JSON document"),
        pytest.param("apiVersion: v1\nkind: Pod", None, "yaml", id="a Kubernetes object"),
        pytest.param("*   Trying 10.1.0.4:80...\n* IPv4: 10.1.0.4", None, "contains", id="what curl -v begins with"),
        pytest.param("*   Trying 10.1.0.4:80...\n< HTTP/1.1 200 OK", None, "tolerant", id="and its answer"),
        pytest.param("", None, "tolerant", id="nothing"),
    ],
)
def test_infer(expected: str, syntax: str | None, name: str) -> None:
    assert infer(expected, syntax) == name


@pytest.mark.parametrize(
    ("text", "expected", "output", "agrees"),
    [
        pytest.param("head -c 9 /dev/urandom | base64", "qS9zT1yQm0xW", "VPgk/+1x2y3z", True, id="random bytes"),
        pytest.param("head -n 1 menu", "qS9zT1yQm0xW", "VPgk/+1x2y3z", False, id="a file"),
        pytest.param("openssl rand -base64 9", "qS9zT1yQm0xW", "VPgk/+1x2y3z", True, id="random bytes of openssl"),
        pytest.param("openssl rand -hex 4", "0a1b2c3d4e5f", "0a1b2c3d", False, id="how many there are"),
        pytest.param("ls -l", "total 8\na", "total 4\na", True, id="blocks of the file system"),
        pytest.param("./bill", "total 8\na", "total 4\na", False, id="a total of the page"),
        pytest.param("ping -c 1 a", "ttl=64 seq=1", "ttl=63 seq=1", True, id="hops"),
        pytest.param(
            "kubectl get svc a -o jsonpath={.spec.ports[0].nodePort}", "31234", "30689", True, id="a node port"
        ),
        pytest.param(
            "kubectl get svc a -o jsonpath={.spec.ports[0].port}", "31234", "30689", False, id="a chosen port"
        ),
    ],
)
def test_what_programs_print_of_chance(text: str, expected: str, output: str, *, agrees: bool) -> None:
    assert compare(replace(command(expected), text=text), output).agrees is agrees


@pytest.mark.parametrize(
    ("expected", "name", "output", "agrees"),
    [
        pytest.param("a 1m", None, "a 2m", True, id="by shape"),
        pytest.param("a 1m", "exact", "a 2m", False, id="by the plan file's choice"),
        pytest.param(r"^a \d+m$", "regex", "x\na 2m\n", True, id="a regular expression"),
        pytest.param(r"^a \d+m$", "regex", "a m", False, id="a regular expression that nothing fits"),
        pytest.param("b", "contains", "a\nb\nc", True, id="a part"),
    ],
)
def test_compare(expected: str, name: str | None, output: str, agrees: bool) -> None:  # noqa: FBT001 - a parameter
    assert compare(command(expected, name), output).agrees == agrees


@pytest.mark.parametrize(
    ("expected", "output", "agrees"),
    [
        pytest.param("oven  till\n# both are there", "oven  till", True, id="prose"),
        pytest.param("a: 1\n# end", "a: 1\n# end", True, id="a comment that is printed"),
        pytest.param("oven\n# that is all", "till", False, id="below another output"),
        pytest.param("# one\na: 1\n# two", "a: 1", False, id="a file with comments"),
    ],
)
def test_comments_at_the_end(expected: str, output: str, agrees: bool) -> None:  # noqa: FBT001 - a parameter
    assert compare(command(expected), output).agrees is agrees


def test_without_an_expected_output_everything_agrees_by_no_matcher() -> None:
    assert compare(command(None), "anything") == Match(matcher="none", agrees=True)


def test_rules_that_hold_are_passed_on() -> None:
    assert not compare(command("a 1m"), "a 2m", rules=ALL_RULES.without({"age"})).agrees


def test_the_output_syntax_chooses_the_matcher() -> None:
    assert compare(command("a: 1\nb: 2"), "b: 2\na: 1", output_syntax="yaml").agrees


@pytest.mark.parametrize(
    ("expected", "vacuous"),
    [
        pytest.param("...", True, id="only dots"),
        pytest.param("...\n\n  ...", True, id="only dots and blanks"),
        pytest.param("\n", True, id="only blanks"),
        pytest.param("... ...\n…", True, id="only dots, several on a line"),
        pytest.param("<output>", True, id="a placeholder"),
        pytest.param("[...]", True, id="dots in brackets"),
        pytest.param("(output omitted)", True, id="a remark"),
        pytest.param("a\n...", False, id="a line"),
        pytest.param("<pending>", False, id="what programs print in angle brackets"),
    ],
)
def test_vacuous_expected_outputs(expected: str, vacuous: bool) -> None:  # noqa: FBT001 - a parameter
    match = compare(command(expected), "anything\na")
    assert (match.vacuous, match.agrees or not vacuous) == (vacuous, True)


@pytest.mark.parametrize("pattern", [".*", "x?", "a|"])
def test_an_expression_that_fits_nothing_at_all_is_vacuous(pattern: str) -> None:
    assert compare(command(pattern, "regex"), "a").vacuous


def test_a_regular_expression_that_is_none() -> None:
    with pytest.raises(SettingsError) as caught:
        compare(command("a(", "regex"), "a")
    assert str(caught.value) == (
        "the expected output is no regular expression: missing ), unterminated subpattern at position 1\n"
        "  expected: a Python regular expression, since the plan file says `match: regex`\n"
        "  to fix:   choose another matcher, or none, in the plan file"
    )


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        pytest.param("tabel", "did you mean 'table'?", id="a slip"),
        pytest.param("zzz", "leave it out: the output's shape chooses one", id="nonsense"),
    ],
)
def test_unknown_matchers(name: str, remedy: str) -> None:
    with pytest.raises(SettingsError) as caught:
        matcher(name)
    assert str(caught.value) == (
        f"unknown matcher '{name}'\n  expected: one of {', '.join(matchers())}\n  to fix:   {remedy}"
    )


def test_plan_files_may_name_every_matcher() -> None:
    assert tuple(matchers()) == BUILT_IN_MATCHERS


def test_tolerances_switch_rules_off() -> None:
    assert switched_on(ToleranceSettings(switched={"age": False, "ip": True})) == ALL_RULES.without({"age"})


@pytest.mark.parametrize(
    ("expected", "actual", "agrees"),
    [
        pytest.param(
            "spec:\n  size: 2", "kind: Oven\nspec:\n  size: 2\n  door: open", True, id="what is shown is there"
        ),
        pytest.param("spec:\n  size: 3", "kind: Oven\nspec:\n  size: 2\n  door: open", False, id="a wrong value"),
        pytest.param("spec:\n  lamp: on", "kind: Oven\nspec:\n  size: 2", False, id="something missing"),
    ],
)
def test_a_part_of_a_document(expected: str, actual: str, agrees: bool) -> None:  # noqa: FBT001 - a table's cell
    shown = replace(command(expected), part=True)
    assert compare(shown, actual, output_syntax="yaml").agrees is agrees
    assert not compare(command(expected), actual, output_syntax="yaml").agrees


NODE = "Allocatable:\n  cpu:     4\n  memory:  16Gi\nKubelet Version:  v1.30.0"
HERE = "Allocatable:\n  cpu:     1k\n  memory:  1Ti\nKubelet Version:  kwok-0.8.0"


@pytest.mark.parametrize(
    ("text", "actual", "agrees"),
    [
        pytest.param("kubectl describe node oven", HERE, True, id="a node"),
        pytest.param("kubectl get nodes -o yaml | head", HERE, True, id="nodes"),
        pytest.param("kubectl describe pod oven", HERE, False, id="a pod"),
        pytest.param("kubectl describe node oven", HERE.replace("memory", "pods"), False, id="another size"),
    ],
)
def test_sizes_and_software_of_nodes_are_the_cluster_s(text: str, actual: str, *, agrees: bool) -> None:
    found = compare(replace(command(NODE), text=text), actual)
    assert (found.agrees, bool(found.custom)) == (agrees, "node" in text)


@pytest.mark.parametrize(
    ("actual", "agrees"),
    [
        pytest.param("NAME   READY   STATUS\na      1/1     Running", True, id="it is there when the watch begins"),
        pytest.param("NAME   READY   STATUS\na      0/1     Error", False, id="it failed"),
    ],
)
def test_a_watch_may_begin_late(actual: str, *, agrees: bool) -> None:
    rows = (
        "NAME   READY   STATUS",
        "a      0/1     Pending",
        "a      0/1     ContainerCreating",
        "a      1/1     Running",
    )
    watch = replace(command("\n".join(rows)), stays=Stay.WATCHES)
    assert compare(watch, f"{actual}\n").agrees == agrees


@pytest.mark.parametrize(
    ("actual", "agrees"),
    [
        pytest.param(["a     0/3    5s", "a     1/3    6s", "a     3/3    7s"], True, id="all come"),
        pytest.param(["a     3/3    7s"], True, id="all was ready when the watch began"),
        pytest.param(["a     1/3    6s", "a     3/3    7s"], True, id="some was ready"),
        pytest.param(["a     2/3    6s", "a     3/3    7s"], False, id="another step"),
        pytest.param(["a     0/3    5s", "a     1/3    6s", "a     2/2    7s"], False, id="another end"),
        pytest.param(["b     3/3    7s"], False, id="another name"),
    ],
)
def test_a_watch_shows_how_much_is_ready(actual: list[str], *, agrees: bool) -> None:
    rows = ["NAME  READY  AGE", "a     0/3    1s", "a     1/3    2s", "a     3/3    3s"]
    watch = replace(command("\n".join(rows)), stays=Stay.WATCHES)
    assert compare(watch, "\n".join((rows[0], *actual))).agrees == agrees


@pytest.mark.parametrize(
    ("text", "agrees"),
    [("kubectl get servicecidr", True), ("kubectl get pods", False)],
    ids=["of a cluster", "of something else"],
)
def test_the_range_of_services_is_the_cluster_s(text: str, *, agrees: bool) -> None:
    expected, actual = (f"NAME         CIDRS\nkubernetes   {cidr}" for cidr in ("10.96.0.0/28", "10.255.10.0/24"))
    assert compare(replace(command(expected), text=text), actual).agrees is agrees
