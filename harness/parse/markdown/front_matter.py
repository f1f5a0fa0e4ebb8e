"""The map that heads a page: YAML between ``---`` lines, TOML between ``+++`` lines, or a JSON object."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final

from harness.diagnostic import Diagnostic
from harness.parse.codes import FRONT_MATTER
from harness.parse.markdown.offsets import Lines

_FENCED: Final = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_BLANK: Final = re.compile(r"\s*\n(?=(?:---|\+\+\+)[ \t]*\n[\w-]+[ \t]*[:=])")
"""Lines that Hugo skips above the map."""
_UNCLOSED: Final = re.compile(r"(---|\+\+\+)[ \t]*\n[\w-]+[ \t]*[:=]")
_JSON: Final = re.compile(r"\{[ \t]*[\n\"}]")
_SHORT: Final = 2_000  # characters, in which nothing can be nested deep enough to do harm
_LONGEST: Final = 100_000  # some YAML takes time that grows with the square of its length
_DEEPEST: Final = 100


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the map says, and what is wrong with it."""

    values: Mapping[str, Any] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


class _UnreadableError(Exception):
    """``line`` counts from the front matter's first line, from 0."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def front_matter_end(text: str) -> int:
    """The offset at which a page's own text starts."""
    if _JSON.match(text):
        try:
            return _json(text)[1]
        except _UnreadableError:
            return 0
    fenced = _fenced(text)
    return 0 if fenced is None else fenced.end()


def read_front_matter(lines: Lines) -> FrontMatter:
    """The map, or what is wrong with it; a page without one has an empty map."""
    text = lines.text
    fenced = _fenced(text)
    try:
        if fenced is not None:
            return FrontMatter((_yaml if fenced[1] == "---" else _toml)(fenced[2]))
        if _JSON.match(text):
            return FrontMatter(_json(text)[0])
    except _UnreadableError as error:
        return FrontMatter(diagnostics=(_unreadable(lines, error),))
    return FrontMatter(diagnostics=_unclosed(lines))


def _fenced(text: str) -> re.Match[str] | None:
    if text.startswith(("---", "+++")):
        return _FENCED.match(text)
    blank = _BLANK.match(text) if text[:1].isspace() else None
    return None if blank is None else _FENCED.match(text, blank.end())


def _json(text: str) -> tuple[Mapping[str, Any], int]:
    import json  # noqa: PLC0415 - few pages have JSON front matter

    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise _UnreadableError(str(error)) from error
    return _map(values), end


@lru_cache(maxsize=1024)  # a page, its outline and its neighbours in a series ask for it
def _yaml(source: str) -> Mapping[str, Any]:
    if not source.strip():
        return {}
    if len(source) > _LONGEST:
        raise _UnreadableError(f"it is longer than {_LONGEST} characters")
    yaml = _yaml_module()
    try:
        if len(source) > _SHORT:
            _check_depth(yaml, source)
        values = yaml.load(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _UnreadableError(getattr(error, "problem", None) or str(error), mark.line if mark else 0) from error
    except (ValueError, RecursionError, OverflowError, TypeError, KeyError) as error:
        raise _UnreadableError(str(error)) from error  # a date that is none, a key that is a list, ...
    return _map(values)


def _check_depth(yaml: Any, source: str) -> None:
    """Refuse what is nested so deep that the C loader, which calls itself, would end the process."""
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _UnreadableError(f"it is nested deeper than {_DEEPEST} levels", event.start_mark.line)


def _toml(source: str) -> Mapping[str, Any]:
    import tomllib  # noqa: PLC0415 - few pages have TOML front matter

    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        raise _UnreadableError(str(error)) from error


@cache
def _yaml_module() -> Any:
    import yaml  # noqa: PLC0415 - takes 15 ms, which those who read no page need not wait for

    return yaml


def _map(values: object) -> Mapping[str, Any]:
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise _UnreadableError(f"it is a {type(values).__name__}, not a map")
    return {str(key): value for key, value in values.items()}


def _unreadable(lines: Lines, error: _UnreadableError) -> Diagnostic:
    return FRONT_MATTER.found(
        lines.at(min(error.line + 1, len(lines.starts) - 1)),
        f"the front matter cannot be read: {' '.join(str(error).split())}",
        expected="a map of keys and values",
        remedy="correct it; the page is read as if it had none",
    )


def _unclosed(lines: Lines) -> tuple[Diagnostic, ...]:
    match = _UNCLOSED.match(lines.text)
    if match is None:
        return ()  # plain Markdown can start with a rule
    return (
        FRONT_MATTER.found(
            lines.at(0),
            "the front matter is never closed",
            expected=f"a line {match[1]} after its last key",
            remedy=f"add the line {match[1]}",
        ),
    )
