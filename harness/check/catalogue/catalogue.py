"""Which kinds there are in which versions of which API groups.

``kinds.json`` is written by ``tools/catalogue`` from the schemas of Kubernetes, Istio and others; ``names.toml`` is
written by hand. Settings and the discovery of a cluster add kinds by name.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from harness.check.catalogue.field_shape import ANYTHING, Holds, Shape, shape
from harness.programs.resource_names import plural_of

_WHOLLY_KNOWN = frozenset({"istio.io", "k8s.io"})
"""The ends of groups whose schemas are those of the newest release."""
_GROWING = re.compile(r"install\.istio\.io|(?:[\w-]+\.)?config\.k8s\.io|(?:kubeadm|audit)\.k8s\.io")
"""Files of settings, which no API server refuses: their fields come and go with versions."""
_SEVERAL = 3
CORE = ""
"""The group of ``v1``."""


@dataclass(frozen=True, kw_only=True)  # without slots: what is asked for each manifest is computed once
class Catalogue:
    """``kinds`` maps apiVersion to kind to the place of its shape in ``shapes``; place 0 is anything at all.

    ``partial`` are groups of which more may exist than is known here; of those in ``growing``, versions too.
    ``kubernetes`` is the version that pages are for, empty for the newest.
    """

    kinds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = (ANYTHING,)
    partial: frozenset[str] = frozenset()
    growing: frozenset[str] = frozenset()
    kubernetes: str = ""

    @classmethod
    def named(cls, kinds: Mapping[str, Iterable[str]]) -> "Catalogue":
        """A catalogue of names alone, such as a cluster's discovery gives."""
        return cls(kinds={version: dict.fromkeys(names, 0) for version, names in kinds.items()})

    def with_kinds(self, kinds: Mapping[str, Iterable[str]]) -> "Catalogue":
        """This and further kinds by name, such as settings or discovery give; what is known of a kind already stays."""
        merged = dict(self.kinds)
        for version, names in kinds.items():
            merged[version] = {**dict.fromkeys(names, 0), **merged.get(version, {})}
        groups = frozenset(map(group_of, kinds))
        partial = self.partial | (groups - self.groups)
        return replace(self, kinds=merged, partial=partial, growing=self.growing - groups)

    @cached_property
    def groups(self) -> frozenset[str]:
        return frozenset(map(group_of, self.kinds))

    @cached_property
    def words(self) -> frozenset[str]:
        """What kubectl takes for the resources of these kinds, short names aside."""
        names = {kind for kinds in self.kinds.values() for kind in kinds}
        return frozenset(word for kind in names for word in (kind.lower(), plural_of(kind)))

    @cached_property
    def field_names(self) -> frozenset[str]:
        return frozenset(name for each in self.shapes for name in each.fields)

    @cached_property
    def _by_name(self) -> Mapping[str, list[Shape]]:
        """The shapes of the fields of each name."""
        found: dict[str, list[Shape]] = {}
        for name, place in (each for one in self.shapes for each in one.fields.items()):
            found.setdefault(name, []).append(self.shapes[place])
        return found

    @cached_property
    def enumerated(self) -> Mapping[str, frozenset[str]]:
        """The values of fields that are an enumeration wherever they are, such as ``imagePullPolicy``."""
        values = {name: [each.values for each in shapes] for name, shapes in self._by_name.items()}
        return {name: frozenset().union(*every) for name, every in values.items() if all(every)}

    @cached_property
    def counted(self) -> frozenset[str]:
        """The fields that are a whole number in every kind of several that have them."""
        return self._always({Holds.INTEGER}, least=_SEVERAL)

    @cached_property
    def nested(self) -> frozenset[str]:
        """The fields that hold others wherever they are."""
        return self._always({Holds.MAP, Holds.OBJECT}, least=_SEVERAL)

    def _always(self, holds: Collection[Holds], *, least: int) -> frozenset[str]:
        """What is not known of a field does not count."""
        shapes = {name: [each for each in every if each != ANYTHING] for name, every in self._by_name.items()}
        return frozenset(
            name for name, every in shapes.items() if len(every) >= least and all(each.holds in holds for each in every)
        )

    def versions(self, group: str) -> tuple[str, ...]:
        """The apiVersions of a group, the most settled first: v1, v2, v1beta1, v1alpha1."""
        return tuple(sorted((each for each in self.kinds if group_of(each) == group), key=maturity))

    def having(self, kind: str) -> tuple[str, ...]:
        """The apiVersions that have a kind of this name, those of groups that are wholly known first."""
        having = (version for version, kinds in self.kinds.items() if kind in kinds)
        return tuple(sorted(having, key=lambda version: (group_of(version) in self.partial, *maturity(version))))

    def shape_of(self, api_version: str, kind: str) -> Shape:
        return self.shapes[self.kinds.get(api_version, {}).get(kind, 0)]

    def shape_at(self, api_version: str, kind: str, path: Iterable[str]) -> Shape:
        """What the object at a path of a kind may be; of a list or a map one of those in it."""
        shape = self.shape_of(api_version, kind)
        for name in path:
            shape = self._entry(self.shapes[self._entry(shape).fields.get(name, 0)])
        return shape

    def _entry(self, shape: Shape) -> Shape:
        while shape.holds in {Holds.LIST, Holds.MAP}:
            shape = self.shapes[shape.inside]
        return shape


def group_of(api_version: str) -> str:
    group, slash, _ = api_version.rpartition("/")
    return group if slash else CORE


def grows(group: str) -> bool:
    """Whether a group is that of another project: pages may know its kinds and fields better than the catalogue."""
    return _GROWING.fullmatch(group) is not None or (
        "." in group and ".".join(group.split(".")[-2:]) not in _WHOLLY_KNOWN
    )


def version_of(api_version: str) -> str:
    return api_version.rpartition("/")[2]


def maturity(api_version: str) -> tuple[bool, bool, str]:
    version = version_of(api_version)
    return "alpha" in version, "beta" in version, api_version


@cache
def builtin_catalogue() -> Catalogue:
    """All that is known without settings and without a cluster; read once, in about ten milliseconds."""
    folder = files(__package__)
    found: dict[str, Any] = json.loads((folder / "kinds.json").read_text(encoding="utf-8"))
    by_name: dict[str, list[str]] = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))
    schemas = Catalogue(kinds=found["kinds"], shapes=tuple(map(shape, found["nodes"])))
    whole = replace(schemas, partial=frozenset(filter(grows, schemas.groups))).with_kinds(by_name)
    return replace(whole, growing=whole.partial)
