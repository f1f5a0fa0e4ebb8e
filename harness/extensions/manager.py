"""What hooks return, once a process: built-in values first, then those of plug-ins in the order of their names."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Any, Final

import pluggy

from harness.errors import SettingsError
from harness.extensions import hooks
from harness.extensions.installed import GROUP, has_plugins

BUILT_IN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "harness_matchers": "harness.match.built_in",
        "harness_programs": "harness.programs.built_in",
        "harness_providers": "harness.cluster.built_in",
        "harness_reports": "harness.report.built_in",
        "harness_rules": "harness.check.built_in",
        "harness_sites": "harness.sites.hook",
        "harness_tolerances": "harness.settings.built_in",
    }
)
"""The module whose implementation of a hook gives what the harness brings along; imported when the hook is asked."""


@cache
def contributions(hook: str) -> Mapping[str, Any]:
    """What every implementation of ``hook`` returns, by name.

    ``SettingsError`` for a plug-in that cannot be imported or that takes a name that is taken.
    """
    manager = plugin_manager()
    taken: dict[str, tuple[str, Any]] = {}
    for origin, values in _in_order(manager, hook):
        for value in values:
            if value.name in taken:
                raise SettingsError(
                    f"plug-in {origin!r}: {hook} returns {value.name!r}, a name that {taken[value.name][0]} has",
                    expected="a name of its own for each",
                    remedy="rename one of them, or uninstall the package",
                )
            taken[value.name] = origin, value
    return MappingProxyType({name: value for name, (_, value) in taken.items()})


@cache
def plugin_manager() -> pluggy.PluginManager:
    """A manager with the plug-ins of the installed packages; built-in modules join when their hook is asked."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hooks)
    for entry in sorted(entry_points(group=GROUP) if has_plugins() else (), key=lambda entry: entry.name):
        try:
            manager.register(entry.load(), name=entry.name)
        except Exception as error:  # whatever a module of somebody else raises while it is imported
            package = f" of package {entry.dist.name}" if entry.dist is not None else ""
            raise SettingsError(
                f"plug-in {entry.name!r}{package} cannot be loaded: {type(error).__name__}: {error}",
                expected=f"a module at {entry.value} that can be imported",
                remedy="mend or uninstall the package",
            ) from error
    unknown = {name for name, plugin in manager.list_name_plugin() for name in _unknown_hooks(manager, plugin)}
    if unknown:
        raise SettingsError(
            f"a plug-in implements a hook that does not exist: {', '.join(sorted(unknown))}",
            expected=f"one of {', '.join(_known_hooks())}",
            remedy="correct the name of the function",
        )
    return manager


def _in_order(manager: pluggy.PluginManager, hook: str) -> list[tuple[str, Any]]:
    home = import_module(BUILT_IN[hook])
    if not manager.is_registered(home):
        manager.register(home, name=home.__name__)
    called = getattr(manager.hook, hook).get_hookimpls()
    found = {one.plugin_name: one.function() for one in called}
    return [(home.__name__, found.pop(home.__name__)), *sorted(found.items())]


def _known_hooks() -> list[str]:
    return sorted(name for name in vars(hooks) if name.startswith("harness_"))


def _unknown_hooks(manager: pluggy.PluginManager, plugin: Any) -> list[str]:
    """Functions marked as implementations of hooks that nobody calls."""
    marked = [name for name in dir(plugin) if manager.parse_hookimpl_opts(plugin, name) is not None]
    return [name for name in marked if name not in _known_hooks()]
