import pytest

from harness.match.documents.structure import json_structure, yaml_structure
from harness.match.match import Difference, Mark
from harness.match.rules import ALL_RULES

EXPECTED = """\
apiVersion: networking.istio.io/v1
kind: DestinationRule
...
spec:
  host: httpbin
  trafficPolicy:
    outlierDetection:
      baseEjectionTime: 3m
      maxEjectionPercent: 100
"""
CAME = """\
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: httpbin
  uid: 18710783-58a1-9e5f-992c-9ceff05b74c5
spec:
  trafficPolicy:
    outlierDetection:
      maxEjectionPercent: 100
      baseEjectionTime: 3m
  host: httpbin
"""


@pytest.mark.parametrize(
    ("expected", "actual", "rules"),
    [
        pytest.param("a: 1\nb: 2", "b: 2\na: 1", [], id="another order of keys"),
        pytest.param("a: [1, 2]", "a:\n- 1\n- 2", [], id="another style"),
        pytest.param("a: 'x'", 'a: "x"', [], id="other quotes"),
        pytest.param(EXPECTED, CAME, ["elision"], id="an object with its metadata left out"),
        pytest.param("a: ...", "a:\n  b: 1", ["elision"], id="a value left out"),
        pytest.param("a: x ... z", "a: x y z", ["elision"], id="a part of a value left out"),
        pytest.param("a: |\n  ...\nb: 1", 'a: "x: y"\nb: 1', ["elision"], id="a text left out"),
        pytest.param("a: |\n  ...\nb: 1", "a: |\n  x\n  y\nb: 1", ["elision"], id="a text of several lines left out"),
        pytest.param("a:\n  b: >-\n    x ...\n...\n", "a:\n  b: x y z\n  c: 1\n", ["elision"], id="the rest of a text"),
        pytest.param("a: 10.0.0.1", "a: 10.0.0.2", ["ip"], id="an address"),
        pytest.param("nodeName: gke-a-1d17b", "nodeName: cluster1-node1", ["machine"], id="a node"),
        pytest.param(
            "capacity: {cpu: 2, pods: 110}", "capacity: {cpu: 1k, pods: 1M}", ["machine"], id="sizes of nodes"
        ),
        pytest.param("podCIDRs: [10.1.0.0/24]", "podCIDRs: [10.2.0.0/24]", ["machine"], id="addresses of pods"),
        pytest.param('serverAddress: "10.0.1.2:443"', 'serverAddress: "h:6443"', ["ip"], id="where the API answers"),
        pytest.param(
            '{"headers": {"User-Agent": ["curl/7.35.0"]}}',
            '{"headers": {"User-Agent": ["curl/8.1.2"]}}',
            ["version"],
            id="the version of a client",
        ),
        pytest.param("a: 1\nuid: x\n", "a: 1\nuid: y\n", ["volatile-field"], id="a field that the server fills in"),
        pytest.param(
            "healthCheckNodePort: 32122", "healthCheckNodePort: 30447", ["port"], id="a port that is given out"
        ),
        pytest.param("a: 1", "a: 1\nresourceVersion: '7'\n", ["volatile-field"], id="one that the page does not show"),
        pytest.param(
            "a: 1",
            "a: 1\nannotations:\n  kubectl.kubernetes.io/last-applied-configuration: x",
            ["volatile-field"],
            id="one inside of what the page does not show",
        ),
        pytest.param("a:\n- 1\n- ...\n- 4", "a: [1, 2, 3, 4]", ["elision"], id="items left out"),
        pytest.param("a:\n- n: 1\n...\n", "a:\n- n: 1\n  m: 2\n- n: 3\nb: 4", ["elision"], id="the rest left out"),
        pytest.param("kind: A\n---\nkind: B", "kind: A\n---\nkind: B", [], id="two documents"),
        pytest.param("a: &x [1]\nb: *x", "a: [1]\nb: [1]", [], id="an alias"),
    ],
)
def test_yaml_agrees(expected: str, actual: str, rules: list[str]) -> None:
    match = yaml_structure(expected, actual)
    assert (match.matcher, match.agrees, match.telling) == ("yaml", True, "")
    assert sorted({rule for one in match.differences for rule in one.rules}) == rules


@pytest.mark.parametrize(
    ("expected", "actual", "telling"),
    [
        pytest.param(
            EXPECTED,
            CAME.replace("3m", "5m"),
            "spec.trafficPolicy.outlierDetection.baseEjectionTime: expected 3m, got 5m",
            id="a setting is no age",
        ),
        pytest.param("a:\n  b: 1", "a:\n  c: 1", "a.b is missing from the output", id="a key less"),
        pytest.param("a: 1", "a: 1\nb: 2", "b is in the output, not on the page", id="a key more"),
        pytest.param("a: [1, 2]", "a: [2, 1]", "a[0]: expected 1, got 2", id="another order of items"),
        pytest.param("a: [1]", "a: [1, 2]", "a[1] is in the output, not on the page", id="an item more"),
        pytest.param("a: [1, 2]", "a: [1]", "a[1] is missing from the output", id="an item less"),
        pytest.param("a:\n- 1\n...\n- 2", "a: [2, 1]", "a[0]: expected 1, got 2", id="another order around a gap"),
        pytest.param("a: '1'", "a: 1", 'a: expected "1", got 1', id="text and number"),
        pytest.param("a: {b: 1}", "a: [1]", "a: expected a mapping, got a list of 1", id="mapping and list"),
        pytest.param("a: 1", "a:", "a: expected 1, got nothing", id="nothing"),
        pytest.param("a: v1", "a: v3", "a: expected v1, got v3", id="another version"),
        pytest.param("[1]", "{a: 1}", "the document: expected a list of 1, got a mapping", id="the root"),
        pytest.param("kind: A\n---\nkind: B", "kind: A", "a document is missing from the output", id="a document less"),
        pytest.param(
            "clusterIP: None", "clusterIP: 10.0.0.1", "clusterIP: expected None, got 10.0.0.1", id="no address"
        ),
        pytest.param(
            "capacity: {storage: 1Gi}",
            "capacity: {storage: 2Gi}",
            "capacity.storage: expected 1Gi, got 2Gi",
            id="the size of a volume",
        ),
        pytest.param("limits: {cpu: 2}", "limits: {cpu: 1k}", "limits.cpu: expected 2, got 1k", id="a limit"),
        pytest.param("nodePort: 8080", "nodePort: 30447", "nodePort: expected 8080, got 30447", id="no port given out"),
        pytest.param(
            "targetPort: 32122", "targetPort: 30447", "targetPort: expected 32122, got 30447", id="another port"
        ),
        pytest.param(
            "kind: A", "kind: A\n---\nkind: B", "a document is in the output, not on the page", id="a document more"
        ),
        pytest.param(
            "a: 1\nb: 2",
            "Error from server: x",
            "line 1: expected `a: 1`, got `Error from server: x`",
            id="no document",
        ),
        pytest.param("a: |\n  ...\nb: 1", "a: |\n  x\nb: 2", "b: expected 1, got 2", id="below a text left out"),
    ],
)
def test_yaml_tells_what_is_wrong(expected: str, actual: str, telling: str) -> None:
    match = yaml_structure(expected, actual)
    assert (match.agrees, match.telling) == (False, telling)
    assert 0.0 <= match.score < 1.0


def test_differences_stand_at_the_expected_lines() -> None:
    match = yaml_structure("a: 1\nb:\n  c: 2\n  d: 3\ne: 10.0.0.1\nf: 4", "a: 9\ne: 10.0.0.2\ng: 5\nf: 4")
    assert match.differences == (
        Difference(mark=Mark.WRONG, line=1, expected="a: 1", actual="a: 9", spans=((3, 4),)),
        Difference(mark=Mark.MISSING, line=2, expected="b:", actual=None),
        Difference(mark=Mark.MISSING, line=3, expected="  c: 2", actual=None),
        Difference(mark=Mark.MISSING, line=4, expected="  d: 3", actual=None),
        Difference(mark=Mark.ACCEPTED, line=5, expected="e: 10.0.0.1", actual="e: 10.0.0.2", rules=("ip",)),
        Difference(mark=Mark.SAME, line=6, expected="f: 4", actual="f: 4"),
        Difference(mark=Mark.EXTRA, line=None, expected=None, actual="g: 5"),
    )


def test_json() -> None:
    match = json_structure('{\n  "a": 1,\n  ...\n  "b": [true, "x"]\n}', '{"b": [true, "y"], "c": null, "a": 1}')
    assert (match.matcher, match.agrees, match.telling) == (
        "json",
        False,
        "b[1]: expected x, got y".replace("x,", '"x",').replace("y", '"y"'),
    )


@pytest.mark.parametrize(
    ("expected", "matcher"),
    [
        pytest.param("  rules:\n- a\n   b", "tolerant", id="a piece that grep cut out"),
        pytest.param('...\n  "a": [\n    "b"\n  ],\n...', "elided", id="a piece between dots"),
    ],
)
def test_what_cannot_be_read_is_compared_as_lines(expected: str, matcher: str) -> None:
    match = yaml_structure(expected, expected.replace("...", "x"))
    assert (match.matcher, match.agrees) == (matcher, True)


def test_rules_can_be_switched_off() -> None:
    assert not yaml_structure("uid: x", "uid: y", rules=ALL_RULES.without({"volatile-field"})).agrees
    assert not yaml_structure("a: ...", "a: 1", rules=ALL_RULES.without({"elision"})).agrees


def test_aliases_that_multiply_take_no_time() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    text = "\n".join(lines)
    assert yaml_structure(text, text).agrees
