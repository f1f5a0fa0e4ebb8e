"""Controllers that watch kinds which came or went start anew: who watches a kind that vanishes asks for it ever later.

Who they are is known by their rights: pods whose service account may watch such a kind.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from harness.cluster.api.client import Api
from harness.cluster.readiness import is_ready
from harness.cluster.waiting import until

REVIEWS: Final = "/apis/authorization.k8s.io/v1/subjectaccessreviews"
PODS: Final = "/api/v1/pods"
GRACE: Final = 1  # seconds
MIRROR: Final = "kubernetes.io/config.mirror"  # of a pod that a kubelet made from a file

Account = tuple[str, str]  # namespace and name
Pod = Mapping[str, Any]


def start_anew(
    api: Api, kinds: Collection[tuple[str, str]], *, timeout: float, stopped: Callable[[], bool]
) -> tuple[str, ...]:
    """Delete pods that watch one of ``kinds`` (group and plural), and wait for those that replace them; their names.

    ``ClusterError`` when they are not ready within ``timeout`` seconds.
    """
    pods = [pod for pod in api.get(PODS)["items"] if may_be_replaced(pod)] if kinds else []
    accounts = {account for account in set(map(account_of, pods)) if watches(api, account, kinds)}
    doomed = [pod for pod in pods if account_of(pod) in accounts]
    for pod in doomed:
        metadata = pod["metadata"]
        api.delete(f"/api/v1/namespaces/{metadata['namespace']}/pods/{metadata['name']}", grace=GRACE)
    if doomed:
        before, names = Counter(map(account_of, doomed)), {pod["metadata"]["uid"] for pod in doomed}
        what = f"{api.context}: {', '.join(map(name_of, doomed))}: started anew"
        until(lambda: are_back(api, before, names), timeout=timeout, what=what, stopped=stopped)
    return tuple(map(name_of, doomed))


def may_be_replaced(pod: Pod) -> bool:
    """Whether a controller makes another one."""
    metadata = pod["metadata"]
    owned = any(owner.get("controller") for owner in metadata.get("ownerReferences", ()))
    return owned and MIRROR not in metadata.get("annotations", {}) and "deletionTimestamp" not in metadata


def account_of(pod: Pod) -> Account:
    return pod["metadata"]["namespace"], pod["spec"].get("serviceAccountName", "default")


def name_of(pod: Pod) -> str:
    return f"{pod['metadata']['namespace']}/{pod['metadata']['name']}"


def watches(api: Api, account: Account, kinds: Collection[tuple[str, str]]) -> bool:
    """Whether an account may watch one of the kinds."""
    return any(answer.get("status", {}).get("allowed", False) for answer in reviews(api, account, kinds))


def reviews(api: Api, account: Account, kinds: Collection[tuple[str, str]]) -> Iterator[Mapping[str, Any]]:
    namespace, name = account
    for group, plural in sorted(kinds):
        asked = {"verb": "watch", "group": group, "resource": plural}
        spec = {
            "user": f"system:serviceaccount:{namespace}:{name}",
            "groups": ["system:serviceaccounts", f"system:serviceaccounts:{namespace}", "system:authenticated"],
            "resourceAttributes": asked,
        }
        yield api.create(REVIEWS, {"spec": spec})


def are_back(api: Api, before: Mapping[Account, int], old: Collection[str]) -> bool:
    pods = api.get(PODS)["items"]
    ready = Counter(account_of(pod) for pod in pods if is_ready(pod) and pod["metadata"]["uid"] not in old)
    gone = all(pod["metadata"]["uid"] not in old for pod in pods)
    return gone and all(ready[account] >= count for account, count in before.items())
