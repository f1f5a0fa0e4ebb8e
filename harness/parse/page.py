"""What a page holds, as values. ``Page`` is what parsing hands to every later stage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.diagnostic import Diagnostic
from harness.sites.plain import PLAIN
from harness.sites.site_profile import SiteProfile
from harness.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One command as a reader copies it, and its expected output on the page.

    ``command`` is shell source without its ``$ `` prompt, value shortcodes expanded, ``@path@`` marks removed;
    continuation and heredoc lines keep their newlines, no newline at the end. ``documented`` is the same as written on
    the page. ``expected`` is ``None`` where the page shows no output: then only the exit status counts.
    ``part`` is true where the output has a fence of its own, which may show a part of a document only.
    """

    at: Location  # the line of the prompt
    command: str
    documented: str
    expected: str | None = None
    expected_at: Location | None = None
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TabChoice:
    """A tab as seen from inside: which tabset (by its order on the page, from 0), which value, the name shown."""

    tabset: int
    category: str
    value: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabset:
    """A tabset of a page; ``parent`` is the tab it stands in, outermost tabsets have none."""

    index: int
    category: str
    at: Location
    tabs: tuple[TabChoice, ...]
    parent: TabChoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One ``text`` block (or fence) of a page.

    ``body`` is dedented with values expanded; ``body_at`` is the place of its first line. ``segments`` is empty unless
    the block holds shell commands. ``excluded`` is true for ``snip_id=none``: shown to readers, not run.
    ``boilerplate`` names the boilerplate the block came from, ``None`` for the page's own.
    ``tab_path`` lists the tabs around the block, outermost first. ``heading`` is the text of the heading above, as the
    reader sees it; ``section`` is that heading's part of ids, which is the same in every language.
    """

    id: str
    at: Location  # the line of the opening tag
    syntax: str  # the first word: bash, yaml, plain, ...
    body: str
    body_at: Location
    segments: tuple[Segment, ...] = ()
    output_syntax: str | None = None
    tab_path: tuple[TabChoice, ...] = ()
    excluded: bool = False
    heading: str = ""
    section: str = ""
    boilerplate: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    unread: str = ""  # why its text is not what a user sees, so that it must not run
    samples: tuple[str, ...] = ()  # the paths of ``@path@`` marks, in order
    source: str = field(default="", repr=False, compare=False)  # the whole text that the block stands in

    @property
    def last_line(self) -> int:
        """The last line of its body; what follows are the line that closes it, and the text around it."""
        return self.body_at.line + self.body.count("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``anchor`` is the explicit ``{#id}``, or ``None``; ``section`` is the id part derived from it or from the text.

    ``starts_section`` is false where ids go on as before it: first level, or inside a list.
    """

    at: Location
    level: int
    text: str
    anchor: str | None
    section: str
    starts_section: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A run of a page's text: every character of the page belongs to exactly one node, in order."""

    kind: str  # front-matter, prose, heading, shortcode-open, shortcode-close, shortcode, body, comment, ...
    at: Location
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """Findings of ``codes`` are ignored in the lines from ``first`` to ``last`` of the file; ``whole``: in all of it.

    ``at`` is where it is written.
    """

    at: Location
    codes: tuple[str, ...]
    reason: str
    first: int = 1
    last: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page read completely.

    ``snippets`` come in reading order with those of boilerplates in place, without those in HTML comments. ``headings``
    are the page's own.
    """

    path: Path
    language: str
    text: str
    front_matter: Mapping[str, Any]
    snippets: tuple[Snippet, ...]
    headings: tuple[Heading, ...]
    tabsets: tuple[Tabset, ...]
    boilerplates: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    ignores: tuple[Ignore, ...] = ()
    site: SiteProfile = field(default=PLAIN, repr=False, compare=False)
    cut: Callable[[], tuple[Node, ...]] = field(default=tuple, repr=False, compare=False)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The page's own text without a gap: ``"".join(node.text for node in nodes) == text``.

        It is cut when somebody asks: only what edits a page does.
        """
        return self.cut()
