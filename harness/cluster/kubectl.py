"""kubectl on one context of a fleet, for what the API alone cannot say: apply, exec, logs, port-forward."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.cluster.command import Runner


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

    def apply(self, manifest: str, *, timeout: float = 60.0) -> None:
        """Apply on the server's side: no annotation is added, and what others own is taken over."""
        self.run("apply", "--server-side", "--force-conflicts", "--filename", "-", stdin=manifest, timeout=timeout)
