from collections.abc import Callable

import pytest

from harness.check.manifests import manifest

Found = Callable[..., list[str]]
Wrap = Callable[[str], str]

WORKLOAD = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
spec:
  selector:
    matchLabels: {{{selector}}}
  template:
    metadata:
      labels: {{{labels}}}
    spec: {{containers: [{{name: a}}]}}"""


def test_a_template_without_labels(found: Found, applied: Wrap) -> None:
    text = WORKLOAD.format(selector="app: a", labels="").replace("    metadata:\n      labels: {}\n", "")

    (finding,) = found(manifest.check, applied(text))
    assert "[selector-mismatch]" in finding


@pytest.mark.parametrize(
    ("selector", "labels", "said"),
    [
        pytest.param("app: a", "app: b", "say 'b'", id="another value"),
        pytest.param("app: a", "name: a", "do not have it", id="no such label"),
    ],
)
def test_a_selector_matches_its_own_pods(found: Found, applied: Wrap, selector: str, labels: str, said: str) -> None:
    text = applied(WORKLOAD.format(selector=selector, labels=labels))

    assert found(manifest.check, text) == [
        (
            f"page.md:12: error: the Deployment selects app=a, and the labels of its own pods {said} "
            "[selector-mismatch]\n"
            "  expected: every label of spec.selector.matchLabels in spec.template.metadata.labels\n"
            "  to fix:   make both the same"
        )
    ]


@pytest.mark.parametrize(
    ("selector", "labels"),
    [
        pytest.param("app: a", "app: a, version: v1", id="more labels"),
        pytest.param("app: <name>", "app: a", id="to be filled in"),
        pytest.param("app: a", "app: <name>", id="a label to be filled in"),
    ],
)
def test_selectors_that_match(found: Found, applied: Wrap, selector: str, labels: str) -> None:
    assert found(manifest.check, applied(WORKLOAD.format(selector=selector, labels=labels))) == []


def test_names_are_what_an_api_server_takes(found: Found, applied: Wrap) -> None:
    assert found(manifest.check, applied("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: My_Space")) == [
        (
            "page.md:9: error: Namespace cannot have the name 'My_Space' [invalid-name]\n"
            "  expected: small letters, digits, '-' and '.', with a letter or digit at both ends\n"
            "  to fix:   write 'my-space'"
        )
    ]


def test_roles_have_names_of_their_own_sort(found: Found, applied: Wrap) -> None:
    role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: system:Reader"

    assert found(manifest.check, applied(role)) == []
