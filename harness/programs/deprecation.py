"""What programs no longer have, with what takes its place, as their profiles say."""

from dataclasses import dataclass

from harness.programs.registry import program


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecation:
    """``works``: the program still takes it, though its help does not show it. ``instead`` may be empty then."""

    instead: str
    works: bool = False


def deprecated_flag(command: str, flag: str) -> Deprecation | None:
    """``command`` is the program with its subcommands; what is said of a command holds for those inside it too."""
    name, *verbs = command.split()
    calls = (" ".join((*verbs[:count], flag)) for count in range(len(verbs), -1, -1))
    return next((found for call in calls if (found := _deprecation(name, call))), None)


def deprecated_subcommand(command: str, name: str) -> Deprecation | None:
    program_name, *verbs = command.split()
    return _deprecation(program_name, " ".join((*verbs, name)))


def _deprecation(name: str, call: str) -> Deprecation | None:
    profile = program(name)
    if profile is None:
        return None
    if call in profile.removed:
        return Deprecation(instead=profile.removed[call])
    return Deprecation(instead=profile.deprecated[call], works=True) if call in profile.deprecated else None
