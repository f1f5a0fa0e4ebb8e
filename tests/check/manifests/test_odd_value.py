import pytest

from harness.check.manifests.odd_value import odd_value


@pytest.mark.parametrize(
    ("value", "path", "meant"),
    [
        pytest.param("70000", ("spec", "servers", "port", "number"), "", id="a port"),
        pytest.param("80800", ("spec", "ports", "port"), "", id="of a Service"),
        pytest.param("2seconds", ("spec", "http", "timeout"), "2s", id="a unit of words"),
        pytest.param("3 s", ("spec", "interval"), "3s", id="a blank"),
        pytest.param("10 min", ("spec", "baseEjectionTime"), "10m", id="minutes"),
        pytest.param("5 milliseconds", ("spec", "fixedDelay"), "5ms", id="milliseconds"),
        pytest.param("PSOT", ("spec", "methods"), "POST", id="a method"),
        pytest.param("10.0.0.0/33", ("spec", "ipBlocks"), "", id="a long prefix"),
        pytest.param("10.256.0.0/16", ("spec", "cidr"), "", id="a number too large"),
        pytest.param("a.local/shop/sa/oven", ("spec", "principals"), "a.local/ns/shop/sa/oven", id="an identity"),
        pytest.param("in", ("spec", "selector", "matchExpressions", "operator"), "In", id="an operator"),
        pytest.param("NoIn", ("spec", "matchExpressions", "operator"), "NotIn", id="a misspelt operator"),
    ],
)
def test_odd_values(value: str, path: tuple[str, ...], meant: str) -> None:
    odd = odd_value(value, path)
    assert odd is not None
    assert odd.meant == meant


@pytest.mark.parametrize(
    ("value", "path"),
    [
        pytest.param("8080", ("spec", "ports", "port"), id="a port"),
        pytest.param("http", ("spec", "ports", "targetPort"), id="a port by its name"),
        pytest.param("70000", ("spec", "number"), id="a number of something"),
        pytest.param("1.5s", ("spec", "timeout"), id="a time"),
        pytest.param("1h30m", ("spec", "timeout"), id="a time of two units"),
        pytest.param("2 seconds", ("spec", "description"), id="a text"),
        pytest.param("10.0.0.0/16", ("spec", "cidr"), id="a range"),
        pytest.param("PROPFIND", ("spec", "methods"), id="a method like no other"),
        pytest.param("a.local/ns/shop/sa/oven", ("spec", "principals"), id="an identity"),
        pytest.param("DoesNotExist", ("spec", "matchExpressions", "operator"), id="an operator"),
        pytest.param("Equals", ("spec", "conditions", "operator"), id="an operator of something else"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_usual_values(value: str, path: tuple[str, ...]) -> None:
    assert odd_value(value, path) is None
