"""The choices that a page leaves to its reader outside of tabs, found by its own words.

Titles: headings or items of a list beside each other that are numbered ("Option 1"), each named after a platform, kinds
of one thing (manual and automatic injection), or introduced as "one of the following". Leads: the sentences above
blocks of one section ("If you have ...", "Otherwise, ..."; "Alternatively, ...").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from harness.edit.text_edits import lines_of
from harness.parse.page import Page, Snippet
from harness.plan.alternatives.branch import Branch, Choice, Placed, branch
from harness.plan.alternatives.lead import Title, leads_of, sentences
from harness.plan.alternatives.phrases import phrases, platforms
from harness.plan.alternatives.unit import Unit, units_of
from harness.shell.script import Use
from harness.shell.script_reader import read_script

BACK: Final = 4  # blocks with words of their own between a condition and its "otherwise"
COMMON: Final = frozenset(
    """have your with does that this will used using install following want need cluster command commands deploy running
    enabled create apply run the you are not don kubernetes when first before після якщо ваш вашого
    використовуєте""".split()  # noqa: SIM905 - shorter than a list
)
STEM: Final = 5  # letters of a word that do not change with its case, in Ukrainian


def choices_of(page: Page) -> tuple[Choice, ...]:
    placed = list(placed_in(page))
    commands = "\n".join(snippet.body for snippet in page.snippets)
    found = (*of_sections(placed, commands), *of_titles(placed), *of_leads(placed))
    return tuple(Choice(branches=tuple(judged(each, commands) for each in one.branches)) for one in found)


def judged(branch: Branch, commands: str) -> Branch:
    """A branch with whether its condition holds where the page's ``commands`` are run."""
    return replace(branch, holds=platforms().holds(branch.label, commands))


def placed_in(page: Page) -> Iterator[Placed]:
    lines: dict[int, set[int]] = {}
    for snippet in page.snippets:
        lines.setdefault(id(snippet.source), set()).add(snippet.at.line)
    for snippet in page.snippets:
        leads = leads_of(snippet.source, frozenset(lines[id(snippet.source)]))
        if (lead := leads.get(snippet.at.line)) is not None:
            yield Placed(snippet=snippet, lead=lead)


def of_titles(placed: Sequence[Placed]) -> Iterator[Choice]:
    groups: dict[tuple[int, bool, int, int], dict[int, tuple[Title, list[Placed]]]] = {}
    for one in placed:
        for listed, titles in ((False, one.lead.headings), (True, one.lead.items)):
            for title in titles:
                key = (id(one.snippet.source), listed, title.group, title.level)
                groups.setdefault(key, {}).setdefault(title.line, (title, []))[1].append(one)
    for (_, listed, _, _), beside in groups.items():
        found = branches_of_titles(
            [(label_of(title, listed=listed), title, inside) for title, inside in beside.values()]
        )
        if len(found) > 1 or any(branch.platform for branch in found):
            yield Choice(branches=tuple(found))


def label_of(title: Title, *, listed: bool) -> str:
    """What a heading says, or the first clause of an item."""
    text = sentences(title.text)[0]
    return re.split("[:\uff1a]|\\s[-\u2013\u2014]+\\s", text, maxsplit=1)[0].strip() if listed else text


Labelled = tuple[str, Title, list[Placed]]


def branches_of_titles(titles: Sequence[Labelled]) -> list[Branch]:
    """Those of some headings or items beside each other that exclude one another; none or one where they do not."""
    named = [(platforms().named_by(label), (label, title, inside)) for label, title, inside in titles]
    if any(platform is not None for platform, _ in named):
        return [branch_of(one, platform=platform) for platform, one in named if platform is not None]
    numbered = [one for one in titles if phrases().numbered.match(one[0])]
    if len(numbered) > 1:
        return [branch_of(one) for one in numbered]
    if len(titles) > 1 and titles[0][1].intro and phrases().one_of.search(sentences(titles[0][1].intro)[-1]):
        return [branch_of(one) for one in titles]
    return kinds_of_one_thing(titles)


def kinds_of_one_thing(titles: Sequence[Labelled]) -> list[Branch]:
    for pair in phrases().pairs:
        found: dict[int, Labelled] = {}
        for one in titles:
            kinds = [number for number, words in enumerate(pair.words) if words.search(one[0])]
            if len(kinds) == 1 and pair.of.search(one[0]):
                found.setdefault(kinds[0], one)
        if len(found) > 1:
            return [branch_of(one) for one in titles if one in found.values()]
    return []


def branch_of(one: Labelled, *, platform: str = "") -> Branch:
    label, title, inside = one
    return branch(label, title.line, inside, platform=platform)


def of_leads(placed: Sequence[Placed]) -> Iterator[Choice]:
    units = list(units_of(placed))
    for number, unit in enumerate(units):
        before = units[max(0, number - BACK) : number]
        if (parts := excluded_by(unit, before) or set_before(unit, before)) is not None:
            yield Choice(branches=(of_units(parts), of_units([unit])))
        elif (platform := elsewhere(unit)) is not None:
            yield Choice(branches=(branch(unit.says, unit.lead.line, unit.placed, platform=platform),))


def of_units(units: Sequence[Unit]) -> Branch:
    inside = [one for unit in units for one in unit.placed]
    return branch(units[0].says, units[0].lead.line, inside)


def excluded_by(unit: Unit, before: Sequence[Unit]) -> list[Unit] | None:
    """The blocks before one that its own words exclude; ``None`` where they exclude none."""
    words = phrases()
    if not before or not before[-1].beside(unit):
        return None
    if words.otherwise.match(unit.says) and unit.introduces:
        return since_condition(unit, before)
    if words.alternatively.match(unit.says) and unit.introduces:
        return since_command(unit, before)
    if not unit.in_item and all(words.means.fullmatch(one.says) for one in (before[-1], unit)):
        return [before[-1]]
    if words.condition.match(unit.says) and unit.introduces:
        return [before[-1]] if is_opposite(before[-1].says, unit.says) else None
    return None


def beside_before(unit: Unit, before: Sequence[Unit]) -> Iterator[int]:
    """The indices of those right before a unit that are beside it, the last one first."""
    return takewhile(lambda number: before[number].beside(unit), reversed(range(len(before))))


def since_command(unit: Unit, before: Sequence[Unit]) -> list[Unit] | None:
    """The last block with commands and what follows it: an output may have a block of its own."""
    last = (one for one in beside_before(unit, before) if any(each.snippet.segments for each in before[one].placed))
    return next((list(before[number:]) for number in last), None)


def since_condition(unit: Unit, before: Sequence[Unit]) -> list[Unit] | None:
    """What a page shows from the last condition on: "otherwise" without one is about something else."""
    if any(phrases().condition.match(one) for one in sentences(unit.lead.text)[:-1]):
        return None  # "If there is none, see below. Otherwise, ...": its own paragraph has the other way
    last = (one for one in beside_before(unit, before) if phrases().condition.match(before[one].says))
    return next((list(before[number:]) for number in last), None)


def is_opposite(one: str, other: str) -> bool:
    """Whether two conditions are about the same thing, and one of them is that it is not so."""
    words = phrases()
    if words.condition.match(one) is None or bool(words.negation.search(one)) is bool(words.negation.search(other)):
        return False
    return bool(subject(one) & subject(other))


def subject(text: str) -> frozenset[str]:
    """The words of a condition that say what it is about; pairs of characters where words have no blanks."""
    words = {word.lower() for word in re.findall(r"[^\W\d_]{4,}", text)} - COMMON
    stems = {re.sub(rf"([\u0400-\u04ff]{{{STEM}}})\w+", r"\1", word) for word in words}
    return frozenset(
        stems | set(re.findall(r"(?=([\u4e00-\u9fff]{2}))", text)) - {"如果", "没有", "您的", "你的", "使用"}
    )


def elsewhere(unit: Unit) -> str | None:
    """The platform whose users alone a block is for, if the harness has not got it."""
    says = unit.says
    if not unit.introduces or phrases().condition.match(says) is None or phrases().negation.search(says):
        return None
    return platforms().used_in(re.split("[,\uff0c]", says, maxsplit=1)[0])


def set_before(unit: Unit, before: Sequence[Unit]) -> list[Unit] | None:
    """The block that has set all that one sets which is for some readers only, or an example."""
    words, names = phrases(), only_sets(unit)
    says = sentences(unit.lead.text)
    if not names or not any(words.condition.match(one) or words.aside.match(one) for one in says):
        return None
    last = (before[number] for number in beside_before(unit, before) if names & only_sets(before[number]))
    return next(([other] for other in last), None)


def only_sets(unit: Unit) -> frozenset[str]:
    """The variables that a block sets; none for one that does anything else."""
    scripts = [read_script(segment.command) for one in unit.placed for segment in one.snippet.segments]
    if any(call.gives is None for script in scripts for call in script.calls):
        return frozenset()
    return frozenset(each.name for script in scripts for each in script.mentions if each.use is Use.SET)


def of_sections(placed: Sequence[Placed], commands: str) -> Iterator[Choice]:
    """Those that the page's ``commands`` and what is here make of no use."""
    sections: dict[tuple[int, int], list[Placed]] = {}
    for one in placed:
        for title in one.lead.headings:
            sections.setdefault((id(one.snippet.source), title.line), []).append(one)
    for (_, line), inside in sections.items():
        text = prose(inside[0].snippet, line)
        if (said := needless(text) or unmet(text, commands)) is not None:
            yield Choice(branches=(replace(branch(said, line, inside), needless=True),))


def prose(first: Snippet, line: int) -> str:
    """The text from a heading's line to the first block below it, without shortcodes."""
    lines = lines_of(first.source)[line : first.at.line - 1]
    return " ".join(one.strip() for one in lines if not one.lstrip().startswith("{{"))


def unmet(text: str, commands: str) -> str | None:
    """The sentence that a section begins with, if it is for those who did what the page does not."""
    first = sentences(text)[0] if text else ""
    words = phrases()
    said = words.condition.match(first) is not None and words.negation.search(first) is None
    return first if said and platforms().holds(first, commands) is False else None


def needless(text: str) -> str | None:
    """The sentence that says so."""
    words = phrases().needless
    said = (one for one in sentences(text) if words.search(one))
    return next((one for one in said if platforms().holds(words.sub("", one))), None)
