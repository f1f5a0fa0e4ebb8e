from collections.abc import Callable

import pytest

from harness.check.manifests import manifest

Found = Callable[..., list[str]]
Wrap = Callable[[str], str]


@pytest.mark.parametrize(
    ("version", "kind", "expected"),
    [
        pytest.param(
            "insall.istio.io/v1alpha1",
            "IstioOperator",
            "page.md:2: error: unknown API group 'insall.istio.io' [unknown-api-group]\n"
            "  expected: install.istio.io/v1alpha1 for the kind IstioOperator\n"
            "  to fix:   did you mean 'install.istio.io'?",
            id="a mistyped group",
        ),
        pytest.param(
            "things.zebra.dev/v1",
            "Thing",
            "page.md:2: note: 1 kind of things.zebra.dev is not checked: Thing [unknown-api-group]\n"
            "  to fix:   name files with their CustomResourceDefinitions in catalogue.crds of the settings",
            id="a group like no other",
        ),
        pytest.param(
            "stable.example.com/v1",
            "Thing",
            "page.md:2: note: 1 kind of stable.example.com is not checked: Thing [unknown-api-group]\n"
            "  to fix:   name files with their CustomResourceDefinitions in catalogue.crds of the settings",
            id="a group made up to show something",
        ),
        pytest.param(
            "core/v1",
            "Service",
            "page.md:2: error: unknown API group 'core' [unknown-api-group]\n"
            "  expected: v1 for the kind Service\n"
            "  to fix:   did you mean 'apiVersion: v1'?",
            id="a group that has no name",
        ),
        pytest.param(
            "apps",
            "Deployment",
            "page.md:2: error: 'apps' is no apiVersion: it lacks a version [unknown-api-group]\n"
            "  expected: apps/v1\n"
            "  to fix:   did you mean 'apps/v1'?",
            id="a group without a version",
        ),
        pytest.param(
            "one",
            "Deployment",
            "page.md:2: error: unknown apiVersion 'one' [unknown-api-group]\n"
            "  expected: apps/v1\n"
            "  to fix:   did you mean 'apps/v1'?",
            id="neither group nor version",
        ),
        pytest.param(
            "networking.istio.io/idecar",
            "Sidecar",
            "page.md:2: error: the API group networking.istio.io has no version 'idecar' [unknown-api-version]\n"
            "  expected: networking.istio.io/v1, networking.istio.io/v1beta1 or networking.istio.io/v1alpha3\n"
            "  to fix:   did you mean 'networking.istio.io/v1'?",
            id="no version at all",
        ),
        pytest.param(
            "networking.istio.io/v1apha3",
            "EnvoyFilter",
            "page.md:2: error: the API group networking.istio.io has no version 'v1apha3' [unknown-api-version]\n"
            "  expected: networking.istio.io/v1alpha3, which have the kind EnvoyFilter\n"
            "  to fix:   did you mean 'networking.istio.io/v1alpha3'?",
            id="a mistyped version",
        ),
        pytest.param(
            "v2",
            "Pod",
            "page.md:2: error: the API group of v1 has no version 'v2' [unknown-api-version]\n"
            "  expected: v1\n"
            "  to fix:   did you mean 'v1'?",
            id="a version of the core group",
        ),
        pytest.param(
            "argoproj.io/v2",
            "Rollout",
            "page.md:2: note: 1 kind of argoproj.io is not checked: Rollout [unknown-kind]\n"
            "  to fix:   name files with their CustomResourceDefinitions in catalogue.crds of the settings",
            id="of a group known by name only there may be more",
        ),
        pytest.param(
            "argoproj.io/valpha1",
            "Rollout",
            "page.md:2: error: the API group argoproj.io has no version 'valpha1' [unknown-api-version]\n"
            "  expected: argoproj.io/v1alpha1\n"
            "  to fix:   did you mean 'argoproj.io/v1alpha1'?",
            id="a version of it that is none",
        ),
        pytest.param(
            "gateway.networking.k8s.io/v1alpha2",
            "HTTPRoute",
            "page.md:2: error: gateway.networking.k8s.io/v1alpha2 has gone: no cluster serves its HTTPRoute any more "
            "[unknown-api-version]\n"
            "  expected: apiVersion: gateway.networking.k8s.io/v1\n"
            "  to fix:   use 'gateway.networking.k8s.io/v1'; its fields may be others",
            id="a version that others of the group still have",
        ),
        pytest.param(
            "apps/v1",
            "Deploymnet",
            "page.md:3: error: apps/v1 has no kind 'Deploymnet' [unknown-kind]\n"
            "  expected: a kind of apps/v1: ControllerRevision, ControllerRevisionList, DaemonSet, DaemonSetList, "
            "Deployment, DeploymentList, ReplicaSet, ReplicaSetList or one of 2 more\n"
            "  to fix:   did you mean 'Deployment'?",
            id="a mistyped kind",
        ),
        pytest.param(
            "v1",
            "Deployment",
            "page.md:3: error: v1 has no kind 'Deployment' [unknown-kind]\n"
            "  expected: apps/v1 for the kind Deployment\n"
            "  to fix:   did you mean 'apiVersion: apps/v1'?",
            id="a kind of another group",
        ),
        pytest.param(
            "policy/v1",
            "Zebra",
            "page.md:3: error: policy/v1 has no kind 'Zebra' [unknown-kind]\n"
            "  expected: a kind of policy/v1: Eviction, PodDisruptionBudget or PodDisruptionBudgetList\n"
            "  to fix:   add the kind to the catalogue in the settings if the page is right",
            id="a kind like no other",
        ),
        pytest.param(
            "argoproj.io/v1alpha1",
            "Zebra",
            "page.md:2: note: 1 kind of argoproj.io is not checked: Zebra [unknown-kind]\n"
            "  to fix:   name files with their CustomResourceDefinitions in catalogue.crds of the settings",
            id="of a group known by name only a kind may be new",
        ),
    ],
)
def test_what_is_not_known(found: Found, shown: Wrap, version: str, kind: str, expected: str) -> None:
    assert found(manifest.check, shown(f"apiVersion: {version}\nkind: {kind}")) == [expected]


@pytest.mark.parametrize(
    "manifest_text",
    [
        pytest.param("kind: IstioOperator\napiVersion: install.istio.io/v1alpha1", id="in any order"),
        pytest.param("apiVersion: <your group>/v1\nkind: Thing", id="for the reader to fill in"),
        pytest.param("metadata:\n  name: x", id="a part of a manifest"),
        pytest.param("- a\n- b", id="a list"),
        pytest.param("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod", id="a list of resources"),
    ],
)
def test_what_is_well(found: Found, shown: Wrap, manifest_text: str) -> None:
    assert found(manifest.check, shown(manifest_text)) == []


def test_each_resource_of_a_list_is_looked_at(found: Found, shown: Wrap) -> None:
    text = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pood"

    assert [line.split(" [")[0] for line in found(manifest.check, shown(text))] == [
        "page.md:6: error: v1 has no kind 'Pood'"
    ]


def test_kinds_that_the_page_defines_are_known(found: Found, shown: Wrap) -> None:
    definition = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.org
spec:
  group: example.org
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
  - name: v1
    served: true
    storage: true
---
apiVersion: example.org/v1
kind: Thing
---
apiVersion: example.org/v2
kind: Thing"""

    assert [line.split("\n")[0] for line in found(manifest.check, shown(definition))] == [
        "page.md:18: warning: the API group example.org has no version 'v2' [unknown-api-version]"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "metadata:\n  name: x\nkind: Pod",
            "page.md:6: error: the manifest has no apiVersion [incomplete-manifest]\n"
            "  expected: apiVersion, kind and metadata in every manifest\n"
            "  to fix:   add the line",
            id="no apiVersion",
        ),
        pytest.param(
            "apiversion: v1\nkind: Pod\nmetadata:\n  name: x",
            "page.md:6: error: the manifest has no apiVersion [incomplete-manifest]\n"
            "  expected: apiVersion, kind and metadata in every manifest\n"
            "  to fix:   write 'apiVersion', not 'apiversion'",
            id="a mistyped one",
        ),
        pytest.param(
            "apiVersion: v1\nkind: Namespace",
            "page.md:6: error: the Namespace has no name [incomplete-manifest]\n"
            "  expected: metadata.name in everything that kubectl applies\n"
            "  to fix:   add 'name' below 'metadata'",
            id="no metadata",
        ),
        pytest.param(
            "apiVersion: v1\nkind: Namespace\nmetadata:\n  labels: {a: b}",
            "page.md:9: error: the Namespace has no name [incomplete-manifest]\n"
            "  expected: metadata.name in everything that kubectl applies\n"
            "  to fix:   add 'name' below 'metadata'",
            id="no name in it",
        ),
    ],
)
def test_what_is_applied_is_complete(found: Found, applied: Wrap, text: str, expected: str) -> None:
    assert found(manifest.check, applied(text)) == [expected]


def test_a_generated_name_is_a_name(found: Found, applied: Wrap) -> None:
    assert found(manifest.check, applied("apiVersion: v1\nkind: Namespace\nmetadata:\n  generateName: x-")) == []


def test_a_mistyped_head_is_told_in_a_shown_block_too(found: Found, shown: Wrap) -> None:
    assert [line.split("\n")[0] for line in found(manifest.check, shown("apiVersion: v1\nKind: Pod"))] == [
        "page.md:3: error: the manifest has no kind [incomplete-manifest]"
    ]
