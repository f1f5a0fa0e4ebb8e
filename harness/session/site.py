"""A site as settings describe it: finding its pages, reading them, planning them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from harness.errors import SettingsError
from harness.parse.read import ParseOptions, read_page
from harness.plan.load import load_overrides
from harness.plan.overrides import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan
from harness.settings import Settings, read_settings


@dataclass(kw_only=True)
class Site:
    """Reads settings once a folder. ``settings_file`` is the one to use instead of searching, ``None`` to search."""

    settings_file: Path | None = None
    plan_files: bool = True
    variants: Sequence[str] = ()
    _settings: dict[Path, Settings] = field(default_factory=dict, init=False)

    def settings(self, page: Path) -> Settings:
        """The settings that hold for a page: those of the nearest file above it, else of the current folder's."""
        folder = page.parent
        if folder not in self._settings:
            self._settings[folder] = read_settings(file=self.settings_file, start=folder)
        return self._settings[folder]

    def plan(self, path: Path) -> PagePlan:
        """Raises ``PageError`` for a page that cannot be read, ``SettingsError`` for a plan file that makes no sense."""
        settings = self.settings(path)
        page = read_page(path, parse_options(settings))
        overrides = load_overrides(page, settings) if self.plan_files else Overrides()
        return plan_page(page, settings, overrides=overrides, variants=self.variants)


def parse_options(settings: Settings) -> ParseOptions:
    return ParseOptions(
        language=settings.language,
        base=settings.language,
        boilerplates={language: (folder,) for language, folder in settings.boilerplates.items()},
        value_files=settings.values,
        preset=settings.preset,
    )


def find_pages(paths: Iterable[Path]) -> Iterator[Path]:
    """Markdown files at and below ``paths``, in order; hidden folders are passed over.

    Raises ``SettingsError`` for a path that is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from (
                page
                for page in sorted(path.rglob("*.md"))
                if page.is_file() and not any(part.startswith(".") for part in page.relative_to(path).parts)
            )
        elif path.exists():
            yield path
        else:
            raise SettingsError(f"no such page or folder: {path}", remedy="check the path")
