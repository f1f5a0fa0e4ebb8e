"""Pods that a real local process stands for: by image, with the environment and arguments of their container."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

from harness.errors import SettingsError
from harness.settings.sections import WorkloadSetting

Table = Mapping[str, Any]
Lookup = Callable[[str, str], str | None]
"""A key of a ConfigMap (``configmaps/name``) or Secret (``secrets/name``) of the pod's namespace."""


ISTIOD: Final = WorkloadSetting(
    image="*/pilot:*",
    command=(
        "pilot-discovery",
        "{args}",
        "--kubeconfig={kubeconfig}",
        "--httpAddr=127.0.0.1:{port:8080}",
        "--httpsAddr=127.0.0.1:{port:15017}",
        "--grpcAddr=127.0.0.1:{port:15010}",
        "--secureGRPCAddr=127.0.0.1:{port:15012}",
        "--monitoringAddr=127.0.0.1:{port:15014}",
        "--ctrlz_port={port:9876}",
    ),
)
"""Istio's control plane: gateways, certificates and webhooks are real with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A container of a living pod, and what serves it. ``key`` tells it from every other, restarted pods included."""

    key: str
    namespace: str
    pod: str
    pod_ip: str
    account: str
    workload: WorkloadSetting
    container: Table
    manifest: Table


def served(pods: Iterable[Table], workloads: Sequence[WorkloadSetting]) -> Iterator[Served]:
    """Containers of running pods that some workload serves; the first workload that matches is taken."""
    for pod in pods:
        metadata, spec, status = pod["metadata"], pod["spec"], pod.get("status", {})
        if "deletionTimestamp" in metadata or status.get("phase") != "Running" or not status.get("podIP"):
            continue
        for container in spec["containers"]:
            workload = next((one for one in workloads if fnmatchcase(container.get("image", ""), one.image)), None)
            if workload is not None:
                yield Served(
                    key=f"{metadata['uid']}/{container['name']}",
                    namespace=metadata["namespace"],
                    pod=metadata["name"],
                    pod_ip=status["podIP"],
                    account=spec.get("serviceAccountName", "default"),
                    workload=workload,
                    container=container,
                    manifest=pod,
                )


def container_environment(one: Served, lookup: Lookup) -> dict[str, str]:
    """The environment that a kubelet would give the container: values, fields of the pod, ConfigMaps, Secrets."""
    environment: dict[str, str] = {}
    for variable in one.container.get("env", ()):
        value = variable.get("value", "") if "valueFrom" not in variable else _from(variable["valueFrom"], one, lookup)
        if value is not None:
            environment[variable["name"]] = _dereferenced(value, environment)
    return environment


def command_line(one: Served, values: Mapping[str, str], environment: Mapping[str, str]) -> list[str]:
    words: list[str] = []
    for word in one.workload.command:
        if word == "{args}":
            words += [_dereferenced(argument, environment) for argument in one.container.get("args", ())]
        else:
            words.append(filled(word, values, environment))
    return words


def container_ports(workload: WorkloadSetting) -> tuple[int, ...]:
    """The container's ports that the process listens on, elsewhere."""
    texts = [*workload.command, *workload.env.values()]
    return tuple(sorted({int(port) for text in texts for port in re.findall(r"\{port:(\d+)\}", text)}))


def filled(template: str, values: Mapping[str, str], environment: Mapping[str, str]) -> str:
    """``SettingsError`` for a name that is none of those a workload may use."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("env:"):
            return environment.get(name.removeprefix("env:"), "")
        if name not in values:
            known = ", ".join(sorted(values)) + ", args, env:NAME"
            raise SettingsError(f"workload: unknown name {{{name}}} in {template!r}", expected=f"one of {known}")
        return values[name]

    return re.sub(r"\{([a-z_]+(?::[^{}]*)?)\}", value, template)


def _from(source: Table, one: Served, lookup: Lookup) -> str | None:
    """``None`` leaves the variable out: what is optional and missing, and container limits, which nothing enforces."""
    if "fieldRef" in source:
        return _field(source["fieldRef"]["fieldPath"], one.manifest)
    for kind, plural in (("configMapKeyRef", "configmaps"), ("secretKeyRef", "secrets")):
        if kind in source:
            return lookup(f"{plural}/{source[kind]['name']}", source[kind]["key"])
    return None


def _field(path: str, pod: Table) -> str | None:
    keyed = re.fullmatch(r"(metadata\.(?:labels|annotations))\['(.+)'\]", path)
    steps = [*keyed[1].split("."), keyed[2]] if keyed else path.split(".")
    value: Any = pod
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return None if value is None else str(value)


def _dereferenced(text: str, environment: Mapping[str, str]) -> str:
    """``$(NAME)`` as Kubernetes replaces it: by variables that stand before it, other names stay as they are."""
    return re.sub(r"\$\(([A-Za-z0-9_.-]+)\)", lambda match: environment.get(match[1], match[0]), text)
