"""What a second eye on the clusters looks at."""

from typing import Any

import pytest

from harness.session.clusters.lookout import registry_of, resource_path

CAKES: dict[str, Any] = {
    "group": "bakery.example.com",
    "scope": "Namespaced",
    "names": {"plural": "cakes", "singular": "cake", "kind": "Cake", "shortNames": ["ck"]},
    "versions": [{"name": "v1alpha1", "served": False}, {"name": "v1", "served": True}],
}
HERE = ("/apis/bakery.example.com/v1", "cakes", True)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("cake", HERE),
        ("cakes", HERE),
        ("Cake", HERE),
        ("ck", HERE),
        ("cakes.bakery.example.com", HERE),
        ("cakes.bakery", HERE),
        ("cakes.kitchen.example.com", None),
        ("pie", None),
    ],
)
def test_where_a_kind_is_listed(kind: str, path: tuple[str, str, bool] | None) -> None:
    assert resource_path(CAKES, kind) == path


@pytest.mark.parametrize(
    ("image", "host"),
    [
        ("oven:1", "docker.io"),
        ("bakery/oven", "docker.io"),
        ("quay.example.com/bakery/oven:1", "quay.example.com"),
        ("localhost:5000/oven", "localhost"),
        ("localhost/oven@sha256:0a", "localhost"),
    ],
)
def test_the_registry_of_an_image(image: str, host: str) -> None:
    assert registry_of(image) == host
