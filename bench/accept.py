"""How well drifts are accepted: ``python bench/accept.py [FOLDER] [--drifts N] [--list]``.

An expected output of a page is changed in one place, and what the page showed before is taken for what was printed,
with something in place of every ``...`` and with other ages. Counted is how often accepting it gives the page back byte
for byte, and how often another line changes. FOLDER holds pages; by default the real ones beside the repository.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from harness.accept.accept import edits_of
from harness.accept.output_drift import NotAcceptedError, line_changes
from harness.edit.text_edits import EditError, edited
from harness.errors import HarnessError
from harness.match.compare import compare
from harness.match.proving.mutation import Mutation, mutations
from harness.parse.page_files import find_pages
from harness.plan.step import Command
from harness.report.step_record import CommandRecord
from harness.run.output import Ended
from harness.session.site import Site

REPOSITORY = Path(__file__).resolve().parents[1]
REAL = REPOSITORY.parent / "shared/corpus/content/en"


@dataclass(frozen=True, slots=True)
class Drift:
    """A page that shows something else than a command prints."""

    page: str
    shown: str
    mutation: Mutation
    record: CommandRecord


def printed(expected: str) -> str:
    """What a command may have printed whose output a page shows so."""
    text = re.sub(r"^[ \t]*(?:\.{3,}|…)[ \t]*$", "left out: 1\nleft out: 2", expected, flags=re.MULTILINE)
    text = re.sub(r"\.{3,}|…", "left-out", text)
    return re.sub(r"(?<=[ ])([1-8])(?=[smhd]$)", lambda age: str(int(age[1]) + 1), text, flags=re.MULTILINE)


def drifts(folder: Path, chance: random.Random) -> Iterator[Drift]:
    """One of each expected output that the page's own text has as it is, and that its output agrees with."""
    site = Site(settings_file=None, plan_files=False, variants=())
    seen: set[tuple[Path, int]] = set()
    for path in find_pages([folder]):
        try:
            plan = site.plan(path)
        except HarnessError as error:
            print(f"not read: {str(error).splitlines()[0]}", file=sys.stderr)
            continue
        for step in (step for variant in plan.variants for step in variant.steps):
            for command in step.commands:
                at = command.expected_at
                if command.expected is None or at is None or at.included_from is not None or (path, at.line) in seen:
                    continue
                seen.add((path, at.line))
                found = list(_of_command(plan.page.text, command, step.snippet.output_syntax))
                if found:
                    yield chance.choice(found)


def _of_command(page: str, command: Command, syntax: str | None) -> Iterator[Drift]:
    expected, at = command.expected or "", command.expected_at
    output = printed(expected)
    if at is None or not compare(command, output, output_syntax=syntax).agrees:
        return
    lines, height = page.split("\n"), expected.count("\n") + 1
    block = lines[at.line - 1 : at.line - 1 + height]
    indent = " " * (at.column - 1)
    if [line.removeprefix(indent) for line in block] != expected.split("\n"):
        return
    for mutation in mutations(expected):
        other = compare(_with(command, mutation.text), output, output_syntax=syntax)
        if other.agrees:
            continue
        changed = [f"{indent}{line}" if line else line for line in mutation.text.split("\n")]
        shown = "\n".join([*lines[: at.line - 1], *changed, *lines[at.line - 1 + height :]])
        yield Drift(
            page,
            shown,
            mutation,
            CommandRecord(
                at=command.at,
                text=command.text,
                documented=command.documented,
                expected=mutation.text,
                expected_at=at,
                output=output,
                status=0,
                ended=Ended.EXITED,
                match=other,
            ),
        )


def _with(command: Command, expected: str) -> Command:
    return replace(command, expected=expected)


def outcome(drift: Drift) -> str:
    at = drift.record.expected_at
    if at is None:
        return "refused"
    try:
        edits = edits_of(drift.mutation.text, at, line_changes(drift.record), drift.shown.split("\n"))
        after = edited(drift.shown, edits)
    except (NotAcceptedError, EditError) as error:
        return f"refused: {error}".split("\n", maxsplit=1)[0]
    if after == drift.page:
        return "equal"
    start = at.line - 1
    return "otherwise" if after.split("\n")[:start] == drift.page.split("\n")[:start] else "ANOTHER LINE"


def main() -> int:
    parser = argparse.ArgumentParser(description="How well drifts are accepted.")
    parser.add_argument("folder", nargs="?", type=Path, default=REAL)
    parser.add_argument("--drifts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="show those that are not equal")
    given = parser.parse_args()
    if not given.folder.is_dir():
        print(f"NOT MEASURED: there are no pages at {given.folder}")
        return 1
    chance = random.Random(given.seed)
    every = list(drifts(given.folder, chance))
    counts: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    for drift in chance.sample(every, min(given.drifts, len(every))):
        result = outcome(drift)
        counts[result] += 1
        kinds[drift.mutation.severity.value, "equal" if result == "equal" else "not"] += 1
        if given.list and result != "equal":
            print(f"{result}: {drift.record.expected_at}: {drift.mutation.severity} {drift.mutation.change}")
    total = counts.total()
    print(f"{counts['equal']} of {total} drifts accepted byte for byte ({counts['equal'] / max(1, total):.1%})")
    for name, count in counts.most_common():
        print(f"  {count:4} {name}")
    for (severity, result), count in sorted(kinds.items()):
        print(f"  {severity:8} {result:6} {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
