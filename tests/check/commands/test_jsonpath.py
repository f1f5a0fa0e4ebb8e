from collections.abc import Callable

import pytest

from harness.check.commands import jsonpath
from harness.check.commands.jsonpath import fault

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{.metadata.name", id="a brace that is never closed"),
        pytest.param("{.items[0}", id="a bracket"),
        pytest.param('{.items[?(@.a=="b"].x}', id="a filter"),
        pytest.param('{range .items[*]}{.x}{"\\n}{end}', id="a quote"),
        pytest.param("{.a}{", id="one more brace"),
        pytest.param("{metadata.name}", id="no dot"),
        pytest.param("{range items[*]}{.x}{end}", id="no dot in a range"),
        pytest.param("{.metadata[name]}", id="a name without quotes"),
        pytest.param(".metadata.name", id="no braces, so it is printed"),
        pytest.param('{.items[?(@.a=="$NAME")].b', id="a brace beside a variable"),
        pytest.param(" $.items[0].a ", id="blanks and no braces"),
    ],
)
def test_templates_that_do_not_work(template: str) -> None:
    assert fault(template) is not None


@pytest.mark.parametrize(
    "template",
    [
        pytest.param(template, id=template)
        for template in (
            "{}", "{.a.b}", "{ .a }", "{$.a}", "{@.a}", "{..image}", "{.a..b}", "{.a\\.b}", "{.data.tls\\.crt}",
            "{.a[0]}", "{.a[-1]}", "{.a[0:2]}", "{.a[*].b}", "{.a[0,1]}", "{.a['b']}", "{.a['b', 'c']}",
            "{.a[?(@.b=='c')].d}", '{.a[?(@.b=="c")].d}', "{.a[?(@.b>3)]}", "{.a[(@.length-1)].b}",
            '{range .items[*]}{.x}{"\\n"}{end}', "{range .items[*]}[{.a}]{end}", "name={.a}", "{.a}}", '{"text"}',
            "{.items[?(@.metadata.name=='$NAME')].x}", "$TEMPLATE", "{.items[<index>].x}",
        )
    ],
)  # fmt: skip
def test_templates_that_work(template: str) -> None:
    assert fault(template) is None


@pytest.mark.parametrize(
    ("command", "line"),
    [
        pytest.param("$ kubectl get pods -o jsonpath='{.items[0'", 5, id="-o"),
        pytest.param("$ kubectl get pods --output=jsonpath='{.items[0'", 5, id="--output="),
        pytest.param("$ X=$(kubectl get pods \\\n    -o jsonpath='{.items[0')", 6, id="in a substitution, a line on"),
        pytest.param("$ kubectl get pods -o jsonpath='.items[0].a}{.b}'", 5, id="the first brace"),
        pytest.param("$ kubectl get pods -o go-template='{{range .items}}{{.a}}'", 5, id="a template of Go"),
        pytest.param("$ kubectl wait pod/a --for=jsonpath='{.status.phase'=Running", 5, id="wait"),
    ],
)
def test_where_they_are_found(found: Found, command: str, line: int) -> None:
    assert [each.partition(": ")[0] for each in found(jsonpath.check, command)] == [f"page.md:{line}"]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("$ kubectl wait pod/a --for=jsonpath='{.status.phase}'=Running", id="wait"),
        pytest.param("$ echo -o jsonpath='{.items[0'", id="another program"),
        pytest.param("$ kubectl get pods -o yaml # jsonpath", id="none at all"),
    ],
)
def test_what_is_fine(found: Found, command: str) -> None:
    assert found(jsonpath.check, command) == []
