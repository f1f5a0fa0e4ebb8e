from harness.check.catalogue.catalogue import Catalogue, builtin_catalogue, group_of, version_of
from harness.check.catalogue.field_shape import Holds

WHOLE_SITE = [
    "networking.istio.io/v1",
    "networking.istio.io/v1beta1",
    "networking.istio.io/v1alpha3",
    "security.istio.io/v1",
    "telemetry.istio.io/v1",
    "telemetry.istio.io/v1alpha1",
    "install.istio.io/v1alpha1",
    "extensions.istio.io/v1alpha1",
    "gateway.networking.k8s.io/v1",
    "gateway.networking.k8s.io/v1beta1",
    "gateway.networking.k8s.io/v1alpha2",
    "v1",
    "apps/v1",
    "networking.k8s.io/v1",
    "rbac.authorization.k8s.io/v1",
    "admissionregistration.k8s.io/v1",
    "autoscaling/v2",
    "policy/v1",
    "cert-manager.io/v1",
    "spire.spiffe.io/v1alpha1",
    "monitoring.coreos.com/v1",
    "kind.x-k8s.io/v1alpha4",
    "cilium.io/v2",
    "metallb.io/v1beta1",
    "flagger.app/v1beta1",
    "argoproj.io/v1alpha1",
    "kustomize.config.k8s.io/v1beta1",
]


def test_every_version_that_pages_use_is_known() -> None:
    assert [version for version in WHOLE_SITE if version not in builtin_catalogue().kinds] == []


def test_versions_come_with_the_most_settled_first() -> None:
    versions = builtin_catalogue().versions("networking.istio.io")

    assert versions == ("networking.istio.io/v1", "networking.istio.io/v1beta1", "networking.istio.io/v1alpha3")


def test_a_kind_of_two_groups_is_found_in_both() -> None:
    having = builtin_catalogue().having("Gateway")

    assert {group_of(version) for version in having} == {"gateway.networking.k8s.io", "networking.istio.io"}


def test_group_and_version_of_core_kinds() -> None:
    assert (group_of("v1"), version_of("v1")) == ("", "v1")
    assert (group_of("apps/v1"), version_of("apps/v1")) == ("apps", "v1")


def test_schemas_have_fields_and_enumerations() -> None:
    catalogue = builtin_catalogue()
    service = catalogue.shape_of("v1", "Service")
    spec = catalogue.shapes[service.fields["spec"]]
    kind_of_service = catalogue.shapes[spec.fields["type"]]

    assert kind_of_service.holds is Holds.ONE_OF
    assert kind_of_service.values == ("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")


def test_kinds_by_name_are_added_and_schemas_stay() -> None:
    catalogue = builtin_catalogue().with_kinds({"v1": ["Service", "Extra"], "example.com/v1": ["Thing"]})

    assert catalogue.shape_of("v1", "Service").holds is Holds.OBJECT
    assert catalogue.shape_of("v1", "Extra").holds is Holds.ANYTHING
    assert catalogue.having("Thing") == ("example.com/v1",)


def test_only_groups_known_by_name_are_partial() -> None:
    catalogue = builtin_catalogue().with_kinds({"v1": ["Extra"], "example.com/v1": ["Thing"]})

    assert "" not in catalogue.partial
    assert {"argoproj.io", "example.com"} <= catalogue.partial


def test_a_catalogue_of_names() -> None:
    assert Catalogue.named({"v1": ["Pod"]}).kinds == {"v1": {"Pod": 0}}
