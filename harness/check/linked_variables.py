"""Variables that a page gets from the pages that it links to: its reader has set them there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from harness.graph.tree import SiteTree

_SETS: Final = re.compile(r"^[ \t]*(?:\$[ \t]+)?(?:export[ \t]+)?([A-Za-z_]\w*)=", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)  # without slots: the linked pages are read where a variable is not known
class LinkedVariables:
    page: Path
    tree: SiteTree

    def __call__(self, name: str) -> str:
        """The link whose page sets a variable, empty where none does."""
        return self.links.get(name, "")

    @cached_property
    def links(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        if not self.page.is_file():
            return found
        for link in self.tree.outline(self.page).links:
            file = self.tree.file(link.target, self.page)
            if file is not None and file != self.page:
                for name in variables_set(file, file.stat().st_mtime_ns):
                    found.setdefault(name, link.target)
        return found


@lru_cache(maxsize=1024)
def variables_set(file: Path, _version: int) -> frozenset[str]:
    return frozenset(_SETS.findall(file.read_text(encoding="utf-8")))
