"""Finding and reading the settings file and those it extends; the one place that opens them."""

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from harness.errors import SettingsError
from harness.settings.build import Builder
from harness.settings.catalogue_settings import require_files
from harness.settings.constraint import VARIABLES, Problem, odd_variable
from harness.settings.layer import Layer, layer_of, merged
from harness.settings.named_places import require_there
from harness.settings.package_table import with_provider_tables
from harness.settings.placeholder import clusters_in, unknown_cluster
from harness.settings.prerequisite_table import require_order
from harness.settings.search import OWN, SHARED, TABLE, candidates, has_table
from harness.settings.sections import Settings, default_variables
from harness.settings.shortcode_table import require_meant
from harness.settings.tolerance_settings import require_known
from harness.settings.toml_place import holds, line_of
from harness.settings.toml_text import decoded, loaded
from harness.source import Location

EXTENDS = "extends"


def read_settings(*, file: Path | None = None, start: Path | None = None) -> Settings:
    """Settings from ``file``, else from the nearest file upwards from ``start``, else from the current folder.

    ``start`` is a page or a folder; where there is no file at all the defaults serve. ``SettingsError`` with
    the line for what makes no sense.
    """
    if file is not None:
        if not file.is_file():
            raise SettingsError(
                f"no such settings file: {file}", remedy="give --settings a harness.toml or pyproject.toml"
            )
        return settings_of(file)
    for place in (start, Path.cwd()):
        for candidate in candidates(place) if place is not None else ():
            return settings_of(candidate)
    return built([Layer(path=Path(OWN), text="", keys=(), table={}, folder=Path.cwd())], file=None)


def settings_of(path: Path) -> Settings:
    layers = [layer_in(path)]
    while (lower := extended(layers)) is not None:
        layers.append(lower)
    return built(layers, file=path)


def layer_in(path: Path) -> Layer:
    text = decoded(path)
    table: Any = loaded(path, text)
    keys = TABLE if path.name == SHARED else ()
    for key in keys:
        table = table.get(key, {})
    if PRESET in table:
        table = under_new_names(table, Location(path=path, line=line_of(text, (*keys, PRESET))))
    return Layer(path=path, text=text, keys=keys, table=table, folder=path.absolute().parent)


def place_of(path: Path, *keys: str | int) -> Location:
    """Where a settings file has a key; its first line where a file that it extends has it."""
    text = decoded(path)
    return Location(path=path, line=line_of(text, (*(TABLE if path.name == SHARED else ()), *keys)))


def extended(layers: Sequence[Layer]) -> Layer | None:
    """The file that the lowest of ``layers`` extends; ``None`` when it extends none."""
    layer = layers[-1]
    if not holds(layer.table, (EXTENDS,)):
        return None
    builder = Builder(place=layer.place, folder=lambda _: layer.folder)
    path = Path(os.path.normpath(builder.value(Path, layer.table[EXTENDS], (EXTENDS,))))
    at = layer.place((EXTENDS,))
    if not path.is_file():
        raise SettingsError(f"no such settings file: {path}", at=at, expected="a harness.toml or pyproject.toml")
    if any(path.samefile(one.path) for one in layers):
        chain = " extends ".join(one.path.name for one in layers)
        raise SettingsError(
            f"settings extend themselves: {chain} extends {path.name}", at=at, remedy="remove one of the keys 'extends'"
        )
    if path.name == SHARED and not has_table(path):
        raise SettingsError(f"no settings in {path}", at=at, expected="a table [tool.harness]")
    return layer_in(path)


def built(layers: Sequence[Layer], *, file: Path | None) -> Settings:
    """Settings from ``layers``, from top to bottom."""
    builder = Builder(
        place=lambda keys: layer_of(layers, keys).place(keys), folder=lambda keys: layer_of(layers, keys).folder
    )
    settings = builder.build(Settings, merged(Settings, layers), given={"file": file, "root": layers[-1].folder})
    settings = replace(settings, cluster=with_provider_tables(settings.cluster, builder, ("cluster",)))
    require_files(settings.catalogue, builder)
    require_known(settings.tolerances, builder, ("tolerances",))
    require_meant(settings.shortcodes, builder)
    require_order(settings.prerequisites, builder)
    require_there(settings, builder, plans=any(holds(one.table, ("plans",)) for one in layers))
    require_names(settings.variables, builder, "variables")
    require_names(settings.variables_from, builder, "variables-from")
    named = settings.named_clusters()
    for variable, cluster in clusters_in(settings.variables):
        if (problem := unknown_cluster(cluster, named)) is not None:
            raise builder.refused(problem, ("variables", variable))
    # On top of the built-in ones: naming one must not lose the others.
    return replace(settings, variables={**default_variables(), **settings.variables})


def require_names(variables: Mapping[str, str], builder: Builder, table: str) -> None:
    """Raises ``SettingsError`` for a variable that no shell can have."""
    if odd := odd_variable(variables):
        problem = Problem("no name of a variable", VARIABLES, "rename it")
        raise builder.refused(problem, (table, odd))


LOG = logging.getLogger(__name__)

PRESET: Final = "preset"
SITE: Final = "site"
_SITES: Final = {"": "plain", "istio.io": "istio_io"}  # the two presets that there were


def under_new_names(table: Mapping[str, Any], at: Location) -> Mapping[str, Any]:
    """The table with ``site`` for ``preset``; of both, ``site`` counts. A note says so."""
    site = table.get(SITE, _SITES.get(table[PRESET], table[PRESET]))
    LOG.warning("%s: note: the setting 'preset' is called 'site' now: write site = %r", at, site)
    return {**{key: value for key, value in table.items() if key != PRESET}, SITE: site}
