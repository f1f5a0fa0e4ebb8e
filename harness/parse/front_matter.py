"""The map that heads a page: YAML between ``---`` lines, TOML between ``+++`` lines, or a JSON object."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from harness.diagnostic import Diagnostic
from harness.parse.codes import diagnostic
from harness.parse.lines import Lines

_FENCED: Final = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_front_matter(lines: Lines) -> tuple[Mapping[str, Any], int, tuple[Diagnostic, ...]]:
    """The map, the offset at which the page's text starts, and what is wrong with the map."""
    text = lines.text
    if text.startswith(("---", "+++")):
        fenced = _FENCED.match(text)
        if fenced is None:
            return {}, 0, _unclosed(lines)
        source, end = fenced[2], fenced.end()
        read = _yaml if fenced[1] == "---" else _toml
    elif text.startswith("{") and not text.startswith(("{{", "{#", "{%")):
        return _read_json(lines)
    else:
        return {}, 0, ()
    try:
        values = read(source)
    except (ValueError, RecursionError, OverflowError, TypeError) as error:
        return {}, end, (_unreadable(lines, error),)
    if values is None:
        return {}, end, ()
    if not isinstance(values, dict):
        return {}, end, (_unreadable(lines, f"it is a {type(values).__name__}, not a map"),)
    return {str(key): value for key, value in values.items()}, end, ()


def _unclosed(lines: Lines) -> tuple[Diagnostic, ...]:
    mark = lines.text[:3]
    if lines.text[3 : lines.end(0)].strip():
        return ()  # a heading or a rule, such as "-----"
    if mark not in lines.text[3:].split("\n"):
        # a lone rule as the first line is plain Markdown; front matter has keys below it
        second = lines.text[lines.end(0) + 1 : lines.end(lines.end(0) + 1)]
        if not re.match(r"[\w-]+\s*[:=]", second):
            return ()
    return (
        diagnostic(
            "front-matter",
            lines.at(0),
            "the front matter is never closed",
            expected=f"a line {mark!r} after its last key",
            remedy=f"add the line {mark!r}",
        ),
    )


def _unreadable(lines: Lines, reason: object) -> Diagnostic:
    mark = getattr(reason, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 0
    problem = getattr(reason, "problem", None) or reason
    return diagnostic(
        "front-matter",
        lines.at(min(line, len(lines.starts) - 1)),
        f"the front matter cannot be read: {' '.join(str(problem).split())}",
        expected="a map of keys and values",
        remedy="correct it; the page is read as if it had none",
    )


def _read_json(lines: Lines) -> tuple[Mapping[str, Any], int, tuple[Diagnostic, ...]]:
    import json  # noqa: PLC0415 - few pages have JSON front matter

    try:
        values, end = json.JSONDecoder().raw_decode(lines.text)
    except (ValueError, RecursionError) as error:
        return {}, 0, (_unreadable(lines, error),)
    return values, end, ()


@cache
def _yaml_loader() -> Any:
    import yaml  # noqa: PLC0415 - takes 15 ms, which those who read no page need not wait for

    return yaml, getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _yaml(source: str) -> Any:
    yaml, loader = _yaml_loader()
    try:
        return yaml.load(source, Loader=loader)  # noqa: S506 - the loader is a safe one
    except yaml.YAMLError as error:
        raise _placed(error) from error


def _placed(error: Exception) -> ValueError:
    placed = ValueError(getattr(error, "problem", None) or str(error))
    placed.problem_mark = getattr(error, "problem_mark", None)  # type: ignore[attr-defined]
    return placed


def _toml(source: str) -> Any:
    import tomllib  # noqa: PLC0415 - few pages have TOML front matter

    return tomllib.loads(source)
