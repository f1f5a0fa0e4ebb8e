"""Ends namespaces without waiting for their controller, which first looks at one five seconds after its deletion.

Source: namespaceDeletionGracePeriod in k8s.io/kubernetes/pkg/controller/namespace. What it does then is done here: all
that is in the namespace is deleted, and once nothing is left, the namespace is let go.
"""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

from harness.cluster.api.client import METADATA, Api, ApiError, ApiKind
from harness.cluster.api.kind_listing import AT_ONCE, lists

NAMESPACES = "/api/v1/namespaces"
PODS = ("", "pods")
AT_ONCE_DELETED = "deletecollection"


def empty(api: Api, namespaces: Collection[str]) -> None:
    """Ask for the deletion of all that is in ``namespaces`` but pods, which take a grace of their own.

    What is refused now stays for the controller.
    """

    def one(kind: ApiKind, namespace: str) -> None:
        try:
            api.request("DELETE", kind.path(namespace), query={"propagationPolicy": "Background"})
        except ApiError as error:
            if error.status == 0:
                raise

    kinds = [kind for kind in contained(api) if AT_ONCE_DELETED in kind.verbs and (kind.group, kind.plural) != PODS]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda both: one(*both), [(kind, namespace) for kind in kinds for namespace in namespaces]))


def let_go(api: Api, namespaces: Collection[str]) -> None:
    """Take the finalizer off namespaces that hold nothing any more; a kind that cannot be listed may hold something."""
    held: set[str] = set()
    for _, items in lists(api, contained(api), accept=METADATA):
        if isinstance(items, ApiError):
            return
        held.update(item["metadata"]["namespace"] for item in items)
    for namespace in frozenset(namespaces) - held:
        body = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}, "spec": {"finalizers": []}}
        try:
            api.replace(f"{NAMESPACES}/{namespace}/finalize", body)
        except ApiError as error:
            if error.status != 404:  # its controller was faster
                raise


def contained(api: Api) -> list[ApiKind]:
    return [kind for kind in api.kinds() if kind.namespaced]
