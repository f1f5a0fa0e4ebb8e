"""Every program that is known, by name and alias: the built-in ones, those of plug-ins and those of a site's settings.

Which settings hold is a matter of the page at hand: whoever turns to a page of another site says so with ``use``.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, ParamSpec, TypeVar

from harness.errors import SettingsError
from harness.extensions.installed import has_plugins
from harness.extensions.manager import BUILT_IN, contributions, origin_of
from harness.programs.extended_program import ExtendedProgram, unknown_kind
from harness.programs.program_profile import KnownProgram, ProgramProfile

P = ParamSpec("P")
T = TypeVar("T")
_of_site: Final[dict[str, ProgramProfile]] = {}
_used: Final[list[Sequence[ProgramProfile]]] = [()]
_forget: Final[list[Callable[[], None]]] = []


def program(name: str) -> ProgramProfile | None:
    """What is known of a program by its name or an alias; ``None`` for one that nothing is known of."""
    if name in _of_site:
        return _of_site[name]
    known = known_programs().get(name)
    return None if known is None else known.profile()


def use(programs: Sequence[ProgramProfile]) -> None:
    """From now on ``programs`` of a site's settings count, on top of what is known without them."""
    if programs == _used[0]:
        return
    _used[0] = programs
    _of_site.clear()
    for one in programs:
        known = known_programs().get(one.name)
        whole = one.on(None if known is None else known.profile())
        _of_site.update(dict.fromkeys((whole.name, *whole.aliases), whole))
    for forget in _forget:
        forget()


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """``lru_cache`` for what depends on programs: emptied when others come into use."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize=size)(function)
        _forget.append(cached.cache_clear)
        return cached  # type: ignore[return-value] # the arguments of the function, which are all hashable

    return decorate


@cache
def known_programs() -> Mapping[str, KnownProgram]:
    """Each program by its name and aliases; ``SettingsError`` for a package's alias that is another's name or alias."""
    programs: Mapping[str, KnownProgram] = contributions("harness_programs")
    known = dict(programs)
    for one in programs.values():
        for alias in one.aliases:
            if (other := known.setdefault(alias, one)) is not one:
                _require_built_in(one, alias, other)
        if has_plugins():
            _require_kinds(one)
    return known


def _require_kinds(program: KnownProgram) -> None:
    """Only of what packages say: the built-in programs are read when a page calls them."""
    theirs = isinstance(program, ExtendedProgram) or origin_of("harness_programs", program.name) != BUILT_IN
    if theirs and (problem := unknown_kind(program.profile(), program.profile().kinds)) is not None:
        origin = program.parts[-1].origin if isinstance(program, ExtendedProgram) else ""
        raise SettingsError(
            f"{origin or origin_of('harness_programs', program.name)}: harness_programs returns {program.name!r}: "
            f"{problem.message}",
            expected=problem.expected,
            remedy=problem.remedy or "correct the value",
        )


def _require_built_in(program: KnownProgram, alias: str, other: KnownProgram) -> None:
    """The harness may know an alias that is a program as well: the program counts."""
    if (origin := origin_of("harness_programs", program.name)) != BUILT_IN:
        raise SettingsError(
            f"{origin}: harness_programs returns {program.name!r} with the alias {alias!r}, which is {other.name!r}",
            expected="an alias that no other program has",
            remedy=f"leave it out, or add to {other.name!r} instead",
        )
