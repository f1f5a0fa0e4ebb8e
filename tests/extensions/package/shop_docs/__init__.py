"""What a shop adds to the harness: one value for each hook."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness.check.rule import Family, Rule, Subject
from harness.cluster.provider import ClusterProvider
from harness.cluster.provider_entry import ProviderContext, ProviderEntry
from harness.diagnostic import Diagnostic, Severity
from harness.extensions import hookimpl
from harness.match.lines.tolerant import tolerant
from harness.match.match import Match
from harness.match.matchers import NamedMatcher
from harness.programs.program_file import ProgramFile, program_file
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.report.writer import ReportWriter
from harness.settings.tolerance import Tolerance, Tolerances, all_tolerances

ORDER_ID: Final = Tolerance(name="order-id", accepts="the number of an order", pattern="ord-[0-9a-f]{4}")
CLOSED: Final = Rule(code="shop-closed", severity=Severity.ERROR, meaning="A command calls a till that is closed.")


@hookimpl
def harness_tolerances() -> tuple[Tolerance, ...]:
    return (ORDER_ID,)


@hookimpl
def harness_matchers() -> tuple[NamedMatcher, ...]:
    return (NamedMatcher(name="any-case", compare=any_case),)


@hookimpl
def harness_rules() -> tuple[Family, ...]:
    return (Family(name="shop", rules=(CLOSED,), check=closed_tills),)


@hookimpl
def harness_programs() -> tuple[ProgramFile, ...]:
    return (program_file(Path(__file__).with_name("shop.toml")),)


@hookimpl
def harness_reports() -> tuple[ReportWriter, ...]:
    return (ReportWriter(name="csv", write=write_csv),)


@hookimpl
def harness_providers() -> tuple[ProviderEntry, ...]:
    return (ProviderEntry(name="rented", make=rented),)


def any_case(expected: str, actual: str, /, *, rules: Tolerances | None = None) -> Match:
    """Agree when the texts do, whatever the case of their letters."""
    return tolerant(expected.casefold(), actual.casefold(), rules=all_tolerances() if rules is None else rules)


def closed_tills(subject: Subject) -> Iterator[Diagnostic]:
    for snippet in subject.plan.page.snippets:
        for segment in snippet.segments:
            if re.search(r"--till[ =]0\b", segment.command):
                yield CLOSED.found(segment.at, "till 0 is closed", remedy="name another till")


def write_csv(folder: Path, records: Sequence[Record], run: Run) -> Iterator[Path]:
    file = folder / "shop.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows((record.page, record.id, record.outcome) for record in records)
    yield file


def rented(context: ProviderContext) -> ClusterProvider:
    from .rented import RentedProvider

    return RentedProvider(context.root, context.owner, context.environ)
