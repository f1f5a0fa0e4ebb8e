"""How many faults ``harness check`` finds: ``python bench/mutations.py [CONTENT] [--each N] [--kind KIND] [--all]``.

One fault at a time is put into the tested pages of a site, of the kinds of ``ALL_KINDS``; printed is how many of each
kind are found, as an error or as a warning, with ``--fix`` what becomes of them, and what is reported of the pages as
they are. CONTENT is a folder of pages in the site's format; by default the real pages beside the repository.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fault_kinds import Fault, Mutate
from fault_sets import ALL_KINDS

from harness.check.mending import fixes_in
from harness.diagnostic import Diagnostic, Severity
from harness.edit.text_edits import compatible, edited
from harness.errors import PageError
from harness.fix import Fix
from harness.session.checking import check
from harness.session.fixing import verified, words_of
from harness.session.site import Site

REPOSITORY = Path(__file__).resolve().parents[1]
REAL = REPOSITORY.parent / "shared/corpus/content/en"
FIXED = ("put back", "otherwise", "worse", "left")  # what becomes of a fault by --fix


SITE = Site(settings_file=None, plan_files=False)


def findings(text: str, path: Path) -> tuple[Diagnostic, ...]:
    """What ``harness check`` reports of a page as errors and warnings, as if this were its text."""
    try:
        found = check(SITE.plan(path, text=text), SITE.settings(path))
    except PageError as error:
        found = error.diagnostics
    return tuple(each for each in found if each.severity is not Severity.NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    path: Path
    text: str
    clean: Counter[tuple[str, str]]  # what is reported of the page as it is


def counted(text: str, path: Path) -> Counter[tuple[str, str]]:
    return Counter(map(words_of, findings(text, path)))


def chosen_pages(content: Path, *, every: bool) -> Iterator[Page]:
    for path in sorted(content.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^test: *yes\b", text, re.MULTILINE) or (every and "boilerplates" not in path.parts):
            yield Page(path=path, text=text, clean=counted(text, path))


def own(fix: Fix, page: Page) -> bool:
    return all(edit.at.path == page.path for edit in fix.edits)


def mended(text: str, page: Page) -> str:
    """The text after all sure fixes of the page's own findings."""
    fixes = compatible(fixes_in(findings(text, page.path), unsafe=False))
    fixes = verified(text, [fix for fix in fixes if own(fix, page)], lambda after: findings(after, page.path))
    return edited(text, [edit for fix in fixes for edit in fix.edits])


def fix(page: Page, fault: Fault) -> str:
    """What becomes of a fault that is found: put back byte for byte, made worse, changed otherwise, or left."""
    broken = fault.into(page.text)
    after = mended(broken, page)
    if after == fault.mended(page.text):
        return "put back"
    if after == broken:
        return "left"
    before, now = (counted(text, page.path) for text in (broken, after))
    return "worse" if now - before else "otherwise"


def severity(page: Page, fault: Fault) -> str:
    """How a fault is reported: as an error, as a warning, or not at all."""
    found = findings(fault.into(page.text), page.path)
    new = Counter(map(words_of, found)) - page.clean
    severities = (each.severity.value for each in found if words_of(each) in new)
    return min(severities, default="missed")  # error comes before warning


def faults(pages: list[Page], mutate: Mutate, most: int, chance: random.Random) -> list[tuple[Page, Fault]]:
    every = [(page, fault) for page in pages for fault in mutate(page.text, chance)]
    return chance.sample(every, min(most, len(every)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How many faults 'harness check' finds, by kind.")
    parser.add_argument("content", nargs="?", type=Path, default=REAL)
    parser.add_argument("--each", type=int, default=8, help="faults of a kind (default: 8)")
    parser.add_argument("--kind", action="append", metavar="START", help="only kinds that start so; may be repeated")
    parser.add_argument("--all", action="store_true", help="also pages that are not tested")
    parser.add_argument("--fix", action="store_true", help="also mend what is found, and compare with the page")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="show the faults that are missed")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    if not given.content.is_dir():
        print(f"NOT MEASURED: there are no pages at {given.content}")
        return 1
    pages = list(chosen_pages(given.content, every=given.all))
    alarms = [f"{page.path}: {code}: {message}" for page in pages for code, message in sorted(page.clean)]
    total: Counter[str] = Counter()
    print(f"{'kind':32} found of  error warning " + "".join(f"{name:>10}" for name in FIXED))
    for kind in (name for name in ALL_KINDS if not given.kind or name.startswith(tuple(given.kind))):
        chance = random.Random(f"{given.seed} {kind}")  # the same faults whatever else is measured
        chosen = faults(pages, ALL_KINDS[kind], given.each, chance)
        seen = Counter(word for page, fault in chosen for word in report(page, fault, show=given.list, fixes=given.fix))
        total += seen
        print(row(kind, seen) if chosen else f"{kind:32} NOT MEASURED: no page has a place for it")
    print(row("all", total))
    print(f"reported of the {len(pages)} pages as they are: {len(alarms)}", *alarms, sep="\n  ")
    return 0


def row(kind: str, seen: "Counter[str]") -> str:
    found = seen["error"] + seen["warning"]
    columns = f"{kind:32} {found:5} {seen['error'] + seen['warning'] + seen['missed']:2}"
    return f"{columns} {seen['error']:6} {seen['warning']:7} " + "".join(f"{seen[name]:10}" for name in FIXED)


def report(page: Page, fault: Fault, *, show: bool, fixes: bool) -> Iterator[str]:
    """How a fault is reported, and when asked what becomes of it."""
    outcome = severity(page, fault)
    yield outcome
    mending = fix(page, fault) if fixes and outcome != "missed" else ""
    if mending:
        yield mending
    if show and (outcome == "missed" or mending not in {"", "put back"}):
        line = page.text.count("\n", 0, fault.start) + 1
        broken = fault.into(page.text).split("\n")[line - 1]
        print(f"  {mending or outcome}: {page.path}:{line}: {broken.strip()[:160]}")


if __name__ == "__main__":
    sys.exit(main())
