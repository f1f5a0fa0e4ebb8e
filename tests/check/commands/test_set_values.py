from collections.abc import Callable

import pytest

from harness.check.commands import set_values

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param(
            "$ istioctl install -y --set profile=ambeint",
            "page.md:5: error: 'profile' cannot be 'ambeint' [wrong-value]\n"
            "  expected: ambient, default, demo, empty, minimal, openshift, openshift-ambient, preview "
            "or one of 2 more\n"
            "  to fix:   did you mean 'ambient'?",
            id="a mistyped profile",
        ),
        pytest.param(
            "$ istioctl install -y \\\n    --set values.global.multiCluster.clustrName=a",
            "page.md:6: error: 'values.global.multiCluster.clustrName' sets nothing: there is no field 'clustrName' "
            "[unknown-field]\n"
            "  expected: clusterName, enabled, globalDomainSuffix or includeEnvoyFilter\n"
            "  to fix:   did you mean 'clusterName'?",
            id="a mistyped value of the charts, on its own line",
        ),
        pytest.param(
            "$ istioctl manifest generate --set components.ingressGateways[0].enabeld=true",
            "page.md:5: error: 'components.ingressGateways[0].enabeld' sets nothing: there is no field 'enabeld' "
            "[unknown-field]\n"
            "  expected: enabled, hub, k8s, label, name, namespace or tag\n"
            "  to fix:   did you mean 'enabled'?",
            id="an entry of a list",
        ),
        pytest.param(
            "$ helm upgrade istiod istio/istiod --set a=b,meshConfig.x=y --set-string=global.multiCluster.Enabled=x",
            "page.md:5: error: 'global.multiCluster.Enabled' sets nothing: there is no field 'Enabled' "
            "[unknown-field]\n"
            "  expected: clusterName, enabled, globalDomainSuffix or includeEnvoyFilter\n"
            "  to fix:   did you mean 'enabled'?",
            id="values of a chart of Istio",
        ),
    ],
)
def test_paths_and_values_that_are_mistyped(found: Found, command: str, expected: str) -> None:
    assert found(set_values.check, command) == [expected]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("$ istioctl install --set profile=$PROFILE", id="only running would tell"),
        pytest.param("$ istioctl install --set profile=my/own.yaml", id="a file"),
        pytest.param("$ istioctl install --set values.own.thing=x", id="charts take more than is listed"),
        pytest.param("$ helm install a other/chart --set profle=x", id="another chart"),
        pytest.param("$ kubectl set image deploy/a a=b", id="another program"),
    ],
)
def test_what_is_well_or_not_known(found: Found, command: str) -> None:
    assert found(set_values.check, command) == []


@pytest.mark.parametrize(
    ("commands", "meant"),
    [
        pytest.param("$ helm install a b/c --set oven.neabled=true", ["enabled"], id="a usual key"),
        pytest.param(
            "$ helm install a b/c --set bakery.heat=1\n$ helm install d b/c --set bakery.heat=2,bakrey.size=1",
            ["bakery"],
            id="a key that the page has again and again",
        ),
        pytest.param("$ helm install a b/c --set oven.temperature=1", [], id="a key of its own"),
    ],
)
def test_keys_of_charts_that_nobody_knows(found: Found, commands: str, meant: list[str]) -> None:
    findings = found(set_values.check, commands)
    assert len(findings) == len(meant)
    assert all(f"did you mean '{word}'" in each for word, each in zip(meant, findings, strict=True))
