"""Whether a value of a plug-in is what its class says: the annotations of frozen dataclasses are the rules.

A plug-in is not type-checked when it is installed, and a list in the place of a tuple, or a function with other
arguments, would be noticed far from its cause.
"""

import inspect
import types
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


def misfits(value: Any, name: str) -> Iterator[str]:
    """What is wrong with the fields of ``value``, a dataclass, and of those inside of it: a sentence each."""
    hints = get_type_hints(type(value), include_extras=True)
    for each in fields(value):
        if not each.name.startswith("_"):
            yield from _misfits(getattr(value, each.name), hints[each.name], f"{name}.{each.name}")


def _misfits(value: Any, hint: Any, name: str) -> Iterator[str]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        yield from list(_misfits(value, arguments[0], name)) or _beyond(value, arguments[1:], name)
    elif origin in (Union, types.UnionType):
        yield from _none_fits(value, arguments, name)
    elif getattr(hint, "_is_protocol", False) and "__call__" not in vars(hint):
        return  # what keeps it is for the type checker
    elif origin is Callable or getattr(hint, "_is_protocol", False):
        yield from _not_called_so(value, hint, name)
    elif origin in (tuple, frozenset):
        yield from _wrong_items(value, origin, arguments[0], name)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from _wrong_table(value, arguments, name)
    elif isinstance(origin or hint, type) and not _is_a(value, origin or hint):
        yield f"{name} must be {_called(origin or hint)}, got {_shown(value)}"
    elif is_dataclass(value) and not isinstance(value, type):
        yield from misfits(value, name)


def _is_a(value: Any, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is not int or not isinstance(value, bool))


def _none_fits(value: Any, hints: tuple[Any, ...], name: str) -> Iterator[str]:
    """The complaint of the alternative that is meant, which is the one of the value's own class."""
    found = [list(_misfits(value, hint, name)) for hint in hints]
    if all(found):
        bare = [get_args(hint)[0] if get_origin(hint) is Annotated else hint for hint in hints]
        own = (wrong for hint, wrong in zip(bare, found, strict=True) if type(value) in (hint, get_origin(hint)))
        kinds = " or ".join(_called(hint) for hint in hints)
        yield from next(own, [f"{name} must be {kinds}, got {_shown(value)}"])


def _wrong_items(value: Any, kind: Any, item: Any, name: str) -> Iterator[str]:
    if not isinstance(value, kind):
        comma = " (a tuple of one ends in a comma)" if kind is tuple and isinstance(value, str) else ""
        yield f"{name} must be a {kind.__name__} of {_called(item)}, got {_shown(value)}{comma}"
        return
    for number, each in enumerate(value):
        yield from _misfits(each, item, f"{name}[{number}]" if kind is tuple else f"an item of {name}")


def _wrong_table(value: Any, arguments: tuple[Any, ...], name: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{name} must be a dict of {_called(arguments[0])} to {_called(arguments[1])}, got {_shown(value)}"
        return
    for key, each in value.items():
        yield from _misfits(key, arguments[0], f"a key of {name}")
        yield from _misfits(each, arguments[1], f"{name}[{key!r}]")


def _beyond(value: Any, limits: Collection[Any], name: str) -> Iterator[str]:
    """The limits that ``Annotated`` carries, such as that a text is a regular expression."""
    for limit in limits:
        problem = limit.problem(value)
        if problem is not None:
            hint = problem.remedy or (problem.expected and f"expected {problem.expected}")
            yield f"{name} is {value!r}: {problem.message}" + (f"; {hint}" if hint else "")


def _not_called_so(value: Any, hint: Any, name: str) -> Iterator[str]:
    """A function is called with the arguments of the Protocol, or of ``Callable``."""
    if not callable(value):
        yield f"{name} must be a function, got {_shown(value)}"
        return
    if get_origin(hint) is Callable:
        count = len(get_args(hint)[0])
        yield from _not_bound(value, count, (), f"{name} is called with {count} by position")
    else:
        yield from misfits_of_call(value, hint.__call__, name)


def misfits_of_call(function: Callable[..., Any], method: Callable[..., Any], name: str) -> Iterator[str]:
    """Why ``function``, which messages call ``name``, cannot be called as ``method`` of a Protocol is."""
    known = [*inspect.signature(method).parameters.values()][1:]
    wanted = [each.replace(annotation=each.empty, default=each.empty) for each in known]
    named = tuple(each.name for each in wanted if each.kind is each.KEYWORD_ONLY)
    called = f"{name} is called with {inspect.Signature(wanted)}"
    yield from _not_bound(function, len(wanted) - len(named), named, called)


def require_members(value: Any, protocol: type[Any], *, but: Collection[str] = ()) -> None:
    """``TypeError`` where ``value`` lacks a member of a Protocol, or has a method with other arguments.

    Members named in ``but`` may be missing.
    """
    members = {*vars(protocol), *vars(protocol).get("__annotations__", {})}
    public = sorted(name for name in members if name[0] != "_" and name not in but)
    if lacking := [name for name in public if not hasattr(value, name)]:
        raise TypeError(f"it is a {type(value).__name__} without {', '.join(lacking)}")
    for name in public:
        if inspect.isfunction(method := vars(protocol).get(name)):
            for wrong in misfits_of_call(getattr(value, name), method, name):
                raise TypeError(wrong)


def _not_bound(function: Callable[..., Any], count: int, named: tuple[str, ...], called: str) -> Iterator[str]:
    try:
        own = inspect.signature(function)
    except ValueError:
        return  # some built-in functions tell nobody
    try:
        own.bind(*[None] * count, **dict.fromkeys(named))
    except TypeError as error:
        yield f"{called}; the function takes {own} ({error})"


def _called(hint: Any) -> str:
    if get_origin(hint) is Annotated:
        return _called(get_args(hint)[0])
    return "None" if hint in (None, types.NoneType) else getattr(hint, "__name__", str(hint))


def _shown(value: Any) -> str:
    text = repr(value)
    return f"the {type(value).__name__} {text if len(text) < 60 else text[:57] + '...'}"
