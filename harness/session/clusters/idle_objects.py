"""Objects of custom kinds on which nothing acts, since the pods of their controllers are simulated.

They have no status, and what a controller would make of them does not come: no fault of the page. Where a real process
stands for a pod, controllers are real, and what does not come should have come.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from harness.cluster.api.client import Api
from harness.cluster.embedded.served_pods import FORWARDS
from harness.match.match import BAD, Difference, Mark
from harness.match.thread import Sort
from harness.match.verdict import CommandResult
from harness.session.clusters.claims import mentions
from harness.session.clusters.command_targets import ALL
from harness.session.clusters.lookout import listed, names_on
from harness.session.threads.absence import missing_in

DEFINITIONS: Final = ("/apis/apiextensions.k8s.io/v1", "customresourcedefinitions")
OURS: Final = frozenset({"kwok.x-k8s.io", "metallb.io"})
"""Groups of what clusters are made of."""
SYSTEM: Final = frozenset({"kube-system", "metallb-system"})
"""Where their own pods are."""
WAITED: Final = re.compile(r"timed out waiting for the condition on [\w.-]+/([\w.-]+)")
NOTHING: Final = re.compile(r"\s*No resources found.*")
HEADER: Final = re.compile(r"NAME(?:SPACE)?\s[A-Z() /-]+")
MAKES: Final = re.compile(r"\w(?:Name|ToRef)$|^(?:target|output|destination)$")
"""Keys of what a controller is to make, or of what it writes to."""
STATUS: Final = re.compile(r"\.status\b")


def stands_on_idle_objects(result: CommandResult, kubeconfig: Path, contexts: Collection[str]) -> bool:
    """Whether a failed command shows or waits for what a controller would have made of an object, or said of it."""
    if result.output is None:
        return False
    names = names_on(kubeconfig, contexts, idle_objects)
    return bool(names) and is_of_idle(result, names)


def idle_objects(api: Api) -> Iterator[str]:
    """The names of objects that should have a status and have none, and of what they say is to be made of them."""
    group, _, plural = FORWARDS.rpartition("/")
    real = any(entry.get("target") for item in listed(api, group, ALL, plural) for entry in item["spec"]["forwards"])
    if real or not any(pod["metadata"]["namespace"] not in SYSTEM for pod in listed(api, "/api/v1", ALL, "pods")):
        return  # nobody has installed a controller, or it should have acted
    for definition in listed(api, DEFINITIONS[0], ALL, DEFINITIONS[1]):
        spec = definition["spec"]
        version = next((one for one in spec["versions"] if one["served"]), None)
        if version is not None and spec["group"] not in OURS and "status" in version.get("subresources", {}):
            path = f"/apis/{spec['group']}/{version['name']}"
            objects = listed(api, path, ALL, spec["names"]["plural"])
            for item in objects:
                if is_idle(item.get("status") or {}):
                    yield item["metadata"]["name"]
                    yield from names_to_make(item.get("spec") or {})


def names_to_make(content: Any, key: str = "") -> Iterator[str]:
    """The names that an object has for what its controller is to make: ``secretName: tls``, ``target: {name: tls}``."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            yield from names_to_make(value, key if name == "name" else name)
    elif isinstance(content, list):
        for value in content:
            yield from names_to_make(value)
    elif isinstance(content, str) and content and MAKES.search(key):
        yield content


def is_idle(status: Mapping[str, Any]) -> bool:
    """Whether nothing has written a status; definitions may have set conditions that say so."""
    conditions = status.get("conditions") or ()
    return not status or (bool(conditions) and all(one.get("status") == "Unknown" for one in conditions))


def is_of_idle(result: CommandResult, names: Collection[str]) -> bool:
    """Whether all that is wrong is about such objects, or has a name that a controller would have made of theirs."""
    text = result.printed
    waited = WAITED.findall(text)
    missing = [thing.name for thing in missing_in(text) if thing.sort is Sort.OBJECT and thing.name not in waited]
    if waited or any(missing):
        return set(waited) <= set(names) and all(is_made_of(name, names) for name in missing)
    asked = result.command.text
    if STATUS.search(asked) and not text.strip():
        return mentions(asked, names)
    differences = result.match.differences if result.match is not None else ()
    wrong = [one for one in differences if one.mark in BAD and not HEADER.fullmatch(one.expected or "")]
    return bool(wrong) and all(lacks_status(one, names) for one in wrong)


def lacks_status(one: Difference, names: Collection[str]) -> bool:
    """Whether a line is missing that is about such an object, or has less in it than the page shows."""
    if one.mark is Mark.EXTRA:
        return NOTHING.fullmatch(one.actual or "") is not None
    shown = (one.expected or "").split()
    printed = (one.actual or "").split()
    less = one.actual is None or (len(printed) < len(shown) and are_alike(shown[0], printed[0] if printed else ""))
    return less and any(is_made_of(word, names) for word in (*shown, *printed[:1]))


def are_alike(shown: str, printed: str) -> bool:
    """Whether two names are the same but for an end that the API server has made up (``generateName``)."""
    stem, made_up, _ = printed.rpartition("-")
    return shown == printed or (bool(made_up) and stem == shown.rpartition("-")[0])


def is_made_of(name: str, names: Collection[str]) -> bool:
    return any(re.search(rf"(?:^|[-.]|(?<![:/])/){re.escape(one)}(?:[-.]|$)", name) for one in names)
