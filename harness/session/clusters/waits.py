"""Which objects of which cluster a command waits for, read from its text."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from harness.capability import INTO_PODS
from harness.cluster.dead_ends import DeadEnd
from harness.plan.commands.capability_rules import own_needs
from harness.plan.commands.effect import call_effect
from harness.plan.step import Effect
from harness.programs.invocation import Invocation, calls_of, invocation
from harness.programs.names import KUBECTL_ASKING_OBJECTS, KUBECTL_FROM_FILES
from harness.programs.resource_names import kinds_of_pods
from harness.session.clusters.command_targets import (
    ALL,
    DEFAULT,
    NAME,
    Object,
    contexts_of_call,
    filled,
    namespace_of,
    objects_of,
)
from harness.shell.script import Call
from harness.shell.script_reader import read_script

UNMOVED: Final = re.compile(
    r"condition=(?:PodScheduled|Failed|FailureTarget|Suspended|ReplicaFailure|Established)\b|condition=\w+=false"
    r"|jsonpath=.*(?:wait|fail|backoff|err|pull|pending|restart|unschedul)|delete|create",
    re.IGNORECASE,
)
"""Conditions of ``kubectl wait --for`` that come whatever becomes of the pods, or because of it."""
CONDITION: Final = re.compile(r"condition=(\w+)", re.IGNORECASE)
SELECTOR: Final = re.compile(r"([\w./-]+)(?:(==|=|!=)([\w.-]*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """``context`` is empty for the current one; without ``objects`` it is for all that came since the page began.

    ``interrupts`` says that the command itself waits, so that it is to be stopped; others are only repeated.
    ``condition`` is the one that it waits for, empty for others.
    """

    context: str
    namespace: str
    objects: tuple[Object, ...] = ()
    interrupts: bool = True
    condition: str = ""

    def in_namespace(self, namespace: str) -> "Wait":
        """The same where the text leaves the namespace to the context."""
        if self.namespace != DEFAULT:
            return self
        objects = tuple(replace(one, namespace=namespace) for one in self.objects)
        return replace(self, namespace=namespace, objects=objects)

    def concerns(self, end: DeadEnd, *, since: str) -> bool:
        """Whether a dead end is one of what is waited for; ``since`` is a time as the API writes it."""
        if not self.objects:
            return self.namespace in {ALL, end.namespace} and end.created >= since
        return any(
            is_of(end, one, since) and (one.name or self.interrupts or end.created >= since) for one in self.objects
        )


def waits_of(command: str, variables: Mapping[str, str], contexts: Collection[str]) -> tuple[Wait, ...]:
    """One for each call that waits for pods or is repeated because of them, on each cluster that it may mean."""
    looping = read_script(command).waits
    found: dict[Wait, None] = {}
    for call in calls_of(command):
        seen = invocation(call.words)
        for wait in waits_of_call(call, seen, variables):
            for context in contexts_of_call(seen, variables, contexts):
                found.setdefault(replace(wait, context=context, interrupts=wait.interrupts or looping))
    return tuple(found)


def waits_of_call(call: Call, seen: Invocation, variables: Mapping[str, str]) -> Iterator[Wait]:
    if seen.profile.name == "kubectl":
        yield from kubectl(call, seen, variables)
        return
    if call_effect(call.words) is not Effect.READS:
        places = {"everywhere": ALL, "namespace": namespace_of(seen, variables)}
        yield from (Wait(context="", namespace=places[place]) for place in seen.chosen(seen.profile.wait))
    if not INTO_PODS.isdisjoint(own_needs(seen)) and (objects := tuple(pods_called(seen, variables))):
        yield Wait(context="", namespace=ALL, objects=objects, interrupts=False)


def pods_called(call: Invocation, variables: Mapping[str, str]) -> Iterator[Object]:
    """The pods that a program other than kubectl may be told to go into: ``NAME``, ``NAME.NAMESPACE``, ``KIND/NAME``.

    A name may also be one that a pod's labels have, as where a program opens an add-on's dashboard.
    """
    given = namespace_of(call, variables) if call.namespace else ALL
    for word in call.own_verbs[1:]:
        kind, _, named = filled(word, variables).rpartition("/")
        name, _, namespace = named.partition(".")
        if NAME.fullmatch(name):
            kinds = (kind,) if kind else ("pod", "")
            yield from (Object(kind=each, name=name, namespace=namespace or given) for each in kinds)


def kubectl(call: Call, seen: Invocation, variables: Mapping[str, str]) -> Iterator[Wait]:
    namespace = namespace_of(seen, variables)
    waiting = (seen.verb, seen.object) == ("rollout", "status") or seen.verb == "wait"
    if seen.verb == "wait" and UNMOVED.search(filled(seen.flags.get("--for", "delete"), variables)):
        return
    if not waiting and seen.verb not in KUBECTL_ASKING_OBJECTS:
        return
    objects = tuple(objects_of(seen, call, namespace, variables))
    if not objects and len(seen.verbs) == 2 and seen.object in kinds_of_pods():  # `get pods`, `wait pods --all`
        objects = (Object(kind=seen.object, namespace=namespace),)
    objects = tuple(one for one in objects if waiting or one.kind.partition(".")[0] in kinds_of_pods())
    if objects or (waiting and (seen.has(*KUBECTL_FROM_FILES) or any("$" in word for word in seen.verbs))):
        awaited = CONDITION.match(filled(seen.flags.get("--for", ""), variables)) if seen.verb == "wait" else None
        condition = awaited[1] if awaited is not None else ""
        yield Wait(context="", namespace=namespace, objects=objects, interrupts=waiting, condition=condition)


def is_of(end: DeadEnd, one: Object, since: str) -> bool:
    """Whether a dead end is an object's own, or that of a pod that belongs to it."""
    if end.namespace and one.namespace not in {ALL, end.namespace}:
        return False
    kind = kinds_of_pods().get(one.kind.partition(".")[0].lower())
    if one.selector:
        return selects(one.selector, end.labels)
    if not one.name:
        belongs = {end.kind, end.owner[0]}
        return kind in belongs or (kind == "Deployment" and "ReplicaSet" in belongs)
    if kind is None:
        of_its_own = (end.kind, end.name) == (one.kind, one.name)
        return of_its_own or (one.name in end.labels.values() and end.created >= since)
    if kind == end.kind:
        return end.name == one.name
    controller = end.owner[1] if end.kind == "Pod" else end.name
    of_deployment = kind == "Deployment" and "ReplicaSet" in {end.kind, end.owner[0]}
    return (controller.rpartition("-")[0] if of_deployment else controller) == one.name


def selects(selector: str, labels: Mapping[str, str]) -> bool:
    """As ``kubectl -l`` chooses; a selector with sets (``a in (b, c)``) chooses nothing here."""
    for part in selector.split(","):
        found = SELECTOR.fullmatch(part.strip())
        if found is None:
            return False
        key, operator, value = found.groups()
        given = labels.get(key)
        fits = {None: given is not None, "!=": given != value}.get(operator, given == value)
        if not fits:
            return False
    return True
