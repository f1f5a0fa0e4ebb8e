"""What calls of kubectl, helm and istioctl make on a cluster and need there."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from harness.match.thread import Sort, Thing
from harness.plan.commands.capability_rules import is_offline
from harness.plan.commands.effect import call_effect
from harness.plan.step import Effect
from harness.programs.invocation import Invocation, invocation
from harness.programs.names import KUBECTL_APPLYING, KUBECTL_CREATING, KUBECTL_INTO_PODS, KUBECTL_LISTING
from harness.session.clusters.command_targets import (
    ALL,
    DEFAULT,
    is_manifest,
    objects_in,
    objects_of,
)
from harness.session.threads.call_part import NOTHING, Part, things
from harness.session.threads.files import path
from harness.session.threads.kinds import BUILT_IN, NOT_NAMESPACED, QUIET, kind_of
from harness.shell.script import Call

CURRENT: Final = "current"
FILE_FLAGS: Final = frozenset({"-f", "--filename", "-k", "--kustomize", "--values", "--from-file", "--from-env-file"})
FILE_FLAGS_AFTER_EQUALS: Final = frozenset({"--from-file", "--set-file"})
NAMED: Final = re.compile(r"^\s*(?:-\s+)?name\s*:\s*[\"']?([a-z0-9][a-z0-9.-]*)", re.MULTILINE)
"""Where a manifest that is no YAML gives a name."""
ANY_KIND: Final = Thing(sort=Sort.KIND, vague=True)
KUBECONFIG: Final = Thing(sort=Sort.VARIABLE, name="KUBECONFIG")


def of_call(call: Call, texts: Mapping[str, str]) -> Part:
    seen = invocation(call.words)
    rule = RULES.get(seen.program)
    return NOTHING if rule is None else rule(seen, call, texts)


def kubectl(seen: Invocation, call: Call, texts: Mapping[str, str]) -> Part:
    if seen.verb == "config":
        return config(seen)
    if is_offline(seen):
        return Part(needs=files_of(call))
    objects = tuple(objects_touched(seen, call, texts))
    makes: tuple[Thing, ...] = ()
    if seen.verb not in KUBECTL_INTO_PODS and call_effect(call.words) is Effect.CHANGES:
        makes = changed(seen, objects)
    if copy := seen.flags.get("--copy-to"):
        makes = (*makes, thing("pod", copy, namespace_of(seen), context_of(seen)))
    if seen.verb == "cp" and ":" not in seen.verbs[-1]:
        makes = (*makes, *things(Sort.FILE, [path(seen.verbs[-1])]))
    needs = (*around(seen, context_of(seen)), *files_of(call), *custom_kinds(objects))
    created = seen.verb in KUBECTL_CREATING and seen.verb != "expose"
    return Part(makes=makes, needs=(*needs, *(() if created else objects), *places_of(objects)))


def changed(seen: Invocation, objects: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """What a changing call makes: its objects, the kinds that they define, and what goes through them."""
    if seen.verb == "expose":
        name = seen.flags.get("--name", "")
        exposed = (
            Thing(sort=Sort.OBJECT, kind="service", name=name or one.name, namespace=one.namespace) for one in objects
        )
        objects = tuple(exposed)
    defined = [
        Thing(sort=Sort.KIND, name=kind_of(one.name)) for one in objects if one.kind == "customresourcedefinition"
    ]
    kinds = (*defined, *(ANY_KIND for one in objects if not one.kind))
    through = next((one for one in objects if one.kind not in QUIET), None)
    traffic = (Thing(sort=Sort.TRAFFIC, name=str(through), context=through.context),) if through is not None else ()
    return (*objects, *kinds, *traffic)


def objects_touched(seen: Invocation, call: Call, texts: Mapping[str, str]) -> Iterator[Thing]:
    """Objects on the command line and in manifests; any where a manifest is not on the page."""
    context, namespace = context_of(seen), namespace_of(seen)
    named = tuple(objects_of(seen, call, namespace, {}))
    for one in named:
        yield thing(one.kind, one.name, one.namespace, context)
    if call.heredoc is not None:
        yield from unread(call.heredoc, context)
    if seen.verb in KUBECTL_LISTING and not named and seen.object and "/" not in seen.object:
        yield from (thing(kind, "", namespace, context) for kind in seen.object.split(","))
    if seen.verb not in KUBECTL_APPLYING:
        return
    if not named and any(word in FILE_FLAGS for word in call.words[-1:]):  # its file is for the user to fill in
        yield Thing(sort=Sort.OBJECT, namespace=seen.namespace, context=context)
    for name in given(call, FILE_FLAGS - FILE_FLAGS_AFTER_EQUALS):
        text = texts.get(path(name), "")
        for one in objects_in(text, namespace, {}):
            yield thing(one.kind, one.name, one.namespace, context)
        yield from unread(text, context)
        if not text and (name != "-" or call.fed):
            yield Thing(sort=Sort.OBJECT, namespace=seen.namespace, context=context)


def unread(manifest: str, context: str) -> Iterator[Thing]:
    """Objects of a manifest that is none, of kinds that nobody can tell: what its lines call by a name."""
    if not is_manifest(manifest):
        for name in dict.fromkeys(NAMED.findall(manifest)):
            yield Thing(sort=Sort.OBJECT, name=name, context=context)


def thing(kind: str, name: str, namespace: str, context: str) -> Thing:
    kind = kind_of(kind)
    place = "" if kind in NOT_NAMESPACED or namespace == ALL else namespace
    return Thing(sort=Sort.OBJECT, kind=kind, name=name, namespace=place, context=context)


def config(seen: Invocation) -> Part:
    context = things(Sort.CONTEXT, [seen.verbs[2]] if len(seen.verbs) > 2 else [])
    if seen.object == "set-context" and seen.has("--namespace", "-n") and not context:
        return Part(makes=(Thing(sort=Sort.NAMESPACE),), needs=(Thing(sort=Sort.CONTEXT, name=CURRENT), KUBECONFIG))
    if seen.object == "use-context":
        return Part(makes=(Thing(sort=Sort.CONTEXT, name=CURRENT),), needs=(*context, KUBECONFIG))
    if seen.object == "current-context":
        return Part(needs=(Thing(sort=Sort.CONTEXT, name=CURRENT), KUBECONFIG))
    return Part(makes=context if seen.object.startswith(("set", "rename")) else (), needs=(KUBECONFIG,))


def around(seen: Invocation, context: str) -> tuple[Thing, ...]:
    """Where a call works: its context and its namespace."""
    needs = [KUBECONFIG, Thing(sort=Sort.CONTEXT, name=context or CURRENT)]
    namespace = seen.namespace
    if namespace:
        needs.append(thing("namespace", namespace, "", context))
    elif seen.profile.namespace == DEFAULT and not seen.has("-A", "--all-namespaces"):
        needs.append(Thing(sort=Sort.NAMESPACE))
    return tuple(needs)


def places_of(objects: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """The namespaces that manifests name."""
    names = {one.namespace: one.context for one in objects if one.namespace not in {"", "default"}}
    return tuple(thing("namespace", name, "", context) for name, context in names.items())


def custom_kinds(objects: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return things(Sort.KIND, dict.fromkeys(one.kind for one in objects if one.kind and one.kind not in BUILT_IN))


def context_of(seen: Invocation) -> str:
    return seen.context.replace("{", "").replace("}", "")


def namespace_of(seen: Invocation) -> str:
    if seen.has("-A", "--all-namespaces"):
        return ALL
    return seen.namespace or seen.profile.namespace


def given(call: Call, flags: frozenset[str]) -> Iterator[str]:
    """The values of flags that may be given several times."""
    for index, word in enumerate(call.words):
        name, equals, value = word.partition("=")
        if name in flags and (equals or index + 1 < len(call.words)):
            yield value if equals else call.words[index + 1]


def files_of(call: Call) -> tuple[Thing, ...]:
    values = [
        value.partition("=")[2] or value if flag in FILE_FLAGS_AFTER_EQUALS else value
        for flag in FILE_FLAGS | FILE_FLAGS_AFTER_EQUALS
        for value in given(call, frozenset({flag}))
    ]
    names = [path(value) for value in values if value != "-" and "://" not in value]
    return things(Sort.FILE, names)


def helm(seen: Invocation, call: Call, _texts: Mapping[str, str]) -> Part:
    verbs = seen.verbs
    if seen.verb == "install" and (seen.has("--name-template", "--generate-name") or seen.letter("g")):
        verbs = (seen.verb, seen.flag("--name-template"), *verbs[1:])  # only the chart stands there
    if seen.verb == "repo":
        return helm_repo(verbs)
    if seen.verb in {"pull", "fetch", "create"}:
        name = verbs[1].rpartition("/")[2] if len(verbs) > 1 else ""
        return Part(makes=things(Sort.FILE, [name] if name else []), needs=chart(verbs[1:2]))
    if is_offline(seen):
        return Part(needs=(*files_of(call), *chart(verbs[1:])))
    context = context_of(seen)
    release = things(Sort.RELEASE, filter(None, verbs[1:2])) or (
        () if seen.verb in {"list", "ls"} else (Thing(sort=Sort.RELEASE),)
    )
    needs = (*around(seen, context), *files_of(call), *chart(verbs[2:3]))
    if call_effect(call.words) is not Effect.CHANGES:
        return Part(needs=(*needs, *release))
    makes = (*release, *installed(seen.namespace or "default", context, verbs[1] if len(verbs) > 1 else "helm"))
    if seen.has("--create-namespace"):
        namespace = thing("namespace", seen.namespace, "", context)
        return Part(makes=(*makes, namespace), needs=tuple(one for one in needs if one != namespace))
    return Part(makes=makes, needs=(*needs, *(() if seen.verb == "install" else release)))


def helm_repo(verbs: tuple[str, ...]) -> Part:
    action, name = (*verbs[1:3], "", "")[:2]
    if action == "add":
        return Part(makes=things(Sort.REPOSITORY, [name]))
    return Part(needs=(Thing(sort=Sort.REPOSITORY, name=name),))


def chart(names: tuple[str, ...]) -> tuple[Thing, ...]:
    """``repository/chart``, or a folder of the same spelling."""
    plain = [name for name in names if "://" not in name and "/" in name]
    repositories = [name.partition("/")[0] for name in plain if not name.startswith((".", "/"))]
    return (*things(Sort.REPOSITORY, repositories), *things(Sort.FILE, map(path, plain)))


def installed(namespace: str, context: str, what: str) -> tuple[Thing, ...]:
    """What comes with a platform or a chart: objects of any kind in its namespace, and kinds of its own."""
    place = Thing(sort=Sort.OBJECT, namespace=namespace, context=context)
    return (place, ANY_KIND, Thing(sort=Sort.TRAFFIC, name=what, context=context))


def istioctl(seen: Invocation, call: Call, texts: Mapping[str, str]) -> Part:
    if is_offline(seen):
        return Part(needs=files_of(call))
    context = context_of(seen)
    needs = (*around(seen, context), *files_of(call))
    mesh = Thing(sort=Sort.STATE, name="istioctl", context=context)
    if call_effect(call.words) is not Effect.CHANGES:
        return Part(needs=(*needs, *objects_touched(seen, call, texts), mesh))
    if seen.verb in {"install", "upgrade", "uninstall"}:
        namespace = thing("namespace", namespace_of(seen), "", context)
        pods = Thing(sort=Sort.OBJECT, kind="pod", context=context)  # they have proxies of it
        makes = (*installed(namespace.name, context, "the mesh"), namespace, pods, mesh)
        return Part(makes=makes, needs=tuple(one for one in needs if one != namespace))
    traffic = Thing(sort=Sort.TRAFFIC, name="istioctl", context=context)
    if "port-forward" in seen.needs:  # it changes what runs in pods, such as the level of a log
        return Part(makes=(traffic,), needs=(*needs, mesh))
    place = Thing(sort=Sort.OBJECT, namespace=seen.namespace or "default", context=context)
    return Part(makes=(place, traffic), needs=(*needs, mesh))


Rule = Callable[[Invocation, Call, Mapping[str, str]], Part]
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {"kubectl": kubectl, "oc": kubectl, "helm": helm, "istioctl": istioctl}
)
