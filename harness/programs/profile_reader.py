"""A program's TOML file or table in, its profile out; whatever is wrong is an error with its line."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from harness.errors import SettingsError
from harness.programs.form import Form, Forms, form_of
from harness.programs.output_pattern import Meant, Volatile
from harness.programs.program_profile import ACTS, OF_FORMS, ROLES, ProgramProfile, VerbProfile, When
from harness.settings.toml_place import KeyPath, line_of
from harness.source import Location
from harness.suggest import nearest


class MisfitError(TypeError):
    """What a value must be; ``inner`` is the key in a table that is wrong, ``near`` what was most likely meant."""

    def __init__(self, expected: str, *inner: str, near: str = "") -> None:
        super().__init__(expected)
        self.inner, self.near = inner, near


def when(value: Any) -> When:
    if not isinstance(value, bool | list):
        raise TypeError("true, false or a list of flags")
    return value if isinstance(value, bool) else words(value)


def words(value: Any) -> frozenset[str]:
    return frozenset(texts(value))


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError("a list of strings")
    return tuple(value)


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a string")
    return value


def number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number")
    return value


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def pattern(value: Any) -> str:
    try:
        re.compile(text(value))
    except re.error as error:
        raise TypeError(f"a regular expression ({error})") from error
    return text(value)


def patterns(value: Any) -> tuple[str, ...]:
    return tuple(pattern(one) for one in texts(value))


def flags(value: Any) -> tuple[str, ...]:
    if odd := [one for one in texts(value) if not one.startswith("-")]:
        raise TypeError(f"a list of flags, which begin with '-' as {odd[0]!r} does not")
    return texts(value)


def flag_set(value: Any) -> frozenset[str]:
    return frozenset(flags(value))


def numbers(value: Any) -> frozenset[int]:
    if not isinstance(value, list):
        raise TypeError("a list of whole numbers")
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in value):
        raise TypeError("a list of whole numbers")
    return frozenset(value)


def forms_of(keys: tuple[str, ...]) -> "Reader":
    """A reader of a table of forms."""

    def read(value: Any) -> Forms:
        if not isinstance(value, Mapping):
            raise TypeError(f"a table with keys of {', '.join(keys)}")
        for key, inner in value.items():
            if key not in keys:
                raise MisfitError(f"a table with keys of {', '.join(keys)}", key, near=nearest(key, keys))
            if not isinstance(inner, list):
                raise MisfitError(f"a table of lists of strings: write {key} = [{json.dumps(str(inner))}]", key)
        return Forms(of={key: tuple(map(form, texts(inner))) for key, inner in value.items()})

    return read


def form(value: str) -> Form:
    if not value.split():
        raise TypeError('forms of calls, of which "*" is any')
    try:
        return form_of(value)
    except re.error as error:
        raise TypeError(f"forms of calls; {value!r} has a flag that is no regular expression ({error})") from error


def roles(value: Any) -> frozenset[str]:
    given = words(value)
    if odd := sorted(given - set(ROLES)):
        raise MisfitError(f"a list of roles, of {', '.join(ROLES)}", near=nearest(odd[0], ROLES))
    return given


def lists_of(read: "Reader") -> "Reader":
    """A reader of a table of lists that ``read`` reads."""
    return lambda value: {key: read(inner) for key, inner in table_of(value).items()}


def meanings(value: Any) -> dict[int, str]:
    if not isinstance(value, Mapping) or not all(key.isdecimal() for key in value):
        raise TypeError("a table of strings, with numbers as keys")
    return {int(key): text(inner) for key, inner in value.items()}


def text_by_call(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError(TEXTS)
    if odd := [key for key, inner in value.items() if not isinstance(inner, str)]:
        raise TypeError(f"{TEXTS}, also at {odd[0]!r}")
    return dict(value)


def table_of(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(inner, list) for inner in value.values()):
        raise TypeError("a table of lists of strings")
    return value


def volatile(value: Any) -> tuple[Volatile, ...]:
    readers: Mapping[str, Reader] = {"rule": text, "patterns": patterns, "when": pattern}
    tables = value if isinstance(value, list) else [value]
    if not all(isinstance(one, Mapping) and {"rule", "patterns"} <= one.keys() <= readers.keys() for one in tables):
        raise TypeError("a list of tables, each with 'rule', 'patterns' and, for some calls only, 'when'")
    return tuple(Volatile(**{key: readers[key](inner) for key, inner in one.items()}) for one in tables)


def meant(value: Any) -> tuple[Meant, ...]:
    readers: Mapping[str, Reader] = {"means": text, "version": pattern, "when": pattern, "told": pattern}
    least = {"means", "version"}
    given = value if isinstance(value, list) else [value]
    if not all(isinstance(one, Mapping) and least <= one.keys() <= readers.keys() and len(one) > 2 for one in given):
        raise TypeError("a list of tables, each with 'means', 'version', and 'when' or 'told' or both")
    return tuple(Meant(**{key: readers[key](inner) for key, inner in one.items()}) for one in given)


TEXTS: Final = "a table of strings"
Reader = Callable[[Any], Any]
Place = Callable[[KeyPath], Location | str]
OF_VERBS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        **dict.fromkeys(ACTS, when),
        "even_fed": flag_set,
        "unless": flag_set,
        "at_most": number,
        "when": pattern,
        "ports": pattern,
        "port": number,
        "later": pattern,
        "wraps": truth,
        "runs": truth,
        "ends_with": numbers,
        "answers": numbers,
    }
)
OF_PROGRAMS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "name": text,
        "aliases": texts,
        "subcommands": words,
        "flags": flag_set,
        "valued_flags": flag_set,
        "verb_flags": flag_set,
        "switches": lists_of(words),
        "error_lines": patterns,
        "relays": texts,
        "volatile": volatile,
        "meant": meant,
        "tasks": lists_of(patterns),
        "closed_pipe": numbers,
        "statuses": meanings,
        "final": numbers,
        **{table: forms_of(keys) for table, keys in OF_FORMS.items()},
        "grouping": words,
        "kinds": lists_of(words),
        "context_flags": flags,
        "namespace_flags": flags,
        "namespace": text,
        "time_flags": flag_set,
        "reads_urls": truth,
        "online": words,
        "file_flags": flag_set,
        "only_grouping": words,
        "writes_as": texts,
        "uninstall": lists_of(texts),
        "removed": text_by_call,
        "deprecated": text_by_call,
        "resources": words,
        "roles": roles,
        "output_flags": flag_set,
        "context_prefix": text,
    }
)


def read_profile(source: str, *, path: str) -> ProgramProfile:
    """The profile in ``source``; ``SettingsError`` names ``path`` and the line of what is wrong."""
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"no TOML: {error}", at=path) from error
    verbs = table.pop("verbs", {})
    if "name" not in table:
        raise SettingsError("the program has no name", at=f"{path}:1", remedy='write name = "PROGRAM" at the top')
    return profile_of(table, verbs, lambda keys: f"{path}:{line_of(source, keys)}")


def profile_of(table: Mapping[str, Any], verbs: Any, place: Place) -> ProgramProfile:
    """The profile in a table with a name; ``place`` says where keys of it are."""
    values = read_table(table, {**OF_PROGRAMS, **OF_VERBS}, (), place)
    own = {key: values.pop(key) for key in tuple(values) if key in OF_VERBS}
    return ProgramProfile(**values, own=verb_profile(own), verbs=read_verbs(verbs, place))


def read_verbs(verbs: Any, place: Place) -> dict[str, VerbProfile]:
    found: dict[str, VerbProfile] = {}
    for name, table in require_table(verbs, ("verbs",), place).items():
        inner = require_table(table, ("verbs", name), place)
        values = read_table(inner, {"aliases": texts, **OF_VERBS}, ("verbs", name), place)
        aliases = values.pop("aliases", ())
        found.update(dict.fromkeys((name, *aliases), verb_profile(values)))
    return found


def require_table(value: Any, keys: KeyPath, place: Place) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise SettingsError(f"{keys[-1]!r} must be a table, got {value!r}", at=place(keys), expected="a table")
    return value


def read_table(table: Mapping[str, Any], readers: Mapping[str, Reader], keys: KeyPath, place: Place) -> dict[str, Any]:
    """The values of a table whose keys are all known."""
    values = {}
    for key, value in table.items():
        if key not in readers:
            known = sorted(readers if keys else {*readers, "verbs"})
            near = nearest(key, known)
            raise SettingsError(
                f"unknown key {key!r}",
                at=place((*keys, key)),
                expected=f"one of {', '.join(known)}",
                remedy=f"did you mean {near!r}?" if near else "leave it out",
            )
        try:
            values[key] = readers[key](value)
        except TypeError as error:
            inner, near = (error.inner, error.near) if isinstance(error, MisfitError) else ((), "")
            raise SettingsError(
                f"{key!r} must be {error}, got {value!r}",
                at=place((*keys, key, *inner)),
                expected=str(error),
                remedy=f"did you mean {near!r}?" if near else "",
            ) from error
    return values


def verb_profile(values: Mapping[str, Any]) -> VerbProfile:
    acts = {act: values[act] for act in ACTS if act in values}
    return VerbProfile(acts=acts, **{key: value for key, value in values.items() if key not in acts})
