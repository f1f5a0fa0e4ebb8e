"""What hooks return, once a process: built-in values first, then those of plug-ins in the order of their names."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from harness.errors import SettingsError
from harness.extensions.packages import RAISED, plugin_manager, reason_of
from harness.extensions.value_check import misfits


@dataclass(frozen=True, slots=True)
class Hook:
    """``home`` has the implementation that gives what the harness brings along; ``kinds`` are classes of values.

    ``joiner`` is a function that joins a value with another one of its name; without one, a name is taken once.
    """

    home: str  # imported when the hook is asked
    kinds: tuple[str, ...]
    joiner: str = ""


HOOKS: Final[Mapping[str, Hook]] = MappingProxyType(
    {
        "harness_matchers": Hook("harness.match.built_in", ("harness.match.matchers.NamedMatcher",)),
        "harness_programs": Hook(
            "harness.programs.built_in",
            ("harness.programs.program_profile.ProgramProfile", "harness.programs.program_file.ProgramFile"),
            "harness.programs.extended_program.joined",
        ),
        "harness_providers": Hook("harness.cluster.built_in", ("harness.cluster.provider_entry.ProviderEntry",)),
        "harness_reports": Hook("harness.report.built_in", ("harness.report.writer.ReportWriter",)),
        "harness_rules": Hook("harness.check.built_in", ("harness.check.rule.Family",)),
        "harness_sites": Hook("harness.sites.hook", ("harness.sites.site_profile.SiteProfile",)),
        "harness_tolerances": Hook("harness.settings.built_in", ("harness.settings.tolerance.Tolerance",)),
    }
)
BUILT_IN: Final = "the harness"
NAME: Final = re.compile(r"\S+")


@cache
def contributions(hook: str) -> Mapping[str, Any]:
    """What every implementation of ``hook`` returns, by name.

    ``SettingsError`` for a plug-in that would have the hook and cannot be used, one that returns something else, and
    one that takes a name that is taken.
    """
    for broken in plugin_manager().broken:
        if hook in broken.hooks:
            raise broken.error
    taken: dict[str, tuple[str, Any]] = {}
    for origin, values in _in_order(hook):
        for value in values:
            known = taken.get(value.name)
            taken[value.name] = (origin, value) if known is None else (known[0], _joined(hook, *known, origin, value))
    return MappingProxyType({name: value for name, (_, value) in taken.items()})


def _joined(hook: str, first: str, known: Any, origin: str, value: Any) -> Any:
    """``value`` of ``origin`` together with what ``first`` knows by its name."""
    if not HOOKS[hook].joiner:
        raise SettingsError(
            f"{origin}: {hook} returns {value.name!r}, a name that {first} has",
            expected="a name of its own for each",
            remedy="rename one of them, or uninstall the package",
        )
    return _named(HOOKS[hook].joiner)(known, first, value, origin)


def require_all() -> None:
    """``SettingsError`` for the first mistake of any package: a run that takes an hour finds it at its start."""
    for hook in HOOKS:
        contributions(hook)


def origin_of(hook: str, name: str) -> str:
    """Whose value it is, for messages."""
    return next(origin for origin, values in _in_order(hook) if any(value.name == name for value in values))


@cache
def _in_order(hook: str) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """What each plug-in returns, by how messages call it."""
    home, manager = import_module(HOOKS[hook].home), plugin_manager()
    if not manager.is_registered(home):
        manager.register(home, name=home.__name__)
    implementations = sorted(getattr(manager.hook, hook).get_hookimpls(), key=lambda one: one.plugin_name)
    theirs = [(one.plugin_name, one.function) for one in implementations if one.plugin is not home]
    (built_in,) = (one.function for one in implementations if one.plugin is home)
    return (
        (BUILT_IN, tuple(built_in())),
        *((origin, tuple(_values(origin, hook, function))) for origin, function in theirs),
    )


def _values(origin: str, hook: str, function: Callable[[], Any]) -> Iterator[Any]:
    """What a plug-in returns, if it is what the hook is for."""
    kinds = tuple(_named(path) for path in HOOKS[hook].kinds)
    expected = f"a list of {' or '.join(HOOKS[hook].kinds)}"
    try:
        returned = function()
        values = None if returned is None or isinstance(returned, (str, Mapping, *kinds)) else list(returned)
    except RAISED as error:
        raise SettingsError(
            f"{origin}: {hook} failed: {reason_of(error)}", expected=expected, remedy="correct the function"
        ) from error
    if values is None:
        remedy = "put it into a list: return [...]" if isinstance(returned, kinds) else "end the function: return [...]"
        raise SettingsError(f"{origin}: {hook} returns {_kind(returned)}", expected=expected, remedy=remedy)
    for value in values:
        if not isinstance(value, kinds):
            raise SettingsError(f"{origin}: {hook} returns a list with {_kind(value)}", expected=expected)
        _require_whole(value, origin, hook)
        yield value


def _require_whole(value: Any, origin: str, hook: str) -> None:
    kind = type(value).__name__
    if not isinstance(value.name, str) or not NAME.fullmatch(value.name):
        raise SettingsError(
            f"{origin}: {hook} returns a {kind} with the name {value.name!r}",
            expected="a text without blanks, which settings and options can name",
            remedy="give it another name",
        )
    if (wrong := next(misfits(value, kind), None)) is not None:
        raise SettingsError(f"{origin}: {hook} returns {value.name!r}: {wrong}", remedy="correct the value")
    problem = value.problem() if hasattr(value, "problem") else None
    if problem is not None:
        raise SettingsError(
            f"{origin}: {hook} returns {value.name!r}: {problem.message}",
            expected=problem.expected,
            remedy=problem.remedy or "correct the value",
        )


def _named(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


def _kind(value: Any) -> str:
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    return f"one {type(value).__name__}"
