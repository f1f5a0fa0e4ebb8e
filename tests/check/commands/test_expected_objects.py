from collections.abc import Callable

import pytest

from harness.check.commands import expected_objects

Found = Callable[..., list[str]]
MANIFEST = """$ kubectl apply -f - <<EOF
apiVersion: v1
kind: Service
metadata:
  name: bakery
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: bakery
---
apiVersion: v1
kind: Secret
metadata:
  name: oven
EOF
"""
LINES = "service/bakery created\ndeployment.apps/bakery created\nsecret/oven created"
FIRST = MANIFEST.count("\n") + 5  # the line of the first expected one


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("service/bakery", "service/bakrey", 0, id="a name"),
        pytest.param("deployment.apps/", "deployment.extensions/", 1, id="a group"),
        pytest.param("deployment.apps/", "deployment.app/", 1, id="a misspelt group"),
        pytest.param("secret/oven created", "secret/oven creatd", 2, id="a verb"),
        pytest.param("secret/oven created", "secret/ovne created", 2, id="a short name"),
        pytest.param("\nsecret/oven created", "", 0, id="a line too few"),
    ],
)
def test_against_the_manifest(found: Found, old: str, new: str, line: int) -> None:
    (finding,) = found(expected_objects.check, MANIFEST + LINES.replace(old, new))

    assert finding.startswith(f"page.md:{FIRST + line}: warning")
    assert "[impossible-output]" in finding


@pytest.mark.parametrize(
    ("command", "wrong", "right"),
    [
        ("kubectl create namespace bakery", "namespace/bakrey created", "bakery"),
        ("kubectl delete deployment oven", 'deployment.apps "ovens" deleted', "oven"),
        ("kubectl label service oven a=b", "serivce/oven labeled", "service"),
        ("kubectl scale deployment/oven --replicas=2", "deployment.apps/ovn scaled", "oven"),
        ("kubectl set image deployment/oven a=b", "deployment.apps/ovenn image updated", "oven"),
        ("kubectl apply -f @samples/oven.yaml@", "deploymnet.apps/oven created", "deployment.apps"),
    ],
)
def test_against_the_words(found: Found, command: str, wrong: str, right: str) -> None:
    (finding,) = found(expected_objects.check, f"$ {command}\n{wrong}")

    assert finding.startswith("page.md:6: warning")
    assert f"'{right}'" in finding


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        pytest.param("stove.ovens.zebra.dev/big-stove created", "", id="as the manifest has it"),
        pytest.param("stove.ovens.zebra.dev/big-stov created", "big-stove", id="a letter lost"),
        pytest.param("stove.ovens.zebra.dev/other created", "", id="another one"),
        pytest.param("kettle.ovens.zebra.dev/big-stov created", "", id="another kind"),
    ],
)
def test_against_kinds_of_the_page(found: Found, printed: str, right: str) -> None:
    stove = (
        "{{< text yaml >}}\napiVersion: ovens.zebra.dev/v1\nkind: Stove\nmetadata:\n  name: big-stove\n{{< /text >}}"
    )
    commands = f"{{{{< text bash >}}}}\n$ kubectl apply -f stove.yaml\n{printed}\n{{{{< /text >}}}}"
    findings = found(expected_objects.check, f"{stove}\n\n{commands}")
    assert [f"'{right}'" in each for each in findings] == [True] * bool(right)


@pytest.mark.parametrize(
    ("command", "metadata", "right"),
    [
        ("kubectl get cm oven -o yaml", "name: ovne", "oven"),
        ("kubectl get cm/oven -n shop -o yaml", "namespace: shpo\n  name: oven", "shop"),
        ("kubectl get cm oven -o yaml", "namespace: defalt\n  name: oven", "default"),
    ],
)
def test_against_what_is_asked_for(found: Found, command: str, metadata: str, right: str) -> None:
    (finding,) = found(expected_objects.check, f"$ {command}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  {metadata}")

    assert finding.startswith("page.md:9: warning")
    assert f"'{right}'" in finding


@pytest.mark.parametrize(
    "page",
    [
        MANIFEST + LINES,
        "$ kubectl get cm oven -o yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: oven\n  namespace: shop",
        "$ kubectl get cm oven-$A -o yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: oven-1",
        "$ kubectl get cm -o yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: oven-1",
        MANIFEST + "service/bakery created\n...",
        MANIFEST + "service/bakery unchanged\ndeployment.apps/bakery configured\nsecret/oven serverside-applied",
        "$ kubectl apply -f @samples/oven.yaml@\ndeployment.apps/oven created\nservice/mixer created",
        "$ kubectl label serviceentries.networking.istio.io a b=c\nserviceentries.networking.istio.io/a labeled",
        '$ kubectl delete pod -l a=b\npod "oven-1" deleted',
        "$ for i in a b; do kubectl create ns $i; done\nnamespace/a created\nnamespace/b created",
        "$ kubectl create ns a\n$ kubectl create ns b\nnamespace/a created\nnamespace/b created",
        "$ kubectl patch deployment oven --subresource=scale -p '{}'\nscale.autoscaling/oven patched",
    ],
)
def test_right(found: Found, page: str) -> None:
    assert found(expected_objects.check, page) == []
