import pytest

from harness.programs.resource_names import is_resource, plural_of, resource_words


@pytest.mark.parametrize("word", ["pods", "pod", "po", "svc", "deploy", "gtw", "virtualservice", "vs", "all", "crd"])
def test_words_of_kubectl(word: str) -> None:
    assert is_resource(word)


def test_a_word_that_several_groups_have_means_that_of_kubernetes() -> None:
    assert resource_words()["service"].group == ""
    assert resource_words()["netpol"].group == "networking.k8s.io"


@pytest.mark.parametrize(("kind", "plural"), [("Policy", "policies"), ("Ingress", "ingresses"), ("Pod", "pods")])
def test_plurals(kind: str, plural: str) -> None:
    assert plural_of(kind) == plural
