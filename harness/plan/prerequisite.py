"""What a page expects its user to have done on another page before it begins: its start state, as a chain."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from harness.graph.edge import Edge, Why, edges_from, normal
from harness.graph.outline import anchor_of_title
from harness.graph.tree import SiteTree
from harness.parse.page import Page, Snippet
from harness.plan.cleanup import undone_ids
from harness.plan.commands.capability_rules import needs_of
from harness.plan.step import AbsentPage, Command, Effect, PagePlan, Role, Step
from harness.programs.invocation import invocation
from harness.programs.names import KUBECTL_RELIED_ON
from harness.settings.prerequisite_table import PrerequisiteSetting
from harness.shell.script_reader import read_script
from harness.source import Location

_PLAIN: Final = 0.8  # confidence of an edge that is more than a guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """``at`` is the line with the link; ``before`` and ``after`` are commands.

    A ``page`` is run as it stands, ``part`` of it where that is not empty. ``stands_in``: the commands are for one.
    """

    name: str
    at: Location
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    page: PagePlan | None = None
    part: str = ""
    stands_in: bool = False

    def is_about(self, contexts: Collection[str]) -> bool:
        """Whether its commands name clusters by these variables, or need none; a page is about what it is run on."""
        named = any(name in text for text in self.before for name in (*contexts, "--context"))
        return self.page is not None or named or not any(map(needs_a_cluster, self.before))

    def without(self, own: Sequence[Snippet]) -> "Prerequisite":
        """What stands in for a page does nothing that the page expecting it does itself, in whatever order of words."""
        done = {words_of(each.command) for snippet in own for each in snippet.segments} if self.stands_in else set()
        left = (text for text in self.before if words_of(text) not in done or not needs_a_cluster(text))
        return replace(self, before=tuple(left))

    def commands(self, role: Role) -> tuple[str, ...]:
        return self.before if role is Role.BEFORE else self.after


def needs_one_cluster(steps: Sequence[Step], contexts: frozenset[str]) -> bool:
    """Whether a path is about a single cluster; ``contexts`` are the variables that name one."""
    commands = [command for step in steps if step.skip is None for command in step.commands]
    read = {name for command in commands for name in command.variables}
    return any(command.needs for command in commands) and len(contexts & read) <= 1


def edges_before(page: Page, tree: SiteTree) -> tuple[Edge, ...]:
    """The edges of a page that was read."""
    return edges_from(tree.outline_of(page.path, page.text), page.site, tree)


def prerequisites_of(
    page: Page,
    settings: Mapping[str, PrerequisiteSetting],
    snippets: Sequence[Snippet],
    edges: Sequence[Edge],
    pages: Mapping[Edge, PagePlan],
) -> Iterator[Prerequisite]:
    """In the order of their links, each once, after those that it requires; without those that ``snippets`` meet.

    What the site's profile knows a link to mean comes before the page that it leads to. What ``settings`` say of one
    takes the place of what the profile says, key by key; links that settings name with no commands lead nowhere.
    """
    known = known_prerequisites(page, settings)
    done: set[str] = set()
    for edge in edges:
        meant = [name for name, one in known.items() if normal(edge.target) in map(normal, one.links or ())]
        there = edge.page is not None and (edge not in pages or does_something(pages[edge]))
        names = [name for name in meant if not (there and known[name].stands_in)]
        if names and not (edge.runs or (edge.why is Why.PREPARES and not known[names[0]].stands_in)):
            continue
        for name in names:
            yield from named(name, edge.at, known, done, met_before(edge, page, snippets))
        if not names and (plan := pages.get(edge)) is not None and not done & set(meant):
            done.update(meant)
            yield Prerequisite(name=normal(edge.target), at=edge.at, page=plan, part=edge.part)


def needs_a_cluster(text: str) -> bool:
    return bool(needs_of(read_script(text), None))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a command, sorted: where a flag stands says nothing."""
    return tuple(sorted(text.replace('"', "").replace("{", "").replace("}", "").split()))


def does_something(plan: PagePlan) -> bool:
    """Whether a page has commands for its reader, and is not only the list of its section's pages."""
    steps = [step for path in plan.variants for step in path.steps if not step.added]
    return any(step.skip is None or any(one.wants for one in step.commands) for step in steps)


def named(
    name: str, at: Location, known: Mapping[str, PrerequisiteSetting], done: set[str], texts: Collection[str]
) -> Iterator[Prerequisite]:
    """A prerequisite by its name, after those that it requires."""
    wanted = known.get(name)
    if wanted is None or name in done:
        return
    done.add(name)
    for other in wanted.requires or ():
        yield from named(other, at, known, done, texts)
    if wanted.before and not any(met in text for text in texts for met in wanted.met_by or ()):
        stands_in = bool(wanted.stands_in)
        yield Prerequisite(name=name, at=at, before=wanted.before, after=wanted.after or (), stands_in=stands_in)


def absent_pages(
    page: Page, settings: Mapping[str, PrerequisiteSetting], edges: Sequence[Edge]
) -> tuple[AbsentPage, ...]:
    """The pages that prepare what a page expects and that are neither here nor known; only what is said plainly."""
    known = [normal(link) for one in known_prerequisites(page, settings).values() for link in one.links or ()]
    found = (
        AbsentPage(link=edge.target, at=edge.at)
        for edge in edges
        if edge.page is None and edge.confidence >= _PLAIN and normal(edge.target) not in known
    )
    return tuple(dict.fromkeys(found))


def known_prerequisites(page: Page, settings: Mapping[str, PrerequisiteSetting]) -> dict[str, PrerequisiteSetting]:
    """What the site's profile and the settings know, as far as it is about such a page."""
    profile = page.site.prerequisites
    both = {
        name: on_top(settings[name], profile.get(name, PrerequisiteSetting())) if name in settings else profile[name]
        for name in {**profile, **settings}
    }
    text = page.text.lower()
    return {name: one for name, one in both.items() if mentioned(one.mentions or (), text)}


def met_before(edge: Edge, page: Page, snippets: Sequence[Snippet]) -> list[str]:
    """The commands of a page down to the end of the section that the edge is in."""
    end = section_end(edge, page)
    return [each.command for snippet in snippets if snippet.at.on_page.line < end for each in snippet.segments]


def section_end(edge: Edge, page: Page) -> int:
    """The line behind the section that prepares, which may be around the one with the link.

    What is implied and nowhere said may be done anywhere on the page.
    """
    if edge.why is Why.IMPLIED:
        return page.text.count("\n") + 2
    line = edge.at.on_page.line
    above = [one for one in page.headings if one.at.line <= line]
    words = page.site.preparation
    own = next((one for one in above if words.find("sections", one.anchor or one.text)), above[-1] if above else None)
    level = own.level if own is not None and edge.at.included_from is None else 6
    later = (one.at.line for one in page.headings if one.at.line > line and one.level <= level)
    return next(later, page.text.count("\n") + 2)


def steps_of(prerequisite: Prerequisite, steps: Sequence[Step]) -> Iterator[Step]:
    """What a path of another page leaves behind: its own start state, and what it changes, without its last cleanup.

    What it shows is compared where that page is tested, not here, unless it is a failure; what it only reads makes
    nothing. What is not run for want of a value comes along: later commands want it, too.
    """
    assert prerequisite.page is not None  # noqa: S101 - the caller has looked
    lines, undone = lines_of_part(prerequisite.page.page, prerequisite.part), undone_ids(prerequisite.page.page)
    for step in steps:
        if step.role is Role.BEFORE and step.skip is None and step.prepares:
            yield step
        elif step.snippet.id in undone and not prerequisite.part:
            continue
        elif (step.role is Role.PAGE or step.midway) and step.snippet.at.on_page.line in lines:
            kept = (one for one in step.commands if one.wants or (step.skip is None and makes(one)))
            commands = tuple(one if one.may_fail else replace(one, expected=None) for one in kept)
            if commands:
                name = prerequisite.name.strip("/").replace("/", ".").replace("#", ".")
                yield replace(
                    step,
                    id=f"{name}.{step.id}",
                    role=Role.BEFORE,
                    commands=commands,
                    added=True,
                    prepares=prerequisite.name,
                )


def makes(command: Command) -> bool:
    """Whether something is there after a command that was not there before, or is ready."""
    if command.skip is not None or command.background or command.stays is not None:
        return False
    calls = (invocation(call.words) for call in read_script(command.text).calls)
    return command.effect is not Effect.READS or any(call.verb in KUBECTL_RELIED_ON for call in calls)


def lines_of_part(page: Page, part: str) -> range:
    """The lines of the section with that anchor; all of the page without one, or where no section has it."""
    everything = range(page.text.count("\n") + 3)
    for index, heading in enumerate(page.headings):
        if part and part.lower() in {(heading.anchor or "").lower(), anchor_of_title(heading.text)}:
            later = (one.at.line for one in page.headings[index + 1 :] if one.level <= heading.level)
            return range(heading.at.line, next(later, everything.stop))
    return everything


def on_top(upper: PrerequisiteSetting, lower: PrerequisiteSetting) -> PrerequisiteSetting:
    said = {field.name: value for field in fields(upper) if (value := getattr(upper, field.name)) is not None}
    return replace(lower, **said)


def mentioned(words: Sequence[str], text: str) -> bool:
    return not words or any(word.lower() in text for word in words)
