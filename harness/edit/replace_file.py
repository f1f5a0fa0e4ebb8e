"""A file is replaced in one step, so that nobody sees half of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.errors import SettingsError


def replace_file(path: Path, content: bytes) -> None:
    """Write a file or none of it; its mode stays, and a link stays a link. ``OSError`` where that is not possible."""
    target = path.resolve()
    half = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        if target.exists():
            half.chmod(target.stat().st_mode)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def writing(path: Path, what: str = "file", *, remedy: str = "change its permissions") -> Iterator[None]:
    """Where a file is written or removed: ``SettingsError`` names it if that is not possible."""
    try:
        yield
    except OSError as error:
        raise SettingsError(
            f"this {what} cannot be written: {error.strerror}",
            at=str(path),
            expected="a folder that may be written to",
            remedy=remedy,
        ) from error
