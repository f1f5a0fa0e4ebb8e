"""Kinds and their fields out of CustomResourceDefinitions: those of a site's own repository, and of modules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from glob import glob
from pathlib import Path
from typing import Any, Final

import yaml

from harness.check.catalogue.catalogue import Catalogue
from harness.check.catalogue.field_shape import Shape, shape
from harness.check.catalogue.schema_shapes import Schema, Shapes
from harness.errors import SettingsError

Kind = tuple[str, str, Schema]  # apiVersion, kind, schema
METADATA: Final = ("v1", "ConfigMap", "metadata")
"""Where the shape of what every kind has is found in a catalogue."""


class Loader(yaml.CSafeLoader):
    """YAML as Kubernetes reads it: ``=`` is text (it is a value of an enumeration)."""


Loader.add_constructor("tag:yaml.org,2002:value", Loader.construct_yaml_str)  # type: ignore[type-var] # its stubs say less


def crd(text: str) -> Iterator[Kind]:
    """Every served version of every CustomResourceDefinition in a YAML file."""
    for document in yaml.load_all(text, Loader=Loader):
        if not isinstance(document, dict) or document.get("kind") != "CustomResourceDefinition":
            continue
        spec = document["spec"]
        for version in spec["versions"]:
            if version.get("served", True):
                schema = version.get("schema", {}).get("openAPIV3Schema", {})
                yield f"{spec['group']}/{version['name']}", spec["names"]["kind"], schema


def with_crds(catalogue: Catalogue, patterns: Sequence[str]) -> Catalogue:
    """The catalogue and the kinds of files that ``patterns`` find; what a file says of a kind counts."""
    return with_schemas(catalogue, [kind for pattern in patterns for kind in _kinds_of(pattern)])


def _kinds_of(pattern: str) -> list[Kind]:
    """``SettingsError`` where no file has one."""
    files = sorted(glob(pattern, recursive=True))  # noqa: PTH207 - absolute
    if not (found := [kind for file in files for kind in _kinds(file)]):
        expected = "a manifest of kind CustomResourceDefinition in one file at least"
        raise SettingsError("no CustomResourceDefinition", at=pattern, expected=expected, remedy=REMEDY)
    return found


def with_schemas(catalogue: Catalogue, kinds: Sequence[Kind]) -> Catalogue:
    """The catalogue and these kinds; where it has one, what is said of it here counts."""
    schemas = Shapes()
    places = [(version, name, schemas.resource(schema)) for version, name, schema in kinds]
    start = len(catalogue.shapes) - 1  # place 0 is anything in both
    shapes = [*catalogue.shapes, *(_moved(shape(node), start) for node in schemas.nodes[1:])]
    version, name, field = METADATA
    metadata = catalogue.shape_of(version, name).fields.get(field, 0)
    merged = {version: dict(names) for version, names in catalogue.kinds.items()}
    for version, name, place in places:
        whole = shapes[start + place]
        merged.setdefault(version, {})[name] = len(shapes)
        shapes.append(replace(whole, fields={**whole.fields, field: metadata}))
    groups = {version.rpartition("/")[0] for version, *_ in places}
    return replace(
        catalogue,
        kinds=merged,
        shapes=tuple(shapes),
        partial=catalogue.partial | (groups - catalogue.groups),
        growing=catalogue.growing - groups,
    )


def _moved(one: Shape, start: int) -> Shape:
    """A shape whose places count from another start."""
    fields = {name: _place(place, start) for name, place in one.fields.items()}
    return replace(one, inside=_place(one.inside, start), fields=fields)


def _place(place: int, start: int) -> int:
    return place + start if place else 0


def _kinds(file: str) -> list[Kind]:
    try:
        return list(crd(Path(file).read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        at = file if mark is None else f"{file}:{mark.line + 1}"
        raise SettingsError(f"not YAML: {getattr(error, 'problem', error)}", at=at, remedy=REMEDY) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the file cannot be read: {error}", at=file, remedy=REMEDY) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"no CustomResourceDefinition of apiextensions.k8s.io/v1: {type(error).__name__}: {error}",
            at=file,
            expected="spec.group, spec.names.kind and spec.versions with a schema",
            remedy=REMEDY,
        ) from error


REMEDY: Final = "correct the file, or catalogue.crds in the settings"
