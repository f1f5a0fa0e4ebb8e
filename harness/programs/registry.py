"""Every program that is known, by name and alias: the built-in ones, those of plug-ins and those of a site's settings.

Which settings hold is a matter of the page at hand: whoever turns to a page of another site says so with ``use``.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, ParamSpec, TypeVar

from harness.extensions.manager import contributions
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
    """Each program by its name and aliases; a name counts before an alias, and a built-in alias before another."""
    programs: Mapping[str, KnownProgram] = contributions("harness_programs")
    aliases = {alias: one for one in reversed(tuple(programs.values())) for alias in one.aliases}
    return {**aliases, **programs}
