"""Fixtures that several folders of tests share."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages beside the repository; tests on it skip loudly where it is missing."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no real pages beside the repository: {folder} is missing, the tests on them did not run")
    return folder
