"""What becomes of faults when pages run: ``python bench/run_faults.py PAGE… [--each N] [--set SET]``.

Each page is run as it is, and with one fault at a time in copies beside it, all in one run of pytest with
``--options``. Compared with the page as it is, one snippet should fail, and what hangs on it should follow it.

``one``      one snippet fails that did not fail before
``several``  more than one stands for itself: one cause, several failures
``check``    none fails, and the check of the page finds an error
``hidden``   none fails, and one that passed is skipped, unsupported or no step of the page now
``none``     all is as before: what is faulty is not run there, or not wrong
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fault_kinds import Fault
from fault_sets import ALL_KINDS, SETS

RED = frozenset({"failed", "error"})
GONE = "gone"
OPTIONS = "--provider embedded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faulty:
    """``page`` is the copy, seen from the site; ``origin`` the page as it is."""

    origin: Path
    page: Path
    kind: str
    line: int
    old: str
    new: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--site", type=Path, default=Path(), help="the site's root, which is copied (here)")
    parser.add_argument("--each", type=int, default=2, metavar="N", help="faults a page (2)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--set", action="append", choices=SETS, help="only faults of this set of kinds")
    parser.add_argument("--kind", action="append", choices=sorted(ALL_KINDS), help="only faults of this kind")
    parser.add_argument("--options", default=OPTIONS, help=f"how pages run ({OPTIONS})")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        shutil.copytree(given.site, root, ignore=shutil.ignore_patterns(".git"))
        origins = [page.resolve().relative_to(given.site.resolve()) for page in given.pages]
        kinds = given.kind or sorted(name for one in given.set or SETS for name in SETS[one])
        faulty = list(spread(root, origins, kinds, each=given.each, chance=random.Random(given.seed)))
        records, checks = run(root, [*origins, *(one.page for one in faulty)], given.options.split())
    tell(faulty, records, checks)


def spread(root: Path, origins: list[Path], kinds: list[str], *, each: int, chance: random.Random) -> Iterator[Faulty]:
    """Copies of the pages' folders, with a fault each."""
    for origin in origins:
        text = (root / origin).read_text(encoding="utf-8")
        found = [(kind, fault) for kind in kinds for fault in ALL_KINDS[kind](text, chance)]
        for number, (kind, fault) in enumerate(chance.sample(found, min(each, len(found)))):
            copy = copied(root, origin, f"fault-{number}")
            (root / copy).write_text(fault.into(text), encoding="utf-8")
            yield named(origin, copy, kind, fault, text)


def copied(root: Path, origin: Path, suffix: str) -> Path:
    """A page beside the page; one that has a folder of its own takes its files along."""
    if origin.stem not in {"index", "_index"}:
        return origin.with_stem(f"{origin.stem}-{suffix}")
    folder = origin.parent.with_name(f"{origin.parent.name}-{suffix}")
    shutil.copytree((root / origin).parent, root / folder)
    return folder / origin.name


def named(origin: Path, copy: Path, kind: str, fault: Fault, text: str) -> Faulty:
    line, old = text.count("\n", 0, fault.start) + 1, text[fault.start : fault.end]
    return Faulty(origin=origin, page=copy, kind=kind, line=line, old=old, new=fault.text)


def run(root: Path, pages: list[Path], options: list[str]) -> tuple[list[Mapping[str, Any]], Mapping[str, str]]:
    """What became of each step, and what the checks of pages say that failed."""
    command = [sys.executable, "-m", "pytest", *map(str, pages), "-q", "-rf", *options, "--report-dir", "report"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    print(done.stdout.rstrip().rpartition("\n")[2])
    records: list[Mapping[str, Any]] = json.loads((root / "report/report.json").read_text())["records"]
    return records, dict(re.findall(r"^FAILED (\S+)::check - (.*)", done.stdout, re.MULTILINE))


def tell(faulty: list[Faulty], records: list[Mapping[str, Any]], checks: Mapping[str, str]) -> None:
    outcomes: dict[str, dict[tuple[str, str], str]] = {}
    said: dict[tuple[str, str, str], str] = {}
    for one in records:
        outcomes.setdefault(one["page"], {})[one["id"], one["variant"]] = one["outcome"]
        said[one["page"], one["id"], one["variant"]] = one["sentence"]
    counts: Counter[str] = Counter()
    for one in faulty:
        before, after = outcomes.get(str(one.origin), {}), outcomes.get(str(one.page), {})
        red = [step for step, outcome in after.items() if outcome in RED and before.get(step) not in RED]
        gone = [step for step, outcome in before.items() if outcome == "passed" != after.get(step, GONE)]
        found = "" if str(one.origin) in checks else checks.get(str(one.page), "")
        verdict = "check" if found and not red else verdict_of({step for step, _ in red}, gone)
        counts[verdict] += 1
        print(f"{verdict:8s} {one.kind}, {one.page}:{one.line}: {one.old!r} to {one.new!r}")
        if found:
            print(f"           check: {short(found)}")
        for step in red or gone:
            sentence = said.get((str(one.page), *step), "")
            print(f"           {after.get(step, GONE)} {' '.join(filter(None, step))}: {short(sentence)}")
    print(", ".join(f"{verdict} {count}" for verdict, count in sorted(counts.items())))


def verdict_of(red: set[str], gone: list[tuple[str, str]]) -> str:
    if red:
        return "one" if len(red) == 1 else "several"
    return "hidden" if gone else "none"


def short(sentence: str) -> str:
    return re.sub(r"\s+", " ", sentence)[:160]


if __name__ == "__main__":
    main()
