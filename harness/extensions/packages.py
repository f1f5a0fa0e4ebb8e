"""Modules that packages name under the entry point group, and what keeps one from being used."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from inspect import isclass, iscoroutinefunction
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Final

import pluggy

from harness.errors import SettingsError
from harness.extensions import hooks
from harness.extensions.installed import GROUP, LIKE_GROUP, has_plugins
from harness.suggest import nearest

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

    from packaging.requirements import Requirement

HARNESS: Final = "docs-harness"
_HOOK: Final = re.compile(r"\bharness_\w+")
_OWN: Final = Path(__file__).parents[1]  # the package of the harness
_NOT_THEIRS: Final = (str(_OWN), "<")  # lines that say nothing about a plug-in
_STANDARD: Final = str(Path(os.__file__).parent)  # neither do those of the standard library
_INSTALLED: Final = ("site-packages", "dist-packages")
_MARK: Final = "write @hookimpl of harness.extensions above the function"
_MODULE: Final = "name a module, or an object that is made of the class"
_PLAIN: Final = "write @hookimpl above a plain function that returns a list"
_OPTIONAL: Final = (
    f"install the version of {HARNESS} that the package is for; "
    "hookimpl(optionalhook=True) marks a hook that older versions may lack"
)
RAISED: Final = (Exception, SystemExit)
"""Whatever the code of somebody else may raise."""
_RENEW: Final = f"install another version of {HARNESS} or of the package"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A plug-in that cannot be used, and the hooks that it would have had: only who asks those is told."""

    error: SettingsError
    hooks: frozenset[str]


class Plugins(pluggy.PluginManager):
    """The plug-ins of the installed packages; ``broken`` are those that cannot be used."""

    def __init__(self) -> None:
        super().__init__(GROUP)
        self.add_hookspecs(hooks)
        self.broken: list[Broken] = []

    def add(self, entry: "EntryPoint") -> None:
        """The module of an entry point, or why it cannot be used."""
        called = title(entry)
        if old := _too_old(entry.dist):
            self._refuse(f"{called} needs {old}, and this is {HARNESS} {_version()}", known_hooks(), _RENEW)
            return
        try:
            plugin = entry.load()
            if isclass(plugin):
                self._refuse(f"{called} names the class {plugin.__name__}", known_hooks(), _MODULE)
            elif not self.is_registered(plugin):  # two entries may name one module
                self.register(plugin, name=called)
                self._require_marked(plugin, called)
        except pluggy.PluginValidationError as error:
            definition = str(error).partition("hookimpl definition: ")[2].partition("\n")[0]
            of = frozenset({definition.partition("(")[0]})
            self._refuse(f"{called}: {definition} is no hook: it has arguments", of, "a hook has none: def NAME():")
        except RAISED as error:
            self._refuse(
                f"{called} cannot be loaded: {reason_of(error)}", _hooks_in_source(entry.module), _remedy_for(error)
            )
            self.broken[-1].error.__cause__ = error

    def add_misnamed(self, entry: "EntryPoint") -> None:
        """One of a group that nobody reads."""
        self._refuse(f"{title(entry)} is in the group {entry.group!r}", known_hooks(), f"name the group {GROUP}")

    def _require_marked(self, plugin: Any, called: str) -> None:
        """A function that is misspelt or not marked would never be called, and nobody would know why."""
        marked: set[str] = set()
        for function in dir(plugin):
            if (options := self.parse_hookimpl_opts(plugin, function)) is not None:
                name = options.get("specname") or function
                marked.add(name)
                self._require_hook(getattr(plugin, function), name, options, called)
        named = {name for name in vars(plugin) if name in known_hooks() and callable(getattr(plugin, name))}
        if unmarked := sorted(named - marked):
            self._refuse(f"{called}: {unmarked[0]} is not marked as a hook", frozenset(unmarked), _MARK)
        elif not marked:
            self._refuse(f"{called} adds nothing: it has no function with the name of a hook", known_hooks(), _MARK)

    def _require_hook(self, function: Any, name: str, options: Mapping[str, Any], called: str) -> None:
        """A hook that there is, as a function that returns what it adds."""
        if name not in known_hooks():
            if not options.get("optionalhook"):
                near = nearest(name, known_hooks())
                self._refuse(
                    f"{called} has a hook that does not exist in {HARNESS} {_version()}: {name}",
                    known_hooks(),
                    f"did you mean {near!r}?" if near else _OPTIONAL,
                    expected=f"one of {', '.join(sorted(known_hooks()))}",
                )
        elif options.get("wrapper") or options.get("hookwrapper") or iscoroutinefunction(function):
            odd = "async" if iscoroutinefunction(function) else "a wrapper"
            self._refuse(f"{called}: {name} is {odd}", frozenset({name}), _PLAIN)

    def _refuse(self, message: str, of: frozenset[str], remedy: str, *, expected: str = "") -> None:
        self.broken.append(Broken(error=SettingsError(message, expected=expected, remedy=remedy), hooks=of))


@cache
def plugin_manager() -> Plugins:
    """All plug-ins, in the order of their names."""
    plugins = Plugins()
    if has_plugins():
        from importlib.metadata import entry_points  # noqa: PLC0415 - takes 20 ms; few environments have plug-ins

        for group in filter(LIKE_GROUP.fullmatch, sorted(entry_points().groups)):
            add = plugins.add if group == GROUP else plugins.add_misnamed
            for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
                add(entry)
    return plugins


@cache
def known_hooks() -> frozenset[str]:
    return frozenset(name for name in vars(hooks) if name.startswith("harness_"))


def title(entry: "EntryPoint") -> str:
    """How messages call a plug-in: two packages may have one of the same name."""
    return f"plug-in {entry.name!r}" + (f" of package {entry.dist.name}" if entry.dist is not None else "")


def reason_of(error: BaseException) -> str:
    """The error, and the line of the plug-in that raised it."""
    frames = extract_tb(error.__traceback__)
    own = [frame for frame in frames if _is_theirs(frame.filename)]
    if isinstance(error, SyntaxError):
        return f"SyntaxError: {error.msg} ({error.filename}:{error.lineno})"
    place = f" ({own[-1].filename}:{own[-1].lineno})" if own else ""
    return f"{type(error).__name__}: {error}".removesuffix(": ") + place


def _is_theirs(file: str) -> bool:
    """Whether a line of code may be a plug-in's: packages are often installed below the standard library."""
    if file.startswith(_NOT_THEIRS):
        return False
    return not file.startswith(_STANDARD) or any(part in _INSTALLED for part in Path(file).parts)


def _remedy_for(error: BaseException) -> str:
    if isinstance(error, ImportError) and (error.name or "").partition(".")[0] == _OWN.name:
        return f"the package may be for another version than {HARNESS} {_version()}: {_RENEW}"
    return "correct the package, or uninstall it"


def _too_old(dist: "Distribution | None") -> str:
    """The version of the harness that a package asks for, if it is not this one; else empty."""
    return next(
        (str(one.specifier) for one in _requirements(dist) if not one.specifier.contains(_version(), prereleases=True)),
        "",
    )


def _requirements(dist: "Distribution | None") -> "Iterator[Requirement]":
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415 - few environments have plug-ins
    from packaging.utils import canonicalize_name  # noqa: PLC0415 - likewise

    for line in (dist.requires or ()) if dist is not None and _version() else ():
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            continue  # pip has said so
        if canonicalize_name(requirement.name) == HARNESS and (
            requirement.marker is None or requirement.marker.evaluate()
        ):
            yield requirement


@cache
def _version() -> str:
    """Empty where the harness itself is not installed, and only on ``sys.path``."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see plugin_manager

    try:
        return version(HARNESS)
    except PackageNotFoundError:
        return ""


def _hooks_in_source(module: str) -> frozenset[str]:
    """The hooks that a module names; all where that cannot be told."""
    try:
        spec = find_spec(module)
        text = Path(spec.origin).read_text(encoding="utf-8") if spec is not None and spec.origin else ""
    except Exception:  # noqa: BLE001 - the package around the module cannot be imported either
        return known_hooks()
    return known_hooks() & set(_HOOK.findall(text)) or known_hooks()
