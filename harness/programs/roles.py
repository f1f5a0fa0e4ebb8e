"""What programs are to pages: by the lists of ``data/roles.toml``, and the ``roles`` of programs that are added."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from harness.package_data import toml_data
from harness.programs.registry import program


@cache
def listed() -> Mapping[str, frozenset[str]]:
    return {role: frozenset(names.split()) for role, names in toml_data("harness.programs.data", "roles.toml").items()}


@dataclass(frozen=True, slots=True)
class Role:
    """``in`` asks whether a program, by its name or an alias, has the role."""

    name: str

    def __contains__(self, name: str) -> bool:
        if name in listed()[self.name]:
            return True
        known = program(name)
        return known is not None and (known.name in listed()[self.name] or self.name in known.roles)


CLIENT: Final = Role("client")
INTERPRETER: Final = Role("interpreter")
RUNS_SCRIPTS: Final = Role("runs_scripts")
KEEPS_STATE: Final = Role("keeps_state")
KEEPS_NAMES: Final = Role("keeps_names")
MAKES_CLUSTERS: Final = Role("makes_clusters")
INSTALLS: Final = Role("installs")
OFFLINE: Final = Role("offline")
SEARCHES: Final = Role("searches")
PICKS_FIELDS: Final = Role("picks_fields")
FILTERS: Final = Role("filters")
SHOWS_LOGS: Final = Role("shows_logs")
PRINTS_NULL: Final = Role("prints_null")
PASSES_ON: Final = Role("passes_on")
FORWARDS: Final = Role("forwards")
READS_FILES: Final = Role("reads_files")
WORKS_IN_FOLDER: Final = Role("works_in_folder")
PATTERN_FIRST: Final = Role("pattern_first")
NO_FILES: Final = Role("no_files")
MAKES_FILES: Final = Role("makes_files")
MAKES_LAST: Final = Role("makes_last")
CHANGES_FILES: Final = Role("changes_files")
TELLS_OF_MACHINE: Final = Role("tells_of_machine")
WALKS_FOLDERS: Final = Role("walks_folders")
FILLS_IN: Final = Role("fills_in")
REPLACES: Final = Role("replaces")
DELETES: Final = Role("deletes")
