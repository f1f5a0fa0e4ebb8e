"""Arguments of kubectl that name objects: a resource where there is one, or where none may be."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.argument_slip import Slip
from harness.check.commands.command_line import CommandLine
from harness.programs.kubectl import kubectl_words
from harness.programs.names import KUBECTL_WITH_CONTAINERS
from harness.programs.resource_names import is_resource, resource_words

_OBJECT: Final = re.compile(r"[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?")


def object_slips(line: CommandLine) -> Iterator[Slip]:
    """``get pod pod/web``, ``get pod, svc`` and ``logs pod web``: a resource where there is one, or none may be."""
    words = kubectl_words()
    yield from kinds_refused(line)
    if line.program != "kubectl" or len(line.arguments) < len(("RESOURCE", "NAME")):
        return
    first, second, *_ = line.arguments
    if line.verb in words.resource_first and first.endswith(",") and is_resource(first[:-1]):
        message = f"the blank behind '{first}' ends the list"
        yield Slip(message=message, expected="no blank behind a comma", old=f"{first} {second}", new=f"{first}{second}")
    elif line.verb in words.resource_first and is_resource(first):
        twice = (word for word in line.arguments[1:] if word.count("/") == 1 and "=" not in word)
        for word in twice:
            kind, _, name = word.partition("/")
            if is_resource(kind) and resource_words().get(kind) == resource_words().get(first) and name:
                message = f"'{line.command.name} {first}' takes names: '{word}' has its resource already"
                yield Slip(message=message, expected=f"'{name}'", old=word, new=name)
    elif (
        line.verb in KUBECTL_WITH_CONTAINERS
        and is_resource(first)
        and _OBJECT.fullmatch(second)
        and not is_resource(second)
    ):
        message = f"'{line.command.name}' takes '{first}' for the name of a pod"
        new = second if is_pod(first) else f"{first}/{second}"
        yield Slip(message=message, expected=f"'{new}'", old=f"{first} {second}", new=new)


def kinds_refused(line: CommandLine) -> Iterator[Slip]:
    """Kinds of Kubernetes' own that a subcommand cannot change, whatever they are called."""
    takes = kubectl_words().kinds_of.get(line.command.name.partition(" ")[2], ())
    word = line.arguments[0].partition("/")[0] if takes and line.arguments else ""
    resource = resource_words().get(word.lower())
    if resource is not None and resource.kind not in takes and ("." not in resource.group or not resource.namespaced):
        message = f"'{line.command.name}' takes no {resource.kind}"
        yield Slip(message=message, expected=f"one of {', '.join(takes)}", old=word)


def is_pod(word: str) -> bool:
    return resource_words()[word].kind == "Pod"
