"""Runs that are ended from outside, at any moment: they leave nothing, or nothing once the next run has begun."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
import psutil
import pytest

from harness.cluster.processes import tagged

pytestmark = pytest.mark.cluster

PAGE = """\
---
title: A shop
test: yes
---

{{< text syntax=bash snip_id=open >}}
$ kubectl create namespace shop
$ kubectl --namespace shop create configmap hours --from-literal=from=9 --from-literal=to=18
$ sleep 3
{{< /text >}}

{{< text syntax=bash snip_id=look >}}
$ kubectl --namespace shop get configmap hours
NAME    DATA   AGE
hours   2      3s
{{< /text >}}

## Cleanup

{{< text syntax=bash snip_id=close >}}
$ kubectl delete namespace shop
{{< /text >}}
"""
BUSY = """\
---
title: A shop with two terminals
test: yes
---

{{< text syntax=bash snip_id=make >}}
$ touch orders
$ sleep 97531 &
{{< /text >}}

{{< text syntax=bash snip_id=serve >}}
$ python3 -m http.server PORT
{{< /text >}}

{{< text syntax=bash snip_id=watch >}}
$ tail -f orders
two tables
{{< /text >}}

{{< text syntax=bash snip_id=order >}}
$ curl -s http://127.0.0.1:PORT/orders
$ sleep 2
$ echo "two tables" >> orders
$ sleep 1
{{< /text >}}
"""
LAYERED = """\
---
title: A shop on a layer
test: yes
---

## Before you begin

Install [the base](/docs/base/).

## Use

{{< text syntax=bash snip_id=look >}}
$ kubectl --namespace base get configmap hours
NAME    DATA   AGE
hours   2      3s
{{< /text >}}
"""
BASE = """
[prerequisites.base]
links = ["/docs/base/"]
before = [
    "kubectl create namespace base",
    "kubectl --namespace base create configmap hours --from-literal=from=9 --from-literal=to=18",
    "sleep 5",
]
"""
LAST_WORDS = """\
---
title: A shop that closes slowly
test: yes
---

{{< text syntax=bash snip_id=make >}}
$ trap 'touch "$TMPDIR/../closing"; sleep 0.5' EXIT
{{< /text >}}
"""
PLAIN = "---\ntitle: Nothing\ntest: yes\n---\n\n{{< text syntax=bash snip_id=nothing >}}\n$ true\n{{< /text >}}\n"
QUICK, LONGEST = 8.0, 20.0  # seconds after which a run is ended at the latest


@dataclass(kw_only=True)
class Machine:
    """A user's home, temporary folder and fleets, all below one folder; only the toolchain is the real one."""

    folder: Path
    started: list["subprocess.Popen[str]"] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "HOME": str(self.folder / "home"),
            "XDG_CACHE_HOME": str(Path(platformdirs.user_cache_dir("docs-harness")).parent),
            "HARNESS_FLEETS": str(self.folder / "state"),
            "TMPDIR": str(self.folder / "temporary"),
        }
        return {name: text for name, text in os.environ.items() if name != "KUBECONFIG"} | own

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", *arguments],
            cwd=self.folder / "site",
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def left(self) -> list[str]:
        """Processes, fleets and folders that are still there."""
        fleets = self.folder / "state" / "fleets"
        return [
            *(f"process {process.pid} of {state}" for state, process in tagged() if state.is_relative_to(self.folder)),
            *(str(path) for path in fleets.glob("*/*") if path.suffix != ".lock"),
            # pytest itself keeps the temporary folders of its last three runs
            *(str(path) for path in (self.folder / "temporary").iterdir() if not path.name.startswith("pytest-of-")),
        ]

    def running(self) -> list[str]:
        """Processes of shells of pages, known by their temporary folder."""
        found = []
        for process in psutil.process_iter():
            try:
                below = process.environ().get("HOME", "").startswith(f"{self.folder / 'temporary'}/")
                if below and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(" ".join(process.cmdline()))
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found

    def home(self) -> dict[str, bytes]:
        home = self.folder / "home"
        return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    for name in ("home/.kube", "temporary", "site"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "home" / ".kube" / "config").write_text("apiVersion: v1\nkind: Config\n")
    (tmp_path / "site" / "harness.toml").write_text('[cluster]\nprovider = "embedded"\n')
    (tmp_path / "site" / "shop.md").write_text(PAGE)
    (tmp_path / "site" / "plain.md").write_text(PLAIN)
    machine = Machine(folder=tmp_path)
    before = machine.home()
    yield machine
    for process in machine.started:  # one that hangs would outlive the tests
        process.kill()
        process.communicate()
    assert machine.home() == before


def ended(process: "subprocess.Popen[str]", number: signal.Signals, moment: float) -> str:
    """What a run printed that got a signal after so many seconds, if it was not over before."""
    try:
        out, _ = process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
        out, _ = process.communicate(timeout=120)
    return out


def moments(count: int, seed: int, longest: float = LONGEST) -> list[float]:
    dice = random.Random(seed)
    return [round(dice.uniform(1.0, longest), 2) for _ in range(count)]


def signals(count: int, seed: int, longest: float = LONGEST) -> list[tuple[signal.Signals, float]]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
    return [(numbers[position % 3], moment) for position, moment in enumerate(moments(count, seed, longest))]


def check_one(machine: Machine, number: signal.Signals, moment: float) -> None:
    said = ended(machine.start("shop.md"), number, moment)
    if number is signal.SIGKILL:
        said += machine.start("plain.md").communicate(timeout=120)[0]
    assert machine.left() == [], said


@pytest.mark.parametrize(("number", "moment"), signals(3, seed=5, longest=QUICK))
def test_a_run_that_is_ended(machine: Machine, number: signal.Signals, moment: float) -> None:
    check_one(machine, number, moment)


def until_a_layer_is_made(machine: Machine, process: "subprocess.Popen[str]") -> None:
    """Returns once the page's shell waits in the last command of its chain."""
    ending = time.monotonic() + 120
    while process.poll() is None and "sleep 5" not in machine.running() and time.monotonic() < ending:
        time.sleep(0.05)
    assert process.poll() is None, process.communicate()[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_a_run_that_is_ended_while_its_page_is_closed(machine: Machine, number: signal.Signals) -> None:
    closing = machine.folder / "closing"
    (machine.folder / "site" / "slow.md").write_text(LAST_WORDS.replace("$TMPDIR/..", str(machine.folder)))
    process = machine.start("slow.md")
    ending = time.monotonic() + 60
    while process.poll() is None and not closing.exists() and time.monotonic() < ending:
        time.sleep(0.01)
    assert closing.exists()
    said = ended(process, number, 0.05)
    assert process.returncode == pytest.ExitCode.INTERRUPTED, said
    assert (machine.running(), machine.left()) == ([], []), said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["SIGINT", "SIGKILL"])
def test_a_run_that_is_ended_while_it_makes_a_layer(machine: Machine, number: signal.Signals) -> None:
    site = machine.folder / "site"
    (site / "harness.toml").write_text(f'[cluster]\nprovider = "embedded"\n{BASE}')
    (site / "layered.md").write_text(LAYERED)
    process = machine.start("layered.md")
    until_a_layer_is_made(machine, process)
    said = ended(process, number, 0.1)
    if number is signal.SIGKILL:
        said += machine.start("plain.md").communicate(timeout=120)[0]
    assert (machine.running(), machine.left()) == ([], []), said


@pytest.mark.slow
@pytest.mark.parametrize(("number", "moment"), signals(6, seed=29, longest=24.0))
def test_a_kept_fleet_is_usable_after_a_run_that_was_ended_at_any_moment(
    machine: Machine, number: signal.Signals, moment: float
) -> None:
    """Its layers are gone back to or made again; two pages on one layer, so that some moments are within a reset."""
    site = machine.folder / "site"
    (site / "harness.toml").write_text(f'[cluster]\nprovider = "embedded"\n{BASE}')
    for name in ("layered.md", "more.md"):
        (site / name).write_text(LAYERED.replace("$ kubectl", "$ kubectl create namespace own\n$ kubectl", 1))
    said = ended(machine.start("--keep", "layered.md", "more.md"), number, moment)
    out, _ = machine.start("--keep", "layered.md", "more.md").communicate(timeout=300)
    assert len(re.findall(r"^(?:layered|more)\.md +1 passed$", out, re.MULTILINE)) == 2, said + out
    down = subprocess.run(
        [Path(sys.executable).with_name("harness"), "clusters", "down"],
        env=machine.environment,
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert machine.running() == [], said + out + down.stdout + down.stderr
    assert machine.left() == [], said + out + down.stdout + down.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("number", "moment"), signals(20, seed=11))
def test_a_run_that_is_ended_at_many_moments(machine: Machine, number: signal.Signals, moment: float) -> None:
    check_one(machine, number, moment)


def test_workers_leave_nothing(machine: Machine) -> None:
    out, _ = machine.start("-n", "2", "shop.md", "plain.md").communicate(timeout=180)
    assert re.search(r"^shop\.md +3 passed$", out, re.MULTILINE), out
    assert re.search(r"^plain\.md +1 passed$", out, re.MULTILINE), out
    assert machine.left() == [], out


@pytest.mark.slow
@pytest.mark.parametrize("moment", moments(3, seed=17))
def test_a_worker_that_is_killed(machine: Machine, moment: float) -> None:
    process = machine.start("-n", "1", "shop.md")
    time.sleep(moment)
    for worker in psutil.Process(process.pid).children() if process.poll() is None else ():
        worker.kill()
    said, _ = process.communicate(timeout=180)
    said += machine.start("plain.md").communicate(timeout=120)[0]
    assert machine.left() == [], said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "moment"),
    [((signal.SIGINT, signal.SIGKILL)[at % 2], moment) for at, moment in enumerate(moments(20, seed=23, longest=9.0))],
)
def test_a_page_with_two_terminals_that_is_ended_at_many_moments(
    machine: Machine, number: signal.Signals, moment: float
) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    (machine.folder / "site" / "busy.md").write_text(BUSY.replace("PORT", str(port)))
    said = ended(machine.start("busy.md"), number, moment)
    if number is signal.SIGKILL:
        said += machine.start("plain.md").communicate(timeout=120)[0]
    assert (machine.running(), machine.left()) == ([], []), said
