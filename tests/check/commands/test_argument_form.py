from collections.abc import Callable

import pytest

from harness.check.commands import argument_form

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("command", "remedy"),
    [
        pytest.param('kubectl label pod "$POD" tier:front', "tier=front", id="a label with a colon"),
        pytest.param("kubectl apply -f a.yaml shop-system", "-n shop-system", id="a namespace beside a file"),
        pytest.param("kubectl apply -f a.yaml b.yaml", "-f b.yaml", id="a file beside a file"),
        pytest.param("kubectl rollout status deploy/a shop-system", "-n shop-system", id="a word beside an object"),
        pytest.param("kubectl describe pod a Name: a", "output", id="an output in the command"),
        pytest.param("kubectl get -ojson pod a.json", "> a.json", id="a file that is not written"),
        pytest.param("kubectl label pod a tier front", "KEY=VALUE", id="a label in two words"),
        pytest.param("kubectl annotate service a b.example/c:d", "b.example/c=d", id="an annotation"),
        pytest.param("kubectl label namespace a=b shop", "shop a=b", id="a label before its object"),
        pytest.param("kubectl label namespace a=b", "KEY=VALUE", id="a label of nothing"),
        pytest.param("kubectl delete oven", "RESOURCE NAME", id="a name without a resource"),
        pytest.param("kubectl scale deployment --replicas=2", "RESOURCE NAME", id="a resource without a name"),
        pytest.param("kubectl patch oven -p '{}'", "RESOURCE NAME", id="a patch of nothing"),
        pytest.param("istioctl install set profile=demo", "--set profile=demo", id="an option without dashes"),
        pytest.param("kubectl get pods -l app oven", "app=oven", id="a selector with a blank"),
        pytest.param("kubectl logs -l app oven", "app=oven", id="a selector of logs with a blank"),
        pytest.param("kubectl get pods -l a=b -l app oven", "app=oven", id="the second selector"),
        pytest.param("kubectl get pods -l a=b kube-system", "-n kube-system", id="a namespace without its flag"),
        pytest.param("kubectl rollout undo pod/oven", "Deployment", id="a kind that has no rollouts"),
        pytest.param("kubectl scale ds oven --replicas=2", "StatefulSet", id="a kind that cannot be scaled"),
        pytest.param("kubectl expose secret oven --port=80", "Service", id="a kind that cannot be exposed"),
        pytest.param("kubectl annotate ns a istio-injection=enabled", "'label'", id="a label as an annotation"),
        pytest.param("kubectl get pod oven -o yaml oven.yaml", "> oven.yaml", id="a lost redirection"),
        pytest.param("kubectl create namespace Oven_A", "oven-a", id="a name with capitals"),
        pytest.param("kubectl get pods NAME READY STATUS", "a line of its own", id="the output beside its command"),
        pytest.param("kubectl get -n shop -o name", "RESOURCE", id="no resource"),
        pytest.param("curl -I http://a.dev/ HTTP/1.1 200 OK", "a line of its own", id="a status beside its command"),
        pytest.param("istioctl x x precheck", "'x'", id="the alias of a subcommand twice"),
        pytest.param("kubectl create namespace", "NAME", id="no name"),
        pytest.param("kubectl wait pod oven", "--for", id="nothing to wait for"),
        pytest.param("kubectl get pod pod/oven", "'oven'", id="a resource twice"),
        pytest.param("kubectl delete deploy deployment/oven", "'oven'", id="a resource twice, by another name"),
        pytest.param("kubectl get pod, svc", "pod,svc", id="a blank behind a comma"),
        pytest.param("kubectl logs pod oven", "'oven'", id="the resource of a pod"),
        pytest.param("kubectl exec deploy oven -- ls", "deploy/oven", id="the resource of an object that has pods"),
        pytest.param("chmod x+ a.sh", "'+x'", id="a sign behind its letter"),
        pytest.param("chmod -R 788 a", "0 to 7", id="no digit of a mode"),
        pytest.param("chmod -+x a", "'+x'", id="two signs"),
        pytest.param("kubectl get get pods", "'get'", id="a verb twice"),
        pytest.param("kubectl kubectl get pods", "'kubectl'", id="a program twice"),
        pytest.param("kubectl taint nodes a b=c:NoSchedul", "b=c:NoSchedule", id="an effect"),
        pytest.param("kubectl taint nodes a b=c=NoSchedule", "b=c:NoSchedule", id="no colon before the effect"),
        pytest.param("kubectl create secret tls a --cert=a.crt", "--key", id="no key"),
        pytest.param("kubectl create secret tls a --cert=a.key --key=a.crt", "its own", id="swapped files"),
        pytest.param("kubectl autoscale deploy/a --min=5 --max=2", "--min", id="bounds"),
        pytest.param("kubectl cp a/b c", "POD:PATH", id="no pod"),
        pytest.param("kubectl run a -it --rm -- sh", "--image", id="no image"),
        pytest.param("kubectl auth can-i lst pods", "'list'", id="a verb"),
        pytest.param("helm repo add https://a.example b", "b https://a.example", id="a repository"),
        pytest.param("helm repo add https://a.example", "NAME URL", id="a repository without a name"),
        pytest.param("helm install b/c a", "a b/c", id="a release"),
        pytest.param("helm install b/c", "RELEASE CHART", id="no release"),
        pytest.param("helm upgrade a b/c d", "RELEASE CHART", id="one too many"),
        pytest.param("kubectl delete https://a.dev/b.yaml", "-f https://a.dev/b.yaml", id="an address without -f"),
        pytest.param("kubectl get pods namespace=a", "--namespace", id="no dashes before a value"),
    ],
)
def test_refused(found: Found, command: str, remedy: str) -> None:
    (finding,) = found(argument_form.check, f"$ {command}")

    assert finding.startswith("page.md:5: error")
    assert remedy in finding
    assert "[wrong-argument]" in finding


@pytest.mark.parametrize(
    "command",
    [
        "kubectl label pod a tier=front b-",
        "kubectl label pod a --list",
        "kubectl label pods --all a=b",
        "kubectl delete pod/a",
        "kubectl delete pods -l a=b",
        "kubectl scale --replicas=2 -f a.yaml",
        "kubectl scale deployment --all --replicas=2",
        "kubectl rollout restart deployment -n shop",
        "kubectl delete -f a.yaml",
        "kubectl get --raw /healthz",
        "kubectl create namespace $SHOP",
        "kubectl wait pod a --for delete",
        "kubectl get pods -o name | cut -d/ -f2 | xargs -n 1 kubectl delete pod",
        "cat names | sudo xargs kubectl label pod",
        'kubectl label pod a "$LABEL"',
        "kubectl taint nodes --all a=b:NoSchedule",
        "kubectl taint nodes a b:NoExecute- c-",
        "kubectl create secret tls a --cert=a.crt --key=a.key",
        "kubectl autoscale deploy/a --min=2 --max=5",
        "kubectl cp a:/b c",
        "kubectl run a --image=b",
        "kubectl auth can-i list pods",
        "helm repo add a https://a.example",
        "helm install a b/c",
        "helm install b/c --generate-name",
        "helm install --name-template=a b/c",
        "helm install $NAME",
        "helm upgrade --install a ./chart",
        "kubectl auth can-i --list --as=ann",
        "kubectl set env deploy/a namespace=b",
        "kubectl annotate pod a output=b",
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(argument_form.check, f"$ {command}") == []
