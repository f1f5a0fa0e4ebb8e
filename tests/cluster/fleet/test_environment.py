"""The environment of a page's shell: nothing of the user's that could lead elsewhere, everything of the fleet."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.environment import fleet_variables, shell_environment
from harness.cluster.fleet.topology import default_topology
from harness.cluster.provider import Cluster, Fleet
from harness.errors import SettingsError

FLEET = Fleet(
    name="one",
    provider="embedded",
    topology=default_topology(2, 2),
    clusters=tuple(
        Cluster(
            name=f"cluster{number}",
            context=f"kind-{number}",
            server=f"https://127.0.0.1:{number}",
            network=f"network{number}",
            pool="198.18.1.1-198.18.1.50",
            version="v1.34.4",
        )
        for number in (1, 2)
    ),
    kubeconfig=Path("/fleet/kubeconfig"),
    state=Path("/fleet"),
    capabilities=dict.fromkeys(Capability, Fidelity.REAL),
    path=(Path("/tools"),),
    extra={"cluster1.node": "172.18.0.2", "network": "kind"},
)
USER = {
    "PATH": "/usr/bin",
    "HOME": "/home/user",
    "KUBECONFIG": "/home/user/.kube/config",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "HELM_REPOSITORY_CONFIG": "/home/user/.config/helm",
    "LANG": "uk_UA.UTF-8",
    "LC_ALL": "uk_UA.UTF-8",
    "TZ": "Europe/Kyiv",
    "MY_REGISTRY": "example.com",
}


def environment(fleet: Fleet | None = FLEET, **changes: object) -> dict[str, str]:
    arguments = {"templates": {}, "inherit": USER, **changes}
    return shell_environment(fleet, home=Path("/page/home"), workdir=Path("/page/work"), **arguments)  # type: ignore[arg-type]


def test_only_what_is_harmless_is_passed_on() -> None:
    assert environment() == {
        "TZ": "Europe/Kyiv",
        "HOME": "/page/home",
        "PWD": "/page/work",
        "PATH": "/tools:/usr/bin",
        "KUBECONFIG": "/fleet/kubeconfig",
    }


def test_without_a_fleet_no_cluster_is_reached() -> None:
    assert environment(None) == {
        "TZ": "Europe/Kyiv",
        "HOME": "/page/home",
        "PWD": "/page/work",
        "PATH": "/usr/bin",
        "KUBECONFIG": "/page/home/.kube/none",
    }


def test_tools_stand_before_the_fleets_and_the_users() -> None:
    assert environment(path=[Path("/istioctl")])["PATH"] == "/istioctl:/tools:/usr/bin"


def test_names_from_the_settings_are_passed_on() -> None:
    assert environment(passed_on=["MY_*"])["MY_REGISTRY"] == "example.com"


@pytest.mark.parametrize(
    ("user", "hosts"),
    [
        pytest.param({"https_proxy": "http://proxy"}, "127.0.0.1,localhost", id="no exception yet"),
        pytest.param(
            {"HTTP_PROXY": "http://proxy", "NO_PROXY": "a.example"}, "a.example,127.0.0.1,localhost", id="some"
        ),
    ],
)
def test_a_proxy_is_not_asked_for_this_machine(user: dict[str, str], hosts: str) -> None:
    found = environment(inherit={**USER, **user})
    assert (found["NO_PROXY"], found["no_proxy"]) == (hosts, hosts)


def test_nor_for_addresses_of_the_fleet() -> None:
    behind = {**USER, "https_proxy": "http://proxy"}
    found = environment(replace(FLEET, direct=("172.18.0.0/16", "fc00::/64")), inherit=behind)
    hosts = "127.0.0.1,localhost,172.18.0.0/16,fc00::/64"
    assert (found["NO_PROXY"], found["no_proxy"]) == (hosts, hosts)


@pytest.mark.parametrize(
    ("template", "value"),
    [
        pytest.param("{cluster1.context}", "kind-1", id="a context"),
        pytest.param("{cluster2.server}/x", "https://127.0.0.1:2/x", id="in a text"),
        pytest.param("{cluster1.network}-{cluster2.network}", "network1-network2", id="two"),
        pytest.param("{kubeconfig}", "/fleet/kubeconfig", id="the fleet's own"),
        pytest.param("{cluster1.node} {network}", "172.18.0.2 kind", id="what the provider adds"),
        pytest.param("plain", "plain", id="none"),
    ],
)
def test_templates(template: str, value: str) -> None:
    assert environment(templates={"X": template})["X"] == value


def test_without_clusters_plain_variables_are_set() -> None:
    found = environment(fleet=None, templates={"TAG": "1.0", "CTX": "{cluster1.context}"})
    assert (found["TAG"], "CTX" in found) == ("1.0", False)


def test_variables_of_clusters_that_are_not_there_are_left_out() -> None:
    assert fleet_variables(FLEET, {"CTX_CLUSTER2": "{cluster2.context}", "CTX_CLUSTER3": "{cluster3.context}"}) == {
        "CTX_CLUSTER2": "kind-2"
    }
    assert fleet_variables(FLEET, {"CTX_REMOTE": "{remote.context}"}) == {}, "a topology has it, this fleet does not"


def test_an_absent_value_is_empty() -> None:
    without = replace(FLEET, clusters=(replace(FLEET.clusters[0], pool=None),))
    assert fleet_variables(without, {"POOL": "{cluster1.pool}"}) == {"POOL": ""}


@pytest.mark.parametrize("placeholder", ["cluster1.contxt", "cluster3.contxt", "kubconfig", ""])
def test_unknown_placeholders(placeholder: str) -> None:
    with pytest.raises(SettingsError) as caught:
        fleet_variables(FLEET, {"CTX": f"{{{placeholder}}}"})
    assert str(caught.value) == (
        f"variable CTX: unknown placeholder {{{placeholder}}} in '{{{placeholder}}}'\n"
        "  expected: one of clusterN.context, clusterN.name, clusterN.network, clusterN.node, clusterN.pool,"
        " clusterN.server, clusterN.version, fleet, kubeconfig, network, provider\n"
        "  to fix:   correct `CTX` in the settings' [variables]"
    )
