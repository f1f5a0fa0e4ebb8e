"""Keeps a local process running for every container that one is to serve, as a kubelet would."""

import logging
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from harness.cluster import processes
from harness.cluster.api import kubeconfig
from harness.cluster.api.apply import apply
from harness.cluster.api.client import Api, ApiError
from harness.cluster.embedded.free_ports import free_ports
from harness.cluster.embedded.pod_changes import PODS
from harness.cluster.workloads import (
    Served,
    command_line,
    container_environment,
    container_ports,
    filled,
    served,
)
from harness.errors import HarnessError
from harness.settings.sections import WorkloadSetting

LOG = logging.getLogger(__name__)
_BACKOFF_SECONDS: Final = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)
_TOKEN_SECONDS: Final = 30 * 24 * 3600  # a kept fleet's longest life

Program = Callable[[str], Path]
"""The path of a program by the first word of a workload's command; ``HarnessError`` when it cannot be had."""


@dataclass(kw_only=True)
class _Running:
    one: Served
    ports: Mapping[int, int]  # the container's port -> ours
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    next_start: float = 0.0


@dataclass(kw_only=True)
class Supervisor:
    """The processes of one cluster. ``step`` looks once and acts; it is called a few times a second, by one thread."""

    name: str
    api: Api
    kubeconfig: Path
    folder: Path  # a working directory and a log for each process go below
    state: Path
    workloads: Sequence[WorkloadSetting]
    program: Program
    news: Callable[[], bool]  # whether pods may have changed since it was last asked
    _running: dict[str, _Running] = field(default_factory=dict)
    _stale: bool = True  # pods are to be listed

    def step(self, *, anew: bool = False) -> bool:
        """Whether all was done. Pods that cannot be listed change nothing: the API server may be under heavy load.

        ``anew`` says once more where processes listen that go on, since the API may hold what was so earlier.
        """
        self._stale = self._stale or anew or self.news()
        if self._stale and not self._look():
            return False
        for running in self._running.values():
            if running.process is None or running.process.poll() is not None:
                self._start_again(running)
            elif anew and not self._forward(running.one):
                return False
        return True

    def _look(self) -> bool:
        """Whether the pods could be listed: then what is to run is known anew, and the rest is stopped."""
        try:
            pods = self.api.get(PODS)["items"]
        except ApiError as error:
            LOG.warning("%s: pods: %s", self.name, error.message)
            return False
        wanted = {one.key: one for one in served(pods, self.workloads)}
        for key in self._running.keys() - wanted.keys():
            self._stop(key)
        for key, one in wanted.items():
            # kwok may give a pod a second address, where its first answer came too late
            self._running.setdefault(key, _Running(one=one, ports={})).one = one
        self._stale = False
        return True

    def stop(self) -> None:
        self._stale = True
        for key in list(self._running):
            self._stop(key)

    def local_port(self, pod_ip: str, port: int) -> int | None:
        """Where the process listens that serves this port of this pod; asked by other threads."""
        for running in list(self._running.values()):
            if running.one.pod_ip == pod_ip and port in running.ports:
                return running.ports[port]
        return None

    def _start_again(self, running: _Running) -> None:
        now = time.monotonic()
        if now < running.next_start:
            return
        if running.process is not None:
            LOG.warning("%s: %s ended with %s", self.name, running.one.pod, running.process.returncode)
        delay = _BACKOFF_SECONDS[min(running.starts + 1, len(_BACKOFF_SECONDS) - 1)]
        running.starts, running.next_start = running.starts + 1, now + delay
        try:
            self._start(running)
        except HarnessError as error:
            LOG.error("%s: %s/%s: %s", self.name, running.one.namespace, running.one.pod, error)  # noqa: TRY400 - known

    def _start(self, running: _Running) -> None:
        one = running.one
        workdir = self.folder / f"{one.namespace}.{one.pod}"
        workdir.mkdir(parents=True, exist_ok=True)
        wanted = container_ports(one.workload)
        running.ports = dict(zip(wanted, free_ports(len(wanted)), strict=True))  # new ones: the old may be the trouble
        values = {
            "cluster": self.name,
            "namespace": one.namespace,
            "pod": one.pod,
            "pod_ip": one.pod_ip,
            "workdir": str(workdir),
            "kubeconfig": str(self._account(one, workdir)),
            **{f"port:{port}": str(local) for port, local in running.ports.items()},
        }
        environment = container_environment(one, self._lookup(one.namespace))
        command = command_line(one, values, environment)
        extra = {name: filled(text, values, environment) for name, text in one.workload.env.items()}
        running.process = processes.start(
            [self.program(command[0]), *command[1:]],
            state=self.state,
            env={**processes.passed_on(), "HOME": str(workdir), **environment, **extra},
            log=workdir / f"{one.container['name']}.log",
            cwd=workdir,
        )
        apply(self.api, [self._forwards(one)])
        LOG.info("%s: %s/%s is served by process %d", self.name, one.namespace, one.pod, running.process.pid)

    def _forward(self, one: Served) -> bool:
        try:
            apply(self.api, [self._forwards(one)])
        except ApiError as error:
            LOG.warning("%s: %s/%s: %s", self.name, one.namespace, one.pod, error.message)
            return False
        return True

    def _forwards(self, one: Served) -> dict[str, Any]:
        """What makes kwok, the pod's kubelet, forward ports to the processes behind the pod; it goes with the pod."""
        metadata = one.manifest["metadata"]
        ports = [
            pair for other in self._running.values() if other.one.pod_ip == one.pod_ip for pair in other.ports.items()
        ]
        owner = {"apiVersion": "v1", "kind": "Pod", "name": one.pod, "uid": metadata["uid"]}
        return {
            "apiVersion": "kwok.x-k8s.io/v1alpha1",
            "kind": "PortForward",
            "metadata": {"name": one.pod, "namespace": one.namespace, "ownerReferences": [owner]},
            "spec": {
                "forwards": [
                    {"ports": [port], "target": {"address": "127.0.0.1", "port": local}} for port, local in ports
                ]
            },
        }

    def _stop(self, key: str) -> None:
        running = self._running.pop(key)
        if running.process is not None:
            running.process.kill()
            running.process.wait()
            LOG.info("%s: %s/%s is gone", self.name, running.one.namespace, running.one.pod)

    def _account(self, one: Served, workdir: Path) -> Path:
        """A kubeconfig with the rights of the pod's service account, no more: what its roles forget fails here too."""
        answer = self.api.create(
            f"/api/v1/namespaces/{one.namespace}/serviceaccounts/{one.account}/token",
            {
                "apiVersion": "authentication.k8s.io/v1",
                "kind": "TokenRequest",
                "spec": {"expirationSeconds": _TOKEN_SECONDS},
            },
        )
        config = kubeconfig.read(self.kubeconfig)
        own = kubeconfig.renamed(config, context=self.api.context, name=self.name)
        own["users"][0]["user"] = {"token": answer["status"]["token"]}
        kubeconfig.write(workdir / "kubeconfig", kubeconfig.joined([own]))
        return workdir / "kubeconfig"

    def _lookup(self, namespace: str) -> Callable[[str, str], str | None]:
        def lookup(path: str, key: str) -> str | None:
            found = self.api.found(f"/api/v1/namespaces/{namespace}/{path}") or {}
            if path.startswith("secrets/"):
                value = found.get("data", {}).get(key)
                return None if value is None else b64decode(value).decode(errors="replace")
            text: str | None = found.get("data", {}).get(key)
            return text

        return lookup
