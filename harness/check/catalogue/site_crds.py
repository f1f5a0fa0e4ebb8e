"""The CustomResourceDefinitions that a site's own repository keeps where repositories usually keep them."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from harness.check.catalogue.crd import Kind, crd
from harness.checkout import repository_of

LOG: Final = logging.getLogger(__name__)
PLACES: Final = (
    "config/crd/**/*.yaml",
    "config/crds/**/*.yaml",
    "crds/*.yaml",
    "deploy/*.yaml",
    "deploy/crds/*.yaml",
    "deploy/*/crds/*.yaml",
    "charts/*/crds/**/*.yaml",
    "charts/*/templates/crds/*.yaml",
    "charts/*/charts/*/crds/*.yaml",
)
_SIGN: Final = "kind: CustomResourceDefinition"


def site_crds(root: Path) -> Iterator[Kind]:
    """The kinds of every such file; templates that are not YAML before a program fills them in are passed over."""
    for folder in dict.fromkeys((repository_of(root) or root, root)):
        for place in PLACES:
            for file in sorted(folder.glob(place)):
                yield from _kinds(file)


def _kinds(file: Path) -> list[Kind]:
    try:
        text = file.read_text(encoding="utf-8")
        return list(crd(text)) if _SIGN in text else []
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        LOG.info("no definitions are read from %s: %s", file, error)
        return []
