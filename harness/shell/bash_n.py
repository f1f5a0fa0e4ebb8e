"""How bash reads text: `bash -n` takes all of it in and runs nothing."""

import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache

from harness.errors import ShellError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """``accepted``: bash would run the text. ``words``: its errors or, as for an open heredoc, its warnings."""

    accepted: bool
    words: str


@lru_cache(maxsize=8192)  # translations have the same commands
def read_by_bash(text: str) -> Reading:
    """What bash makes of shell source; ``ShellError`` when there is no bash on PATH."""
    bash = shutil.which("bash")
    if bash is None:
        raise ShellError(
            "bash is not on PATH",
            expected="bash, which says whether it can read the commands of a page",
            remedy="install bash, or add its folder to PATH",
        )
    answer = subprocess.run(
        [bash, "-n"],
        input=f"{text}\n",
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C.UTF-8"},  # nothing else: BASH_ENV names a file that even `bash -n` would run
    )
    return Reading(accepted=answer.returncode == 0, words=answer.stderr)
