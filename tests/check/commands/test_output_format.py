from collections.abc import Callable

import pytest

from harness.check.commands import output_format

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("commands", "code", "meant"),
    [
        pytest.param("$ kubectl get pods -o ymal", "unknown-output-format", "'yaml'", id="letters swapped"),
        pytest.param("$ kubectl get pods -o josnpath={.kind}", "unknown-output-format", "'jsonpath'", id="a value"),
        pytest.param("$ kubectl get pods --output=jsno", "unknown-output-format", "'json'", id="the long flag"),
        pytest.param("$ X=$(kubectl get po -o jsonpath={.iems..metadata.name})", "jsonpath", "'items'", id="a field"),
        pytest.param("$ kubectl get po -o jsonpath='{.item[0].kind}'", "jsonpath", "'items'", id="no plural"),
        pytest.param("$ kubectl get po -o jsonpath='{.metadata.nme}'", "jsonpath", "'name'", id="of metadata"),
        pytest.param(
            "$ kubectl get svc -o jsonpath='{.status.loadBalncer.ingress[0].ip}'",
            *("jsonpath", "'loadBalancer'"),
            id="further in",
        ),
        pytest.param(
            "$ kubectl get po -o jsonpath='{.items[0].podIP}'", "jsonpath", "'.status.podIP'", id="of a status"
        ),
        pytest.param(
            "$ kubectl get oven a -o jsonpath='{.conditions}'", "jsonpath", "'.status.conditions'", id="of any kind"
        ),
        pytest.param("$ kubectl get svc/a -o jsonpath='{.ports[0].port}'", "jsonpath", "'.spec.ports'", id="of spec"),
        pytest.param(
            "$ kubectl get po -o jsonpath='{.items[0].nodeName}'", "jsonpath", "'.spec.nodeName'", id="of items"
        ),
    ],
)
def test_what_is_misspelt(found: Found, commands: str, code: str, meant: str) -> None:
    (finding,) = found(output_format.check, commands)
    assert finding.startswith("page.md:5: ")
    assert f"[{code}]" in finding
    assert meant in finding


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("$ kubectl get oven a -o jsonpath='{.status.conditions}{.doors}'", id="a kind that nobody knows"),
        pytest.param("$ kubectl get pods -o wide -oyaml", id="known ones"),
        pytest.param("$ kubectl get pods -o $FORMAT", id="a variable"),
        pytest.param("$ kubectl get pods -o <format>", id="for the reader to fill in"),
        pytest.param("$ kubectl get svc -o jsonpath='{.spec.ports[0].port}'", id="fields further in"),
        pytest.param("$ kubectl get x -o jsonpath='{.oven.heat}'", id="a field like no other"),
        pytest.param("$ kubectl get secret x -o jsonpath='{.data.adress}'", id="a key of a secret"),
        pytest.param("$ kubectl get sc -o jsonpath='{.parameters.type}'", id="a field of few kinds"),
        pytest.param("$ kubectl get po -o jsonpath='{range .items[*]}{.name}{end}'", id="fields inside a range"),
        pytest.param("$ kubectl get ksvc a -o jsonpath='{.ports}'", id="a kind of which nothing is known"),
        pytest.param("$ helm list -o ymal", id="another program"),
    ],
)
def test_what_it_accepts(found: Found, commands: str) -> None:
    assert found(output_format.check, commands) == []
