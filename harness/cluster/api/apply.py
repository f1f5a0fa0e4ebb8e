"""Objects put into a cluster by server-side apply, without a kubectl for each."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from harness.cluster.api.client import Api, ApiKind
from harness.cluster.waiting import until
from harness.errors import ClusterError

MANAGER: Final = "harness"
_PATIENCE: Final = 60.0


def apply(api: Api, objects: Iterable[Mapping[str, Any]]) -> None:
    """Apply in the order given; kinds that a definition among them brings are waited for."""
    kinds: dict[tuple[str, str], ApiKind] = {}
    for item in objects:
        key = (item["apiVersion"], item["kind"])
        if key not in kinds:
            kinds = _kinds_with(api, key)
        path = kinds[key].path(item["metadata"].get("namespace", ""), item["metadata"]["name"])
        query = urlencode({"fieldManager": MANAGER, "force": "true"})
        api.request("PATCH", f"{path}?{query}", body=dict(item), content_type="application/apply-patch+yaml")


def _kinds_with(api: Api, key: tuple[str, str]) -> dict[tuple[str, str], ApiKind]:
    def look() -> dict[tuple[str, str], ApiKind]:
        served = {(f"{kind.group}/{kind.version}".lstrip("/"), kind.kind): kind for kind in api.kinds()}
        if key not in served:
            raise ClusterError(f"{api.context}: the API does not serve {key[1]} of {key[0]}")
        return served

    return until(look, timeout=_PATIENCE, what=f"{api.context}: {key[1]}", interval=0.05)
