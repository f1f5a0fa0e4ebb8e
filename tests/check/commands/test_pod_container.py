from collections.abc import Callable

import pytest

from harness.check.commands import pod_container

Found = Callable[..., list[str]]
OVEN = "$ kubectl exec deploy/oven -c oven -- ls\n$ kubectl exec -it deploy/mixer -c mixer -- ls\n"


@pytest.mark.parametrize(
    ("command", "count"),
    [
        pytest.param("kubectl exec deploy/mixer -c oven -- ls", 1, id="of another pod"),
        pytest.param('kubectl logs "$(kubectl get pod -l app=mixer -o name)" -c oven', 1, id="by a label"),
        pytest.param("MIXER=$(kubectl get pod -l app=mixer)\n$ kubectl logs $MIXER -c oven", 1, id="by a variable"),
        pytest.param("kubectl logs deploy/mixer -c istio-proxy", 0, id="one that is injected"),
        pytest.param("kubectl logs deploy/mixer -c bowl", 0, id="one that no other pod has"),
        pytest.param("kubectl logs -l app=oven -c oven", 0, id="its own"),
        pytest.param("kubectl logs deploy/oven -c oven\n$ kubectl logs deploy/oven -c tray", 1, id="named once"),
    ],
)
def test_containers_of_pods(found: Found, command: str, count: int) -> None:
    findings = found(pod_container.check, f"{OVEN}$ {command}")
    assert ["[unknown-container]" in each for each in findings] == [True] * count


@pytest.mark.parametrize(
    ("command", "count"),
    [
        pytest.param("kubectl logs shop -c till", 0, id="its own"),
        pytest.param("kubectl logs shop -c oven", 1, id="none of its own"),
        pytest.param("kubectl logs shop -c istio-proxy", 0, id="one that is injected"),
        pytest.param("kubectl logs shop -c oven\n$ kubectl debug shop -c oven", 0, id="one that is added"),
    ],
)
def test_containers_of_manifests(found: Found, applied: Callable[[str], str], command: str, count: int) -> None:
    pod = applied("apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n  - name: till")
    findings = found(pod_container.check, f"{pod}\n$ {command}")
    assert ["[unknown-container]" in each for each in findings] == [True] * count
