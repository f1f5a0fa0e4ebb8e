"""A file without a name on any disk, which the shell can open by path: nothing is left of it, however the run ends."""

import os
from pathlib import Path


class MemoryFile:
    """Exists while this process does; ``path`` is valid for processes of the same user."""

    def __init__(self, name: str) -> None:
        self._number = os.memfd_create(name)
        self._size = 0  # as far as this process has written
        self.path = Path(f"/proc/{os.getpid()}/fd/{self._number}")

    def write(self, text: str) -> None:
        """Replace what it holds."""
        data = memoryview(text.encode(errors="surrogateescape"))
        offset = 0
        while offset < len(data):
            offset += os.pwrite(self._number, data[offset:], offset)
        if offset < self._size:
            os.ftruncate(self._number, offset)
        self._size = offset

    def read(self) -> bytes:
        return os.pread(self._number, os.fstat(self._number).st_size, 0)

    def close(self) -> None:
        os.close(self._number)
