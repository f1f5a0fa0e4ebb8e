"""Where a read that finds nothing looked, and what is there with a similar name."""

import pytest

from harness.session.clusters.command_targets import Object, touched
from harness.session.clusters.mistyped_place import ClusterNames, PageWords, mistyped_place

OVEN = {"app": "oven", "version": "v1"}


def mistake(command: str, page: PageWords) -> str:
    def labels(one: Object) -> list[dict[str, str]]:
        return [OVEN] if one.kind in {"pods", "po"} and one.namespace in {"bakery", ""} else []

    cluster = ClusterNames(namespaces=("default", "kube-system", "bakery"), labels=labels)
    [place] = touched(command, {"NS": "bakrey"}, ())
    return mistyped_place(place, cluster, page)


@pytest.mark.parametrize(
    ("command", "page", "words"),
    [
        pytest.param("kubectl get pods -n bakrey", PageWords(), ("bakrey", "bakery"), id="a namespace"),
        pytest.param('kubectl get pods -n "$NS"', PageWords(), ("bakrey", "bakery"), id="in a variable"),
        pytest.param("kubectl get pods -n orchard", PageWords(), ("orchard",), id="with no similar one"),
        pytest.param(
            "kubectl get pods -n bakrey",
            PageWords(deletes="kubectl delete pod a"),
            ("bakrey", "bakery"),
            id="on a page that deletes something else",
        ),
        pytest.param("kubectl get pods -l app=ovne -n bakery", PageWords(), ("app=ovne", "app=oven"), id="a value"),
        pytest.param("kubectl get po -l app=ovne -A", PageWords(), ("app=ovne", "app=oven"), id="everywhere"),
        pytest.param("kubectl get pods -l ap=oven -n bakery", PageWords(), (" ap;", " app"), id="a key"),
    ],
)
def test_it_is_named(command: str, page: PageWords, words: tuple[str, ...]) -> None:
    said = mistake(command, page)
    assert [word for word in words if word not in said] == []
    assert said


@pytest.mark.parametrize(
    ("command", "page"),
    [
        pytest.param("kubectl get pods -n bakery", PageWords(), id="an empty namespace"),
        pytest.param("kubectl get pods -A", PageWords(), id="all namespaces"),
        pytest.param("kubectl get pods", PageWords(), id="the current one"),
        pytest.param("kubectl get pods -n $OTHER", PageWords(), id="one that is not known"),
        pytest.param(
            "kubectl get pods -n bakrey", PageWords(deletes="kubectl delete ns bakrey"), id="one that the page deletes"
        ),
        pytest.param(
            "kubectl get pods -n orchard", PageWords(deletes="kubectl delete -f all.yaml"), id="one that may be deleted"
        ),
        pytest.param("kubectl get pods -l app=fridge -n bakery", PageWords(), id="a label unlike all others"),
        pytest.param("kubectl get pods -l version=v2 -n bakery", PageWords(), id="another version"),
        pytest.param(
            "kubectl get po -l app=ovne -n bakery", PageWords(others="labels: {app: ovne}"), id="elsewhere on the page"
        ),
        pytest.param("kubectl get pods -l app!=ovne -n bakery", PageWords(), id="another operator"),
        pytest.param("kubectl get services -l app=ovne -n bakery", PageWords(), id="nothing of the kind"),
    ],
)
def test_nothing_is_known_to_be_wrong(command: str, page: PageWords) -> None:
    assert mistake(command, page) == ""
