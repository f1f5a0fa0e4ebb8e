"""What a Hugo site itself says of its values: ``params`` of its configuration, and shortcodes that print one of them.

A shortcode's file is understood where it prints a parameter, a text, or a text that depends on the page's folder:

    {{- site.Params.stable -}}
    {{- $folder := index (split .Page.File.Dir "/") 0 -}}
    {{- with (eq $folder "latest") -}}{{- "v2" -}}{{- end -}}
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from harness.errors import SettingsError
from harness.parse.shortcodes.macro_language import MacroLanguage
from harness.parse.shortcodes.published_urls import published_urls
from harness.sites.including import FILES
from harness.sites.plain import BLOCK
from harness.sites.shortcode import Shortcode, ShortcodeRole
from harness.sites.site_profile import Template

_PARAMETER: Final = re.compile(
    r"""\{\{-?\s*(?:\$?\.?[Ss]ite\.Params\.([\w.]+)|\$?\.(?:Page|Site)\.Param\s+"([\w.]+)")\s*-?\}\}"""
)
_BY_FOLDER: Final = re.compile(
    r"""(?:with|if)\s*\(?\s*(eq|(?:strings\.)?(?:H|h)asPrefix)\s+\$\w+\s+"([^"]+)"\s*\)?\s*-?\}\}\s*\{\{-?\s*"([^"]*)"\s*-?\}\}"""
)
_ADDRESS: Final = re.compile(r"\{\{-?\s*\.Get 0 \| absURL\s*-?\}\}")
_COMMENT: Final = re.compile(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}|<!--.*?-->", re.DOTALL)
_FOLDERS: Final = ("layouts/shortcodes", "layouts/_shortcodes")
CODE: Final = frozenset({".js", ".ts", ".mjs", ".mts", ".cjs", ".py"})
"""Endings of configurations that are programs."""


@dataclass(frozen=True, slots=True)
class SiteValues:
    """``data`` for templates; ``shortcodes`` of the site's own, those ``by_folder`` for pages of one folder.

    ``macros``: ``{{ name }}`` stands for a value, too, in this language. ``places`` are folders of included files.
    ``roles`` are those of other shortcodes, ``published`` the URLs of the checkout's own files, as profiles have them.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    shortcodes: Mapping[str, Template] = field(default_factory=dict)
    by_folder: Mapping[str, tuple[tuple[bool, str, str], ...]] = field(default_factory=dict)  # is a prefix, of, text
    macros: MacroLanguage | None = None
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, Shortcode] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)

    def templates(self, folder: str) -> dict[str, Template]:
        """Templates on pages of a folder of the site's content; where several do, the longest name counts."""
        chosen: dict[str, Template] = {}
        for name, cases in self.by_folder.items():
            fitting = [
                (len(of), text) for prefix, of, text in cases if (folder.startswith(of) if prefix else folder == of)
            ]
            if fitting:
                chosen[name] = max(fitting)[1]
        return {**self.shortcodes, **chosen}


@lru_cache(maxsize=64)
def site_values(config: Path) -> SiteValues:
    """Of the site whose configuration this is; ``SettingsError`` where it cannot be read."""
    layouts = dict(_layouts(site_root(config)))
    cases = {name: _BY_FOLDER.findall(text) for name, text in layouts.items()}
    params, address = _params(config), str(_read(config).get("baseURL", "")).rstrip("/")
    return SiteValues(
        data={"params": params, "baseURL": address},
        shortcodes={name: value for name, text in layouts.items() if (value := _template(text)) is not None},
        roles={name: role for name, text in layouts.items() if (role := layout_role(text)) is not None},
        published=published_urls(config.read_text(encoding="utf-8", errors="replace"), address=address),
        by_folder={
            name: tuple((test != "eq", of, text) for test, of, text in found) for name, found in cases.items() if found
        },
    )


def site_root(config: Path) -> Path:
    """The folder of the site whose configuration this is: it may be in "config/_default"."""
    return config.parent.parent.parent if config.parent.name == "_default" else config.parent


def _template(text: str) -> str | None:
    """Of a shortcode that prints one thing; ``None`` for all others."""
    if (parameter := _PARAMETER.fullmatch(text)) is not None:
        return f"{{params.{parameter[1] or parameter[2]}}}"
    if _ADDRESS.fullmatch(text) is not None:
        return "{baseURL}/{0}"
    plain = text and not re.search(r"[{}<>\n]", text)
    return text if plain else None


def _layouts(root: Path) -> Iterator[tuple[str, str]]:
    for folder in _FOLDERS:
        for file in sorted((root / folder).rglob("*.html")):
            name = file.relative_to(root / folder).with_suffix("").as_posix()
            yield name, _COMMENT.sub("", file.read_text(encoding="utf-8", errors="replace")).strip()


def _params(config: Path) -> Mapping[str, Any]:
    """Names of parameters are read in any case, as Hugo does."""
    own = config.with_name(f"params{config.suffix}")
    read = _read(config)
    params = read.get("params", {})
    if config.parent.name == "_default" and own.is_file():
        params = {**mapping(params), **_read(own)}
    return {str(name).lower(): value for name, value in mapping(params).items()}


def mapping(value: Any) -> Mapping[str, Any]:
    """An empty one for whatever else a site's configuration has there."""
    return value if isinstance(value, Mapping) else {}


def site_table(file: Path, read: Callable[[str], Any], *, expected: str) -> Mapping[str, Any]:
    """A file of a site's configuration; ``SettingsError`` where it cannot be read."""
    import yaml  # noqa: PLC0415 - takes 15 ms, which those who read no such page need not wait for

    try:
        return mapping(read(file.read_text(encoding="utf-8", errors="replace")))
    except (tomllib.TOMLDecodeError, yaml.YAMLError) as error:
        raise SettingsError(
            f"{file}: the site's configuration cannot be read: {' '.join(str(error).split())}",
            expected=expected,
            remedy="correct it, or set site = 'plain'",
        ) from error


def code_values(config: Path, folder: str) -> SiteValues:
    """Of a site whose configuration is a program, or is read for nothing else: the addresses of files of ``folder``."""
    text = config.read_text(encoding="utf-8", errors="replace")
    return SiteValues(published=published_urls(text, folder=folder))


def _read(file: Path) -> Mapping[str, Any]:
    def read(text: str) -> Any:
        import yaml  # noqa: PLC0415 - see above

        return tomllib.loads(text) if file.suffix == ".toml" else yaml.safe_load(text)

    return site_table(file, read, expected="a file that Hugo can read")


_FILE: Final = re.compile(r"\breadFile\b|\.GetMatch\b|\bresources\.Get\b")
_CODE: Final = re.compile(r"\bhighlight\b|\btransform\.Highlight\b|<pre\b")
_PAGE: Final = re.compile(r"\bmarkdownify\b|\bRenderString\b|\bsafeHTML\b|\.(?:Raw)?Content\b")
_ARGUMENT: Final = re.compile(r"\.Get\s+(?:\"(\w+)\"|`(\w+)`|(\d))")
_FOLDER: Final = re.compile(r"[\"`]/?([\w%/.-]*/[\w%/.-]*|_?includes?|boilerplates?|examples?|snippets?)[\"`]")
_SYNTAX: Final = frozenset({"lang", "language", "codelang", "syntax", "highlight", "type"})
_OTHERS: Final = frozenset({"title", "options", "caption", "id", "class", "download", "draft", "code"})


def layout_role(layout: str) -> Shortcode | None:
    """``None`` for a layout that does something else, or more than can be told."""
    arguments = [double or raw or number for double, raw, number in _ARGUMENT.findall(layout)]
    syntax = tuple(dict.fromkeys(name for name in arguments if name in _SYNTAX))
    file = tuple(dict.fromkeys(name for name in arguments if name not in _SYNTAX | _OTHERS))
    if _FILE.search(layout) is None or not file:
        inner, code = ".Inner" in layout, _CODE.search(layout) is not None
        if inner and not code and _PAGE.search(layout) is not None:
            return Shortcode(role=ShortcodeRole.WRAPPER)
        return Shortcode(role=ShortcodeRole.BLOCK, syntax=syntax or BLOCK.syntax) if inner and code else None
    if _CODE.search(layout) is not None:
        return _reading(ShortcodeRole.INCLUDE_FILE, file, syntax, layout)
    return _reading(ShortcodeRole.INCLUDE_PAGE, file, syntax, layout) if _PAGE.search(layout) is not None else None


def _reading(role: ShortcodeRole, file: Sequence[str], syntax: Sequence[str], layout: str) -> Shortcode:
    usual = FILES[role]
    return Shortcode(
        role=role,
        file=tuple(file),
        syntax=tuple(syntax),
        code_if=usual.code_if,
        folders=tuple(dict.fromkeys((*_folders(layout), *usual.folders))),
        guessed=True,
    )


def _folders(layout: str) -> Sequence[str]:
    """``"/content/%s/examples/%s"`` -> ``content/{language}/examples``; what comes before a gap may be anything."""
    found = (text.removesuffix("/%s").replace("content/%s", "content/{language}") for text in _FOLDER.findall(layout))
    return [text.rpartition("%s/")[2].strip("/") for text in found if text.strip("/.")]
