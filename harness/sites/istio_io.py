"""istio.io: Hugo with shortcodes of its own, and pages that work in the folder of a release."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from harness.sites.fences import NOTHING_MORE
from harness.sites.istio_io_prerequisites import PREREQUISITES
from harness.sites.plain import PLAIN
from harness.sites.preparation import PREPARATION
from harness.sites.site_profile import MATTERS_OF_TASTE, Choice, Sign, Template

_VALUES: Final[Mapping[str, Template]] = {
    "github_blob": "https://github.com/istio/istio/blob/{source_branch_name}",
    "github_file": "https://raw.githubusercontent.com/istio/istio/{source_branch_name}",
    "github_raw": "https://github.com/istio/istio",
    "github_tree": "https://github.com/istio/istio/tree/{source_branch_name}",
    "istio_docker_image": Choice(
        "preliminary", "docker.io/istio/{0}:{version}.0-rc.1", "docker.io/istio/{0}:{version}.0"
    ),
    "istio_full_version": "{full_version}",
    "istio_full_version_release_year": "{full_version_release_year}",
    "istio_full_version_revision": "{full_version:dashes}",
    "istio_previous_version": "{previous_version}",
    "istio_previous_version_revision": "{previous_version:dashes}",
    "istio_release_name": "{full_version:release}",
    "istio_release_url": Choice(
        "preliminary",
        "https://github.com/istio/istio/releases/",
        "https://github.com/istio/istio/releases/tag/{full_version}",
    ),
    "istio_version": "{version}",
    "istio_version_revision": "{version:dashes}",
    "istioctl": "istioctl",
    "k8s_gateway_api_inference_extension_version": "{k8s_gateway_api_inference_extension_version}",
    "k8s_gateway_api_version": "{k8s_gateway_api_version}",
    "source_branch_name": "{source_branch_name}",
    "supported_kubernetes_versions": "{compatibility.supportStatus:versions}",
}
_INGRESS: Final = "kubectl -n istio-system get service istio-ingressgateway -o jsonpath"
_VARIABLES: Final = {
    "INGRESS_HOST": f"{_INGRESS}='{{.status.loadBalancer.ingress[0].ip}}'",
    "INGRESS_PORT": f"""{_INGRESS}='{{.spec.ports[?(@.name=="http2")].port}}'""",
    "SECURE_INGRESS_PORT": f"""{_INGRESS}='{{.spec.ports[?(@.name=="https")].port}}'""",
    "TCP_INGRESS_PORT": f"""{_INGRESS}='{{.spec.ports[?(@.name=="tcp")].port}}'""",
    "GATEWAY_URL": 'echo "$INGRESS_HOST:$INGRESS_PORT"',
}
_GATEWAY_API: Final = "go:sigs.k8s.io/gateway-api@{version}/config/crd"
_COPIES: Final = {
    "https://raw.githubusercontent.com/istio/istio/{branch}/{path*}": "go:istio.io/istio@{istio-module}/{path*}",
    "https://istio-release.storage.googleapis.com/charts": "charts:go:istio.io/istio@{istio-module}/manifests",
    "https://github.com/kubernetes-sigs/gateway-api/releases/download/{version}/standard-install.yaml": (
        f"{_GATEWAY_API}/standard"
    ),
    "https://github.com/kubernetes-sigs/gateway-api/releases/latest/download/standard-install.yaml": (
        "go:sigs.k8s.io/gateway-api@{gateway-api}/config/crd/standard"
    ),
    "https://github.com/kubernetes-sigs/gateway-api/releases/download/{version}/experimental-install.yaml": (
        f"{_GATEWAY_API}/experimental"
    ),
    "github.com/kubernetes-sigs/gateway-api/config/crd?ref={version}": _GATEWAY_API,
    "github.com/kubernetes-sigs/gateway-api/config/crd/experimental?ref={version}": f"{_GATEWAY_API}/experimental",
}
_KNOWLEDGE: Final = (
    r"/platform-(?:setup|prerequisites)",  # of clusters that somebody else runs
    r"/additional-setup/(?:config-profiles|sidecar-injection)/",
    r"#determining-the-ingress-ip-and-ports$",  # the variables above
)
_IMPLIED: Final = {
    r"^/docs/ambient/usage/": ("/docs/ambient/getting-started/secure-and-visualize/", "/docs/ambient/getting-started/"),
    r"^/docs/ambient/upgrade/": ("/docs/ambient/install/helm/", "/docs/ambient/getting-started/"),
    r"^/docs/(?:tasks|ops|examples|setup/upgrade)/": ("/docs/setup/",),
    r"^/docs/setup/additional-setup/(?:sidecar-injection|gateway)/": ("/docs/setup/",),
}
_CONTINUED: Final = {
    r"^/docs/ambient/getting-started/cleanup/": ("/docs/ambient/getting-started/manage-traffic/",),
    r"^/docs/setup/install/multicluster/verify/": ("/docs/setup/install/multicluster/multi-primary/",),
    r"^/docs/ambient/install/multicluster/(?:verify|failover)/": (
        "/docs/ambient/install/multicluster/multi-primary_multi-network/",
    ),
}
_SHORTCODES: Final = ("text", "text_import", "boilerplate", "tabset", "gloss", *_VALUES)
ISTIO_IO: Final = PLAIN.extended(
    name="istio_io",
    containers=frozenset(),
    fences=NOTHING_MORE,
    signs=(Sign(paths=("data/args.yml",), says=r"^(?:full_version|source_branch_name|version):"),),
    page_sign=rf"(?i)istio|\{{\{{[<%]\s*(?:{'|'.join(_SHORTCODES)})\b",
    values=_VALUES,
    cares=MATTERS_OF_TASTE,
    tab_boilerplates={"gateway-api-*": "gateway-api"},
    variables_from=_VARIABLES,
    prerequisites=PREREQUISITES,
    preparation=replace(PREPARATION, knowledge=(*PREPARATION.knowledge, *_KNOWLEDGE)),
    implied=_IMPLIED,
    continued=_CONTINUED,
    copies=_COPIES,
    links={name: f"go:istio.io/istio@{{istio-module}}/{name}" for name in ("manifests", "samples", "tools/certs")},
)
