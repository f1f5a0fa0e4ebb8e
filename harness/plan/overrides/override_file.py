"""Finding and reading what is said about a page: its plan file and its front matter, each mistake at its own line."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from harness.diagnostic import Diagnostic
from harness.errors import PageError, SettingsError
from harness.parse.page import Ignore, Page
from harness.plan.codes import BAD_OVERRIDE
from harness.plan.overrides.override import Addition, Overrides, OverrideTable, with_placeholders
from harness.plan.overrides.yaml_place import repeated_key, yaml_line
from harness.plan.page_plan import plan_page
from harness.plan.site_reading import read_site_page
from harness.plan.step import PagePlan
from harness.plan.variants.variant import paths_of
from harness.plan.variants.variant_choice import chosen_variants, knows, named_variants, selectors_of
from harness.settings.build import Builder
from harness.settings.placeholder import clusters_in, unknown_cluster
from harness.settings.sections import Settings
from harness.settings.toml_place import KeyPath, holds, line_of
from harness.source import Location
from harness.suggest import nearest

FRONT_MATTER = "harness"  # the key
ENDINGS = (".yml", ".yaml")


def load_overrides(
    page: Page,
    settings: Settings,
    *,
    read: Callable[[Path, Settings], Page] = read_site_page,
    opened: tuple[Path, ...] = (),
) -> Overrides:
    """What is said about a page, checked against it; what the plan file says wins over the front matter.

    ``read`` reads other pages that it names; ``opened`` are the pages whose overrides led here. ``SettingsError`` for a
    mistake in a plan file, ``PageError`` for one in front matter.
    """
    path = plan_file(page.path, settings)
    if path is None and FRONT_MATTER not in page.front_matter:
        return Overrides()  # most pages
    plan = yaml_table(path) if path is not None else {}
    try:
        said = Said(page=page, path=path, plan=plan)
        return said.overrides(settings, read, (*opened, page.path))
    except SettingsError as error:
        if isinstance(error.at, Location) and error.at.path == page.path:
            raise PageError([as_diagnostic(error, error.at)]) from error
        raise


def plan_file(page: Path, settings: Settings) -> Path | None:
    """The plan file with the longest name that fits: ``plans/docs/a/b.yml`` before ``plans/b.yml``."""
    if not settings.plans.is_dir():
        return None
    tops = {path.name.partition(".")[0] for path in settings.plans.iterdir()}  # spares asking for most names
    paths = (settings.plans / path for path in candidates(page, tops))
    return next((path for path in paths if path.is_file()), None)


def candidates(page: Path, tops: Collection[str] | None = None) -> Iterator[PurePath]:
    """Names for a page's plan file, longest first: suffixes of its path, a bundle with or without ``/index``.

    ``tops`` are the first parts of the names that there are, without their endings.
    """
    stem = page.name.partition(".")[0]  # `index.zh.md` is a translation of `index.md`
    bundle = stem in {"index", "_index"}
    parts = page.absolute().parent.parts[1:]
    for start in range(len(parts) + (not bundle)):
        names = [(*parts[start:], stem)]
        if bundle:
            names.append(parts[start:])
        for name in names:
            if tops is None or (name[0].partition(".")[0] in tops):
                for ending in ENDINGS:
                    yield PurePath(*name[:-1], f"{name[-1]}{ending}")


def yaml_table(path: Path) -> Mapping[str, Any]:
    import yaml  # noqa: PLC0415 - most pages have no plan file

    try:
        text = path.read_text(encoding="utf-8")
        table = yaml.load(text, Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise SettingsError(f"not UTF-8 text: {error.reason}", at=Location(path=path, line=1)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = Location(path=path, line=1 if mark is None else mark.line + 1)
        raise SettingsError(f"not YAML: {getattr(error, 'problem', None) or error}", at=at) from error
    if table is not None and not isinstance(table, Mapping):
        raise SettingsError("a plan file is a table of keys", at=Location(path=path, line=1), expected="key: value")
    if (twice := repeated_key(text)) is not None:
        key, line = twice
        raise SettingsError(f"key '{key}' occurs twice", at=Location(path=path, line=line), remedy="keep one of them")
    return table or {}


def as_diagnostic(error: SettingsError, at: Location) -> Diagnostic:
    return BAD_OVERRIDE.found(at, error.message, expected=error.expected, remedy=error.remedy)


@dataclass(slots=True, kw_only=True)
class Said:
    """What stands in the two places, as plain tables, with the lines of their keys."""

    page: Page
    path: Path | None
    plan: Mapping[str, Any]
    front: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        front = self.page.front_matter.get(FRONT_MATTER) or {}
        if not isinstance(front, Mapping):
            at = Location(path=self.page.path, line=front_matter_line(self.page.text, (FRONT_MATTER,)))
            raise SettingsError(f"'{FRONT_MATTER}' in front matter is {front!r}", at=at, expected="a table of keys")
        self.front = front

    def overrides(
        self, settings: Settings, read: Callable[[Path, Settings], Page], opened: tuple[Path, ...]
    ) -> Overrides:
        builder = Builder(place=self.place, folder=lambda _: settings.root, what="key")
        table = builder.build(OverrideTable, merged(self.front, self.plan))
        self.check_ids(table, settings)
        self.check_variants(table)
        self.check_clusters(table, settings, builder)
        adder = Adder(said=self, settings=settings, read=read, opened=opened)
        return Overrides(
            path=self.path,
            table=table,
            before=tuple(adder.addition(text, ("before", n)) for n, text in enumerate(table.before or ())),
            after=tuple(adder.addition(text, ("after", n)) for n, text in enumerate(table.after)),
            places={name: self.place(("snippets", name)) for name in table.snippets},
            ignores=tuple(
                Ignore(at=self.place(("ignore", code)), codes=(code,), reason=reason.strip(), whole=True)
                for code, reason in table.ignore.items()
            ),
        )

    def place(self, keys: KeyPath) -> Location:
        """The plan file's line if it has such a key or nobody has, else the front matter's."""
        if self.path is not None and (holds(self.plan, keys) or not holds(self.front, keys)):
            return Location(path=self.path, line=yaml_line(self.path.read_text(encoding="utf-8"), keys))
        return Location(path=self.page.path, line=front_matter_line(self.page.text, (FRONT_MATTER, *keys)))

    def missing(
        self, what: str, name: str, known: list[str], keys: KeyPath, *, page: Path | None = None
    ) -> SettingsError:
        near = nearest(name, known)
        remedy = f"did you mean '{near}'?" if near else "see `harness plan` for the names on this page"
        return SettingsError(f"{what} '{name}' is not on {page or self.page.path}", at=self.place(keys), remedy=remedy)

    def check_ids(self, table: OverrideTable, settings: Settings) -> None:
        """Whatever is named has to be there: a name that fits nothing would silently do nothing."""
        ids = [snippet.id for snippet in self.page.snippets]
        for name in table.snippets:
            if name not in ids:
                raise self.missing("snippet", name, ids, ("snippets", name))
        headings = [each for heading in self.page.headings for each in (heading.anchor, heading.section) if each]
        for number, name in enumerate(table.cleanup):
            if name not in ids and name not in headings:
                raise self.missing("snippet or heading", name, [*ids, *headings], ("cleanup", number))
        if table.topology and table.topology not in settings.topologies:
            raise SettingsError(
                f"no topology '{table.topology}'",
                at=self.place(("topology",)),
                expected=f"one of {', '.join(settings.topologies) or 'none: settings define no topology'}",
            )

    def check_clusters(self, table: OverrideTable, settings: Settings, builder: Builder) -> None:
        """Clusters that variables speak of have a number, or stand in a topology."""
        named = settings.named_clusters()
        for key, variables in (("contexts", with_placeholders(table.contexts)), ("variables", table.variables)):
            for variable, cluster in clusters_in(variables):
                if (problem := unknown_cluster(cluster, named)) is not None:
                    raise builder.refused(problem, (key, variable))

    def check_variants(self, table: OverrideTable) -> None:
        """Paths that are named must exist, and one must be left."""
        said = table.variants
        page = self.page
        named = {variant.name for variant in named_variants(page, said)}
        for name, values in said.named.items():
            if name not in named:
                raise SettingsError(
                    f"no path takes the tabs {', '.join(values)} together",
                    at=self.place(("variants", "named", name)),
                    expected=f"values of tabs: {', '.join(selectors_of(page, ()))}",
                )
        variants = named_variants(page, said) or paths_of(page).variants
        for key, selectors in (("only", said.only), ("exclude", said.exclude)):
            for number, selector in enumerate(selectors):
                if not knows(page, variants, selector):
                    known = selectors_of(page, variants)
                    raise self.missing("path or tab", selector, known, ("variants", key, number))
        if not chosen_variants(page, said, ()):
            raise SettingsError("no path of the page is left", at=self.place(("variants",)), remedy="exclude less")


def front_matter_line(text: str, keys: KeyPath) -> int:
    """The line of a key on a page. Front matter between ``+++`` is TOML, between ``---`` YAML; JSON starts at once."""
    text = text.lstrip("\ufeff")
    for fence, line_in in (("---", yaml_line), ("+++", line_of)):
        if text.startswith(fence):
            # The fence's own line stays, empty, so that lines count as on the page.
            return line_in(text.removeprefix(fence).partition(f"\n{fence}")[0], keys)
    return 1


@dataclass(slots=True, kw_only=True)
class Adder:
    """Turns entries of ``before`` and ``after`` into what is to be run."""

    said: Said
    settings: Settings
    read: Callable[[Path, Settings], Page]
    opened: tuple[Path, ...]

    def addition(self, text: str, keys: KeyPath) -> Addition:
        at = self.said.place(keys)
        name, mark, snippet = text.strip().partition("#")
        if text.startswith("#") and snippet:
            self.must_have(snippet, self.said.page, keys)
            return Addition(at=at, snippet=snippet)
        if name.endswith(".md") and not any(blank in name for blank in " \t\n") and bool(mark) == bool(snippet):
            plan = self.page_plan(name, at)
            if snippet:
                self.must_have(snippet, plan.page, keys)
            return Addition(at=at, page=plan, snippet=snippet)
        return Addition(at=at, command=text.rstrip("\n"))

    def must_have(self, snippet: str, page: Page, keys: KeyPath) -> None:
        ids = [each.id for each in page.snippets]
        if snippet not in ids:
            raise self.said.missing("snippet", snippet, ids, keys, page=page.path)

    def page_plan(self, name: str, at: Location) -> PagePlan:
        """Another page's plan. Its name is seen from the settings' folder, or from the page that names it."""
        folders = (self.settings.root, self.said.page.path.parent, *self.settings.content.values())
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path is None:
            raise SettingsError(f"no such page: {name}", at=at, expected=f"a page's path from {self.settings.root}")
        if any(path.resolve() == other.resolve() for other in self.opened):
            chain = " -> ".join(str(other) for other in (*self.opened, path))
            raise SettingsError(f"pages wait for each other: {chain}", at=at, remedy="take one of them out of `before`")
        page = self.read(path, self.settings)
        overrides = load_overrides(page, self.settings, read=self.read, opened=self.opened)
        return plan_page(page, self.settings, overrides=overrides)


def merged(base: Mapping[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    """Tables of tables: what ``top`` says wins, key by key."""
    result = dict(base)
    for key, value in top.items():
        below = result.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        result[key] = merged(below, value) if both else value  # type: ignore[arg-type] # `both` says so
    return result
