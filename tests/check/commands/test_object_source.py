from collections.abc import Callable

import pytest

from harness.check.commands import object_source

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("commands", "code", "line"),
    [
        pytest.param("$ kubectl delete -f a.yaml oven.bread.dev", "file-and-resource", 5, id="a file and a kind"),
        pytest.param("$ kubectl get -f a.yaml pods", "file-and-resource", 5, id="of get"),
        pytest.param("$ kubectl create ns a\n$ kubectl create namespace a", "created-twice", 6, id="by another name"),
        pytest.param(
            "$ kubectl create secret generic s -n a\n$ kubectl get s\n$ kubectl create secret generic s -n a",
            "created-twice",
            7,
            id="in one namespace",
        ),
    ],
)
def test_what_kubectl_refuses(found: Found, commands: str, code: str, line: int) -> None:
    (finding,) = found(object_source.check, commands)
    assert finding.startswith(f"page.md:{line}: ")
    assert f"[{code}]" in finding


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("$ kubectl delete -f a.yaml -n b", id="a file alone"),
        pytest.param("$ kubectl get pods -l a=b", id="a resource alone"),
        pytest.param('$ kubectl delete -f {{ file_of("oven", kind="pod") }}', id="a template of the site's"),
        pytest.param("$ kubectl delete -f a.yaml $MORE", id="a variable may be a flag"),
        pytest.param("$ kubectl label -f a.yaml a=b", id="a label is no resource"),
        pytest.param("$ kubectl create secret generic s -n a\n$ kubectl create secret generic s -n b", id="elsewhere"),
        pytest.param("$ kubectl create ns a --context=x\n$ kubectl create ns a --context=y", id="in two clusters"),
        pytest.param("$ kubectl create ns a\n$ kubectl delete ns a\n$ kubectl create ns a", id="deleted"),
        pytest.param("$ kubectl create ns a\n$ kubectl create ns a --dry-run=client", id="only shown"),
        pytest.param("$ kubectl create token a\n$ kubectl create token a", id="a token, which is a new one"),
        pytest.param(
            '$ kubectl create ns a\nError from server (Forbidden): namespaces "a" is forbidden\n$ kubectl create ns a',
            id="what was refused before",
        ),
        pytest.param("$ kubectl create ns $A\n$ kubectl create ns $A", id="a variable may have changed"),
        pytest.param("$ kubectl create -f a.yaml\n$ kubectl create -f a.yaml", id="of a file nothing is known"),
        pytest.param("$ kubectl create ns a\n$ kubectl get ns a || kubectl create ns a", id="where it is not there"),
    ],
)
def test_what_it_accepts(found: Found, commands: str) -> None:
    assert found(object_source.check, commands) == []
