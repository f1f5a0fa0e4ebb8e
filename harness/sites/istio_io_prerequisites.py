"""What links of istio.io mean that prepare a page: the usual way through its installation, samples and add-ons.

Those that ``stand in`` are for a checkout without the page they lead to; a page that is there is run as it is.
"""

from collections.abc import Mapping
from typing import Final

from harness.settings.prerequisite_table import PrerequisiteSetting

_OF_ISTIO: Final = ("istio",)  # other sites have a page /docs/setup/, too
_INGRESS_PAGE: Final = "/docs/tasks/traffic-management/ingress/ingress-control/#before-you-begin"
_CRDS: Final = "https://github.com/kubernetes-sigs/gateway-api/releases/latest/download/standard-install.yaml"
_CHARTS: Final = "https://istio-release.storage.googleapis.com/charts"
_BOOKINFO_APP: Final = "samples/bookinfo/platform/kube/bookinfo.yaml"
_NAMESPACE: Final = "kubectl create namespace istio-system --dry-run=client -o yaml | kubectl apply -f -"
_POLICY: Final = """kubectl apply -f - <<EOF
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: productpage-viewer
spec:
  targetRefs:
  - {group: "", kind: Service, name: productpage}
  rules:
  - from:
    - source: {principals: [cluster.local/ns/default/sa/curl]}
EOF"""
_AMBIENT: Final = "/docs/ambient/getting-started"

_ISTIO: Final = PrerequisiteSetting(
    links=(
        "/docs/setup/",
        "/docs/setup/getting-started/",
        "/docs/setup/getting-started/#install",
        "/docs/setup/install/",
        "/docs/setup/install/istioctl/",
        "/docs/setup/install/operator/",
        _INGRESS_PAGE,
    ),
    before=("istioctl install -y --set profile=demo",),
    after=("istioctl uninstall -y --purge", "kubectl delete namespace istio-system --ignore-not-found"),
    met_by=("istioctl install", "helm install istiod", "helm upgrade --install istiod"),
    mentions=_OF_ISTIO,
)
_HTTPBIN: Final = PrerequisiteSetting(
    links=(_INGRESS_PAGE,),
    before=("kubectl apply -f samples/httpbin/httpbin.yaml",),
    after=("kubectl delete -f samples/httpbin/httpbin.yaml --ignore-not-found",),
    met_by=("samples/httpbin/httpbin.yaml",),
    requires=("istio",),
    mentions=_OF_ISTIO,
)
_BOOKINFO: Final = PrerequisiteSetting(
    links=(
        "/docs/examples/bookinfo/",
        "/docs/examples/bookinfo/#deploying-the-application",
        "/docs/examples/bookinfo/#start-the-application-services",
    ),
    before=(
        "kubectl label namespace default istio-injection=enabled --overwrite",
        f"kubectl apply -f {_BOOKINFO_APP}",
        "kubectl apply -f samples/bookinfo/networking/bookinfo-gateway.yaml",
        "kubectl wait --for=condition=Available deployment --all --timeout=300s",
    ),
    after=(
        "kubectl delete -f samples/bookinfo/networking/bookinfo-gateway.yaml --ignore-not-found",
        f"kubectl delete -f {_BOOKINFO_APP} --ignore-not-found",
        "kubectl label namespace default istio-injection-",
    ),
    met_by=(_BOOKINFO_APP,),
    requires=("istio",),
    mentions=_OF_ISTIO,
)
_VERSIONS: Final = PrerequisiteSetting(
    links=("/docs/examples/bookinfo/#define-the-service-versions",),
    before=(
        "kubectl apply -f samples/bookinfo/networking/destination-rule-all.yaml",
        "kubectl apply -f samples/bookinfo/platform/kube/bookinfo-versions.yaml",
    ),
    after=(
        "kubectl delete -f samples/bookinfo/platform/kube/bookinfo-versions.yaml --ignore-not-found",
        "kubectl delete -f samples/bookinfo/networking/destination-rule-all.yaml --ignore-not-found",
    ),
    met_by=("samples/bookinfo/networking/destination-rule-all.yaml",),
    requires=("bookinfo",),
    mentions=_OF_ISTIO,
)


def stand_in(*links: str, **more: tuple[str, ...]) -> PrerequisiteSetting:
    """What a page is to have left behind that is not in the checkout."""
    return PrerequisiteSetting(links=links, mentions=_OF_ISTIO, stands_in=True, **more)


def addon(name: str, *links: str) -> PrerequisiteSetting:
    """An add-on of the release."""
    file = f"samples/addons/{name}.yaml"
    return stand_in(
        f"/docs/ops/integrations/{name}/",
        f"/docs/ops/integrations/{name}/#installation",
        f"/docs/ops/integrations/{name}/#option-1-quick-start",
        *links,
        before=(_NAMESPACE, f"kubectl apply -f {file}"),
        after=(f"kubectl delete -f {file} --ignore-not-found",),
        met_by=(f"apply -f {file}",),
        requires=("istio",),
    )


_CONTEXTS: Final = "kubectl config get-contexts -o name"
_EACH: Final = f"for here in $({_CONTEXTS}); do"
PREREQUISITES: Final[Mapping[str, PrerequisiteSetting]] = {
    "istio": _ISTIO,
    "httpbin": _HTTPBIN,
    "bookinfo": _BOOKINFO,
    "bookinfo-versions": _VERSIONS,
    "gateway-api": stand_in(
        "/docs/tasks/traffic-management/ingress/gateway-api/",
        "/docs/tasks/traffic-management/ingress/gateway-api/#setup",
        before=(f"kubectl get crd gateways.gateway.networking.k8s.io &> /dev/null || kubectl apply -f {_CRDS}",),
        met_by=("standard-install.yaml", "config/crd"),
    ),
    "access-log": stand_in(  # the profile demo has it
        "/docs/tasks/observability/logs/access-log/",
        "/docs/tasks/observability/logs/access-log/#enable-envoy-s-access-logging",
        requires=("istio",),
    ),
    "two-clusters": stand_in(  # their certificates of their own will do
        "/docs/setup/install/multicluster/before-you-begin/",
        before=tuple(f'kubectl create namespace istio-system --context="${{CTX_CLUSTER{one}}}"' for one in (1, 2)),
        met_by=("create namespace istio-system", "create ns istio-system"),
        requires=("charts",),
    ),
    "two-ambient-clusters": stand_in(
        "/docs/ambient/install/multicluster/before-you-begin/",
        before=(
            *(f'kubectl create namespace istio-system --context="${{CTX_CLUSTER{one}}}"' for one in (1, 2)),
            *(f'kubectl apply --server-side -f {_CRDS} --context="${{CTX_CLUSTER{one}}}"' for one in (1, 2)),
        ),
        requires=("charts",),
    ),
    "prometheus": addon(
        "prometheus",
        "/docs/tasks/observability/metrics/querying-metrics/",
        "/docs/tasks/observability/metrics/querying-metrics/#before-you-begin",
    ),
    "grafana": addon("grafana", "/docs/tasks/observability/metrics/using-istio-dashboard/"),
    "kiali": addon("kiali", "/docs/tasks/observability/kiali/"),
    "jaeger": addon("jaeger", "/docs/tasks/observability/distributed-tracing/jaeger/"),
    "zipkin": stand_in(
        "/docs/ops/integrations/zipkin/",
        "/docs/ops/integrations/zipkin/#installation",
        "/docs/tasks/observability/distributed-tracing/zipkin/",
        before=(_NAMESPACE, "kubectl apply -f samples/addons/extras/zipkin.yaml"),
        after=("kubectl delete -f samples/addons/extras/zipkin.yaml --ignore-not-found",),
        met_by=("apply -f samples/addons/extras/zipkin.yaml",),
        requires=("istio",),
    ),
    "charts": stand_in(
        "/docs/setup/install/helm/#prerequisites",
        before=(f"helm repo add istio {_CHARTS}", "helm repo update"),
    ),
    "helm": stand_in(
        "/docs/setup/install/helm/",
        "/docs/setup/install/helm/#installation-steps",
        before=(
            "helm install istio-base istio/base -n istio-system --create-namespace",
            "helm install istiod istio/istiod -n istio-system --wait",
            "helm install istio-ingress istio/gateway -n istio-ingress --create-namespace",
        ),
        after=(
            "helm delete istio-ingress -n istio-ingress --ignore-not-found",
            "helm delete istiod -n istio-system --ignore-not-found",
            "helm delete istio-base -n istio-system --ignore-not-found",
            "kubectl delete namespace istio-ingress istio-system --ignore-not-found",
        ),
        met_by=("helm install istiod",),
        requires=("charts",),
    ),
    "ambient": stand_in(
        f"{_AMBIENT}/",
        "/docs/ambient/install/",
        "/docs/ambient/install/istioctl/",
        before=(
            "istioctl install -y --set profile=ambient",
            f"kubectl get crd gateways.gateway.networking.k8s.io &> /dev/null || kubectl apply -f {_CRDS}",
        ),
        after=("istioctl uninstall -y --purge", "kubectl delete namespace istio-system --ignore-not-found"),
        met_by=("istioctl install", "helm install istiod", "helm install istio-ambient"),
    ),
    "ambient-by-helm": stand_in(
        "/docs/ambient/install/helm/",
        "/docs/ambient/install/helm/#installation-steps",
        before=(
            "helm install istio-base istio/base -n istio-system --create-namespace",
            f"kubectl get crd gateways.gateway.networking.k8s.io &> /dev/null || kubectl apply -f {_CRDS}",
            "helm install istiod istio/istiod -n istio-system --set profile=ambient --wait",
            "helm install istio-cni istio/cni -n istio-system --set profile=ambient",
            "helm install ztunnel istio/ztunnel -n istio-system",
            "helm install istio-ingress istio/gateway -n istio-ingress --create-namespace",
        ),
        after=(
            "helm delete istio-ingress -n istio-ingress --ignore-not-found",
            "helm delete ztunnel istio-cni istiod istio-base -n istio-system --ignore-not-found",
            "kubectl delete namespace istio-ingress istio-system --ignore-not-found",
        ),
        met_by=("helm install istiod", "helm install istio-ambient"),
        requires=("charts",),
    ),
    "ambient-sample": stand_in(
        f"{_AMBIENT}/deploy-sample-app/",
        before=(
            f"kubectl apply -f {_BOOKINFO_APP}",
            "kubectl apply -f samples/bookinfo/platform/kube/bookinfo-versions.yaml",
            "kubectl apply -f samples/bookinfo/gateway-api/bookinfo-gateway.yaml",
            "kubectl annotate gateway bookinfo-gateway networking.istio.io/service-type=ClusterIP",
            "kubectl wait --for=condition=Available deployment --all --timeout=300s",
        ),
        after=(
            "kubectl delete -f samples/bookinfo/gateway-api/bookinfo-gateway.yaml --ignore-not-found",
            "kubectl delete -f samples/bookinfo/platform/kube/bookinfo-versions.yaml --ignore-not-found",
            f"kubectl delete -f {_BOOKINFO_APP} --ignore-not-found",
        ),
        met_by=(f"apply -f {_BOOKINFO_APP}",),
        requires=("ambient",),
    ),
    "ambient-namespace": stand_in(
        f"{_AMBIENT}/secure-and-visualize/",
        before=("kubectl label namespace default istio.io/dataplane-mode=ambient --overwrite",),
        after=("kubectl label namespace default istio.io/dataplane-mode-",),
        met_by=("kubectl label namespace default istio.io/dataplane-mode=ambient",),
        requires=("ambient-sample",),
    ),
    "ambient-policies": stand_in(
        f"{_AMBIENT}/enforce-auth-policies/",
        before=(
            "kubectl apply -f samples/curl/curl.yaml",
            "istioctl waypoint apply --enroll-namespace --wait",
            _POLICY,
        ),
        after=(
            "kubectl delete authorizationpolicy productpage-viewer --ignore-not-found",
            "istioctl waypoint delete --all",
            "kubectl label namespace default istio.io/use-waypoint-",
            "kubectl delete -f samples/curl/curl.yaml --ignore-not-found",
        ),
        requires=("ambient-namespace",),
    ),
    "ambient-routes": stand_in(
        f"{_AMBIENT}/manage-traffic/",
        before=("kubectl apply -f samples/bookinfo/gateway-api/route-reviews-90-10.yaml",),
        after=("kubectl delete -f samples/bookinfo/gateway-api/route-reviews-90-10.yaml --ignore-not-found",),
        requires=("ambient-policies",),
    ),
    "primaries": stand_in(
        "/docs/setup/install/multicluster/",
        "/docs/setup/install/multicluster/multi-primary/",
        before=(
            (
                f'{_EACH} istioctl install -y --context="$here" --set values.global.meshID=mesh1'
                ' --set values.global.multiCluster.clusterName="$here" --set values.global.network=network1; done'
            ),
            (
                f'{_EACH} for there in $({_CONTEXTS}); do [ "$here" = "$there" ] || istioctl create-remote-secret'
                ' --context="$here" --name="$here" | kubectl apply -f - --context="$there"; done; done'
            ),
        ),
        after=(f'{_EACH} istioctl uninstall -y --purge --context="$here"; done',),
        met_by=("istioctl install", "helm install istiod"),
        requires=("two-clusters",),
    ),
}
