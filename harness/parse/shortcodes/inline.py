"""What stands inside a block's lines: value shortcodes and ``@path@`` marks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.codes import UNKNOWN_SHORTCODE
from harness.parse.shortcodes.macros import Raw, may_have_macros, with_macros
from harness.parse.shortcodes.tag import Role, Tag, read_tags
from harness.parse.shortcodes.values import UnknownValueError, Values
from harness.source import Location
from harness.suggest import nearest

_SAMPLE: Final = re.compile(r"(?<![A-Za-z0-9])@([\w./-]+)@")


@dataclass(frozen=True, slots=True)
class Expanded:
    """As many lines as were given."""

    lines: list[str]
    samples: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def expand(
    lines: Sequence[str],
    values: Values,
    place: Callable[[int], Location],
    *,
    links: bool,
    strict: bool = True,
    raw: bool = False,
) -> Expanded:
    """Fill in values. ``place`` gives that of a line, ``links`` says whether ``@path@`` is a link to a sample.

    ``strict`` says whether a shortcode without a value is odd; it stays as it is in any case. ``raw`` is true for a
    text in which macros are shown.
    """
    samples: list[str] = []
    odd: list[Diagnostic] = []

    def sample(match: re.Match[str]) -> str:
        samples.append(match[1])
        return match[1]

    shown = Raw(inside=raw)
    expanded: list[str] = []
    for index, line in enumerate(lines):
        text = line
        if "{{<" in text or "{{%" in text:
            text = _with_values(text, values, place(index), odd)
        if values.marks:
            text = _with_marks(text, values, place(index), odd)
        if values.macros and may_have_macros(text):
            text = _with_macros(text, values, shown, place(index), odd)
        if links and "@" in text:
            text = _SAMPLE.sub(sample, text)
        expanded.append(text)
    return Expanded(expanded, tuple(samples), tuple(odd) if strict else ())


def _with_values(line: str, values: Values, at: Location, odd: list[Diagnostic]) -> str:
    pieces: list[str] = []
    position = 0
    for tag in read_tags(line):
        pieces.append(line[position : tag.start])
        position = tag.end
        written = line[tag.start : tag.end]
        if tag.role is Role.ESCAPE:
            pieces.append(written[:3] + written[5:-5] + written[-3:])
        elif tag.name not in values.wrappers:
            place = at.down(0, column=at.column + tag.start)
            pieces.append(_value(tag, written, values, place, odd))
    return "".join((*pieces, line[position:]))


def _with_marks(line: str, values: Values, at: Location, odd: list[Diagnostic]) -> str:
    text, unknown = values.marked(line)
    if unknown:
        odd.append(_unknown_macro(unknown, values, at.down(0, column=at.column + line.index(unknown))))
    return text


def _with_macros(line: str, values: Values, raw: Raw, at: Location, odd: list[Diagnostic]) -> str:
    def unknown(start: int, name: str) -> None:
        odd.append(_unknown_macro(name, values, at.down(0, column=at.column + start)))

    return with_macros(line, values, raw, unknown)


def _value(tag: Tag, written: str, values: Values, at: Location, odd: list[Diagnostic]) -> str:
    if tag.role in {Role.OPEN, Role.ALONE}:
        try:
            return " ".join(values.expand(tag).splitlines())  # a value of several lines would move the lines below
        except UnknownValueError as error:
            odd.append(_unknown(tag.name, error.key, values, at))
    return written


def _unknown(name: str, key: str | None, values: Values, at: Location) -> Diagnostic:
    if key is not None:
        return UNKNOWN_SHORTCODE.found(
            at,
            f"the shortcode {name!r} in a block has no value: {key!r} is not given",
            expected=f"{key!r} in the site's value files, or as the shortcode's argument",
            remedy="name the value files in the settings, or add the value",
        )
    meant = nearest(name, values.shortcodes)
    return UNKNOWN_SHORTCODE.found(
        at,
        f"the shortcode {name!r} inside a block has no known value",
        expected=f"{meant!r}, perhaps" if meant else "a value shortcode of the site",
        remedy="correct its name, give it a template in the settings, or write {{</* ... */>}} to show it",
    )


def _unknown_macro(name: str, values: Values, at: Location) -> Diagnostic:
    meant = nearest(name, {*values.shortcodes, *values.data})
    return UNKNOWN_SHORTCODE.found(
        at,
        f"the macro {name!r} inside a block has no known value",
        expected=f"{meant!r}, perhaps" if meant else "a value of the site's configuration or a template",
        remedy="correct its name, or give it a template in [shortcodes] of the settings",
    )
