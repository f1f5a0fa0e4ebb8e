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
    """A module and the files of it that hold schemas, as globs; ``kind`` says how they are read."""

    name: str
    module: str
    version: str
    kind: str
    files: tuple[str, ...]

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
    Source(
        name="kind",
        module="sigs.k8s.io/kind",
        version=PINNED["kind"],
        kind="kind",
        files=("pkg/apis/config/v1alpha4/types.go",),
    ),
)
# The mesh configuration is a message of its own module; the version is the one that the Istio above requires.
ISTIO_API = Source(name="Istio", module="istio.io/api", version="", kind="proto", files=("mesh/v1alpha1/*.proto",))
