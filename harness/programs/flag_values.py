"""What values the flags of programs take: ``data/flag_values.toml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from harness.package_data import toml_data


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagForm:
    """A value fits ``pattern``, or is one of ``words``; with ``is_list`` that holds for each part between commas.

    ``wrong`` is a slip that ``right`` mends, a pattern with its replacement; ``None`` where there is no such slip.
    Where ``part`` is given, the words are those that it finds in the value. With ``open`` there may be more words than
    these, and only a slip is wrong. With ``any_case`` large and small letters are the same.
    """

    commands: tuple[str, ...]
    expected: str
    pattern: re.Pattern[str] | None
    words: tuple[str, ...]
    is_list: bool
    wrong: re.Pattern[str] | None
    right: str
    variables: bool  # whether a value with variables can be told to fit
    part: re.Pattern[str] | None
    open: bool
    any_case: bool
    placeholders: bool  # whether a name in capitals is for the reader to replace

    def holds_for(self, command: str) -> bool:
        return any(command == each or command.startswith(f"{each} ") for each in self.commands)

    def misfits(self, value: str) -> Sequence[str]:
        """The parts of a value that do not fit."""
        parts = value.split(",") if self.is_list else [value] if self.part is None else self.part.findall(value)
        if self.pattern is not None:
            return [part for part in parts if not self.pattern.fullmatch(part)]
        if self.any_case:
            known = set(map(str.casefold, self.words))
            return [part for part in parts if part.casefold() not in known]
        return [part for part in parts if part not in self.words]


@cache
def flag_forms() -> Mapping[str, tuple[FlagForm, ...]]:
    """The forms by flag."""
    forms: dict[str, list[FlagForm]] = {}
    for each in toml_data("harness.programs.data", "flag_values.toml")["value"]:
        form = _form(each)
        for flag in each["flags"]:
            forms.setdefault(flag, []).append(form)
    return {flag: tuple(found) for flag, found in forms.items()}


def access_verbs() -> tuple[str, ...]:
    """The verbs that rules of access may name."""
    return next(form.words for form in flag_forms()["--verb"])


def _form(table: Mapping[str, Any]) -> FlagForm:
    words = tuple(table.get("one_of", ()))
    return FlagForm(
        commands=tuple(table["of"]),
        expected=table.get("expected") or f"{', '.join(words[:-1])} or {words[-1]}",
        pattern=re.compile(table["pattern"]) if "pattern" in table else None,
        words=words,
        is_list=table.get("list", False),
        wrong=re.compile(table["wrong"]) if "wrong" in table else None,
        right=table.get("right", ""),
        variables=table.get("variables", False),
        part=re.compile(table["part"]) if "part" in table else None,
        open=table.get("open", False),
        any_case=table.get("any_case", False),
        placeholders=table.get("placeholders", False),
    )
