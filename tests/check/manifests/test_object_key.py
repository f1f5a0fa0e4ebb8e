from collections.abc import Callable

import pytest

from harness.check.manifests import object_key

Found = Callable[..., list[str]]
MADE = "$ kubectl create secret generic oven --from-literal=heat=high --from-literal=ca.pem=a"
READ = "$ kubectl get secret oven -o jsonpath='{{.data.{}}}'"
POD = """$ kubectl apply -f - <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
  - name: a
    env:
    - name: HEAT
      valueFrom:
        secretKeyRef:
          name: oven
          key: {}
EOF"""


@pytest.mark.parametrize("read", [READ.format("haet"), READ.format("ca\\.pme"), POD.format("heats")])
def test_unknown(found: Found, read: str) -> None:
    (finding,) = found(object_key.check, f"{MADE}\n{read}")

    assert "warning" in finding
    assert "heat" in finding
    assert "[unknown-key]" in finding


@pytest.mark.parametrize(
    ("commands", "meant"),
    [
        pytest.param("$ kubectl create secret generic a --from-literal=pasword=b", "'password'", id="a usual key"),
        pytest.param(f"{MADE}\n$ kubectl create cm b --from-literal=haet=low\n# heat=1", "'heat'", id="a repeated one"),
        pytest.param(READ.format("tokne"), "'token'", id="a usual one that is read"),
    ],
)
def test_one_slip_off(found: Found, commands: str, meant: str) -> None:
    (finding,) = found(object_key.check, commands)

    assert meant in finding
    assert "[unknown-key]" in finding


@pytest.mark.parametrize(
    ("made", "read"),
    [
        pytest.param(MADE, READ.format("heat"), id="a key"),
        pytest.param(MADE, READ.format("ca\\.pem"), id="with a dot"),
        pytest.param(MADE, POD.format("heat"), id="of a pod"),
        pytest.param("$ kubectl create secret generic oven --from-file=keys/", READ.format("b"), id="a folder"),
        pytest.param("$ kubectl create secret generic oven --from-file=a/b.txt", READ.format("b\\.txt"), id="a file"),
        pytest.param(f"{MADE}\n$ kubectl patch secret oven -p '{{}}'", READ.format("b"), id="patched"),
        pytest.param("$ kubectl create secret tls oven --cert=a --key=b", READ.format("tls\\.crt"), id="of TLS"),
    ],
)
def test_known(found: Found, made: str, read: str) -> None:
    assert found(object_key.check, f"{made}\n{read}") == []


@pytest.mark.parametrize(
    ("key", "count"),
    [
        pytest.param("oven-knid", 1, id="mistyped"),
        pytest.param("oven-kin", 0, id="another form"),
        pytest.param("oven-kind", 0, id="right"),
        pytest.param("door-kind", 0, id="another word"),
    ],
)
def test_a_key_like_a_word_of_the_code(found: Callable[..., list[str]], key: str, count: int) -> None:
    block = f"{{{{< text bash >}}}}\n$ kubectl create secret generic a --from-literal={key}=b\n{{{{< /text >}}}}\n"
    assert (
        len(found(object_key.check, f"The `oven-kind` is one of steel; another `oven-kind` is not.\n\n{block}"))
        == count
    )
