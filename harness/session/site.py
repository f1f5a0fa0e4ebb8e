"""A site as settings describe it: reading its pages, planning them.

What reads pages is imported where one is read: a run that finds the plans of an earlier one reads none.
"""

import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harness.errors import PageError, SettingsError
from harness.parse.page import Page
from harness.session.plans_before import PlansBefore
from harness.settings import Settings, read_settings
from harness.settings.search import file_in
from harness.settings.settings_file import place_of
from harness.sites.detection import all_sites, site_named
from harness.suggest import nearest

if TYPE_CHECKING:
    from harness.graph.edge import Edge
    from harness.plan.step import PagePlan
    from harness.programs.program_profile import ProgramProfile

DEEPEST: Final = 12  # pages in a chain; `harness graph` tells of long ones
REGISTRY: Final = "harness.programs.registry"


@dataclass(kw_only=True)
class Site:
    """Reads settings once a folder. ``settings_file`` is the one to use instead of searching, ``None`` to search."""

    settings_file: Path | None = None
    plan_files: bool = True
    variants: Sequence[str] = ()
    alternatives: str = "first"
    timeouts: Mapping[str, float] = field(default_factory=dict)  # what options put in the place of settings
    _settings: dict[Path | None, Settings] = field(default_factory=dict, init=False)  # by settings file
    _programs: "dict[Path | None, tuple[ProgramProfile, ...]]" = field(default_factory=dict, init=False)  # likewise
    _before: PlansBefore = field(default_factory=PlansBefore, init=False)
    _files: dict[Path, Path | None] = field(default_factory=dict, init=False)  # settings file by folder

    def settings(self, page: Path) -> Settings:
        """The settings that hold for a page: those of the nearest file above it, else of the current folder's.

        Whoever asks turns to that page: the programs of its settings are in use from now on.
        """
        file = self.settings_file or self._file(page.parent.absolute())
        if file not in self._settings:
            settings = read_settings(file=file)
            require_site(settings)
            require_prerequisites(settings)
            self._settings[file] = replace(settings, timeouts=replace(settings.timeouts, **self.timeouts))
        self._use_programs(file)
        return self._settings[file]

    def _use_programs(self, file: Path | None) -> None:
        """Nothing is done as long as no settings have programs and nobody has asked for any."""
        settings = self._settings[file]
        if not settings.programs and REGISTRY not in sys.modules:
            return
        from harness.programs.registry import use  # noqa: PLC0415 - see above
        from harness.programs.site_programs import site_programs  # noqa: PLC0415 - likewise

        if file not in self._programs:
            self._programs[file] = site_programs(settings)
        use(self._programs[file])

    def _file(self, folder: Path) -> Path | None:
        if folder not in self._files:
            own = file_in(folder)
            above = None if own is not None or folder == folder.parent else self._file(folder.parent)
            self._files[folder] = own or above
        return self._files[folder]

    def page(self, path: Path) -> Page:
        """The page alone. Raises ``PageError`` when it cannot be read."""
        from harness.plan.site_reading import read_site_page  # noqa: PLC0415 - see the module's docstring

        return read_site_page(path, self.settings(path))

    def plan(self, path: Path, *, text: str | None = None) -> "PagePlan":
        """The page's plan, as if ``text`` were in its file.

        ``PageError`` when it cannot be read, ``SettingsError`` for a senseless plan file.
        """
        return self._plan(path, variants=self.variants, opened=(), text=text)

    def _plan(
        self, path: Path, *, variants: Sequence[str], opened: tuple[Path, ...], text: str | None = None
    ) -> "PagePlan":
        from harness.plan.overrides.override import Overrides  # noqa: PLC0415 - snippet files need no plan
        from harness.plan.overrides.override_file import load_overrides  # noqa: PLC0415 - likewise
        from harness.plan.page_plan import plan_page  # noqa: PLC0415 - likewise
        from harness.plan.prerequisite import edges_before  # noqa: PLC0415 - likewise
        from harness.plan.site_reading import read_site_page, site_tree  # noqa: PLC0415 - see the module's docstring

        settings = self.settings(path)
        page = read_site_page(path, settings, text=text)
        overrides = load_overrides(page, settings) if self.plan_files else Overrides()
        edges = edges_before(page, site_tree(settings)) if overrides.table.before is None else ()
        pages = {edge: plan for edge in edges if (plan := self._plan_before(edge, (*opened, path))) is not None}
        return plan_page(
            page,
            settings,
            overrides=overrides,
            variants=variants,
            alternatives=self.alternatives,
            edges=edges,
            pages=pages,
        )

    def _plan_before(self, edge: "Edge", opened: tuple[Path, ...]) -> "PagePlan | None":
        """The plan of a page that comes first; one that cannot be read, or that waits for this one, is left out."""
        if not edge.runs or edge.page is None:
            return None
        page, above = edge.page.resolve(), frozenset(one.resolve() for one in opened)
        if page in above or len(opened) > DEEPEST:
            self._before.leave_out(page if page in above else opened[0].resolve())
            return None
        if (known := self._before.find(page, above)) is not None:
            return known[1]
        with self._before.planning(page) as planned:
            try:
                planned.append(self._plan(edge.page, variants=(), opened=opened))
            except PageError:
                planned.append(None)  # it is red where it is tested
        return planned[0]


def require_site(settings: Settings) -> None:
    """Raises ``SettingsError`` for the name of a kind of site that there is not."""
    if settings.site:
        site_named(settings.site, at=None if settings.file is None else place_of(settings.file, "site"))


def require_prerequisites(settings: Settings) -> None:
    """Raises ``SettingsError`` for one that requires another which neither the settings nor any kind of site has."""
    for name, said in settings.prerequisites.items():
        for other in said.requires or ():
            if other in settings.prerequisites or settings.file is None:
                continue
            known = {*settings.prerequisites, *(one for site in all_sites().values() for one in site.prerequisites)}
            if other not in known:
                near = nearest(other, known)
                raise SettingsError(
                    f"setting 'prerequisites.{name}.requires': there is no prerequisite {other!r}",
                    at=place_of(settings.file, "prerequisites", name, "requires"),
                    expected=f"one of {', '.join(sorted(known))}",
                    remedy=f"did you mean '{near}'?" if near else f"add [prerequisites.{other}], or remove it",
                )


def require_variants(plans: "Collection[PagePlan]", selectors: Sequence[str]) -> None:
    """Raises ``SettingsError`` for a selector that means something on none of these pages."""
    from harness.plan.variants.variant_choice import knows  # noqa: PLC0415 - few runs select

    for selector in selectors if plans else ():
        if not any(knows(plan.page, [one.variant for one in plan.variants], selector) for plan in plans):
            names = sorted({name for plan in plans for one in plan.variants if (name := one.variant.name)})
            known = f"one of {', '.join(names)}" if names else "no --variant, since no page here has tabs"
            raise SettingsError(f"--variant {selector}: no page here has such a path", expected=known)


def plain_values(page: Path, settings: Settings) -> Mapping[str, str]:
    """The texts of value shortcodes that need no argument, by name."""
    from harness.parse.read import site_for, values_for  # noqa: PLC0415 - see the module's docstring
    from harness.parse.shortcodes.boilerplate import read_text  # noqa: PLC0415 - likewise
    from harness.parse.shortcodes.tag import Role, Tag  # noqa: PLC0415 - likewise
    from harness.parse.shortcodes.values import UnknownValueError  # noqa: PLC0415 - likewise
    from harness.plan.site_reading import parse_options  # noqa: PLC0415 - likewise

    options = parse_options(page, settings)
    values = values_for(page, site_for(page, read_text(page), options), options)
    texts: dict[str, str] = {}
    for name in values.shortcodes:
        with suppress(UnknownValueError):  # the site's data does not have it; pages that use it say so
            texts[name] = values.expand(Tag(start=0, end=0, role=Role.OPEN, name=name))
    return texts
