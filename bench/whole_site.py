"""What a whole site costs before anything runs: checking it, collecting it, its snippets, and other sites page by page.

Usage: python bench/whole_site.py [SITE...] [--against CHECKOUT] [--runs N]

Each SITE is a folder of pages, by default real ones beside the repository, else the project's own; others are compared
with the first. Printed are CPU seconds with those of children, and seconds by the clock, the least of N runs: other
processes of the machine make both longer, never shorter. With ``--against``, the harness of another checkout is asked
in turn, and ratios are this one to that one. "cold" is a first run, with nothing kept of an earlier one.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from harness.parse.page_files import find_pages

HERE = Path(__file__).resolve().parents[1]
HARNESS = ("-c", "from harness.cli.main import main; raise SystemExit(main())")
PYTEST = ("-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider")


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float
    clock: float


@dataclass(kw_only=True)
class Checkout:
    """A harness, and a folder in which it keeps what it knows of earlier runs."""

    root: Path
    kept: Path
    costs: dict[str, list[Cost]] = field(default_factory=dict)

    def measure(self, name: str, *command: str | Path, cwd: Path, cold: bool = False) -> None:
        if cold:
            shutil.rmtree(self.kept, ignore_errors=True)
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPATH": str(self.root)}
        environment |= {f"HARNESS_{what}": str(self.kept / what) for what in ("FINDINGS", "PLANS")}
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, *map(str, command)], check=False, cwd=cwd, env=environment, capture_output=True)
        after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - began
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.costs.setdefault(name, []).append(Cost(cpu, clock))

    def least(self, name: str, of: Callable[[Cost], float] = lambda cost: cost.cpu) -> float:
        return min(map(of, self.costs[name]))


def measure(checkout: Checkout, sites: Sequence[Path], work: Path) -> None:
    site, *others = sites
    check = (*HARNESS, "check", "--format", "json")
    checkout.measure("start", *HARNESS, "--version", cwd=work)
    checkout.measure("import", "-c", "import harness.session.many_pages, harness.plan.page_plan", cwd=work)
    checkout.measure("one page", *check, "--no-cache", next(iter(find_pages([site]))), cwd=site)
    checkout.measure("check, cold", *check, site, cwd=site, cold=True)
    checkout.measure("check, again", *check, site, cwd=site)
    checkout.measure("collection, cold", *PYTEST, site, cwd=site, cold=True)
    checkout.measure("collection, again", *PYTEST, site, cwd=site)
    checkout.measure("snips", *HARNESS, "snips", site, "--out", work / "snips", cwd=site)
    for other in others:
        checkout.measure(str(other), *check, "--no-cache", other, cwd=other)


def show(ours: Checkout, theirs: Checkout | None, sites: Sequence[Path]) -> None:
    for name in ours.costs:
        cpu, clock = ours.least(name), ours.least(name, lambda cost: cost.clock)
        ratio = f"{cpu / theirs.least(name):7.2f} x" if theirs else ""
        print(f"{Path(name).name:20}{cpu:8.2f} s CPU{clock:8.2f} s by the clock{ratio}")
    first = each_page(ours, "check, cold", sites[0])
    for other in sites[1:]:
        page = each_page(ours, str(other), other)
        print(f"{other.name:20}{page * 1000:8.1f} ms a page, {page / first:.2f} x those of {sites[0].name}")


def each_page(checkout: Checkout, name: str, site: Path) -> float:
    """CPU seconds without those of the start, which a check of one page has as well."""
    return (checkout.least(name) - checkout.least("one page")) / max(1, len(list(find_pages([site]))) - 1)


def sites_beside() -> list[Path]:
    shared = HERE.parent / "shared"
    real = shared / "corpus/content/en"
    folders = [folder for folder in sorted(shared.glob("sites/*")) if folder.is_dir()]
    return [real, *folders] if real.is_dir() else [HERE / "docs"]


def main() -> int:
    parser = argparse.ArgumentParser(description="What a whole site costs before anything runs.")
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="another checkout of the harness")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    sites = [site.resolve() for site in given.sites or sites_beside()]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ours = Checkout(root=HERE, kept=work / "ours")
        theirs = Checkout(root=given.against.resolve(), kept=work / "theirs") if given.against else None
        for _ in range(given.runs):
            for checkout in filter(None, (theirs, ours)):
                measure(checkout, sites, work)
        print(f"{len(list(find_pages(sites[:1])))} pages; the least of {given.runs} runs")
        show(ours, theirs, sites)
    return 0


if __name__ == "__main__":
    sys.exit(main())
