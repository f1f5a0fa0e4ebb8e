"""A plan as lines that a person reads: what is run on each path, in order, and what is not and why."""

from collections.abc import Iterator

from harness.diagnostic import Severity
from harness.plan.commands.answer import CONFIRM
from harness.plan.step import Command, PagePlan, Role, Step, VariantPlan
from harness.plan.unread import unread_page
from harness.plural import counted

WIDTH = 100  # of a command's first line


def plan_lines(plan: PagePlan) -> Iterator[str]:
    """The lines of ``harness plan PAGE``."""
    keys = plan.page.site.front_matter
    asks = f"{keys.tested[0]}: {keys.answers[0]}"
    tested = "" if plan.tested else f" (not tested: its front matter does not say `{asks}`)"
    yield f"{plan.page.path}{tested}"
    unread = unread_page(plan)
    if unread is not None:
        yield from str(unread).splitlines()
    for path in plan.variants:
        yield ""
        yield from path_lines(path)
    for tab in plan.unreached:
        yield f"no path takes the tab {tab}"
    # Notes are for programs: what they say, the steps show.
    odd = [diagnostic for diagnostic in plan.diagnostics if diagnostic.severity is not Severity.NOTE]
    if odd:
        yield ""
    for diagnostic in odd:
        yield from str(diagnostic).splitlines()


def path_lines(path: VariantPlan) -> Iterator[str]:
    run = [step for step in path.steps if step.skip is None]
    skipped = len(path.steps) - len(run)
    commands = sum(command.skip is None for step in run for command in step.commands)
    name = path.variant.name or "the page"
    kind = ", read-only" if path.read_only else ""
    not_run = f", {skipped} not run" if skipped else ""
    yield f"{name}: {counted(len(run), 'snippet')}, {counted(commands, 'command')}{not_run}{kind}"
    if path.variant.elsewhere:
        yield f"  not run here unless --variant names it: its tab '{path.variant.elsewhere}' is for another machine"
    yield from needs_lines(path)
    yield from (f"  {one}" for one in path.absent)
    for step in path.steps:
        yield from step_lines(step)


def needs_lines(path: VariantPlan) -> Iterator[str]:
    needs = path.needs
    if needs.clusters:
        networks = f" on {counted(needs.networks, 'network')}" if needs.clusters > 1 else ""
        contexts = f" ({', '.join(needs.contexts)})" if needs.contexts else ""
        yield f"  needs {counted(needs.clusters, 'cluster')}{networks}{contexts}"
    else:
        yield "  needs no cluster"
    if needs.tools:
        yield f"  tools {', '.join(sorted(needs.tools))}"
    if needs.capabilities:
        yield f"  capabilities {', '.join(sorted(needs.capabilities))}"


def step_lines(step: Step) -> Iterator[str]:
    role = "" if step.role is Role.PAGE else f" [{step.role}]"
    why = "" if step.skip is None else f"  not run: {step.skip}"
    yield f"  {step.at.line:>5}  {step.id}{role}{why}"
    if step.skip is None:
        if step.interrupts:
            yield "           first interrupts what runs in a terminal of its own: the page says so"
        for command in step.commands:
            yield from command_lines(command)


def command_lines(command: Command) -> Iterator[str]:
    first, *more = command.text.splitlines() or [""]
    text = first if len(first) <= WIDTH else f"{first[: WIDTH - 1]}…"
    yield f"           $ {text}{' …' if more and text == first else ''}"
    for remark in remarks(command):
        yield f"             {remark}"


def remarks(command: Command) -> Iterator[str]:
    """What is not as plain as typing a command and waiting for its end."""
    if command.skip is not None:
        yield f"not run: {command.skip}"
        return
    if command.stays is not None:
        yield f"{command.stays} until interrupted, in a terminal of its own"
    yield from command.notes
    for answer in command.answers:
        question = "a confirmation (y/N)" if answer == CONFIRM else repr(answer.prompt)
        yield f"answers {answer.reply!r} when asked for {question}"
    if command.settles:
        yield f"repeated until {', '.join(command.settles)} has a value"
    elif command.read_only and command.expected is not None and command.retry:
        yield f"repeated for {command.retry:g} s until its output agrees"
    if command.expect_failure:
        yield "must fail"
    for each in command.replacements:
        where = " where its host does not answer" if each.if_unreachable else ""
        yield f"{each.url} is replaced by {each.source}{where}"
