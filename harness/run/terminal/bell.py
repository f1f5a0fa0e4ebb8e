"""A pipe that the shell rings at the end of a command: the harness sleeps until then, not from line to line."""

import os
from contextlib import suppress
from pathlib import Path


class Bell:
    """Can be rung by processes of the same user while this process lives, by opening ``path`` for writing."""

    def __init__(self) -> None:
        self.descriptor, self._ring = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.path = Path(f"/proc/{os.getpid()}/fd/{self._ring}")
        self.name = str(self.path.readlink())
        """What a descriptor of the shell leads to while it rings: ``pipe:[4711]``."""

    def silence(self) -> None:
        """Forget that it was rung."""
        with suppress(BlockingIOError):
            os.read(self.descriptor, 1 << 12)

    def close(self) -> None:
        os.close(self.descriptor)
        os.close(self._ring)
