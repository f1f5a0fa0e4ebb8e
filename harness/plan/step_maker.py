"""From a snippet, or a command that only a plan file has, to a step that is ready to run."""

import itertools
from dataclasses import dataclass, field, replace
from typing import Final

from harness.parse.page import Page, Segment, Snippet
from harness.plan.cleanup import cleanup_ids, midway_ids
from harness.plan.commands.command import commands_of
from harness.plan.commands.own_charts import own_charts, site_files
from harness.plan.overrides.override import NOTHING_SAID, Overrides, SnippetOverride
from harness.plan.own_product import products_of
from harness.plan.step import Command, Role, Step
from harness.plan.stop_notice import interrupts
from harness.plan.variants.os_filter import for_another_system, lines_for_others, names_systems
from harness.plan.warned_against import WARNED, warned_against
from harness.settings.sections import Settings
from harness.source import Location

EXCLUDED: Final = "excluded by its author (snip_id=none)"
NO_COMMAND: Final = "holds no command: no line starts with a prompt"


@dataclass(slots=True, kw_only=True)
class StepMaker:
    """Makes the steps of one page; a snippet's, which is the same on all paths, once."""

    page: Page
    settings: Settings
    overrides: Overrides
    cleaning: frozenset[str] = field(init=False)
    midway: frozenset[str] = field(init=False)
    names_systems: bool = field(init=False)
    products: tuple[str, ...] = field(init=False)
    steps: dict[str, Step] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        named = self.overrides.table.cleanup
        self.cleaning = cleanup_ids(self.page, named)
        self.midway = midway_ids(self.page, self.cleaning, named)
        self.names_systems = names_systems(self.page)
        self.products = products_of(self.page.site)

    def step(self, snippet: Snippet) -> Step:
        if snippet.id not in self.steps:
            self.steps[snippet.id] = self.new_step(snippet)
        return self.steps[snippet.id]

    def new_step(self, snippet: Snippet) -> Step:
        said = self.overrides.snippet(snippet.id)
        role = Role.CLEANUP if snippet.id in self.cleaning else Role.PAGE
        commands = self.commands(snippet, said, role)
        return Step(
            id=snippet.id,
            at=snippet.at,
            snippet=snippet,
            role=role,
            commands=commands,
            skip=said.skip or (None if said.run else self.excluded(snippet)),
            interrupts=interrupts(self.page, snippet, commands),
            midway=snippet.id in self.midway,
        )

    def excluded(self, snippet: Snippet) -> str | None:
        """Why the page itself says that a snippet is not to be run here."""
        if snippet.excluded:
            return EXCLUDED
        if snippet.unread:
            return f"not read completely: {snippet.unread}"
        if snippet.segments and warned_against(self.page, snippet):
            return WARNED
        return for_another_system(self.page, snippet) if self.names_systems else None

    def commands(self, snippet: Snippet, said: SnippetOverride, role: Role) -> tuple[Command, ...]:
        text, site, path = "\n".join(each.command for each in snippet.segments), self.page.site, self.page.path
        commands = commands_of(
            snippet.segments,
            said,
            timeouts=self.settings.timeouts,
            prompts=self.settings.prompts,
            urls=self.settings.urls,
            copies={**site.copies, **own_charts(text, self.products, path)},
            site_files=site_files(text, site.published, path),
            charts=self.settings.charts,
            cleanup=role is Role.CLEANUP,
            earlier=self.texts_before(snippet),
        )
        others = lines_for_others(snippet) if self.names_systems and not said.run else {}
        return tuple(
            replace(one, skip=others[one.at.line]) if one.at.line in others and one.skip is None else one
            for one in commands
        )

    def texts_before(self, snippet: Snippet) -> list[str]:
        """What the page's blocks before one type."""
        before = itertools.takewhile(lambda each: each.id != snippet.id, self.page.snippets)
        return [segment.command for each in before for segment in each.segments if "EDITOR" in segment.command]

    def command_step(self, name: str, text: str, at: Location, role: Role) -> Step:
        """A step from a command that only a plan file has."""
        snippet = Snippet(
            id=name,
            at=at,
            syntax="bash",
            body=text,
            body_at=at,
            segments=(Segment(at=at, command=text, documented=text),),
        )
        commands = self.commands(snippet, NOTHING_SAID, role)
        return Step(id=name, at=at, snippet=snippet, role=role, commands=commands, added=True)


def judged(step: Step) -> Step:
    """A step none of whose commands is run is not run itself, for their reasons."""
    if step.skip is not None:
        return step
    reasons = dict.fromkeys(command.skip or "" for command in step.commands) or {NO_COMMAND: None}
    return step if "" in reasons else replace(step, skip="; ".join(reasons))
