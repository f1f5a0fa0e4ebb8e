"""Versions of charts that a copy of a Helm repository does not have: no fault of the page that asks for them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import yaml

from harness.match.verdict import CommandResult, Failure

REPOSITORIES: Final = Path(".config/helm/repositories.yaml")
MISSING: Final = re.compile(
    r'chart "(?P<chart>[\w./-]+)" (?:matching (?P<asked>\S+) not found in (?P<name>[\w.-]+) index'
    r'|version "(?P<version>[^"]+)" not found in (?P<url>\S+) repository)'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartCopies:
    """``urls`` are where folders of charts are served in place of repositories; ``home`` is the page's."""

    home: Path | None = None
    urls: Mapping[str, Path] = field(default_factory=dict)

    def judged(self, result: CommandResult) -> CommandResult:
        """The result, infrastructure where a copy has a chart in other versions than the one that is asked for."""
        if result.failure not in {Failure.STATUS, Failure.OUTPUT}:
            return result
        found = MISSING.search(result.printed)
        folder = self._folder(found["name"] or "", found["url"] or "") if found is not None else None
        if found is None or folder is None or not any(folder.glob(f"{found['chart']}-[0-9]*.tgz")):
            return result
        version = found["asked"] or found["version"]
        said = f"the copy of the Helm repository that is served here has no {found['chart']} {version}"
        note = "; ".join(filter(None, (said, result.note)))
        return replace(result, failure=Failure.INFRASTRUCTURE, note=note)

    def _folder(self, name: str, url: str) -> Path | None:
        return self.urls.get((url or self._known().get(name, "")).rstrip("/"))

    def _known(self) -> Mapping[str, str]:
        """The repositories that the page's helm knows, with their URLs."""
        file = None if self.home is None else self.home / REPOSITORIES
        if file is None or not file.exists():
            return {}
        table = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        return {one["name"]: one["url"] for one in table.get("repositories") or ()}


NO_COPIES: Final = ChartCopies()
