"""Findings of pages that were checked before, kept in the user's cache folder for as long as nothing has changed.

A file holds the findings of one site as one way of calling the harness gives them. It counts as long as the site's
files, the files elsewhere that its settings name, and the harness itself are the same. Any change makes it useless as
a whole: what a page's findings depend on is spread over the pages that it links to.
"""

import json
import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from harness.diagnostic import Diagnostic
from harness.diagnostic_json import from_json, to_json
from harness.edit.replace_file import replace_file
from harness.session.site_state import TooManyFilesError, digest, places_of, program_state, site_state
from harness.session.user_folders import cache_folder, keep_newest

LOG: Final = logging.getLogger(__name__)
FORMAT: Final = 2
MOST_FILES: Final = 50  # sites, or ways of calling; the oldest go first
FOLDER: Final = "HARNESS_FINDINGS"  # environment: where findings are kept instead


@dataclass(kw_only=True)
class FindingCache:
    """``elsewhere`` are places outside of the site that its settings name."""

    file: Path
    places: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()
    pages: dict[str, Any] = field(default_factory=dict)
    stat: str = ""
    content: str = ""
    changed: bool = False

    def findings(self, page: Path) -> tuple[Diagnostic, ...] | None:
        """What is known of a page; ``None`` for one that has to be checked."""
        known = self.pages.get(str(page))
        return None if known is None else tuple(map(from_json, known))

    def keep(self, page: Path, findings: Sequence[Diagnostic]) -> None:
        self.pages[str(page)] = [to_json(each) for each in findings]
        self.changed = True

    def save(self) -> None:
        """Write what is known, if that is more or something else than before."""
        if not self.changed:
            return
        named = set(map(os.path.normpath, self.elsewhere))
        other = tuple(sorted(each for each in named if not _is_inside(each, self.places)))
        try:
            outside = site_state(other)
            table = {
                "format": FORMAT,
                "elsewhere": other,
                "stat": self.stat,
                "content": self.content,
                "outside": [outside.stat, outside.content],
                "pages": self.pages,
            }
            self.file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self.file, json.dumps(table, separators=(",", ":")).encode())
            keep_newest(self.file.parent.glob("*.json"), MOST_FILES)
        except (OSError, TooManyFilesError) as error:
            LOG.info("the findings are not kept: %s", error)


def open_cache(paths: Sequence[Path], options: Sequence[str]) -> FindingCache | None:
    """The cache of a site; ``None`` where there is no use of one. Findings that no longer count are not in it."""
    places = places_of(paths)
    key = digest([str(FORMAT), program_state(), str(Path.cwd()), *options, *places])
    try:
        state = site_state(places)
    except (OSError, TooManyFilesError) as error:
        LOG.info("no findings are kept: %s", error)
        return None
    found = FindingCache(file=cache_folder("findings", variable=FOLDER) / f"{key}.json", places=places, stat=state.stat)
    known = _read(found.file)
    if known and known.get("stat") == found.stat:
        found.content = known["content"]
    else:
        found.content = state.content
        found.changed = True
    if known and known.get("content") == found.content and _same_outside(known):
        found.pages, found.elsewhere = known["pages"], tuple(known["elsewhere"])
    return found


def _is_inside(path: str, places: Iterable[str]) -> bool:
    return any(f"{path}{os.sep}".startswith(f"{place}{os.sep}") for place in places)


def _same_outside(known: Mapping[str, Any]) -> bool:
    try:
        state = site_state(known["elsewhere"])
    except (OSError, TooManyFilesError):
        return False
    stat, content = known["outside"]
    return bool(state.stat == stat or state.content == content)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}  # none yet, or half a file of a machine that went down
    return found if isinstance(found, dict) and found.get("format") == FORMAT else {}
