from collections.abc import Callable

import pytest

from harness.check.manifests import relation

Found = Callable[..., list[str]]
ROLE = """apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: baker
rules:
- apiGroups: ["{}"]
  resources: ["{}"]
  verbs: ["{}"]"""


@pytest.mark.parametrize(
    ("role", "meant"),
    [
        (("", "pods", "wach"), "watch"),
        (("", "pods", "read"), "get"),
        (("", "pod", "get"), "pods"),
        (("", "sevices", "get"), "services"),
        (("", "pod/log", "get"), "pods/log"),
        (("", "deployments", "get"), "apps"),
        (("v1", "pods", "get"), "without its version"),
        (("app", "deployments", "get"), "apps"),
        (("apps/v1", "deployments", "get"), "apps"),
        (("bread.zebra.dev/v1", "ovens", "get"), "bread.zebra.dev"),
    ],
)
def test_wrong(found: Found, applied: Callable[[str], str], role: tuple[str, str, str], meant: str) -> None:
    (finding,) = found(relation.check, applied(ROLE.format(*role)))

    assert "error" in finding
    assert meant in finding
    assert "[wrong-value]" in finding


@pytest.mark.parametrize(
    ("group", "resource", "verb"),
    [("", "pods/exec", "create"), ("*", "*", "*"), ("apps", "deployments", "patch"), ("shop.example", "ovens", "heat")],
)
def test_right(found: Found, applied: Callable[[str], str], group: str, resource: str, verb: str) -> None:
    assert found(relation.check, applied(ROLE.format(group, resource, verb))) == []
