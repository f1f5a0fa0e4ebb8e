"""A file is replaced in one step, so that nobody sees half of it."""

import os
from pathlib import Path


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
