"""Whether git could give a file back as it is now."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from harness.errors import SettingsError


def uncommitted(path: Path) -> bool:
    """Whether a file has changes that are in no commit. A file outside of any repository has none."""
    git = shutil.which("git")
    if git is None:
        return False
    target = path.resolve()
    answer = subprocess.run(
        [git, "-C", str(target.parent), "status", "--porcelain", "--", target.name],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode == 0 and bool(answer.stdout.strip())


def refuse_uncommitted(paths: Iterable[Path]) -> None:
    """``SettingsError`` that names the files with changes in no commit."""
    changed = [str(path) for path in paths if uncommitted(path)]
    if changed:
        raise SettingsError(
            f"{', '.join(changed)}: not written, because git has no copy of the file as it is now",
            expected="files without uncommitted changes",
            remedy="commit them first, or add --force",
        )
