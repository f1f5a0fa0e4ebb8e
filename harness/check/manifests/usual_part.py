"""Parts that kinds of all groups usually have alike, where no schema says what theirs are: ``parts.toml``."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import yaml

from harness.check.catalogue.catalogue import Catalogue
from harness.check.catalogue.field_shape import ANYTHING, Shape
from harness.check.manifests.yaml_text import entries, value_of
from harness.package_data import toml_data

METADATA: Final = ("metadata",)
_MOST: Final = 3  # of so many keys one may be another


@cache
def parts() -> Sequence[Mapping[str, str]]:
    found: Sequence[Mapping[str, str]] = toml_data("harness.check.manifests", "parts.toml")["part"]
    return found


def usual_part(node: yaml.MappingNode, path: tuple[str, ...], kind: str, catalogue: Catalogue) -> tuple[Shape, bool]:
    """The shape of a part and whether it is sure: metadata, and the pods of what is made of pods.

    Another part is taken for what it is called only where most of its keys are those of such a part.
    """
    metadata = (path == METADATA and kind) or path[-2:] == ("template", *METADATA)
    spec = path[-2:] == ("template", "spec") and value_of(node, "containers") is not None
    if metadata or spec:
        return catalogue.shape_at("v1", "Pod", path[-1:]), True
    names = {name for name, _, _ in entries(node)}
    for part in parts():
        having = names.intersection(part.get("having", "").split())
        if having or (path and path[-1] in part.get("under", "").split()):
            version, owner, place = part["schema"].split()
            shape = catalogue.shape_at(version, owner, place.split("."))
            others = len(names - shape.fields.keys())
            if others <= (len(having) if having else len(names) // _MOST):
                return shape, False
    return ANYTHING, False
