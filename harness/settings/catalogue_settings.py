"""``[catalogue]``: kinds of one's own that manifests may have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path
from typing import Final

from harness.settings.build import Builder
from harness.settings.constraint import Problem
from harness.settings.open_table import OTHER_KEYS

VERSION: Final = re.compile(r"(?:[a-z0-9.-]+/)?v\d\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSettings:
    """``kinds`` maps apiVersion to kinds of which only the name is known.

    ``crds`` are globs of files with CustomResourceDefinitions, whose fields are known as well.
    """

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict, metadata=OTHER_KEYS)
    crds: tuple[Path, ...] = ()


def require_files(settings: CatalogueSettings, builder: Builder) -> None:
    """Raises ``SettingsError`` for a glob that finds no file, and for kinds without a version."""
    for version in settings.kinds:
        if not VERSION.fullmatch(version):
            problem = Problem(
                "no API version", 'a group and a version, as "shop.example.com/v1"', "add what is missing"
            )
            raise builder.refused(problem, ("catalogue", version))
    for number, pattern in enumerate(settings.crds):
        if not glob(str(pattern), recursive=True):  # noqa: PTH207 - patterns are absolute
            problem = Problem("no such file", "files with CustomResourceDefinitions", "correct the path, or remove it")
            raise builder.refused(problem, ("catalogue", "crds", number))
