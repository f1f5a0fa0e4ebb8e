"""What expected outputs prove, for people and for programs."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from harness.json_values import plain
from harness.match.proving.mutation import GRAVE
from harness.report.page_proof import PageProof, Weakness, rule_counts, severity_counts
from harness.report.paint import Paint, shorten, visible

FORMAT: Final = "harness-proof"
VERSION: Final = 1
WIDTH: Final = 100  # columns of a line of a page


def proof_text(proofs: Sequence[PageProof], *, colour: bool = False) -> str:
    """Each page with its weak places, what was tried, and which rule let how much pass."""
    paint = Paint(colour)
    return "".join(f"{line}\n" for line in (*_pages(proofs, paint), *_sums(proofs)))


def proof_json(proofs: Sequence[PageProof]) -> str:
    """All of it: ``{"format": "harness-proof", "version": 1, "severities", "rules", "pages"}``."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "severities": {name: {"accepted": some, "tried": of} for name, (some, of) in severity_counts(proofs).items()},
        "rules": dict(rule_counts(proofs).most_common()),
        "pages": [{"weak": [], **plain(proof)} for proof in proofs],
    }
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _pages(proofs: Sequence[PageProof], paint: Paint) -> Iterator[str]:
    for proof in proofs:
        tried = sum(proof.tried.values())
        yield paint("bold", f"{proof.page}: {tried} wrong expected outputs tried, {len(proof.weak)} would also pass")
        for (at, severity, rule), group in groupby(proof.weak, key=lambda one: (one.at, one.severity, one.rule)):
            text = f"  {at}: would also accept {_changes(list(group))} (rule: {rule})"
            yield paint("wrong" if severity in GRAVE else "dim", text)
        yield from (f"  {at}: any output would pass: the expected one is only `...`" for at in proof.vacuous)
        yield from (f"  {at}: not tried: the recorded output was cut or redacted" for at in proof.unproven)


def _changes(group: Sequence[Weakness]) -> str:
    first, more = group[0], len(group) - 1
    others = f" and {more} more such change{'s' * (more != 1)}" if more else ""
    return f"{first.severity} {visible(first.change)}{others} in `{shorten(visible(first.text), WIDTH)}`"


def _sums(proofs: Sequence[PageProof]) -> Iterator[str]:
    counts, rules = severity_counts(proofs), rule_counts(proofs)
    tried, weak = sum(of for _, of in counts.values()), rules.total()
    pages = f"{len(proofs)} page{'s' * (len(proofs) != 1)}"
    yield f"{pages}, {tried} wrong expected outputs tried, {weak} would also pass"
    yield "by severity: " + ", ".join(f"{name} {some} of {of}" for name, (some, of) in counts.items())
    if weak:
        shares = (f"{rule} {count} ({count / weak:.0%})" for rule, count in rules.most_common())
        yield "by rule: " + ", ".join(shares)
