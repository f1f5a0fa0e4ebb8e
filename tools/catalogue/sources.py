"""Where the catalogue's schemas come from: Go modules under Apache-2.0, fetched by Go itself."""

import json
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PINNED = tomllib.loads((REPOSITORY / "harness/cluster/toolchain/versions.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A module and the files of it that hold schemas, as globs; ``kind`` says how they are read.

    Of Go files ``roots`` are the structs that are kinds of ``api_version``.
    """

    name: str
    module: str
    version: str
    kind: str
    files: tuple[str, ...]
    api_version: str = ""
    roots: tuple[str, ...] = ()

    def fetch(self) -> Path:
        """The module's folder in Go's cache."""
        answer = subprocess.run(
            ["go", "mod", "download", "-json", f"{self.module}@{self.version}"],
            check=True,
            capture_output=True,
            text=True,
        )
        return Path(json.loads(answer.stdout)["Dir"])


def crds(name: str, module: str, version: str, *files: str) -> Source:
    return Source(name=name, module=module, version=version, kind="crd", files=files)


def go(module: str, version: str, files: str, api_version: str, *roots: str) -> Source:
    return Source(
        name=module.rpartition("/")[2],
        module=module,
        version=version,
        kind="go",
        files=(files,),
        api_version=api_version,
        roots=roots,
    )


STAGING = PINNED["kubernetes"].replace("v1.", "v0.")
"""The version of the modules that are published from the repository of Kubernetes."""
KUBEADM = "cmd/kubeadm/app/apis/kubeadm"
# Of the Gateway API the version that pages are written for, too: newer ones no longer serve some alpha versions.
SOURCES = (
    Source(
        name="Kubernetes",
        module="k8s.io/kubernetes",
        version=PINNED["kubernetes"],
        kind="kubernetes",
        files=("api/openapi-spec/swagger.json", "pkg/generated/openapi/zz_generated.openapi.go"),
    ),
    crds("Istio", "istio.io/istio", PINNED["istio-module"], "manifests/charts/base/files/crd-all.gen.yaml"),
    Source(
        name="Istio",
        module="istio.io/istio",
        version=PINNED["istio-module"],
        kind="istio-operator",
        files=("operator/pkg/apis/types.go", "operator/pkg/apis/values_types.proto"),
    ),
    crds("Gateway API", "sigs.k8s.io/gateway-api", "v1.3.0", "config/crd/experimental/*.yaml"),
    crds("Gateway API", "sigs.k8s.io/gateway-api", PINNED["gateway-api"], "config/crd/experimental/*.yaml"),
    crds(
        "Inference extension",
        "sigs.k8s.io/gateway-api-inference-extension",
        "v1.5.0",
        "config/crd/bases/*.yaml",
    ),
    crds("Multi-cluster services", "sigs.k8s.io/mcs-api", "v0.4.1", "config/crd/*.yaml"),
    crds("MetalLB", "go.universe.tf/metallb", PINNED["metallb"], "config/crd/bases/*.yaml"),
    crds("cert-manager", "github.com/cert-manager/cert-manager", "v1.19.1", "deploy/crds/*.yaml"),
    crds(
        "Prometheus Operator",
        "github.com/prometheus-operator/prometheus-operator",
        "v0.85.0",
        "example/prometheus-operator-crd/*.yaml",
    ),
    crds("SPIRE", "github.com/spiffe/spire-controller-manager", "v0.6.3", "config/crd/bases/*.yaml"),
    crds("Cilium", "github.com/cilium/cilium", "v1.18.0", "pkg/k8s/apis/cilium.io/client/crds/v2*/*.yaml"),
    go("sigs.k8s.io/kind", PINNED["kind"], "pkg/apis/config/v1alpha4/types.go", "kind.x-k8s.io/v1alpha4", "Cluster"),
    go(
        "k8s.io/kubernetes",
        PINNED["kubernetes"],
        f"{KUBEADM}/v1beta3/types.go",
        "kubeadm.k8s.io/v1beta3",
        *("ClusterConfiguration", "InitConfiguration", "JoinConfiguration"),
    ),
    go(
        "k8s.io/kubernetes",
        PINNED["kubernetes"],
        f"{KUBEADM}/v1beta4/types.go",
        "kubeadm.k8s.io/v1beta4",
        *("ClusterConfiguration", "InitConfiguration", "JoinConfiguration", "ResetConfiguration"),
        "UpgradeConfiguration",
    ),
    go(
        "k8s.io/kubelet",
        STAGING,
        "config/v1beta1/types.go",
        "kubelet.config.k8s.io/v1beta1",
        *("CredentialProviderConfig", "KubeletConfiguration"),
    ),
    go(
        "k8s.io/kube-proxy",
        STAGING,
        "config/v1alpha1/types.go",
        "kubeproxy.config.k8s.io/v1alpha1",
        "KubeProxyConfiguration",
    ),
    go(
        "k8s.io/kube-scheduler",
        STAGING,
        "config/v1/types.go",
        "kubescheduler.config.k8s.io/v1",
        "KubeSchedulerConfiguration",
    ),
    go(
        "k8s.io/controller-manager",
        STAGING,
        "config/v1/types.go",
        "controllermanager.config.k8s.io/v1",
        "LeaderMigrationConfiguration",
    ),
    go(
        "k8s.io/apiserver",
        STAGING,
        "pkg/apis/apiserver/v1/types*.go",
        "apiserver.config.k8s.io/v1",
        *("AdmissionConfiguration", "AuthenticationConfiguration", "AuthorizationConfiguration"),
        "EncryptionConfiguration",
    ),
    go("k8s.io/apiserver", STAGING, "pkg/apis/audit/v1/types.go", "audit.k8s.io/v1", "Policy"),
    go(
        "sigs.k8s.io/kustomize/api",
        "v0.20.1",
        "types/*.go",
        "kustomize.config.k8s.io/v1beta1",
        "Kustomization",
    ),
    go("k8s.io/client-go", STAGING, "tools/clientcmd/api/v1/types.go", "v1", "Config"),
)
# The mesh configuration is a message of its own module; the version is the one that the Istio above requires.
ISTIO_API = Source(name="Istio", module="istio.io/api", version="", kind="proto", files=("mesh/v1alpha1/*.proto",))
