"""What a shell learned since it was opened, as values that another shell can be taught, on another day."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

from harness.run.environment_base import COOKIE
from harness.run.terminal.snapshot import Snapshot, declared_names


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellMemory:
    """``declarations`` are those of variables that are new or have another value, ``unset`` the names that are gone."""

    declarations: tuple[str, ...]
    unset: tuple[str, ...]
    functions: str
    aliases: str
    umask: str

    def translated(self, translate: Callable[[str], str]) -> "ShellMemory":
        """The same where what values speak of is elsewhere, such as the page's folders."""
        return replace(
            self,
            declarations=tuple(map(translate, self.declarations)),
            functions=translate(self.functions),
            aliases=translate(self.aliases),
        )

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "ShellMemory":
        table = json.loads(text)
        return cls(**{**table, "declarations": tuple(table["declarations"]), "unset": tuple(table["unset"])})


def learned(last: Snapshot, first: Snapshot) -> ShellMemory:
    """What a shell that was as ``first`` knows besides."""
    before, now = declared_names(first.variables), declared_names(last.variables)
    return ShellMemory(
        declarations=tuple(text for name, text in now.items() if before.get(name) != text and name != COOKIE),
        unset=tuple(sorted(before.keys() - now.keys())),
        functions=last.functions,
        aliases=last.aliases,
        umask=last.umask,
    )


def knowing(first: Snapshot, memory: ShellMemory) -> Snapshot:
    """What a shell that is as ``first`` knows once it was taught."""
    new = declared_names("\n".join(memory.declarations))
    variables: Mapping[str, str] = {**declared_names(first.variables), **new}
    kept = [text for name, text in variables.items() if name not in memory.unset]
    return replace(
        first,
        variables="\n".join(kept),
        functions=memory.functions,
        aliases=memory.aliases,
        umask=memory.umask,
    )
