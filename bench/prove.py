"""What expected outputs prove: how many wrong ones would be accepted, and each rule's share of them.

Usage: python bench/prove.py [FOLDER...]

FOLDER holds pages; by default the project's own, and real pages beside the repository. Nothing runs: each expected
output is taken for what was printed, so whatever is accepted is accepted by a rule.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from harness.errors import HarnessError
from harness.match.infer import infer
from harness.match.proving.mutation import GRAVE, Severity
from harness.match.proving.proof import Proof, prove
from harness.parse.page_files import find_pages
from harness.session.site import Site
from harness.source import Location

REPOSITORY = Path(__file__).resolve().parents[1]
REAL = "shared/corpus/content/en"


def folders() -> list[Path]:
    if sys.argv[1:]:
        return [Path(name) for name in sys.argv[1:]]
    real = [folder / REAL for folder in REPOSITORY.parents if (folder / REAL).is_dir()]
    if not real:
        print(f"NOT MEASURED: real pages, there is no {REAL} beside the repository", file=sys.stderr)
    return [REPOSITORY / "docs", *real[:1]]


def proofs(folder: Path) -> Iterator[tuple[Location, Proof]]:
    """Each expected output once, also where several pages include it."""
    site = Site(settings_file=None, plan_files=False, variants=())
    seen = set()
    for path in find_pages([folder]):
        try:
            plan = site.plan(path)
        except HarnessError as error:
            print(f"not read: {str(error).splitlines()[0]}", file=sys.stderr)
            continue
        commands = [(step, command) for variant in plan.variants for step in variant.steps for command in step.commands]
        for step, command in commands:
            if command.expected is None or (command.text, command.expected) in seen:
                continue
            seen.add((command.text, command.expected))
            by = command.matcher or infer(command.expected, step.snippet.output_syntax, prints=command.prints)
            proof = prove(command.expected, command.expected, by=by)
            if proof is not None:
                yield command.expected_at or command.at, proof


def report(folder: Path) -> None:
    tried: Counter[Severity] = Counter()
    accepted: Counter[Severity] = Counter()
    rules: Counter[str] = Counter()
    outputs = 0
    began = time.perf_counter()
    for at, proof in proofs(folder):
        outputs += 1
        tried.update(proof.tried)
        for one in proof.accepted:
            accepted[one.mutation.severity] += 1
            rules[one.rule] += 1
            if one.mutation.severity in GRAVE:
                print(f"{at.down(one.mutation.line - 1)}: accepts {one.mutation.change} (rule: {one.rule})")
    seconds = time.perf_counter() - began
    print(f"{folder}: {outputs} expected outputs, {tried.total()} wrong ones tried in {seconds:.1f} s")
    for severity in Severity:
        share = accepted[severity] / max(1, tried[severity])
        print(f"  {severity:<8}{accepted[severity]:6} of {tried[severity]:6} accepted {share:7.1%}")
    for rule, count in rules.most_common():
        print(f"  {rule:<18}{count:6} {count / rules.total():7.1%} of what is accepted")


if __name__ == "__main__":
    for pages in folders():
        report(pages)
