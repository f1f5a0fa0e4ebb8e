"""Failures of a run as annotations of GitHub Actions, printed at its end."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from harness.annotation import annotation
from harness.report.github import annotations, run_notice
from harness.source import Location

if TYPE_CHECKING:
    from harness.plugin.recorder import Recorder
    from harness.report.run_facts import Run


def annotation_lines(recorder: "Recorder", run: "Run") -> Iterator[str]:
    """Errors that checks found, then snippets that failed. Pages are named as GitHub does: from the checkout on."""
    here = recorder.config.invocation_params.dir
    root = Path(os.environ.get("GITHUB_WORKSPACE") or here)
    for page in recorder.findings:
        for finding in page["findings"]:
            if finding["severity"] == "error":
                path, line = place_of(finding["at"])
                at = seen_from(root, here, Location(path=path, line=line, column=finding["column"]))
                yield annotation("error", at, finding["code"], finding["message"])
    yield from annotations(recorder.records(), lambda at: seen_from(root, here, at))
    yield from run_notice(run)


def place_of(text: str) -> tuple[Path, int]:
    """Path and line of ``path:line``, with which a finding begins; what includes it follows in brackets."""
    path, _, line = text.partition(" ")[0].rpartition(":")
    return Path(path), int(line)


def seen_from(root: Path, here: Path, at: Location) -> Location:
    path = here / at.path
    return replace(at, path=path.relative_to(root) if path.is_relative_to(root) else at.path)
