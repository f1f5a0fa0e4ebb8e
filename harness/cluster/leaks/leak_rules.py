"""What nobody left behind: objects that controllers and the cluster itself make, beside what pages make."""

from fnmatch import fnmatchcase
from typing import Final

from harness.cluster.api.inventory import VOLATILE

# Kinds whose objects follow from others, or report on them; globs of API group and plural.
FOLLOWING_KINDS: Final = (
    *sorted(VOLATILE),
    ("cilium.io", "ciliumendpoints"),
    ("cilium.io", "ciliumidentities"),
    ("cilium.io", "ciliumnodes"),
    ("crd.projectcalico.org", "block*"),
    ("crd.projectcalico.org", "ipam*"),
    ("internal.apiserver.k8s.io", "*"),
    ("metallb.io", "*statuses"),
    ("metallb.io", "configurationstates"),
    ("resource.k8s.io", "resourceslices"),
    ("storage.k8s.io", "volumeattachments"),
)
# Objects of other kinds, by their plural in the core group and a glob of their name.
FOLLOWING_NAMES: Final = (
    ("configmaps", "kube-root-ca.crt"),  # in every namespace, by the controller manager
    ("configmaps", "istio-ca-root-cert"),  # likewise, by istiod
    ("configmaps", "istio-ca-crl"),
    ("configmaps", "istio-leader"),  # which istiod leads, and for what
    ("configmaps", "istio-*-leader"),
    ("configmaps", "istio-*-election"),
    ("serviceaccounts", "default"),
    ("secrets", "default-token-*"),  # of clusters before Kubernetes 1.24
)
# Labels that nodes and namespaces get by themselves.
FOLLOWING_LABELS: Final = (
    "docs-harness/*",
    "beta.kubernetes.io/*",
    "feature.node.kubernetes.io/*",
    "kubernetes.io/metadata.name",
    "node.kubernetes.io/instance-type",
)


def follows_kind(group: str, plural: str) -> bool:
    """Whether all objects of a kind are made by controllers."""
    return any(fnmatchcase(group, groups) and fnmatchcase(plural, plurals) for groups, plurals in FOLLOWING_KINDS)


def follows_name(group: str, plural: str, name: str) -> bool:
    """Whether an object is one that controllers make in many namespaces."""
    return group == "" and any(plural == plurals and fnmatchcase(name, names) for plurals, names in FOLLOWING_NAMES)


def follows_label(key: str) -> bool:
    return any(fnmatchcase(key, keys) for keys in FOLLOWING_LABELS)
