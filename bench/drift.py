"""Which differences ``harness drift`` finds: ``python bench/drift.py [CONTENT] [--each N] [--kind START] [--list]``.

One difference at a time is put into blocks of translations that do what their base page does: of those that matter it
is printed how many are reported, as what, and of noise how much of it is. CONTENT has a folder for each language, of
which the base is ``en``; by default the real pages beside the repository, read in place.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drift_kinds import MATTERS, NOISE
from fault_kinds import Fault, Mutate

from harness.drift.page_drift import drift_of
from harness.errors import PageError
from harness.parse.page import Page
from harness.plan.site_reading import read_site_text
from harness.session.site import Site

REAL = Path(__file__).resolve().parents[2] / "shared/corpus/content"
SITE = Site(settings_file=None, plan_files=False)
BASE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    base: Page
    path: Path
    text: str
    known: Counter[tuple[str, ...]]  # what differs as it is


def changes(base: Page, path: Path, text: str) -> Counter[tuple[str, ...]]:
    page = read_site_text(text, path, SITE.settings(path))
    found = drift_of(base, page, languages=frozenset(path.parts))
    return Counter(
        (change.kind.value, change.base, change.translation, change.subject)
        for block in found.blocks
        for change in block.changes
    )


def pairs(content: Path) -> Iterator[Pair]:
    for path in sorted(content.rglob("*.md")):
        language, *inside = path.relative_to(content).parts
        base = content.joinpath(BASE, *inside)
        if language != BASE and base.is_file() and "boilerplates" not in inside:
            text = path.read_text(encoding="utf-8")
            page = SITE.page(base)
            if page.snippets:
                yield Pair(base=page, path=path, text=text, known=changes(page, path, text))


def same_place(pair: Pair, fault: Fault) -> bool:
    """Whether what is changed is on the base page, too: elsewhere the two differ already."""
    line = pair.text[pair.text.rfind("\n", 0, fault.start) + 1 : fault.end].split("\n")[0]
    return line.strip() in pair.base.text


def reported(pair: Pair, fault: Fault) -> str:
    """The kinds of the new differences; empty where there is none."""
    try:
        now = changes(pair.base, pair.path, fault.into(pair.text))
    except PageError:
        return "unreadable"
    return " ".join(sorted({kind for kind, *_ in now - pair.known}))


def chosen(every: list[Pair], mutate: Mutate, most: int, chance: random.Random) -> list[tuple[Pair, Fault]]:
    found = [(pair, fault) for pair in every for fault in mutate(pair.text, chance) if same_place(pair, fault)]
    return chance.sample(found, min(most, len(found)))


def main() -> int:
    parser = argparse.ArgumentParser(description="Which differences 'harness drift' finds, by kind.")
    parser.add_argument("content", nargs="?", type=Path, default=REAL)
    parser.add_argument("--each", type=int, default=10, help="differences of a kind (default: 10)")
    parser.add_argument("--kind", action="append", metavar="START", help="only kinds that start so; may be repeated")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="show what is missed, and noise that is reported")
    given = parser.parse_args()
    if not given.content.is_dir():
        print(f"NOT MEASURED: there are no pages at {given.content}")
        return 1
    every = list(pairs(given.content))
    print(f"{len(every)} translations")
    for title, kinds in (("matters", MATTERS), ("noise", NOISE)):
        total: Counter[bool] = Counter()
        for kind in (each for each in kinds if not given.kind or each.startswith(tuple(given.kind))):
            chance = random.Random(f"{given.seed} {kind}")
            found = [
                (pair, fault, reported(pair, fault)) for pair, fault in chosen(every, kinds[kind], given.each, chance)
            ]
            total.update(bool(words) for _, _, words in found)
            as_what = Counter(words for _, _, words in found if words)
            print(f"{title:8} {kind:26} {sum(as_what.values()):3} of {len(found):3}  {dict(as_what) or ''}")
            for pair, fault, words in found if given.list else ():
                if bool(words) != (title == "matters"):
                    print(f"  {pair.path}:{pair.text.count(chr(10), 0, fault.start) + 1}: {shown(pair, fault)}")
        print(f"{title:8} {'all':26} {total[True]:3} of {total.total():3}")
    return 0


def shown(pair: Pair, fault: Fault) -> str:
    text = fault.into(pair.text)
    return (
        text[text.rfind("\n", 0, fault.start) + 1 : fault.start + len(fault.text) + 60]
        .strip()[:150]
        .replace("\n", "\\n")
    )


if __name__ == "__main__":
    sys.exit(main())
