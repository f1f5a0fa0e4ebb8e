"""What stands on claims that no volume meets."""

from typing import Any

import pytest

from harness.session.clusters.claims import Listing, mentions, settled, without_storage

OLD = "2020-01-01T00:00:00Z"


def claim(name: str, phase: str, namespace: str = "default") -> dict[str, Any]:
    metadata = {"name": name, "namespace": namespace, "creationTimestamp": OLD}
    return {"metadata": metadata, "status": {"phase": phase}}


def pod(name: str, claim_name: str, namespace: str = "default") -> dict[str, Any]:
    volumes = [{"emptyDir": {}}, {"persistentVolumeClaim": {"claimName": claim_name}}]
    return {"metadata": {"name": name, "namespace": namespace}, "spec": {"volumes": volumes}}


def stateful_set(name: str, replicas: int) -> dict[str, Any]:
    spec = {"replicas": replicas, "volumeClaimTemplates": [{"metadata": {"name": "data"}}]}
    return {"metadata": {"name": name, "namespace": "default", "creationTimestamp": OLD}, "spec": spec}


def listing(*claims: dict[str, Any], sets: tuple[Any, ...] = (), pods: tuple[Any, ...] = ()) -> Listing:
    return {"persistentvolumeclaims": claims, "statefulsets": sets, "pods": pods}


@pytest.mark.parametrize(
    ("found", "names"),
    [
        pytest.param(listing(), set(), id="nothing"),
        pytest.param(listing(claim("disk", "Bound"), pods=(pod("a", "disk"),)), set(), id="bound"),
        pytest.param(listing(claim("disk", "Pending")), {"disk"}, id="a claim"),
        pytest.param(
            listing(claim("disk", "Pending"), pods=(pod("a", "disk"), pod("b", "other"))), {"disk", "a"}, id="its pod"
        ),
        pytest.param(
            listing(claim("disk", "Pending"), pods=(pod("a", "disk", "elsewhere"),)), {"disk"}, id="another namespace"
        ),
        pytest.param(
            listing(claim("data-db-0", "Pending"), sets=(stateful_set("db", 2),)), {"data-db-0", "db"}, id="a set"
        ),
        pytest.param(listing(claim("data-db-0", "Bound"), sets=(stateful_set("db", 1),)), set(), id="a set that runs"),
    ],
)
def test_what_has_no_storage(found: Listing, names: set[str]) -> None:
    assert without_storage(found) == names
    assert settled(lambda: found) is found  # what is old is not waited for


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("statefulset.apps/web created", True, id="behind a kind with its group"),
        pytest.param("kubectl get sts web", True, id="a word"),
        pytest.param("sts/web created", True, id="behind its kind"),
        pytest.param("service/my-web created", False, id="the end of a name"),
        pytest.param("kubectl get pod web-0", False, id="a longer name"),
    ],
)
def test_names_are_words(text: str, *, found: bool) -> None:
    assert mentions(text, {"web"}) is found
