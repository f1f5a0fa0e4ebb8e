"""Arguments of kubectl that name objects: a resource where there is one, or where none may be."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.argument_slip import Slip
from harness.check.commands.command_line import CommandLine
from harness.programs.kubectl import kubectl_words
from harness.programs.names import KUBECTL_FROM_FILES, KUBECTL_OF_FILES_ONLY, KUBECTL_WITH_CONTAINERS, TAKING_PAIRS
from harness.programs.resource_names import is_resource, resource_words

_HEAD: Final = re.compile(r"[A-Z][a-z]\w*:")
_FILE: Final = re.compile(r"[\w./-]+\.(?:ya?ml|json)")
_OBJECT: Final = re.compile(r"[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?")


def object_slips(line: CommandLine) -> Iterator[Slip]:
    """``get pod pod/web``, ``get pod, svc`` and ``logs pod web``: a resource where there is one, or none may be."""
    words = kubectl_words()
    yield from kinds_refused(line)
    yield from beside_files(line)
    if line.program != "kubectl" or len(line.arguments) < len(("RESOURCE", "NAME")):
        return
    first, second, *_ = line.arguments
    yield from no_objects(line)
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


def beside_files(line: CommandLine) -> Iterator[Slip]:
    """``apply -f web.yaml shops``: a word beside the files of a subcommand that takes nothing else."""
    whole = line.command.name.count(" ") == 1 and line.program == "kubectl" and line.verb in KUBECTL_OF_FILES_ONLY
    for word in line.arguments if whole and line.has(*KUBECTL_FROM_FILES) else ():
        if _OBJECT.fullmatch(word) or _FILE.fullmatch(word):
            space = word.endswith("-system") and not line.has("-n", "--namespace")
            new = f"-n {word}" if space else f"-f {word}" if _FILE.fullmatch(word) else ""
            message = f"'{line.command.name}' takes nothing beside its files"
            yield Slip(message=message, expected="-f for each file, and -n for a namespace", old=word, new=new)


def no_objects(line: CommandLine) -> Iterator[Slip]:
    """``rollout status deploy/web shops`` and ``get pod web Name:``: words that name nothing."""
    first, *others = line.arguments
    if line.command.name.partition(" ")[2] not in kubectl_words().resource_first or line.verb in TAKING_PAIRS:
        return
    for word in others:
        if (_HEAD.fullmatch(word) and ":" in word) or (word in kubectl_words().headings and word == others[-1]):
            message = f"the output begins in the command: {word}"
            yield Slip(message=message, expected="the output on a line of its own, and no backslash above it", old=word)
            return
        if (
            _OBJECT.fullmatch(word)
            and "." not in word
            and first.count("/") == 1
            and is_resource(first.partition("/")[0])
        ):
            message = f"'{line.command.name}' takes no bare name beside '{first}'"
            space = word.endswith("-system") or word in kubectl_words().namespaces
            new = f"-n {word}" if space and not line.has("-n", "--namespace") else ""
            yield Slip(
                message=message, expected="RESOURCE/NAME for each object, and -n for a namespace", old=word, new=new
            )
            return


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
