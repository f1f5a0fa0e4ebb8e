"""Variables from one command to the next, along every path of a page: read and never set, mistyped, set in vain."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from harness.check.rule import Rule, Subject
from harness.check.typo import distance, slips_allowed, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.parse.page import Page, Snippet
from harness.plan.reader_values import NEEDS_VALUE
from harness.plan.step import PagePlan
from harness.plan.unknown_variable import SHELL_OWN, Reading, unknown_variables
from harness.shell.heredoc import heredocs
from harness.shell.script import Use
from harness.shell.script_reader import read_script
from harness.source import Location

UNKNOWN: Final = Rule(
    code="unknown-variable",
    severity=Severity.WARNING,
    meaning="A variable that has no value where it is read; an error where its name is another one mistyped.",
)
UNUSED: Final = Rule(
    code="unused-variable",
    severity=Severity.NOTE,
    meaning="A variable that is set, and neither read nor exported; a warning where its name is another one mistyped.",
)
RULES: Final = (UNKNOWN, UNUSED)

_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A place on the page where a variable gets a value."""

    at: Location
    snippet: Snippet


def check(subject: Subject) -> Iterator[Diagnostic]:
    plan, page = subject.plan, subject.plan.page
    settings = settings_on(page)
    known = {*subject.known_variables, *plan.variables}
    strangers = list(unknown_variables(plan, subject.known_variables))
    for unknown in strangers:
        if in_broken_command(unknown, page) or is_for_reader(unknown.name, settings, plan):
            continue
        if link := subject.set_elsewhere(unknown.name):
            yield UNKNOWN.found(
                unknown.at,
                f"${unknown.name} is set on another page: {link}",
                expected="a reader who has followed that page",
                remedy=f"say that the page starts where {link} ends",
                severity=Severity.NOTE,
            )
        else:
            yield finding(unknown, plan, settings, {*known, *settings})
    yield from unused(plan, settings, known, told=frozenset(each.name for each in strangers))


def settings_on(page: Page) -> dict[str, list[Setting]]:
    """Where each variable is set, whether that is run or not."""
    found: dict[str, list[Setting]] = {}
    for snippet in page.snippets:
        for segment in snippet.segments:
            for mention in read_script(segment.command).mentions:
                if mention.use is Use.SET:
                    place = Setting(at=segment.at.down(mention.line), snippet=snippet)
                    found.setdefault(mention.name, []).append(place)
    return found


def in_broken_command(unknown: Reading, page: Page) -> bool:
    """Where bash cannot read a command, a loop's variable seems to come from nowhere; the fault is told already."""
    return any(
        read_script(segment.command).broken
        for snippet in page.snippets
        for segment in snippet.segments
        if 0 <= unknown.at.line - segment.at.line <= segment.command.count("\n") and unknown.at.path == segment.at.path
    )


def finding(unknown: Reading, plan: PagePlan, settings: dict[str, list[Setting]], known: Collection[str]) -> Diagnostic:
    name = unknown.name
    if name in settings:
        where = "; ".join(dict.fromkeys(reason(setting, unknown.at, plan) for setting in settings[name]))
        return UNKNOWN.found(
            unknown.at,
            f"${name} has no value here: it is set only {where}",
            expected="a command that sets it, before this one, on the same path",
            remedy="set it before it is read",
        )
    meant = variable_typo(name, known)
    if meant:
        return UNKNOWN.found(
            unknown.at,
            f"${name} is set nowhere",
            expected=f"a variable that the page or the settings set, such as ${meant}",
            remedy=f"did you mean ${meant}?",
            severity=Severity.ERROR,
            fix=swap(unknown.at, name, meant),
        )
    longer = next((each for each in sorted(settings) if name in each.split("_") or each.endswith(f"_{name}")), "")
    if not longer and in_heredoc(unknown):
        return UNKNOWN.found(
            unknown.at,
            f"${name} is set nowhere on the page: bash takes it out of the here-document",
            expected=f"a quoted delimiter, <<'EOF', where the file is to hold ${name} itself",
            remedy=f"quote the delimiter, or set {name}",
        )
    return UNKNOWN.found(
        unknown.at,
        f"${name} is set nowhere on the page",
        expected="an earlier command, a plan file or the settings to set it",
        remedy=f"did you mean ${longer}?" if longer else f"show how to set {name}, or set it in a plan file",
    )


def is_for_reader(name: str, settings: dict[str, list[Setting]], plan: PagePlan) -> bool:
    """Whether the page sets a variable by a command with something to fill in, which is said there."""
    places = {(setting.at.path, setting.at.line) for setting in settings.get(name, ())}
    return any(
        command.wants
        and command.skip == NEEDS_VALUE.format(", ".join(command.wants))
        and (command.at.path, command.at.line) in places
        for path in plan.variants
        for step in path.steps
        for command in step.commands
    )


def in_heredoc(unknown: Reading) -> bool:
    """Whether a value is read in the body of a here-document, where it may be meant for somebody else."""
    line = unknown.at.line - unknown.command.at.line
    bodies = ((each.line, each.body.count("\n")) for each in heredocs(unknown.command.text) if each.expands)
    return any(start <= line <= start + more for start, more in bodies)


def reason(setting: Setting, read_at: Location, plan: PagePlan) -> str:
    """Why a setting that is on the page does not reach the command that reads the variable."""
    place = f"on line {setting.at.line}" if setting.at.path == read_at.path else f"at {setting.at}"
    if setting.snippet.excluded:
        return f"{place}, in a block that its author leaves out of the run"
    steps = [step for path in plan.variants for step in path.steps if step.snippet is setting.snippet]
    skipped = next((step.skip for step in steps if step.skip), None)
    if skipped:
        return f"{place}, which is not run ({skipped})"
    if setting.at.path == read_at.path and setting.at.line > read_at.line:
        return f"later, {place}"
    tabs = " / ".join(tab.name for tab in setting.snippet.tab_path)
    return f"{place}, in the tab {tabs}" if tabs else place


def variable_typo(name: str, names: Iterable[str]) -> str:
    """The variable that was most likely meant: one word of the name differs by a slip, not by its number."""
    for each in sorted(names):
        if _DIGITS.sub("", each) == _DIGITS.sub("", name):
            continue  # CLUSTER1 and CLUSTER2 are two things
        if each.casefold() == name.casefold() or each.replace("_", "") == name.replace("_", ""):
            return each
        words, others = name.split("_"), each.split("_")
        if len(words) == len(others):
            pairs = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
            if len(pairs) == 1 and typo_of(pairs[0][0], [pairs[0][1]]):
                return each
        elif len(name) > 8 and distance(name, each) < slips_allowed(name):
            return each
    return ""


def unused(
    plan: PagePlan, settings: dict[str, list[Setting]], known: Collection[str], *, told: Collection[str]
) -> Iterator[Diagnostic]:
    """Settings without any use on the page; what is exported may be for a program, or for the next page.

    ``told`` are the names that are read and set nowhere: a setting that one of them is like needs no second finding.
    """
    texts = [segment.command for snippet in plan.page.snippets for segment in snippet.segments]
    read = {name.name for text in texts for name in read_script(text).mentions if name.use is Use.READ}
    every = "\n".join(texts)
    for name, places in settings.items():
        if name in read or name in SHELL_OWN or len(re.findall(rf"\b{name}\b", every)) != len(places):
            continue
        meant = variable_typo(name, (read | {*known}) - {name}) if len(places) == 1 and name not in known else ""
        if meant in told:
            continue
        if meant:
            yield UNUSED.found(
                places[0].at,
                f"{name} is set and nothing reads it, while ${meant} is read",
                expected=f"{meant}, or a command that reads ${name}",
                remedy=f"did you mean {meant}?",
                severity=Severity.WARNING,
                fix=swap(places[0].at, name, meant),
            )
        elif not re.search(rf"\b(?:export|declare|local|for|read)\b[^\n]*\b{name}\b", every):
            yield UNUSED.found(
                places[0].at, f"{name} is set and nothing on the page reads it", remedy="remove it, or use it"
            )
