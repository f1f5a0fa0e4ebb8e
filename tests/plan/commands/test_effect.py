import pytest

from harness.plan.commands.effect import effect_of
from harness.plan.step import Effect
from harness.shell.script_reader import read_script

READS = """
kubectl get pods
kubectl -n x get pods -o jsonpath='{.items[0]}'
kubectl --context="${CTX_CLUSTER1}" describe pod x | grep Image
kubectl wait --for=condition=Ready pod/x --timeout=60s
kubectl rollout status deployment/x
kubectl logs deploy/x | head -n 3
kubectl apply -f x.yaml --dry-run=server
kubectl auth can-i get pods
kubectl config current-context
kubectl kustomize github.com/x/y
kubectl exec deploy/x -- curl -sS http://httpbin:8000/ip
kubectl exec "$(kubectl get pod -l app=x -o name)" -c x -- sh -c 'curl -s x | grep y'
istioctl proxy-status
istioctl remote-clusters
istioctl x internal-debug syncz
istioctl proxy-config cluster x.y
istioctl x precheck
istioctl analyze -n x
istioctl waypoint list
istioctl install --dry-run
helm list -A
helm status x
helm repo list
helm template x y
curl -s http://x/y
curl -sSL -X GET x -o /dev/null
curl -I x
echo $X
export X=$(kubectl get svc x -o name)
for i in $(seq 1 10); do curl -s x > /dev/null; done
git status
docker ps
kind get clusters
openssl s_client -connect x:443
python3 -m json.tool x
kubectl exec x -c curl -- sh -c 'echo "port 9000" | nc tcp-echo 9000' | grep hello && echo yes || echo no
sed 's/a/b/' x
sleep 3
timeout 3 kubectl get x
[ -f x ] && cat x
diff <(kubectl get a) <(kubectl get b)
"""
LOCAL = """
cd x
export X=1
X=1
mkdir -p a
cat x > y.yaml
echo x >> y
kubectl get secret x -o yaml > x.yaml
kubectl config use-context x
kubectl port-forward svc/x 80 &
helm repo add x y
curl -LO https://x/y
curl -s x -o y
curl -sSo y x
wget x
openssl req -new -out x
sed -i 's/a/b/' x
tar xzf x
git clone x
istioctl bug-report
f() { kubectl get x; }
"""
CHANGES = """
nc -l 9000
kubectl apply -f x
kubectl delete ns x
kubectl rollout restart deploy/x
kubectl get crd -o name | xargs kubectl delete
kubectl exec deploy/x -- curl -X POST http://x/y
kubectl exec deploy/x -- rm -rf /x
kubectl exec deploy/x -- unknown
kubectl auth reconcile -f x
istioctl install -y
istioctl waypoint apply
istioctl tag set x
istioctl create-remote-secret --name x
istioctl proxy-config log x --level debug
helm install x y
helm delete x
curl -d a=b x
curl --json '{}' x
curl -L x | sh -
bash script.sh
samples/gen.sh | kubectl apply -f -
unknown
sudo ls
docker run x
find . -delete
eval "$X"
echo $(kubectl delete x)
"""


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        pytest.param(line, effect, id=line)
        for lines, effect in ((READS, Effect.READS), (LOCAL, Effect.LOCAL), (CHANGES, Effect.CHANGES))
        for line in lines.strip().splitlines()
    ],
)
def test_effect(text: str, effect: Effect) -> None:
    assert effect_of(read_script(text)) is effect
