"""Reading a page as the site's settings say."""

from pathlib import Path

from harness.graph.tree import SiteTree
from harness.parse.page import Page
from harness.parse.read import ParseOptions, page_of_text, read_page
from harness.settings.sections import Settings


def read_site_page(path: Path, settings: Settings, *, text: str | None = None) -> Page:
    """A page with the settings' values, boilerplates and languages; ``PageError`` where it cannot be read."""
    options = parse_options(path, settings)
    return read_page(path, options) if text is None else page_of_text(text, path, options)


def read_site_text(text: str, path: Path, settings: Settings) -> Page:
    """The page that another text would be at this path: an earlier state of its file."""
    return page_of_text(text, path, parse_options(path, settings))


def parse_options(path: Path, settings: Settings) -> ParseOptions:
    return ParseOptions(
        language=language_in(path, settings),
        base=settings.language,
        boilerplates={language: (folder,) for language, folder in settings.boilerplates.items()},
        value_files=settings.values,
        site=settings.site,
        shortcodes=settings.shortcodes,
    )


def language_in(path: Path, settings: Settings) -> str:
    """The language of the content folder that a page is in, the innermost where they are nested."""
    path = path.absolute()
    roots = [(len(root.parts), language) for language, root in settings.content.items() if path.is_relative_to(root)]
    return max(roots, default=(0, settings.language))[1]


def site_tree(settings: Settings) -> SiteTree:
    """Where the pages of a site are, as the settings say."""
    return SiteTree(
        base=settings.language,
        content=settings.content,
        boilerplates={language: (folder,) for language, folder in settings.boilerplates.items()},
        site=settings.site,
    )
