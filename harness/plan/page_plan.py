"""From a page to its plan: every path with its steps, in order, each ready to run."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from harness.graph.edge import Edge
from harness.parse.page import Page, Snippet
from harness.plan.alternatives.branch import Choice
from harness.plan.alternatives.choice import choices_of
from harness.plan.alternatives.not_taken import FIRST, NotTaken, not_taken, ways
from harness.plan.commands.elsewhere import Said, said_on
from harness.plan.commands.nested_shell import without_other_shells
from harness.plan.derived_variables import needing_the_same, with_values_asked
from harness.plan.files_below import files_below, files_first
from harness.plan.flow import connected, context_variables
from harness.plan.given_objects import given_objects
from harness.plan.late_steps import with_late_jobs
from harness.plan.needs import needs_of_path
from harness.plan.overrides.override import Addition, Overrides
from harness.plan.overrides.pages_first import (
    errors_of_pages_first,
    own_variables,
    pages_first,
    variables_of,
)
from harness.plan.own_product import products_before, with_products
from harness.plan.page_contexts import page_contexts
from harness.plan.path_findings import paths_elsewhere, unreached_tabs
from harness.plan.prerequisite import (
    Prerequisite,
    absent_pages,
    edges_before,
    needs_one_cluster,
    prerequisites_of,
    steps_of,
)
from harness.plan.reader_values import with_values_needed
from harness.plan.site_reading import site_tree
from harness.plan.step import Command, Effect, GivenObject, PageContexts, PagePlan, Role, Step, Variant, VariantPlan
from harness.plan.step_maker import StepMaker, judged
from harness.plan.told_commands import told_commands
from harness.plan.variants.tab_condition import for_another_tab, for_readers_of_another_tab, tabs_meant
from harness.plan.variants.variant import on_path, paths_of
from harness.plan.variants.variant_choice import chosen_variants
from harness.settings.sections import Settings

SHELL_SYNTAXES: Final = frozenset({"bash", "sh", "shell", "zsh", "console", "bask", "shell-session", "terminal"})
ADDED: Final = {Role.BEFORE: "before", Role.CLEANUP: "after"}  # in ids of steps that are not the page's


def plan_page(
    page: Page,
    settings: Settings,
    *,
    overrides: Overrides,
    variants: Sequence[str] = (),
    alternatives: str = FIRST,
    edges: Sequence[Edge] | None = None,
    pages: Mapping[Edge, PagePlan] = MappingProxyType({}),
) -> PagePlan:
    """What running a page means; ``variants`` are selectors that restrict its paths, see ``variant_choice``.

    ``alternatives`` says whether others than the first of the page's alternatives get paths of their own.
    ``edges`` say what it expects, by default what is found on the page; ``pages`` are the plans of those they lead to.
    """
    table = overrides.table
    if edges is None:
        edges = edges_before(page, site_tree(settings))
    planner = Planner(page=page, settings=settings, overrides=overrides, edges=edges, pages=pages)
    paths = paths_of(page)
    chosen = chosen_variants(page, table.variants, variants)
    return PagePlan(
        page=page,
        variants=tuple(planner.path(each, number) for each in chosen for number in planner.numbers(each, alternatives)),
        unreached=paths.unreached,
        diagnostics=(
            *page.diagnostics,
            *unreached_tabs(page, paths.unreached),
            *paths_elsewhere(page, chosen),
            *errors_of_pages_first(overrides),
        ),
        tested=settings.pages == "all" or page.site.front_matter.says_tested(page.front_matter),
        variables=variables_of(overrides),
        topology=table.topology,
        before=tuple(dict.fromkeys(each.page.path for each in pages_first(overrides))),
        ignores=(*page.ignores, *overrides.ignores),
    )


@dataclass(slots=True, kw_only=True)
class Planner:
    """Plans the paths of one page; what is the same on all of them is done once."""

    page: Page
    settings: Settings
    overrides: Overrides
    edges: Sequence[Edge] = ()
    pages: Mapping[Edge, PagePlan] = field(default_factory=dict)
    maker: StepMaker = field(init=False)
    choices: tuple[Choice, ...] = field(init=False)
    said: Mapping[str, Said] = field(init=False)
    meant: Mapping[str, tuple[str, str]] = field(init=False)
    given: tuple[GivenObject, ...] = field(init=False)
    filled_in: Collection[str] = field(init=False)  # variables that the page's reader sets
    other_products: tuple[str, ...] = field(init=False)  # products of other sites

    def __post_init__(self) -> None:
        self.maker = StepMaker(page=self.page, settings=self.settings, overrides=self.overrides)
        self.choices = choices_of(self.page)
        self.meant = tabs_meant(self.page)
        self.given = given_objects(self.page)
        self.filled_in = self.page.site.preparation.filled_in(self.page.text)
        self.other_products = products_before(self.page.text, self.page.site)
        self.said = {one: told for one, told in said_on(self.page).items() if not self.overrides.snippet(one).run}

    def numbers(self, variant: Variant, alternatives: str) -> range:
        """The paths that come by the page's alternatives, by the number of the one that each takes."""
        return range(1 if alternatives == FIRST else ways(self.choices, self.running(variant)))

    def running(self, variant: Variant) -> Callable[[str], bool]:
        """Whether a snippet holds a command that is run on a path, were it not for the page's alternatives."""
        ids = {
            snippet.id
            for snippet in self.page.snippets
            if snippet.segments and on_path(snippet.tab_path, variant) and self.maker.step(snippet).skip is None
        }
        return ids.__contains__

    def path(self, variant: Variant, number: int = 0) -> VariantPlan:
        """Preparations, the page's own snippets that are on the path, and at the end what plan files run always."""
        table = self.overrides.table
        left = not_taken(self.choices, number=number, runs=self.running(variant)) if self.choices else {}
        if number:
            variant = replace(variant, name="+".join(filter(None, (variant.name, f"alternative-{number + 1}"))))
        templates = {**self.settings.variables, **own_variables(table)}
        cleanup_of_pages: list[Step] = []
        steps = self.added(self.overrides.before, variant, Role.BEFORE, cleanup_of_pages)
        on_this = [snippet for snippet in self.page.snippets if on_path(snippet.tab_path, variant)]
        below = files_below(self.page, on_this)
        on_this = files_first(on_this, below)
        told = told_commands(self.page, on_this, below)
        for snippet in on_this:
            if (of_text := told.get(snippet.id)) is not None:
                name, command = of_text
                steps.append(self.maker.command_step(f"{snippet.id}.{name}", command, snippet.at, Role.PAGE))
            elif snippet.segments or snippet.syntax in SHELL_SYNTAXES:
                steps += self.around(snippet, self.others(snippet, variant), left.get(snippet.id))
        steps += self.added(self.overrides.after, variant, Role.CLEANUP, cleanup_of_pages)
        own_steps, contexts = steps, self.contexts(steps, templates)
        steps = self.with_prerequisites(steps, {**templates, **contexts.all}, variant)
        if len(steps) > len(own_steps):  # what comes first names its clusters first
            contexts = self.contexts(steps, templates)
        templates |= contexts.all
        own = self.with_values(without_other_shells([*steps, *cleanup_of_pages], self.said), templates)
        own = with_products(self.with_examples(own, templates), self.maker.products, self.other_products)
        through = needing_the_same(connected(own, context_variables(templates)))
        connected_steps = with_late_jobs(tuple(map(judged, through)))
        changing = any(
            command.effect is Effect.CHANGES and command.skip is None
            for step in connected_steps
            if step.skip is None
            for command in step.commands
        )
        return VariantPlan(
            variant=variant,
            steps=connected_steps,
            needs=needs_of_path(connected_steps, table, templates, contexts.names),
            read_only=not changing if table.read_only is None else table.read_only,
            absent=absent_pages(self.page, self.settings.prerequisites, self.edges) if table.before is None else (),
            given=self.given,
            contexts=contexts,
        )

    def contexts(self, steps: Sequence[Step], templates: Mapping[str, str]) -> PageContexts:
        """What the steps call their clusters, beside what settings and plan files say."""
        known = [cluster.name for one in self.settings.topologies.values() for cluster in one.clusters]
        return page_contexts(steps, self.page.text, templates, self.settings.env, known)

    def with_prerequisites(self, steps: list[Step], templates: Mapping[str, str], variant: Variant) -> list[Step]:
        """Steps between what makes and removes what the page expects to be there.

        What is known to prepare a single cluster is for pages about one; other pages are run for all, and so is what
        needs no cluster.
        """
        table = self.overrides.table
        if table.before is not None or not any(step.skip is None for step in steps):
            return steps
        own = [step.snippet for step in steps if step.skip is None and not step.added]
        found = list(prerequisites_of(self.page, self.settings.prerequisites, own, self.edges, self.pages))
        contexts = context_variables(templates)
        if table.clusters not in {None, 1} or not needs_one_cluster(steps, contexts):
            found = [one for one in found if one.is_about(contexts)]
        found = [one.without(own) for one in found]
        first = {step.id: step for one in found for step in self.prepared(one, variant)}
        after = [step for one in found for step in self.made(one, Role.CLEANUP)]
        later = {one.name for one in found if one.page is not None or one.stands_in}  # in the order of their links
        known_first = sorted(first.values(), key=lambda step: step.prepares.startswith("/") or step.prepares in later)
        return [*known_first, *steps, *after]

    def prepared(self, prerequisite: Prerequisite, variant: Variant) -> list[Step]:
        """Steps that bring a page's start state about."""
        if prerequisite.page is None:
            return self.made(prerequisite, Role.BEFORE)
        return list(steps_of(prerequisite, like(prerequisite.page, variant).steps))

    def made(self, one: Prerequisite, role: Role) -> list[Step]:
        return [
            replace(
                self.maker.command_step(f"{one.name}.{ADDED[role]}_{number}", text, one.at, role), prepares=one.name
            )
            for number, text in enumerate(one.commands(role), start=1)
        ]

    def with_values(self, steps: Sequence[Step], templates: Collection[str]) -> list[Step]:
        """Steps, and in front of some what asks for variables that the path reads and never sets."""
        said = {**self.settings.variables_from, **self.overrides.table.variables_from}
        commands = {**self.page.site.variables_from, **said}

        def ask(name: str, text: str, command: Command, step: Step) -> Step:
            reader = step.id.removesuffix(f".value_of_{step.asks}")
            made = self.maker.command_step(f"{reader}.value_of_{name}", text, command.at, step.role)
            return replace(made, asks=name, assumed=name not in said)

        wanted = {name: command for name, command in commands.items() if command}
        return with_values_asked(steps, self.set_before(templates), wanted, ask)

    def set_before(self, templates: Collection[str]) -> Collection[str]:
        return {*templates, *self.settings.env, *variables_of(self.overrides)}

    def with_examples(self, steps: Sequence[Step], templates: Collection[str]) -> list[Step]:
        """Steps without those that need a value of the reader's; behind some, what sets it to the page's example."""

        def make(name: str, text: str, step: Step) -> Step:
            made = self.maker.command_step(f"{step.id}.value_of_{name}", text, step.at, step.role)
            return replace(made, asks=name)

        return with_values_needed(steps, self.set_before(templates), make, self.filled_in)

    def others(self, snippet: Snippet, variant: Variant) -> str | None:
        """Why a snippet is not for the readers of a path, unless a plan file says that it is run."""
        if self.overrides.snippet(snippet.id).run:
            return None
        of_boilerplate = for_readers_of_another_tab(snippet, self.page, variant)
        return of_boilerplate or for_another_tab(self.meant, snippet.id, variant)

    def around(self, snippet: Snippet, skip: str | None, left: NotTaken | None) -> list[Step]:
        """A snippet's step, with the commands that a plan file puts before and after it; none runs if one must not."""
        said = self.overrides.snippet(snippet.id)
        if left is not None and skip is None and not said.run:
            return [replace(self.maker.step(snippet), skip=left.reason, unprovided=left.unprovided)]
        at = self.overrides.places.get(snippet.id, snippet.at)
        step = self.maker.step(snippet)
        before = [
            self.maker.command_step(f"{step.id}.before_{n}", text, at, step.role)
            for n, text in enumerate(said.before, 1)
        ]
        after = [
            self.maker.command_step(f"{step.id}.after_{n}", text, at, step.role) for n, text in enumerate(said.after, 1)
        ]
        steps = [*before, step, *after]
        return steps if skip is None else [replace(each, skip=skip) for each in steps]

    def added(self, additions: Sequence[Addition], variant: Variant, role: Role, last: list[Step]) -> list[Step]:
        """Steps of a plan file's entries; the cleanup of pages among them goes to the front of ``last``."""
        steps: list[Step] = []
        for number, addition in enumerate(additions, start=1):
            name = f"{ADDED[role]}_{number}"
            if addition.page is not None:
                path = like(addition.page, variant)
                wanted = [each for each in path.steps if addition.snippet in {"", each.id}]
                taken = [replace(each, id=f"{name}.{each.id}", added=True) for each in wanted]
                steps += [replace(each, role=role) for each in taken if not each.at_end]
                last[:0] = [each for each in taken if each.at_end]
            elif addition.snippet:
                own = next(each for each in self.page.snippets if each.id == addition.snippet)
                steps.append(replace(self.maker.step(own), id=f"{name}.{own.id}", role=role, added=True))
            else:
                steps.append(self.maker.command_step(name, addition.command, addition.at, role))
        return steps


def like(plan: PagePlan, variant: Variant) -> VariantPlan:
    """The path of another page that has the same name, else its first."""
    return next((each for each in plan.variants if each.variant.name == variant.name), plan.variants[0])
