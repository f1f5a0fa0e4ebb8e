"""What of the clusters a command touches: contexts, namespaces, objects, read from its text."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from harness.plan.commands.literal_values import with_values
from harness.programs.invocation import Invocation, calls_of, invocation
from harness.programs.names import (
    KUBECTL_OF_PODS,
    KUBECTL_TOO_MANY,
    KUBECTL_WITH_SUBCOMMANDS,
    KUBECTL_WITH_SUBTYPES,
    KUBECTL_WITHOUT_OBJECTS,
)
from harness.shell.script import Call

ALL: Final = ""  # all namespaces
DEFAULT: Final = "default"
NAME: Final = re.compile(r"[A-Za-z0-9]([\w.:-]*[A-Za-z0-9])?")  # also one that the API server refuses
KINDS: Final = re.compile(r"[A-Za-z][A-Za-z0-9.]*(?:,[A-Za-z][A-Za-z0-9.]*)*")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Object:
    """An object that a command names; without a ``name`` all of its kind, or those that ``selector`` chooses."""

    kind: str
    name: str = ""
    namespace: str = DEFAULT
    selector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """``context`` is empty for the current one. ``namespaces`` may hold ``ALL``: one that the text does not tell."""

    context: str
    namespaces: tuple[str, ...]
    objects: tuple[Object, ...] = ()


def touched(command: str, variables: Mapping[str, str], contexts: Collection[str]) -> tuple[Touched, ...]:
    """By context, in the order of the text. ``variables`` are known values; ``contexts`` are those that exist.

    A context that cannot be told may be any of them. A command that calls no cluster program, such as ``curl``, may
    touch anything behind the current context.
    """
    found: dict[str, dict[str, tuple[Object, ...]]] = {}
    for call in calls_of(command):
        seen = invocation(call.words)
        if seen.profile.context_flags:
            namespace = namespace_of(seen, variables)
            objects = tuple(objects_of(seen, call, namespace, variables))
            for context in contexts_of_call(seen, variables, contexts):
                into = found.setdefault(context, {})
                into[namespace] = (*into.get(namespace, ()), *objects)
                for one in objects:
                    into.setdefault(one.namespace, ())
    if not found:
        return (Touched(context="", namespaces=(ALL,)),)
    return tuple(
        Touched(
            context=context,
            namespaces=(ALL,) if ALL in by_namespace else tuple(by_namespace),
            objects=tuple(dict.fromkeys(one for objects in by_namespace.values() for one in objects)),
        )
        for context, by_namespace in found.items()
    )


def contexts_in(command: str, variables: Mapping[str, str], contexts: Collection[str]) -> tuple[str, ...]:
    """The contexts that a command speaks of, empty where it uses the current one."""
    return tuple(one.context for one in touched(command, variables, contexts) if one.context)


def contexts_of_call(call: Invocation, variables: Mapping[str, str], contexts: Collection[str]) -> tuple[str, ...]:
    if not call.context:
        return ("",)
    value = filled(call.context, variables)
    return (value,) if value in contexts else tuple(contexts)


def namespace_of(call: Invocation, variables: Mapping[str, str]) -> str:
    if call.has("-A", "--all-namespaces"):
        return ALL
    if not call.namespace:
        return call.profile.namespace or DEFAULT
    value = filled(call.namespace, variables)
    return value if NAME.fullmatch(value) else ALL


def objects_of(call: Invocation, source: Call, namespace: str, variables: Mapping[str, str]) -> Iterator[Object]:
    """The objects that a call of kubectl names on its command line or in the manifest it is given."""
    if call.profile.name != "kubectl":
        return
    if source.heredoc is not None:
        yield from objects_in(source.heredoc, namespace, variables)
    if call.verb in KUBECTL_WITHOUT_OBJECTS:
        return
    words = [filled(word, variables) for word in call.verbs[1 + (call.verb in KUBECTL_WITH_SUBCOMMANDS) :]]
    words = [word for word in words if "=" not in word and not word.endswith("-")]  # those are values, not names
    if call.verb in KUBECTL_OF_PODS:
        words = pod_named(call.verb, words)
    named = tuple(names_in(words, create=call.verb == "create"))
    for kind, name in named:
        yield Object(kind=kind, name=name, namespace=namespace)
    selector = filled(call.flag("-l", "--selector"), variables)
    if (
        words
        and not named
        and KINDS.fullmatch(words[0])
        and (selector or not KUBECTL_TOO_MANY & set(words[0].split(",")))
    ):
        yield Object(kind=words[0], namespace=namespace, selector=selector)


def pod_named(verb: str, words: Sequence[str]) -> list[str]:
    """What commands that go into a pod name: ``POD``, ``KIND/NAME``, and for files ``NAMESPACE/POD:PATH``."""
    if verb == "cp":
        words = [pod.rpartition("/")[2] for pod, colon, _ in (word.partition(":") for word in words) if colon]
    first = list(words[:1])
    return first if "/" in "".join(first) else ["pod", *first]


def names_in(words: Sequence[str], *, create: bool) -> Iterator[tuple[str, str]]:
    """Kind and name from ``KIND NAME NAME`` or ``KIND/NAME KIND/NAME``."""
    for word in words:
        kind, slash, name = word.partition("/")
        if slash and KINDS.fullmatch(kind) and NAME.fullmatch(name):
            yield kind, name
    if not words or not KINDS.fullmatch(words[0]):
        return
    names = words[2:] if create and words[0] in KUBECTL_WITH_SUBTYPES else words[1:]
    for name in names[:1] if create else names:
        if NAME.fullmatch(name):
            yield words[0], name


def objects_in(manifest: str, namespace: str, variables: Mapping[str, str]) -> Iterator[Object]:
    """The objects of a manifest; none of one that is no YAML, which is what its own message is about."""
    for document in documents_in(filled(manifest, variables)) or ():
        metadata: Any = document.get("metadata") if isinstance(document, dict) else None
        if isinstance(metadata, dict) and isinstance(document.get("kind"), str) and metadata.get("name"):
            api_group = str(document.get("apiVersion", "")).rpartition("/")[0]
            kind = f"{document['kind']}.{api_group}" if "." in api_group else document["kind"]
            yield Object(
                kind=kind.lower(), name=str(metadata["name"]), namespace=str(metadata.get("namespace", namespace))
            )


def is_manifest(text: str) -> bool:
    """Whether a text is YAML, and each document of it an object with a kind and a name."""
    documents = documents_in(text)
    return documents is not None and all(is_object(each) for each in documents if each is not None)


@lru_cache(maxsize=64)
def documents_in(text: str) -> tuple[Any, ...] | None:
    """The documents of a YAML text, which nobody changes; ``None`` for a text that is none. Asked more than once."""
    import yaml  # noqa: PLC0415 - needed only where a command failed

    try:
        return tuple(yaml.safe_load_all(text))
    except yaml.YAMLError:
        return None


def is_object(document: Any) -> bool:
    metadata = document.get("metadata") if isinstance(document, dict) else None
    named = isinstance(metadata, dict) and bool(metadata.get("name") or metadata.get("generateName"))
    return named and bool(document.get("kind"))


def filled(text: str, variables: Mapping[str, str]) -> str:
    """The text with the values of variables that are known."""
    return with_values(text, variables).strip("\"'")
