"""What a second eye on the clusters looks at."""

from typing import Any

import pytest

from harness.session.clusters.lookout import resource_path

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
