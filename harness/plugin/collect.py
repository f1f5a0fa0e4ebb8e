"""Pages as collectors, snippets as items. Every decision is taken in the core."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.diagnostic import Diagnostic, Severity
from harness.errors import HarnessError, MachineError, PageError, PrerequisiteError, SettingsError
from harness.plan.late_steps import late_last
from harness.plan.step import PagePlan, Role, Step, VariantPlan
from harness.plan.unread import blockers, told_once
from harness.plugin.state import HARNESS, Harness

if TYPE_CHECKING:  # and what runs a page: collecting it runs nothing, and is to be quick
    from harness.capability import Capability, Fidelity
    from harness.match.verdict import Verdict
    from harness.session.conditions import Conditions
    from harness.session.open_page import OpenPage


CHECK = "check"
UNREAD_COMMANDS = "unread-commands"  # --strict-docs fails a page for them


class DocumentationError(Exception):
    """A snippet whose output differs or whose command failed, as the report stage renders it, never as a traceback."""


class SessionOwner(pytest.Collector):
    """A collector that holds the running session of one variant; it is opened by the first item that needs it."""

    _open: "OpenPage | None" = None
    unprepared: str | None = None  # why what the page stands on is not there
    closed_to: str | None = None  # the first snippet that wanted the page open, when it could not be opened

    @property
    def is_open(self) -> bool:
        return self._open is not None

    @property
    def offered(self) -> "Mapping[Capability, Fidelity] | None":
        """What the clusters of an open page can do."""
        return None if self._open is None else self._open.session.options.capabilities

    @property
    def conditions(self) -> "Conditions | None":
        """Where an open page runs, and with which versions."""
        return None if self._open is None else self._open.conditions

    def open_page(self, plan: PagePlan, variant: VariantPlan, step: Step) -> "OpenPage":
        """Opened once: what could not be opened for the first snippet is not tried again for the others."""
        if self._open is None:
            try:
                self._open = self.config.stash[HARNESS].open_page(plan, variant)
            except PrerequisiteError as error:
                self.unprepared = error.message
                raise
            except HarnessError:
                self.closed_to = step.id
                raise
        return self._open

    def teardown(self) -> None:
        """Cleanup steps that no item ran, then the lease and the folders; what is left behind is reported."""
        opened, self._open = self._open, None
        if opened is not None:
            self.config.stash[HARNESS].close_page(opened)
            if opened.untold:
                raise MachineError("\n".join(opened.untold))


class PageFile(pytest.File, SessionOwner):
    """One Markdown page."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        harness: Harness = self.config.stash[HARNESS]
        try:
            plan = harness.plan(self.path)
        except (PageError, SettingsError) as error:  # of the page, or of its plan file
            yield CheckItem.from_parent(self, name=CHECK, plan=None, error=error)
            return
        if not plan.page.snippets and not plan.diagnostics:
            return
        yield CheckItem.from_parent(self, name=CHECK, plan=plan, error=None)
        if blockers(plan):
            return  # the check says why, whatever rules are switched off
        for variant in plan.variants:
            if variant.variant.elsewhere:
                continue  # the check has a note on it
            if variant.variant.name:
                yield VariantNode.from_parent(self, name=variant.variant.name, plan=plan, variant=variant)
            else:
                yield from snippet_items(self, plan, variant)


class VariantNode(SessionOwner):
    """One path through the tabs of a page."""

    def __init__(self, *, plan: PagePlan, variant: VariantPlan, **rest: Any) -> None:
        super().__init__(**rest)
        self.plan, self.variant = plan, variant

    def collect(self) -> Iterator[pytest.Item]:
        yield from snippet_items(self, self.plan, self.variant)


def snippet_items(parent: SessionOwner, plan: PagePlan, variant: VariantPlan) -> Iterator[pytest.Item]:
    markers = [pytest.mark.needs_cluster] if variant.needs.clusters else []
    for step in late_last(variant.steps):
        if step.role is not Role.BEFORE and not step.prepares:  # preparations run as set-up of the first snippet
            yield SnippetItem.from_parent(parent, name=step.id, plan=plan, variant=variant, step=step, markers=markers)


class PageItem(pytest.Item):
    """What the two kinds of items share: failures that are texts."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, DocumentationError | HarnessError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class CheckItem(PageItem):
    """The static findings of a page, found before anything runs."""

    def __init__(self, *, plan: PagePlan | None, error: PageError | SettingsError | None, **rest: Any) -> None:
        super().__init__(**rest)
        self.plan, self.error, self.findings = plan, error, tuple[Diagnostic, ...]()

    def runtest(self) -> None:
        harness = self.config.stash[HARNESS]
        if self.plan is None:
            assert self.error is not None  # noqa: S101 - one of the two is always given
            if isinstance(self.error, PageError):
                self.findings = self.error.diagnostics
            raise self.error
        self.findings = told_once(harness.check(self.plan))
        strict = {UNREAD_COMMANDS} if harness.strict(self.plan) else set()
        errors = [one for one in self.findings if one.severity is Severity.ERROR or one.code in strict]
        if errors:
            raise PageError(errors)

    def record(self) -> list[dict[str, Any]]:
        from harness.plan.plan_json import diagnostic_json  # noqa: PLC0415 - listing pages checks none

        page = self.config.stash[HARNESS].shown(self.path)
        return [{"page": str(page), "findings": [diagnostic_json(one) for one in self.findings]}]

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name


class SnippetItem(PageItem):
    """A snippet in a variant."""

    verdict: "Verdict | None" = None

    def __init__(
        self,
        *,
        plan: PagePlan,
        variant: VariantPlan,
        step: Step,
        markers: Sequence[pytest.MarkDecorator],
        **rest: Any,
    ) -> None:
        super().__init__(**rest)
        self.plan, self.variant, self.step = plan, variant, step
        for marker in markers:
            self.add_marker(marker)

    @property
    def owner(self) -> SessionOwner:
        assert isinstance(self.parent, SessionOwner)  # noqa: S101 - `snippet_items` made it so
        return self.parent

    def setup(self) -> None:
        """Clusters that cannot be had are an error of the set-up, not a failure of the page."""
        if self.step.skip is None and self.owner.closed_to is self.owner.unprepared is None and not self._too_late():
            with self._reported_once():
                self.owner.open_page(self.plan, self.variant, self.step)

    @contextmanager
    def _reported_once(self) -> Iterator[None]:
        """What a page stands on fails once a run; other pages are skipped with the reason."""
        try:
            yield
        except PrerequisiteError as error:
            if not error.known:
                raise

    def _too_late(self) -> bool:
        """Whether the run's time is over before the page was opened: then ``verdict`` says so."""
        if not self.owner.is_open:
            harness = self.config.stash[HARNESS]
            timeouts = harness.site.settings(self.plan.page.path).timeouts
            self.verdict = harness.clock.too_late(self.step, self.variant.variant.name, timeouts)
        return self.verdict is not None

    def runtest(self) -> None:
        from harness.match.verdict import NOT_RUN, Outcome  # noqa: PLC0415 - see the imports above

        self.verdict = self._verdict()
        if self.verdict.outcome in NOT_RUN:
            pytest.skip(self.verdict.sentence)
        if self.verdict.outcome is not Outcome.PASSED:
            raise DocumentationError(self.config.stash[HARNESS].failure_text(self.verdict, self.plan.page.path))

    def _verdict(self) -> "Verdict":
        from harness.session.page.step_verdict import strictly  # noqa: PLC0415 - see the imports above

        verdict = self._plain_verdict()
        return strictly(verdict) if self.config.stash[HARNESS].strict(self.plan) else verdict

    def _plain_verdict(self) -> "Verdict":
        from harness.session.page.not_run import closed, not_run  # noqa: PLC0415 - see the imports above

        if self.step.skip is not None:
            return not_run(self.step, self.variant.variant.name, self.owner.offered)
        if self.owner.unprepared is not None:
            return not_run(replace(self.step, skip=self.owner.unprepared), self.variant.variant.name, None)
        if self.owner.closed_to is not None:
            return closed(self.step, self.variant.variant.name, self.owner.closed_to)
        if self.verdict is not None:
            return self.verdict
        return self.owner.open_page(self.plan, self.variant, self.step).run(self.step.id)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        place = self.step.at if self.step.at.included_from is None else self.step.at.included_from
        variant = self.variant.variant.name
        return self.path, place.line - 1, f"{variant}::{self.step.id}" if variant else self.step.id
