"""kubectl on one context of a fleet, for what plain requests to the API do not do: exec, logs, port-forward."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.cluster.runner import Runner
from harness.errors import ClusterError


@dataclass(frozen=True, slots=True, kw_only=True)
class Kubectl:
    program: Path
    kubeconfig: Path
    context: str
    runner: Runner

    def command(self, *arguments: str) -> list[str | Path]:
        return [self.program, "--kubeconfig", self.kubeconfig, "--context", self.context, *arguments]

    def run(self, *arguments: str, stdin: str | Path = "", timeout: float = 60.0) -> str:
        """Standard output; ``CommandError`` when kubectl fails."""
        return self.runner.run(self.command(*arguments), stdin=stdin, timeout=timeout)

    def json(self, *arguments: str, timeout: float = 60.0) -> Any:
        return json.loads(self.run(*arguments, "--output", "json", timeout=timeout))

    @contextmanager
    def port_forward(self, namespace: str, target: str, port: int) -> Iterator[int]:
        """A local port that leads to ``port`` of ``target`` (``pod/x``, ``service/x``)."""
        command = self.command("--namespace", namespace, "port-forward", target, f":{port}")
        with self.runner.beside(command) as forward:
            line = forward.first_line(timeout=20)
            found = re.search(r"Forwarding from \S+:(\d+) ->", line)
            if found is None:
                raise ClusterError(f"kubectl port-forward said {line.strip()!r}", expected="Forwarding from ...")
            yield int(found[1])
