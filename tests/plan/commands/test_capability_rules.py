import pytest

from harness.capability import Capability
from harness.plan.commands.capability_rules import needs_of
from harness.shell.script_reader import read_script

SERVICE = """\
NAME   TYPE           CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
x      LoadBalancer   10.80.6.12   34.75.71.2    ...       51s
"""


SYSTEM = """\
NAMESPACE     NAME                       READY   STATUS
kube-system   coredns-5644d7b6d9-mh9ll   1/1     Running
"""


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("echo x", ""),
        ("curl https://example.com", ""),
        ("kubectl config view", ""),
        ("kubectl kustomize x | cat", ""),
        ("kubectl version --client", ""),
        ("kubectl apply -f x", "api"),
        ("kubectl get svc", "api"),
        ("kubectl get pods", "api pods"),
        ("kubectl get svc,pods", "api pods"),
        ("kubectl get pod/x", "api pods"),
        ("kubectl exec x -- y", "api pods exec"),
        ("kubectl cp x y", "api pods exec"),
        ("kubectl get svc kube-dns -n kube-system", "api pods dns"),
        ("kubectl -n kube-system get pods -l k8s-app=kube-dns", "api pods dns"),
        ("kubectl get services", "api"),
        ("kubectl run x --image y", "api pods controllers"),
        ("kubectl run x -it --image y", "api pods exec"),
        ("kubectl logs x", "api pods logs"),
        ("kubectl port-forward x 80", "api pods port-forward"),
        ("kubectl get --raw /api/v1/nodes/a/proxy/metrics | grep x", "api pods port-forward"),
        ("kubectl get --raw='/api/v1/nodes/$(kubectl get nodes -o name)/proxy/configz'", "api pods port-forward"),
        ("kubectl get --raw /api/v1/nodes", "api"),
        ("kubectl wait --for=condition=Ready pod/x", "api pods controllers"),
        ("kubectl wait --for=condition=Available deployment x", "api pods controllers"),
        ("kubectl wait --for=condition=Established crd/x", "api controllers"),
        ("kubectl wait --for=condition=programmed gtw x", "api controllers lb-address"),
        ("kubectl rollout status deploy/x", "api pods controllers"),
        ("kubectl get svc x -o jsonpath='{.status.loadBalancer.ingress[0].ip}'", "api controllers lb-address"),
        (
            "kubectl get ing/x -o=jsonpath='{.status.loadBalancer.ingress[0].hostname}'",
            "api controllers lb-address lb-traffic",
        ),
        ("kubectl get ingress x -o yaml", "api"),
        ("istioctl manifest generate", ""),
        ("istioctl version --remote=false", ""),
        ("istioctl analyze --use-kube=false x", ""),
        ("istioctl proxy-config cluster --file x", ""),
        ("istioctl analyze", "api"),
        ("istioctl install", "api pods controllers"),
        ("istioctl proxy-status", "api pods port-forward"),
        ("istioctl remote-clusters --context=a", "api pods port-forward"),
        ("istioctl x envoy-stats web-0", "api pods port-forward"),
        ("istioctl x check-inject web-0", "api"),
        ("istioctl x describe pod y", "api pods port-forward"),
        ("istioctl version", "api pods port-forward"),
        ("helm repo add x y", ""),
        ("helm template x y", ""),
        ("helm install x y", "api"),
        ("helm install x y --wait", "api pods controllers"),
        ("echo $(kubectl get x)", "api"),
        ("sh -c 'kubectl logs x'", "api pods logs"),
    ],
)
def test_needs(text: str, needed: str) -> None:
    assert needs_of(read_script(text), None) == {Capability(name) for name in needed.split()}


@pytest.mark.parametrize(
    ("text", "expected", "needed"),
    [
        pytest.param("kubectl get svc", SERVICE, "api controllers lb-address", id="an address is expected"),
        pytest.param("kubectl get svc", SERVICE.replace("34.75.71.2 ", "<pending>"), "api", id="none yet"),
        pytest.param("cat x", SERVICE, "", id="not by a program that asks a cluster"),
        pytest.param("kubectl get pods -A", SYSTEM, "api pods dns", id="a pod that answers for names"),
        pytest.param(
            "kubectl get svc -n kube-system",
            "NAME       TYPE        CLUSTER-IP\nkube-dns   ClusterIP   10.0.0.10",
            "api pods dns",
            id="its service",
        ),
        pytest.param(
            "kubectl get deploy -n kube-system",
            "NAME      READY   AGE\ncoredns   2/2     1h",
            "api pods dns",
            id="its Deployment",
        ),
    ],
)
def test_needs_of_an_expected_output(text: str, expected: str, needed: str) -> None:
    assert needs_of(read_script(text), expected) == {Capability(name) for name in needed.split()}
