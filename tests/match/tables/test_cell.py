import pytest

from harness.match.lines.line_key import scanner
from harness.match.rules import ALL_RULES
from harness.match.tables.cell import cell_agreement


@pytest.mark.parametrize(
    ("column", "expected", "actual", "rules"),
    [
        pytest.param("AGE", "10m", "3h18m", ("age",), id="ages"),
        pytest.param("AGE", "Xm", "3h18m", ("age",), id="an age that is not said"),
        pytest.param("AGE", "2 hours ago", "3 days ago", ("age",), id="ages in words"),
        pytest.param("AGE", "10m", "<unknown>", None, id="no age"),
        pytest.param("AGE", "<invalid>", "10m", None, id="an invalid age"),
        pytest.param("LAST SEEN", "10m", "Running", None, id="a state is no age"),
        pytest.param("CPU(cores)", "5m", "212m", ("usage",), id="usage"),
        pytest.param("CPU%", "5%", "<unknown>", None, id="no usage"),
        pytest.param("NODE", "node-1", "kind-worker", ("machine",), id="nodes"),
        pytest.param("NODE", "node-1", "<none>", None, id="no node"),
        pytest.param("NODE", "node-1", "<unknown>", None, id="an unknown node"),
        pytest.param("EXTERNAL-IP", "a1.elb.example.com", "10.1.0.9", ("ip",), id="the host of a load balancer"),
        pytest.param("EXTERNAL-IP", "a.example.com", "b.example.com", None, id="a host that the page names"),
        pytest.param("EXTERNAL-IP", "a.example.com", "<none>", None, id="no host"),
        pytest.param("SERIAL NUMBER", "1", "ab34", ("serial",), id="serial numbers"),
        pytest.param("SERIAL NUMBER", "1", "n/a", None, id="no serial number"),
        pytest.param("AGE", "<unknown>", "<unknown>", (), id="the same"),
        pytest.param("ROLES OF NODES", "control-plane", "<none>", ("machine",), id="a role that clusters give"),
        pytest.param("ROLES OF NODES", "worker", "<none>", None, id="a role that a page gives"),
        pytest.param("REQUESTOR", "minikube-user", "kwok-admin", ("own-cluster",), id="the administrator"),
        pytest.param("REQUESTOR", "system:node:oven", "kwok-admin", None, id="somebody else"),
        pytest.param("NAME", "oven-ytpni", "oven-vrkl4", ("pod-hash",), id="an end of an old name"),
        pytest.param("NAME", "oven-ytpni", "rye-vrkl4", None, id="of another name"),
        pytest.param("NAME", "oven-bread", "oven-rolls", None, id="words"),
        pytest.param(
            "LABELS",
            "app=oven,pod-template-hash=75675f5897",
            "app=oven,pod-template-hash=6bcf86c497",
            ("pod-hash",),
            id="the hash of a template",
        ),
        pytest.param("LABELS", "app=oven,hot=yes", "app=oven,hot=no", None, id="another label"),
    ],
)
def test_columns_of_which_any_value_is_right(
    column: str, expected: str, actual: str, rules: tuple[str, ...] | None
) -> None:
    assert cell_agreement(scanner(ALL_RULES), column, expected, actual) == rules
