"""The lock satisfies pyproject.toml; each package has hashes, and none is bound to one package index."""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[2]
LOCKS: Final = [ROOT / "tools" / name for name in ("requirements.lock", "installer.lock")]
ENTRY: Final = re.compile(
    r"^(?P<requirement>[^\s#].*?)(?P<hashes>(?: \\\n +--hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)


def asked() -> list[Requirement]:
    """What installs this project, runs its commands and builds it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tables = project["project"]["dependencies"], project["project"]["optional-dependencies"]["dev"]
    return [Requirement(text) for table in (*tables, project["build-system"]["requires"]) for text in table]


def locked() -> dict[str, str]:
    """The version of each locked package, by its canonical name."""
    entries = [Requirement(entry["requirement"]) for entry in ENTRY.finditer(LOCKS[0].read_text(encoding="utf-8"))]
    return {canonicalize_name(entry.name): str(entry.specifier).removeprefix("==") for entry in entries}


@pytest.mark.parametrize("requirement", asked(), ids=str)
def test_every_dependency_is_locked_inside_its_range(requirement: Requirement) -> None:
    version = locked().get(canonicalize_name(requirement.name))
    assert version is not None, "make lock"
    assert requirement.specifier.contains(version, prereleases=True), "make lock"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_has_hashes_and_none_an_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    rest = ENTRY.sub("", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert (rest.split(), "://" in text) == ([], False)
