"""What the harness adds to a command: trivial commands through the shell, and through a bare bash on pipes.

Usage: python bench/shell_overhead.py [COMMANDS]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell

RUNS = 5


def bare_loop(commands: int) -> float:
    """Seconds for ``commands`` commands through one bash, a marker read after each: the floor."""
    bash = subprocess.Popen(["bash", "--noprofile", "--norc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    assert bash.stdin is not None
    assert bash.stdout is not None
    began = time.perf_counter()
    for _ in range(commands):
        bash.stdin.write(b"echo hi\necho marker $?\n")
        seen = b""
        while b"marker 0\n" not in seen:
            seen += os.read(bash.stdout.fileno(), 4096)
    seconds = time.perf_counter() - began
    bash.communicate()
    return seconds


def shell_loop(shell: PexpectShell, commands: int) -> float:
    began = time.perf_counter()
    for _ in range(commands):
        shell.run("echo hi", timeout=5)
    return time.perf_counter() - began


def start_and_close(options: ShellOptions) -> float:
    """Seconds until a first command has run, and the shell is closed again."""
    began = time.perf_counter()
    shell = PexpectShell(options)
    shell.run("true", timeout=5)
    started = time.perf_counter() - began
    shell.close()
    return started


def median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(RUNS))


def main() -> None:
    commands = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        options = ShellOptions(environment={"PATH": os.environ["PATH"]}, workdir=Path(folder), home=Path(folder))
        shell = PexpectShell(options)
        harness = median(lambda: shell_loop(shell, commands)) * 1000 / commands
        bare = median(lambda: bare_loop(commands)) * 1000 / commands
        began = time.perf_counter()
        big = shell.run("head -c 10000000 /dev/zero | tr '\\0' x | fold -w 1999", timeout=60)
        ten_megabytes = time.perf_counter() - began
        shell.close()
        start = median(lambda: start_and_close(options)) * 1000
    print(f"{commands} commands `echo hi`, median of {RUNS} runs")
    print(f"  through the harness  {harness:8.3f} ms per command   (goal: at most 2)")
    print(f"  bare bash on pipes   {bare:8.3f} ms per command")
    print(f"  ratio                {harness / bare:8.1f}")
    print(f"  start of a shell     {start:8.1f} ms               (goal: under 50)")
    print(f"  10 MB of output      {ten_megabytes:8.2f} s, {len(big.text):,} characters kept")


if __name__ == "__main__":
    main()
