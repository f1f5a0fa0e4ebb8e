"""Everything that is known of a kind of site."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Final

from harness.settings.constraint import VARIABLES, Problem, Regex, odd_variable
from harness.settings.prerequisite_table import PrerequisiteSetting
from harness.settings.shortcode_table import TemplateText
from harness.sites.container_roles import Containers
from harness.sites.fences import NOTHING_MORE, Fences
from harness.sites.front_matter_keys import USUAL, FrontMatterKeys
from harness.sites.preparation import PREPARATION, Preparation
from harness.sites.shortcode import Shortcode, ShortcodeRole

MATTERS_OF_TASTE: Final = frozenset(
    {"double-space", "duplicate-id", "output-in-comment", "placeholder", "unattended", "unknown-syntax"}
)
"""Codes of the checks that a kind of site may care about."""

_NAME: Final = re.compile(r"\{[a-z]+\*?\}")


@dataclass(frozen=True, slots=True)
class Choice:
    """Two templates, and the name of the value that decides between them: ``if_false`` also where it has none."""

    key: str
    if_true: TemplateText
    if_false: TemplateText


@dataclass(frozen=True, slots=True)
class ByArgument:
    """Templates by the shortcode's first argument."""

    templates: Mapping[str, TemplateText]


Template = TemplateText | Choice | ByArgument
"""What a value shortcode stands for: ``{key}`` is a value of the site's data, ``{0}`` an argument,
``{params.$0}`` the value that has its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What shows a kind of site: one of the files ``paths``, seen from its root, in which ``says`` finds something.

    ``^`` and ``$`` in ``says`` are the ends of lines.
    """

    paths: tuple[str, ...]
    says: Annotated[str, Regex()] = ""  # empty: the file alone is a sign


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteProfile:
    """A kind of site. ``[prerequisites]``, ``[links]`` and so on of the settings go on top of what is known here.

    The profile of a site is the first whose ``signs`` are all at its root. A page outside of all sites is of the first
    kind whose ``page_sign`` (a regular expression, with lines as in ``Sign``) finds something in its text.
    """

    name: str
    signs: tuple[Sign, ...] = ()
    page_sign: Annotated[str, Regex()] = ""
    fences: Fences = NOTHING_MORE
    front_matter: FrontMatterKeys = USUAL
    shortcodes: Mapping[str, Shortcode] = field(default_factory=dict)
    config_files: tuple[str, ...] = ()  # that hold ``params`` and the like, seen from the site's root
    public_folder: str = "static"  # whose files the site publishes as they are, where its configuration says nothing
    data_files: tuple[str, ...] = ()  # with values, likewise; known by their names without ending
    values: Mapping[str, Template] = field(default_factory=dict)  # of value shortcodes
    marks: Mapping[Annotated[str, Regex()], Template] = field(default_factory=dict)  # of other values, by expressions
    tab_boilerplates: Mapping[str, str] = field(default_factory=dict)  # glob of names -> the tab they are for
    variables_from: Mapping[str, str] = field(default_factory=dict)  # variable -> command that prints its value
    prerequisites: Mapping[str, PrerequisiteSetting] = field(default_factory=dict)
    preparation: Preparation = PREPARATION
    partials: tuple[str, ...] = ("_*",)  # globs of names of files and folders that other pages include
    navigation: tuple[str, ...] = ()  # files that list the pages in their order, seen from a folder above these
    cares: frozenset[str] = frozenset()  # codes that are a matter of taste on other sites
    implied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # own link (pattern) -> what it stands on
    continued: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # likewise, whatever else the page says
    copies: Mapping[str, str] = field(default_factory=dict)  # URL -> source, where the URL cannot be reached
    containers: frozenset[Containers] = frozenset()  # tabs and notes that are no shortcodes
    published: Mapping[str, str] = field(default_factory=dict)  # URL -> file in the checkout, which is always used
    links: Mapping[str, str] = field(default_factory=dict)  # folder that pages work in -> source

    def extended(self, **changes: Any) -> "SiteProfile":
        """A profile like this one; tables are added to those of this one, other fields replaced."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        both = ((name, own.get(name), value) for name, value in changes.items())
        tables = {
            name: {**known, **value}
            for name, known, value in both
            if isinstance(known, Mapping) and isinstance(value, Mapping)
        }
        return SiteProfile(**(own | changes | tables))

    def role(self, name: str) -> ShortcodeRole | None:
        """What a shortcode is for; ``None`` for one that is not known."""
        known = self.shortcodes.get(name)
        return None if known is None else known.role

    def problem(self) -> Problem | None:
        """Why a plug-in cannot add it."""
        return next(chain(self._odd_shortcodes(), self._odd_names(), self._odd_words()), None)

    def _odd_shortcodes(self) -> Iterator[Problem]:
        for name, known in self.shortcodes.items():
            if known.role is ShortcodeRole.VALUE and name not in self.values:
                yield Problem(f"the shortcode {name!r} is a value without a template", f"values={{{name!r}: template}}")
            for field_name in known.meaningless():
                yield Problem(f"{field_name} of the shortcode {name!r} means nothing for {known.role}")

    def _odd_names(self) -> Iterator[Problem]:
        for name, one in self.prerequisites.items():
            for other in sorted(set(one.requires or ()) - self.prerequisites.keys()):
                yield Problem(f"the prerequisite {name!r} requires {other!r}, which there is not")
        if odd := odd_variable(self.variables_from):
            yield Problem(f"{odd!r} in variables_from is no name of a variable", VARIABLES)
        for name, source in self.links.items():
            if source.startswith("/") and not Path(source).exists():
                yield Problem(f"links[{name!r}]: there is no {source}", "a file or folder of the package")
        for url, file in self.published.items():
            for other in sorted({*_NAME.findall(file)} - {*_NAME.findall(url)}):
                yield Problem(f"published[{url!r}]: the URL has no {other}", "the placeholders of the URL")

    def _odd_words(self) -> Iterator[Problem]:
        if not self.front_matter.tested or not self.front_matter.answers:
            yield Problem("no key of the front matter says that a page is tested", "FrontMatterKeys(tested=('test',))")
        for syntax in self.fences.syntaxes:
            if syntax != syntax.casefold():
                yield Problem(f"{syntax!r} in syntaxes is never met", "info strings in small letters")
        for code in sorted(self.cares - MATTERS_OF_TASTE):
            matters = ", ".join(sorted(MATTERS_OF_TASTE))
            yield Problem(f"{code!r} in cares is no matter of taste", f"some of {matters}")
