from collections.abc import Callable

import pytest

from harness.check.commands import kustomization

Found = Callable[..., list[str]]
BASE = """mkdir -p shop/base
$ cat <<EOF > shop/base/oven.yaml
kind: Oven
EOF
$ cat <<EOF > shop/base/kustomization.yaml
resources:
- oven.yaml
EOF
$ kubectl apply -k shop/base"""


@pytest.mark.parametrize(
    ("old", "new", "place", "meant"),
    [
        pytest.param("- oven.yaml", "- stove.yaml", "11", "oven.yaml", id="a file that is not there"),
        pytest.param("-k shop/base", "-k shop/bsae", "13", "shop/base", id="a folder that is not there"),
        pytest.param("-k shop/base", "-f shop/base", "13", "-k", id="as if it held manifests only"),
        pytest.param("mkdir -p shop/base", "mkdir -p shop/bsae", "5", "shop/base", id="a folder that stays empty"),
        pytest.param("-k shop/base", "-k shop/base/", "", "", id="a slash behind it"),
        pytest.param("mkdir -p shop/base", "mkdir -p ./shop/base", "", "", id="a dot before it"),
        pytest.param("-k shop/base", "-k https://zebra.dev/shop", "", "", id="from elsewhere"),
        pytest.param("- oven.yaml", "- ../common\n- https://zebra.dev/a.yaml", "", "", id="from other folders"),
    ],
)
def test_folders(found: Found, old: str, new: str, place: str, meant: str) -> None:
    findings = found(kustomization.check, f"$ {BASE.replace(old, new)}")
    assert [each.split(":")[1] for each in findings] == [place] * bool(place)
    assert all(meant in each for each in findings)
