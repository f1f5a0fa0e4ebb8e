"""Variables from one command to the next, along every path of a page: read and never set, mistyped, set in vain."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from harness.check.commands.command_line import segments
from harness.check.odd_one import is_odd_one
from harness.check.partial import is_partial
from harness.check.rule import Rule, Subject
from harness.check.typo import distance, is_one_slip, is_plural, slips_allowed, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix, swap
from harness.parse.page import Page, Snippet
from harness.plan.commands.unattended import REASONS
from harness.plan.reader_values import NEEDS_VALUE
from harness.plan.step import PagePlan
from harness.plan.unknown_variable import SHELL_OWN, Reading, unknown_variables
from harness.programs.known import known_names
from harness.shell.heredoc import heredocs
from harness.shell.script import Mention, Use
from harness.shell.script_reader import read_script
from harness.source import Location
from harness.suggest import same_but_numbers

UNKNOWN: Final = Rule.named("unknown-variable")
UNUSED: Final = Rule.named("unused-variable")
RULES: Final = (UNKNOWN, UNUSED)

_LONG: Final = 7  # letters of a name in which one more or less is no other name
_OF_READER: Final = tuple(reason.partition("{")[0] for reason in (NEEDS_VALUE, REASONS["asks"]))
_VARIABLE: Final = re.compile(r"\b[A-Z][A-Z0-9_]+(?==)")
_NAME: Final = re.compile(r"\b[A-Z][A-Z0-9_]{3,}\b")
_FILLED_IN: Final = re.compile(r"\$\{([A-Z][A-Z0-9_]{3,})\}")
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A place on the page where a variable gets a value."""

    at: Location
    snippet: Snippet


def check(subject: Subject) -> Iterator[Diagnostic]:
    plan, page = subject.plan, subject.plan.page
    if is_partial(page):
        return
    settings = settings_on(page)
    known = {*subject.known_variables, *plan.variables}
    strangers = list(unknown_variables(plan, subject.known_variables))
    told = frozenset(each.name for each in strangers if not subject.set_elsewhere(each.name))
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
    yield from in_manifests(page)
    yield from misread(page, settings, {each.name for each in strangers} | {*known, *SHELL_OWN})
    yield from unused(plan, settings, known, told=told)


def misread(page: Page, settings: dict[str, list[Setting]], known: Collection[str]) -> Iterator[Diagnostic]:
    """A slip in a command that is not run here, and that a reader runs: for want of a program, or of a person."""
    counts = Counter(mention.name for mention in mentions(page) if mention.use is Use.READ)
    for segment in segments(page):
        for mention in read_script(segment.command).mentions:
            name = mention.name
            if mention.use is not Use.READ or mention.optional or name in settings or name in known or counts[name] > 1:
                continue
            longer = (
                each for each in settings if len(each) > len("HOST") and not is_plural(name.lower(), each.lower())
            )
            if meant := variable_typo(name, longer):
                at = segment.at.down(mention.line)
                expected = f"a variable that the page sets, such as ${meant}"
                yield UNKNOWN.slip(at, f"${name} is set nowhere", name, meant, expected=expected)


def in_manifests(page: Page) -> Iterator[Diagnostic]:
    """A variable in a manifest that a program fills in, there once, like one that the page has again and again."""
    names = Counter(_NAME.findall(page.text)) if "${" in page.text else Counter()
    for snippet in page.snippets if names else ():
        for found in _FILLED_IN.finditer(snippet.body) if snippet.syntax in {"yaml", "yml"} else ():
            often = (each for each, count in names.items() if count > 1)
            if names[found[1]] == 1 and not snippet.segments and (meant := variable_typo(found[1], often)):
                at = snippet.body_at.within(snippet.body, found.start(1))
                message, expected = f"nothing else on the page has the variable {found[1]}", f"${meant}"
                yield UNKNOWN.slip(at, message, found[1], meant, expected=expected, severity=Severity.WARNING)


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
        for segment in segments(page)
        if 0 <= unknown.at.line - segment.at.line <= segment.command.count("\n") and unknown.at.path == segment.at.path
    )


def finding(unknown: Reading, plan: PagePlan, settings: dict[str, list[Setting]], known: Collection[str]) -> Diagnostic:
    name = unknown.name
    near = "" if name not in settings else unread_like(name, plan.page, settings)
    if name in settings and not near:
        where = "; ".join(dict.fromkeys(reason(setting, unknown.at, plan) for setting in settings[name]))
        return UNKNOWN.found(
            unknown.at,
            f"${name} has no value here: it is set only {where}",
            expected="a command that sets it, before this one, on the same path",
            remedy="set it before it is read",
        )
    meant = near or variable_typo(name, known)
    if meant:
        return UNKNOWN.found(
            unknown.at,
            f"${name} is set nowhere",
            expected=f"a variable that the page or the settings set, such as ${meant}",
            remedy=f"did you mean ${meant}?",
            severity=Severity.ERROR,
            fix=renamed(unknown, meant, plan.page, settings),
        )
    if often := usual_name(name, plan.page):
        message = f"${name} is set nowhere, and nothing else reads it"
        expected = f"a variable that the page reads elsewhere, such as ${often}"
        return UNKNOWN.slip(unknown.at, message, name, often, expected=expected)
    if name in known_names() and (of_program := program_fix(unknown)):
        message = f"bash takes ${name} for a variable, which is set nowhere"
        return UNKNOWN.mended(unknown.at, message, *of_program, severity=Severity.ERROR)
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


def program_fix(unknown: Reading) -> tuple[str, str] | None:
    """What is written for the call of a program, and what was meant: a prompt, or a substitution."""
    text, name = unknown.command.text, unknown.name
    line = text.split("\n")[max(0, min(unknown.at.line - unknown.command.at.line, text.count("\n")))]
    if text.startswith(f"$ {name} "):
        return f"$ $ {name}", f"$ {name}"
    if text.startswith(f"${name} "):
        return f"${name}", f"$ {name}"
    if f"${name} " in line and line.count(")") > line.count("("):
        return f"${name}", f"$({name}"
    return None


def renamed(unknown: Reading, meant: str, page: Page, settings: dict[str, list[Setting]]) -> Fix:
    """The slip is where the variable is read, or at the only place that sets one of that name."""
    places = settings.get(meant, [])
    if len(places) == 1 and is_odd_one(meant, unknown.name, page.text):
        return swap(places[0].at, meant, unknown.name)
    return swap(unknown.at, unknown.name, meant)


def unread_like(name: str, page: Page, settings: dict[str, list[Setting]]) -> str:
    """A variable that is set and never read, where this one is read: its name is this one mistyped."""
    read = {mention.name for mention in mentions(page) if mention.use is Use.READ}
    return variable_typo(name, settings.keys() - read - {name})


def usual_name(name: str, page: Page) -> str:
    """The variable that the page reads again and again, where it reads this one once."""
    read = Counter(mention.name for mention in mentions(page) if mention.use is Use.READ)
    return variable_typo(name, (each for each in read if read[each] > 1)) if read[name] == 1 else ""


def mentions(page: Page) -> Iterator[Mention]:
    for segment in segments(page):
        yield from read_script(segment.command).mentions


def is_for_reader(name: str, settings: dict[str, list[Setting]], plan: PagePlan) -> bool:
    """Whether the page sets a variable by a command that asks the reader, or with something to fill in."""
    places = {(setting.at.path, setting.at.line) for setting in settings.get(name, ())}
    return any(
        (command.skip or "").startswith(_OF_READER) and (command.at.path, command.at.line) in places
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
    digits = _DIGITS.findall(name)
    near = (each for each in names if is_variable_typo(name, each))
    slips = {each: 0 if each.casefold() == name.casefold() else distance(name, each) for each in near}
    return min(slips, key=lambda each: (_DIGITS.findall(each) != digits, slips[each], each), default="")


def is_variable_typo(name: str, other: str) -> bool:
    if same_but_numbers(name, other):
        return False  # CLUSTER1 and CLUSTER2 are two things
    if other.casefold() == name.casefold() or other.replace("_", "") == name.replace("_", ""):
        return True
    words, others = name.split("_"), other.split("_")
    if len(words) != len(others):
        return len(name) > _LONG and distance(name, other) < slips_allowed(name)
    pairs = [(one, two) for one, two in zip(words, others, strict=True) if one != two]
    if len(pairs) != 1:
        return False
    one, two = pairs[0]
    # Of a short word a letter may be lost or doubled; another letter is another word.
    lost = len(one) != len(two) and min(len(one), len(two)) > 0 and len(name) > _LONG and is_one_slip(one, two)
    return typo_of(one, [two]) != "" or lost


def unused(
    plan: PagePlan, settings: dict[str, list[Setting]], known: Collection[str], *, told: Collection[str]
) -> Iterator[Diagnostic]:
    """Settings without any use on the page; what is exported may be for a program, or for the next page.

    ``told`` are the names that are read and set nowhere: a setting that one of them is like needs no second finding.
    """
    texts = [segment.command for segment in segments(plan.page)]
    read = {mention.name for mention in mentions(plan.page) if mention.use is Use.READ}
    every = "\n".join(texts)
    often = {name for name, count in Counter(_VARIABLE.findall(every)).items() if count > 1}
    for name, places in settings.items():
        if name in read or name in SHELL_OWN or len(re.findall(rf"\b{name}\b", every)) != len(places):
            continue
        meant = variable_typo(name, (read | {*known}) - {name}) if len(places) == 1 and name not in known else ""
        if meant in told:
            continue
        twin = variable_typo(name, often - {name}) if not meant and len(places) == 1 and len(name) > _LONG else ""
        if twin:
            message, expected = f"nothing reads {name}, while the page has {twin} again and again", twin
            yield UNUSED.slip(places[0].at, message, name, twin, expected=expected, severity=Severity.WARNING)
        elif meant:
            yield UNUSED.slip(
                places[0].at,
                f"{name} is set and nothing reads it, while ${meant} is read",
                name,
                meant,
                expected=f"{meant}, or a command that reads ${name}",
                severity=Severity.WARNING,
            )
        elif not re.search(rf"\b(?:export|declare|local|for|read)\b[^\n]*\b{name}\b", every):
            yield UNUSED.found(
                places[0].at, f"{name} is set and nothing on the page reads it", remedy="remove it, or use it"
            )
