"""What the expected outputs of a recorded run prove: which wrong ones would have passed, page by page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from harness.match.proving.mutation import GRAVE, Severity
from harness.match.proving.proof import Proof, prove
from harness.match.rules import held_in
from harness.plan.vacuous import proves_nothing
from harness.report.step_record import CommandRecord, Record
from harness.settings.tolerance import Tolerances
from harness.source import Location

Progress = Callable[[int, int], None]
"""Is told how many expected outputs are dealt with, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """A wrong expected output that would have passed; ``at`` is the line that was changed, ``text`` as it is."""

    at: Location
    text: str
    severity: Severity
    change: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageProof:
    """One page.

    ``vacuous`` are places whose expected output matches anything, ``unproven`` those that the record of the output no
    longer agrees with: it was cut or redacted.
    """

    page: str
    tried: Mapping[Severity, int] = field(default_factory=dict)
    weak: tuple[Weakness, ...] = ()
    vacuous: tuple[Location, ...] = ()
    unproven: tuple[Location, ...] = ()

    @property
    def grave(self) -> bool:
        """Whether a wrong state or status would have passed."""
        return any(one.severity in GRAVE for one in self.weak)


@dataclass(frozen=True, slots=True)
class _Expectation:
    """An expected output that a command kept, and what it may be compared with."""

    at: Location
    expected: str
    by: str
    rules: Tolerances
    outputs: tuple[str, ...]

    def proof(self) -> Proof | None:
        proofs = (prove(self.expected, output, by=self.by, rules=self.rules) for output in self.outputs)
        return next((proof for proof in proofs if proof is not None), None)


def prove_records(records: Iterable[Record], *, progress: Progress | None = None) -> tuple[PageProof, ...]:
    """Try wrong expected outputs for each one that a command kept; the same one on several paths counts once."""
    expectations = {(record.page, one.at, one.expected): one for record in records for one in _expectations(record)}
    by_page: dict[str, list[_Expectation]] = {}
    for (page, *_), one in expectations.items():
        by_page.setdefault(page, []).append(one)
    proofs: list[PageProof] = []
    done = 0
    for page, ones in by_page.items():
        found: list[tuple[_Expectation, Proof | None]] = []
        for one in ones:
            found.append((one, one.proof()))
            done += 1
            if progress is not None:
                progress(done, len(expectations))
        proofs.append(_page(page, found))
    return tuple(proofs)


def rule_counts(proofs: Iterable[PageProof]) -> Counter[str]:
    """How many wrong expected outputs each rule would have let pass."""
    return Counter(one.rule for proof in proofs for one in proof.weak)


def severity_counts(proofs: Iterable[PageProof]) -> dict[Severity, tuple[int, int]]:
    """By severity: how many would have passed, of how many."""
    proofs = list(proofs)
    accepted = Counter(one.severity for proof in proofs for one in proof.weak)
    tried = sum((Counter(proof.tried) for proof in proofs), Counter[Severity]())
    return {severity: (accepted[severity], tried[severity]) for severity in Severity}


def _expectations(record: Record) -> Iterator[_Expectation]:
    for number, command in enumerate(record.commands):
        match = command.match
        if match is None or not match.agrees or command.expected is None or command.output is None:
            continue
        yield _Expectation(
            at=command.expected_at or command.at,
            expected=command.expected,
            by=match.chosen or match.matcher,
            rules=held_in(match),
            outputs=(command.output, _together(record.commands[: number + 1])),
        )


def _together(commands: Sequence[CommandRecord]) -> str:
    """What several commands printed; a page may show it below the last of them."""
    return "\n".join(command.output for command in commands if command.output)


def _page(page: str, found: Sequence[tuple[_Expectation, Proof | None]]) -> PageProof:
    proven = [(one, proof) for one, proof in found if proof is not None]
    vacuous = tuple(one.at for one, proof in found if proof is None and proves_nothing(one.expected))
    return PageProof(
        page=page,
        tried=sum((Counter(proof.tried) for _, proof in proven), Counter[Severity]()),
        weak=tuple(weakness for one, proof in proven for weakness in _weaknesses(one, proof)),
        vacuous=vacuous,
        unproven=tuple(one.at for one, proof in found if proof is None and one.at not in vacuous),
    )


def _weaknesses(one: _Expectation, proof: Proof) -> Iterator[Weakness]:
    lines = one.expected.splitlines()
    for accepted in proof.accepted:
        mutation = accepted.mutation
        yield Weakness(
            at=one.at.down(mutation.line - 1),
            text=lines[mutation.line - 1].strip(),
            severity=mutation.severity,
            change=mutation.change,
            rule=accepted.rule,
        )
