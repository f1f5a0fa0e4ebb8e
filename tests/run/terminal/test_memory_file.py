import subprocess
from collections.abc import Iterator

import pytest

from harness.run.terminal.interpreter import MemoryFile


@pytest.fixture
def file() -> Iterator[MemoryFile]:
    file = MemoryFile("test")
    yield file
    file.close()


def test_other_processes_read_it(file: MemoryFile) -> None:
    file.write("a longer text")
    file.write("text \udcff")
    assert subprocess.run(["cat", file.path], capture_output=True, check=True).stdout == b"text \xff"


def test_other_processes_write_it(file: MemoryFile) -> None:
    file.write("a longer text")
    subprocess.run(["sh", "-c", 'echo text > "$0"', file.path], check=True)
    assert file.read() == b"text\n"


def test_it_holds_megabytes(file: MemoryFile) -> None:
    file.write("x" * 5_000_000)
    assert len(file.read()) == 5_000_000
