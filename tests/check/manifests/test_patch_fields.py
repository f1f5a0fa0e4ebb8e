from collections.abc import Callable

import pytest

from harness.check.manifests import patch_fields

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        pytest.param("""kubectl patch svc a -p '{"spec":{"tpye":"NodePort"}}'""", "unknown-field", id="a field"),
        pytest.param("""kubectl patch svc/a --patch='{"spec":{"type":"NodeProt"}}'""", "wrong-value", id="a value"),
        pytest.param("""kubectl run a --overrides='{"spec":{"nodeName":"c"}'""", "manifest-syntax", id="a brace lost"),
        pytest.param("""kubectl run a --overrides='{"spec":{"nodeNme":"c"}}'""", "unknown-field", id="of a pod"),
    ],
)
def test_found(found: Found, command: str, code: str) -> None:
    (finding,) = found(patch_fields.check, f"$ {command}")

    assert finding.startswith("page.md:5: error")
    assert f"[{code}]" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("""kubectl patch svc a -p '{"spec":{"type":"NodePort"}}'""", id="right"),
        pytest.param("""kubectl patch svc a --type=json -p '[{"op":"remove","path":"/spec/x"}]'""", id="operations"),
        pytest.param("""kubectl patch svc a -p '{"spec":{"externalIPs":["'"$IP"'"]}}'""", id="with a value of bash"),
        pytest.param("""kubectl patch sts a -p '{"spec":{"replicas":<count>}}'""", id="with a placeholder"),
        pytest.param("""kubectl patch widget a -p '{"spec":{"typ":1}}'""", id="of a kind that is not known"),
        pytest.param("kubectl patch svc a --patch-file a.yaml", id="a file"),
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(patch_fields.check, f"$ {command}") == []


@pytest.mark.parametrize(
    ("patch", "count"),
    [
        pytest.param('{"slec":{"heat":3}}', 1, id="mistyped"),
        pytest.param('{"spec":{"heat":3}}', 0, id="right"),
        pytest.param('{"bakes":{"heat":3}}', 0, id="another field"),
    ],
)
def test_the_top_of_a_kind_that_nobody_knows(found: Found, patch: str, count: int) -> None:
    findings = found(patch_fields.check, f"$ kubectl patch breadoven a --type merge -p '{patch}'")
    assert ["'spec'" in each for each in findings] == [True] * count
