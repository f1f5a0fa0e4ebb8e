from collections.abc import Callable

import pytest

from harness.check.manifests import relation
from harness.check.manifests.odd_value import is_cidr
from harness.check.manifests.value_form import is_schedule

Found = Callable[..., list[str]]
HEAD = "apiVersion: {}\nkind: {}\nmetadata:\n  name: oven\n"


def manifest(version: str, kind: str, rest: str) -> str:
    return HEAD.format(version, kind) + rest


def pod(rest: str) -> str:
    return manifest("v1", "Pod", f"spec:\n  containers:\n  - name: a\n{rest}")


@pytest.mark.parametrize(
    ("text", "value", "meant"),
    [
        pytest.param(manifest("batch/v1", "CronJob", 'spec:\n  schedule: "*/5 * * *"'), "*/5 * * *", "", id="schedule"),
        pytest.param(pod("    image: Oven:1.0"), "Oven:1.0", "oven:1.0", id="image"),
        pytest.param(pod("    image: oven:1.0:2"), "oven:1.0:2", "", id="two tags"),
        pytest.param(
            pod("    ports:\n    - name: port-of-the-oven\n      containerPort: 1"), "port-of-", "", id="port"
        ),
        pytest.param(manifest("v1", "Secret", "data:\n  a: secret!"), "secret!", "stringData", id="base64"),
        pytest.param(manifest("v1", "Secret", "data:\n  a: c2VjcmV"), "c2VjcmV", "", id="base64 without an end"),
        pytest.param(manifest("v1", "Service", "spec:\n  clusterIP: none"), "none", "'None'", id="headless"),
        pytest.param(
            manifest("policy/v1", "PodDisruptionBudget", "spec:\n  minAvailable: 50 %"), "50 %", "'50%'", id="percent"
        ),
        pytest.param(
            manifest("apps/v1", "Deployment", "spec:\n  template:\n    spec:\n      restartPolicy: Never"),
            "Never",
            "'Always'",
            id="restart",
        ),
        pytest.param(
            manifest(
                "rbac.authorization.k8s.io/v1",
                "RoleBinding",
                "roleRef:\n  apiGroup: rbac.authorization.k8s.io/v1\n  kind: Role\n  name: a",
            ),
            "k8s.io/v1",
            "'rbac.authorization.k8s.io'",
            id="a group with a version",
        ),
    ],
)
def test_refused(found: Found, applied: Callable[[str], str], text: str, value: str, meant: str) -> None:
    (finding,) = found(relation.check, applied(text))

    assert "error" in finding
    assert value in finding
    assert meant in finding
    assert "[wrong-value]" in finding


@pytest.mark.parametrize(
    "text",
    [
        manifest("batch/v1", "CronJob", 'spec:\n  schedule: "0 0-6/2 1,15 jan mon"'),
        manifest("batch/v1", "CronJob", 'spec:\n  schedule: "@daily"'),
        pod("    image: registry.example:5000/shop/oven:1.0@sha256:ab"),
        pod("    image: auto"),
        pod("    image: myImage"),
        manifest("v1", "Secret", "data:\n  a: c2VjcmV0\n  b: ''\n  c: $VALUE\nstringData:\n  d: secret!"),
        manifest("v1", "Service", "spec:\n  clusterIP: 10.0.0.10"),
        manifest("v1", "Pod", "spec:\n  restartPolicy: Never"),
    ],
)
def test_right(found: Found, applied: Callable[[str], str], text: str) -> None:
    assert found(relation.check, applied(text)) == []


def test_schedules() -> None:
    assert all(map(is_schedule, ("* * * * *", "*/15 0 1,2 * 1-5", "@hourly", "0 0 * * sun")))
    assert not any(map(is_schedule, ("60 * * * *", "* * * *", "0 * * * * *", "a b c d e", "* 24 * * *")))


def test_blocks_of_addresses() -> None:
    assert all(map(is_cidr, ("10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32")))
    assert not any(map(is_cidr, ("10.0.0/8", "10.0.0.256/8", "10.0.0.0/33", "10.0.0.0")))


@pytest.mark.parametrize(
    ("data", "count"),
    [
        pytest.param("tls.crt: YQ==\n  tls.key: YQ==", 0, id="both"),
        pytest.param("tls.crt: YQ==\n  key: YQ==", 1, id="one of them"),
        pytest.param("crt: YQ==\n  key: YQ==", 2, id="none of them"),
    ],
)
def test_keys_of_a_type(found: Found, applied: Callable[[str], str], data: str, count: int) -> None:
    text = manifest("v1", "Secret", f"type: kubernetes.io/tls\ndata:\n  {data}")
    assert ["[missing-field]" in each for each in found(relation.check, applied(text))] == [True] * count
