"""What will be run, as values. ``PagePlan`` is what planning hands to checks and to sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from harness.capability import Capability
from harness.diagnostic import Diagnostic
from harness.parse.page import Ignore, Page, Snippet
from harness.source import Location


class Role(StrEnum):
    """Why a step runs: what is prepared for the page, the page itself, or its cleanup (always runs)."""

    BEFORE = "before"
    PAGE = "page"
    CLEANUP = "cleanup"


class Effect(StrEnum):
    """What running a command changes: nothing, only its own shell and working directory, or anything at all."""

    READS = "reads"
    LOCAL = "local"
    CHANGES = "changes"


class Stay(StrEnum):
    """Why a command goes on beside those after it: it answers them, or shows what they do."""

    SERVES = "serves"
    WATCHES = "watches"


class Elsewhere(StrEnum):
    """Where a user types a command that is not for the page's own shell, or what it needs that is not here."""

    POD = "pod"
    NODE = "node"
    PLATFORM = "platform"  # or an account of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A URL in a command and the source that takes its place; see ``plan/commands/replacement.py``.

    An ``if_unreachable`` one takes it only where the URL's host does not answer; a ``site_file`` is the site's own.
    """

    url: str
    source: str
    if_unreachable: bool = False
    site_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A prompt that a command is known to show (a regular expression) and what is typed then."""

    prompt: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command to run. ``text`` is what is typed; ``documented`` what the page shows; ``notes`` say why they differ.

    ``matcher`` is ``None`` where the matcher is chosen from the expected output's shape. ``timeout`` and ``retry`` are
    seconds; ``retry`` 0 means one attempt. ``contexts`` are names like ``CTX_CLUSTER1`` that the text uses and the
    page does not set. ``skip`` says why this one command of its snippet is not run; ``unattended``: since that needs a
    person, although the page counts on what it does. ``where`` it opens a shell, or is
    typed into one, is a container or a node; ``None`` for the page's own shell.

    ``read_only`` commands may be repeated, others while they fail before they do anything: a pod has not started.
    ``settles`` are variables that such a command sets from what it reads: as
    long as one of them is empty, what it reads is not there yet and the command is worth repeating.
    ``fills`` are variables that any command sets from what another prints, and that the page takes to have a value.
    ``bodies`` are what the page's functions do that it calls, and its scripts.
    ``expect_failure`` must fail; ``may_fail`` has an expected output that shows an error, so its status proves nothing.
    ``stays`` runs in a terminal of its own, beside the commands after it; ``ports`` are those that it, or a job in the
    background, will listen on. ``ends_with`` is the exit status with which it ends when all is well, such as that of
    ``timeout``. ``judged_late`` expects lines that come only when it is used.
    ``prints`` is ``log`` or ``listing`` where the text says so, else empty. ``may_find_nothing`` ends in a search and
    expects no output: that there is nothing is as good as that there is. ``products`` are names of the product
    whose site the page is on, where nothing on its path installs it.
    """

    at: Location
    text: str
    documented: str
    expected: str | None
    expected_at: Location | None = None
    part: bool = False  # of a document or a description, whose other lines are not shown
    matcher: str | None = None
    read_only: bool = False
    background: bool = False
    timeout: float = 120.0
    retry: float = 60.0
    retry_said: bool = False  # by a plan file: holds whatever the command touches
    expect_failure: bool = False
    answers: tuple[Answer, ...] = ()
    variables: tuple[str, ...] = ()  # shell variables the text reads
    needs: frozenset[Capability] = frozenset()
    effect: Effect = Effect.CHANGES
    contexts: tuple[str, ...] = ()
    tools: frozenset[str] = frozenset()  # programs it calls, beside those that every system has
    settles: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    may_fail: bool = False
    may_find_nothing: bool = False
    prints: str = ""
    stays: Stay | None = None
    ports: tuple[int, ...] = ()
    known: bool = True  # what its programs do is known, and so that they end
    ends_with: int = 0
    takes: float = 0.0  # seconds that it sleeps, by what earlier commands set as well
    judged_late: bool = False
    skip: str | None = None
    unattended: bool = False
    where: Elsewhere | None = None
    wants: tuple[str, ...] = ()  # values of the reader's for want of which it is not run
    replacements: tuple[Replacement, ...] = ()
    products: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A snippet in a variant, ready to run. ``skip`` says why it is not run, ``None`` when it is.

    ``added`` steps do not come from the page but from a plan file or the settings; ``assumed`` ones from
    what is known of the site.
    ``prepares`` names the prerequisite that a step makes or removes, which clusters of somebody else have, else empty.
    ``asks`` names the variable whose value a step finds out for the next one that does not, else empty.
    ``unprovided``: it is not run since it is for a platform or an account that the harness has not got.
    ``interrupts``: the page says before it that what runs in another terminal is to be stopped.
    ``midway``: it cleans up before the page goes on, so that it runs in its place.
    """

    id: str
    at: Location
    snippet: Snippet
    role: Role
    commands: tuple[Command, ...]
    skip: str | None = None
    added: bool = False
    assumed: bool = False
    prepares: str = ""
    asks: str = ""
    unprovided: bool = False
    interrupts: bool = False
    midway: bool = False

    @property
    def at_end(self) -> bool:
        """Whether it runs behind everything else of the page."""
        return self.role is Role.CLEANUP and not self.midway

    @property
    def needs(self) -> frozenset[Capability]:
        return frozenset().union(*(command.needs for command in self.commands))

    @property
    def read_only(self) -> bool:
        return all(command.read_only for command in self.commands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A path through the tabs of a page: ``taken`` maps a tabset's index to the value of the tab taken there.

    ``name`` is short (``helm``, ``iop``); pages without tabs have one variant named ``""``. ``elsewhere`` is the
    label of a tab on the path that is for another machine: such a path is planned, and run only where it is selected.
    """

    name: str
    taken: Mapping[int, str] = field(default_factory=dict)
    elsewhere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a variant needs before it can run: context variables, tools by program name, capabilities.

    ``clusters`` is how many clusters its contexts name (0: no cluster at all); ``networks`` how many distinct networks.
    """

    contexts: tuple[str, ...] = ()
    tools: frozenset[str] = frozenset()
    capabilities: frozenset[Capability] = frozenset()
    clusters: int = 0
    networks: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentPage:
    """A page that a path stands on and that is not among the site's files; ``at`` is the line that says so."""

    link: str
    at: Location

    def __str__(self) -> str:
        return f"needs {self.link}, which is not here ({self.at})"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenObject:
    """An object that the page says its reader has; ``at`` is the line that says so."""

    name: str
    at: Location

    def __str__(self) -> str:
        return f"needs {self.name}, which the page takes to be there ({self.at})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContexts:
    """What a path calls its clusters, where nobody else has said so, with templates such as ``{cluster1.context}``.

    ``variables`` hold a context's name, ``names`` are contexts themselves.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, str]:
        return {**self.variables, **self.names}


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantPlan:
    """One path of a page: its steps in order (before, page, cleanup) and what they need."""

    variant: Variant
    steps: tuple[Step, ...]
    needs: Needs
    read_only: bool = False
    absent: tuple[AbsentPage, ...] = ()
    given: tuple[GivenObject, ...] = ()
    contexts: PageContexts = field(default_factory=PageContexts)

    def predecessors(self, step_id: str) -> tuple[Step, ...]:
        """The steps before one, which must have run for it to make sense; the cleanup at the end is not among them."""
        before: list[Step] = []
        for step in self.steps:
            if step.id == step_id:
                break
            if not step.at_end:
                before.append(step)
        return tuple(before)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """All paths of a page that are to be run, and what is odd about it.

    ``variables`` are templates that the page's overrides put on top of the settings' ones; ``topology`` names one of
    the settings'; ``before`` are pages that have to be run before this one.
    """

    page: Page
    variants: tuple[VariantPlan, ...]
    unreached: tuple[str, ...] = ()  # tabs that no path takes, as "category=value"
    diagnostics: tuple[Diagnostic, ...] = ()
    tested: bool = True  # front matter says ``test: yes``, or settings take every page
    variables: Mapping[str, str] = field(default_factory=dict)
    topology: str = ""
    before: tuple[Path, ...] = ()
    ignores: tuple[Ignore, ...] = ()  # the page's own, and those of its plan file and front matter
