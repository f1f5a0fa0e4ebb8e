"""What a plan file or a page's own front matter says beyond the page, as values: the classes are the files' schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from harness.parse.page import Ignore
from harness.plan.overrides.matcher_name import MatcherName
from harness.plan.step import PagePlan
from harness.settings.sections import Count, Seconds, Templated
from harness.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetOverride:
    """What is said about one snippet, by its id. ``before`` and ``after`` are commands around it."""

    match: MatcherName | None = None
    timeout: Seconds | None = None
    retry: Seconds | None = None
    answer: Mapping[str, str] = field(default_factory=dict)  # prompt, a regular expression -> reply
    skip: str = ""  # the reason
    run: bool = False  # although it looks as if it could not be run
    expect: Literal["success", "failure"] | None = None
    read_only: bool | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantsOverride:
    """Which paths are run: ``only`` those, without ``exclude``.

    ``named`` paths (name -> the values of the tabs that it takes) stand in for the inferred ones.
    """

    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideTable:
    """The keys of a plan file and of ``harness:`` in front matter.

    ``before`` and ``after`` hold shell commands, ids of snippets of this page (``#id``), and other pages
    (``docs/a/index.md``, or one snippet of it, ``docs/a/index.md#id``).
    """

    clusters: Count | None = None
    networks: Count | None = None
    topology: str = ""
    contexts: Mapping[str, Templated] = field(default_factory=dict)  # variable -> cluster, or a template
    variables: Mapping[str, Templated] = field(default_factory=dict)  # variable -> text or a template
    variables_from: Mapping[str, str] = field(default_factory=dict)  # variable -> command that prints its value
    before: tuple[str, ...] | None = None  # None: what settings know of the pages it links to
    after: tuple[str, ...] = ()
    variants: VariantsOverride = field(default_factory=VariantsOverride)
    cleanup: tuple[str, ...] = ()  # ids of snippets or of headings
    read_only: bool | None = None
    ignore: Mapping[str, str] = field(default_factory=dict)  # code of a finding -> why it is none
    snippets: Mapping[str, SnippetOverride] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One entry of ``before`` or ``after``: a ``command``, or steps of a page.

    ``page`` is ``None`` for the page itself; ``snippet`` names the one step that is meant, empty means all of ``page``.
    """

    at: Location
    command: str = ""
    page: PagePlan | None = None
    snippet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """A table that was read and checked against its page. ``path`` is the plan file, ``None`` without one."""

    path: Path | None = None
    table: OverrideTable = field(default_factory=OverrideTable)
    before: tuple[Addition, ...] = ()
    after: tuple[Addition, ...] = ()
    places: Mapping[str, Location] = field(default_factory=dict)  # of each snippet's entry
    ignores: tuple[Ignore, ...] = ()

    def snippet(self, snippet_id: str) -> SnippetOverride:
        return self.table.snippets.get(snippet_id, NOTHING_SAID)


NOTHING_SAID = SnippetOverride()


def with_placeholders(contexts: Mapping[str, str]) -> dict[str, str]:
    """Contexts as templates: one may be given as a cluster's name alone."""
    return {name: cluster if "{" in cluster else f"{{{cluster}.context}}" for name, cluster in contexts.items()}
