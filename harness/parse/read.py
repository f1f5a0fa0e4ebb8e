"""A page from its file: text, language, values and boilerplates found where a site keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from harness.errors import PageError, SettingsError
from harness.parse.blocks.ids import EnglishIds
from harness.parse.neighbours import (
    boilerplate_folders,
    config_file,
    content_folder,
    counterpart,
    language_of,
    value_file,
)
from harness.parse.page import Page
from harness.parse.parser import english_ids, parse_page
from harness.parse.shortcodes.boilerplate import BoilerplateFolders, read_text
from harness.parse.shortcodes.cascade import cascaded
from harness.parse.shortcodes.included_file import FilesAround
from harness.parse.shortcodes.layouts import CODE, SiteValues, code_values, site_root, site_values
from harness.parse.shortcodes.values import Values, values_of
from harness.settings.shortcode_table import ShortcodeSetting
from harness.sites.detection import site_of
from harness.sites.settings_shortcodes import with_shortcodes
from harness.sites.shortcode import Shortcode, ShortcodeRole
from harness.sites.site_profile import SiteProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseOptions:
    """How pages are read. Empty folders and files mean: look for them beside and above each page.

    ``boilerplates`` maps languages to folders, ``*`` to those for all languages. The first of ``value_files`` gives
    names like ``version``; every file's are also known by its stem, ``compatibility.supportStatus``.
    ``site`` is the name of a profile, empty for that of the site that the page is in; ``shortcodes`` are added to its.
    """

    language: str = "en"  # of pages that do not say theirs
    base: str = "en"  # the language that ids come from
    boilerplates: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    value_files: tuple[Path, ...] = ()
    site: str = ""
    shortcodes: Mapping[str, str | ShortcodeSetting] = field(default_factory=dict)


_DEFAULT: Final = ParseOptions()


def read_page(path: Path, options: ParseOptions = _DEFAULT) -> Page:
    """Read a page; ``PageError`` where it cannot be opened or is not UTF-8."""
    return page_of_text(read_text(path), path, options)


def page_of_text(text: str, path: Path, options: ParseOptions = _DEFAULT) -> Page:
    """The page that a text is at a path."""
    told = language_of(path)
    page = _parse(text, path, told or options.language, options)
    own = page.site.front_matter.of("language", page.front_matter)
    if told is None and isinstance(own, str) and own != page.language:
        return _parse(text, path, own, options)
    return page


def _parse(text: str, path: Path, language: str, options: ParseOptions) -> Page:
    site = _own_site(site_for(path, text, options), path)
    folders = options.boilerplates or boilerplate_folders(path, language, options.base)
    return parse_page(
        text,
        path=path,
        language=language,
        base=options.base,
        site=site,
        values=values_for(path, site, options),
        boilerplates=BoilerplateFolders(folders=folders, base=options.base),
        files=FilesAround(
            page=path,
            languages=tuple(dict.fromkeys((language, options.base))),
            places=_of_configuration(path, site).places,
        ),
        english=_english(path, language, options.base, site),
    )


def _english(path: Path, language: str, base: str, site: SiteProfile) -> EnglishIds | None:
    other = counterpart(path, language, base)
    if other is None or not other.is_file():
        return None
    try:
        return english_ids(read_text(other), site)
    except PageError:
        return None  # whoever reads that page is told; this one has anchors of its own


def _own_site(site: SiteProfile, path: Path) -> SiteProfile:
    """The profile with what the site's configuration and layouts say beyond it; for a site always the same one."""
    file = config_file(path, site.config_files) if site.config_files else None
    return site if file is None else _with_own(site, file)


@lru_cache(maxsize=64)
def _with_own(site: SiteProfile, config: Path) -> SiteProfile:
    own = _said_by(config, site)
    roles = {name: role for name, role in own.roles.items() if _is_news(site.shortcodes.get(name), role)}
    more = {url: file for url, file in own.published.items() if url not in site.published}
    return site.extended(shortcodes=roles, published=more) if roles or more else site


def _is_news(known: Shortcode | None, role: Shortcode) -> bool:
    """Whether a layout says what the profile does not, or knows better what a name is for that often is one of code."""
    if known is None:
        return role.role is not ShortcodeRole.WRAPPER
    return known.guessed and role.role is not ShortcodeRole.BLOCK


def site_for(path: Path, text: str, options: ParseOptions) -> SiteProfile:
    """The kind of site that a page is of; ``SettingsError`` for a name of a site that there is not."""
    site = site_of(options.site, path, text)
    return with_shortcodes(site, options.shortcodes) if options.shortcodes else site


def values_for(path: Path, site: SiteProfile, options: ParseOptions) -> Values:
    """What value shortcodes stand for on a page of a site."""
    found = value_file(path) if not options.value_files else None
    files = options.value_files or (() if found is None else _beside(found))
    data: dict[str, Any] = {}
    for index, file in enumerate(files):
        content = _value_data(file)
        data = {**data, **(content if index == 0 else {}), file.stem: content}
    for name in site.data_files:
        if (own_file := config_file(path, (name,))) is not None:
            data = {**data, own_file.stem: _value_data(own_file)}
    own = _of_configuration(path, site)
    values = values_of(site, {**own.data, **_from_sections(path, site, own), **data})
    shortcodes = {**own.templates(content_folder(path)), **values.shortcodes}
    return replace(values, shortcodes=shortcodes, macros=own.macros)


def _from_sections(path: Path, site: SiteProfile, own: SiteValues) -> Mapping[str, Any]:
    """The parameters of a site of Hugo, with those that the page's sections say in their place."""
    config = config_file(path, site.config_files) if "params" in own.data else None
    more = {} if config is None else cascaded(path, site_root(config))
    return {"params": {**own.data["params"], **more}} if more else {}


def _of_configuration(path: Path, site: SiteProfile) -> SiteValues:
    """What the site's own configuration and layouts say."""
    file = config_file(path, site.config_files) if site.config_files else None
    return SiteValues() if file is None else _said_by(file, site)


def _said_by(config: Path, site: SiteProfile) -> SiteValues:
    if config.stem == "mkdocs":
        from harness.parse.shortcodes.mkdocs import mkdocs_values  # noqa: PLC0415 - needs yaml, which others do not

        return mkdocs_values(config)
    if config.stem == "_config":
        from harness.parse.shortcodes.jekyll_values import jekyll_values  # noqa: PLC0415 - likewise

        return jekyll_values(config)
    if config.suffix in CODE or config.name == "book.toml":
        return code_values(config, site.public_folder)
    return site_values(config)


def _beside(found: Path) -> tuple[Path, ...]:
    """The value file and the one on compatibility that sites may have beside it."""
    other = found.with_name("compatibility.yml")
    return (found, other) if other.is_file() else (found,)


def _value_data(path: Path) -> Mapping[str, Any]:
    try:
        return _yaml_map(path.read_bytes())
    except OSError as error:
        raise SettingsError(
            f"{path}: the value file cannot be opened: {error.strerror}",
            remedy="correct the path in the settings, or remove it",
        ) from error
    except ValueError as error:
        raise SettingsError(
            f"{path}: the value file cannot be read: {' '.join(str(error).split())}",
            expected="a YAML map",
            remedy="correct it",
        ) from error


@lru_cache(maxsize=32)
def _yaml_map(content: bytes) -> Mapping[str, Any]:
    """By content, not by path: every page asks, and a changed file is another content."""
    import yaml  # noqa: PLC0415 - takes 15 ms, which those who read no page need not wait for

    try:
        data = yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if not isinstance(data, dict):
        raise ValueError(f"it is a {type(data).__name__}, not a map")  # noqa: TRY004 - its text is at fault, not a caller
    return data
