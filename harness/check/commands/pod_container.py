"""Containers of ``kubectl exec`` and ``logs``: one that the page has in another pod, and not in this one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from harness.check.commands.command_line import CommandLine, program_lines
from harness.check.commands.flags import place
from harness.check.commands.namespace_name import nearest_slip
from harness.check.manifests.consistency import node_at
from harness.check.manifests.page_resource import Resource, containers, resources_of
from harness.check.manifests.yaml_text import text_of
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.programs.kubectl import kubectl_words
from harness.programs.names import KUBECTL_WITH_CONTAINERS

CONTAINER: Final = Rule.named("unknown-container")
RULES: Final = (CONTAINER,)

_SELECTED: Final = re.compile(r"(?:-l|--selector)[ =]?[\"']?[\w./-]+=([\w.-]+)")
_VARIABLE: Final = re.compile(r"\$\{?(\w+)\}?")
_OFTEN: Final = 2
_PLAIN: Final = re.compile(r"[A-Za-z0-9][\w.-]*")


def check(subject: Subject) -> Iterator[Diagnostic]:
    text = subject.plan.page.text
    made = {} if "kubectl debug" in text else containers_made(resources_of(subject.plan.page))
    uses = [
        (segment, call, pod, container)
        for segment, call, line in program_lines(subject.plan.page, "kubectl")
        for pod, container in used(line, text)
    ]
    counts = Counter((pod, container) for _, _, pod, container in uses)
    for segment, call, pod, container in uses:
        elsewhere = [other for other, its in counts if its == container and other != pod]
        own = [its for other, its in counts if other == pod and its != container]
        known = made.get(pod, frozenset(own))
        meant = nearest_slip(container, known) or (next(iter(known)) if len(known) == 1 else "")
        # A page uses each container of a pod again and again; one of a second pod once may be a sidecar.
        often = any(counts[pod, each] >= _OFTEN for each in own)
        if pod in made:
            wrong, message = container not in known, f"the pods of '{pod}' have no container '{container}'"
        elif elsewhere:
            sure = often and any(counts[each, container] >= _OFTEN for each in elsewhere)
            wrong = counts[pod, container] == 1 and (sure or container in elsewhere)
            message = f"the page has the container '{container}' in the pod '{elsewhere[0]}', not in '{pod}'"
        else:
            alone = len(re.findall(rf"(?<![\w-]){re.escape(container)}(?![\w-])", text)) == 1
            wrong, message = often and len(own) == 1 and alone, f"nothing else has the container '{container}'"
        if wrong:
            old, new = f"-c {container}", f"-c {meant}" if meant else ""
            expected = f"one of {', '.join(sorted(known))}" if known else f"a container of '{pod}'"
            otherwise = "correct the container or the pod"
            yield CONTAINER.slip(place(segment, call, old), message, old, new, expected=expected, otherwise=otherwise)


def containers_made(resources: Iterable[Resource]) -> Mapping[str, frozenset[str]]:
    """The containers of what the page's manifests make, by its name, and by the value of each label of its pods."""
    found: dict[str, set[str]] = {}
    for each in resources:
        names = {text_of(node_at(container, "name")) or "" for container in containers(each.pod)}
        for name in {each.name, *each.labels.values()} if names else ():
            found.setdefault(name, set()).update(names)
    return {name: frozenset(names) for name, names in found.items() if "" not in names}


def used(line: CommandLine, text: str) -> Iterator[tuple[str, str]]:
    """What names the pod of a call, and its container; those that injectors bring are in any pod."""
    container = line.value("-c", "--container") or ""
    if line.verb not in KUBECTL_WITH_CONTAINERS or not _PLAIN.fullmatch(container):
        return
    pod = line.arguments[0] if line.arguments else " ".join(f"{name} {value}" for name, value in line.flags)
    if variable := _VARIABLE.fullmatch(pod):
        found = re.search(rf"\b{variable[1]}=[\"']?\$\(kubectl [^\n]*", text)
        pod = found[0] if found else pod
    if selected := _SELECTED.search(pod):
        pod = selected[1]
    elif _PLAIN.fullmatch(pod.rpartition("/")[2]):
        pod = pod.rpartition("/")[2]
    else:
        return
    if container not in kubectl_words().containers:
        yield pod, container
