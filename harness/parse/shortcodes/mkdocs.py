"""What the configuration of MkDocs says of a site's values, and of the folders that files are included from.

extra: { version: "1.4" }                          {{ version }}, where a plug-in fills in macros
plugins: [ macros: { include_dir: examples } ]     {% include "pod.yaml" %}
markdown_extensions: [ pymdownx.snippets: { base_path: docs/snippets } ]     --8<-- "pod.yaml"
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from harness.parse.shortcodes.layouts import SiteValues, mapping, site_table
from harness.parse.shortcodes.macro_language import MacroLanguage
from harness.parse.shortcodes.published_urls import published_urls
from harness.parse.shortcodes.python_macros import module_values

_MACROS: Final = ("macros", "markdownextradata")
_SNIPPETS: Final = "pymdownx.snippets"
_DEEPEST: Final = 5  # configurations that inherit from each other


@lru_cache(maxsize=64)
def mkdocs_values(config: Path) -> SiteValues:
    """Of the site whose configuration this is; ``SettingsError`` where it cannot be read."""
    whole = _whole(config, _DEEPEST)
    plugins, extensions = _options(whole.get("plugins")), _options(whole.get("markdown_extensions"))
    macros = next((plugins[name] for name in _MACROS if name in plugins), None)
    extra = mapping(whole.get("extra"))
    data = {} if macros is None else {**extra, **_included(config.parent, macros), "config": whole, "extra": extra}
    if macros is not None:
        data = {**data, **module_values(config.parent, macros.get("module_name"))}
    return SiteValues(
        data=data,
        macros=None if macros is None else MacroLanguage.JINJA,
        published=published_urls(
            f"repo_url: {whole.get('repo_url', '')}",
            address=str(whole.get("site_url") or ""),
            folder=str(whole.get("docs_dir", "docs")),
        ),
        places={
            "{snippets}": _folders(config, whole, extensions.get(_SNIPPETS, {}).get("base_path", ".")),
            "{include_dir}": _folders(config, whole, (macros or {}).get("include_dir", ".")),
        },
    )


def _whole(config: Path, deepest: int) -> Mapping[str, Any]:
    """With what the file inherits, where that is there."""
    own = _read(config)
    below = config.parent / str(own.get("INHERIT", ""))
    return {**_whole(below, deepest - 1), **own} if "INHERIT" in own and below.is_file() and deepest else own


def _options(listed: Any) -> Mapping[str, Mapping[str, Any]]:
    """Plug-ins or extensions with their options, which are a list of names and maps, or one map."""
    if isinstance(listed, Mapping):
        return {str(name): mapping(options) for name, options in listed.items()}
    entries = listed if isinstance(listed, list) else []
    return {
        str(name): mapping(options)
        for entry in entries
        for name, options in (entry.items() if isinstance(entry, Mapping) else [(entry, {})])
    }


def _folders(config: Path, whole: Mapping[str, Any], said: Any) -> tuple[str, ...]:
    docs = str(whole.get("docs_dir", "docs"))
    names = [str(one) for one in (said if isinstance(said, list) else [said])]
    known = {"$config_dir": ".", "$docs_dir": docs}
    for mark, folder in known.items():
        names = [name.replace(mark, folder) for name in names]
    return tuple(str(config.parent / name) for name in names)


def _included(root: Path, macros: Mapping[str, Any]) -> Mapping[str, Any]:
    """The files with values that the plug-in is given: a list, or a map of names."""
    said = macros.get("include_yaml", [])
    named = said.items() if isinstance(said, Mapping) else [("", one) for one in said]
    return dict(_values(root, named))


def _values(root: Path, named: Any) -> Iterator[tuple[str, Any]]:
    for name, path in named:
        pairs = path.items() if isinstance(path, Mapping) else [(name, path)]
        for key, file in pairs:
            if (root / str(file)).is_file():
                content = _read(root / str(file))
                yield from [(key, content)] if key else content.items()


@cache
def _loader() -> type[yaml.SafeLoader]:
    """Of YAML with tags of MkDocs, whose values are read as they are; of ``!ENV`` the last one is the default."""

    class Loader(yaml.SafeLoader):
        pass

    def tagged(loader: yaml.SafeLoader, _tag: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            items = loader.construct_sequence(node, deep=True)
            return items[-1] if items else None
        if isinstance(node, yaml.MappingNode):
            return loader.construct_mapping(node, deep=True)
        return node.value

    Loader.add_multi_constructor("!", tagged)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", tagged)
    return Loader


def _read(file: Path) -> Mapping[str, Any]:
    def read(text: str) -> Any:
        return yaml.load(text, _loader())  # noqa: S506 - a safe one

    return site_table(file, read, expected="a YAML file that MkDocs can read")
