"""The snippet files of a whole site in the ``compat`` dialect: those of boilerplates, then those of tested pages."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from harness.diagnostic import Diagnostic
from harness.errors import PageError
from harness.parse.shortcodes.boilerplate import read_text
from harness.snips.bash_names import snips_name
from harness.snips.compat import compat
from harness.snips.layout import Layout, absolute, hugo_path
from harness.snips.wanted import SnippetFile, Wanted

_TESTED: Final = re.compile(r"^test:[ ]*yes[ ]*$", re.MULTILINE)
_SNIPS: Final = "snips"  # the folder below the boilerplates', and what scripts source


@dataclass(frozen=True, slots=True, kw_only=True)
class CompatSite:
    """What the generator is told. ``boilerplates`` is the folder of boilerplate pages, if there is one."""

    layout: Layout
    header: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    boilerplates: Path | None = None

    def below_content(self, path: Path) -> Path:
        """As the generator sees it, which knows no other place for pages than ``content/LANGUAGE``."""
        return hugo_path(path) or self.layout.below_content(path)

    def place(self, path: Path) -> Path:
        """Where a file of the pages' tree is written."""
        return path if self.layout.out is None else self.layout.out / self.below_content(path)

    def from_root(self, folder: Path) -> str:
        """The folder seen from the site's root, where the generator and the scripts that source its files are run."""
        below = hugo_path(folder)
        if below is None:
            return self.layout.source(folder)
        return Path(*absolute(folder).parts[-len(below.parts) - 2 :]).as_posix()


def compat_files(pages: Iterable[Path], site: CompatSite) -> Wanted:
    """The files of all boilerplates, and of those of the pages that say ``test: yes``.

    A page that cannot be read gives a diagnostic instead.
    """
    diagnostics: list[Diagnostic] = []
    boilerplates = dict(_texts(_boilerplate_pages(site), diagnostics))
    files = _boilerplate_files(boilerplates, site)
    sourceable = _existing(site) | {file.page.stem for file in files if file.text is not None}
    own = {absolute(page) for page in boilerplates}
    tested = (page for page in pages if absolute(page) not in own)
    files += [
        SnippetFile(
            path=site.place(page.with_name(snips_name(page))), page=page, text=_script(page, text, site, sourceable)
        )
        for page, text in _texts(tested, diagnostics)
        if _TESTED.search(text)
    ]
    return Wanted(files=tuple(files), diagnostics=tuple(diagnostics))


def _boilerplate_files(texts: Mapping[Path, str], site: CompatSite) -> list[SnippetFile]:
    """Boilerplates may source each other, so what one gives depends on which others give anything."""
    sourceable = _existing(site)
    while True:
        files = [
            SnippetFile(
                path=site.place(page.parent / _SNIPS / f"{page.stem}.sh"),
                page=page,
                text=_script(page, text, site, sourceable, prefix=f"bpsnip_{page.stem.replace('-', '_')}"),
            )
            for page, text in texts.items()
        ]
        more = sourceable | {file.page.stem for file in files if file.text is not None}
        if more == sourceable:
            return files
        sourceable = more


def _script(page: Path, text: str, site: CompatSite, sourceable: Collection[str], prefix: str = "snip") -> str | None:
    return compat(
        text,
        source=site.below_content(page).as_posix(),
        header=site.header,
        prefix=prefix,
        values=site.values,
        boilerplates=sourceable,
        boilerplate_folder="" if site.boilerplates is None else site.from_root(site.boilerplates / _SNIPS),
    )


def _boilerplate_pages(site: CompatSite) -> list[Path]:
    return [] if site.boilerplates is None else sorted(site.boilerplates.glob("*.md"))


def _existing(site: CompatSite) -> frozenset[str]:
    """Names of boilerplates that have a file already: one whose page has lost its snippets goes on being sourced."""
    if site.boilerplates is None:
        return frozenset()
    return frozenset(path.stem for path in (site.boilerplates / _SNIPS).glob("*.sh"))


def _texts(pages: Iterable[Path], diagnostics: list[Diagnostic]) -> Iterator[tuple[Path, str]]:
    for page in pages:
        try:
            yield page, read_text(page)
        except PageError as error:
            diagnostics += error.diagnostics
