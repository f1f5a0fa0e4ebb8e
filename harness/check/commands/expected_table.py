"""Expected tables of ``kubectl get``: misspelt headings and states, names and numbers that the page has otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.check.commands.command_line import CommandLine, command_line, filled_script, segments
from harness.check.commands.expected_objects import OUTPUT, odd, place
from harness.check.commands.forgotten_cleanup import UNSURE
from harness.check.commands.service_port import ports_of
from harness.check.manifests.consistency import node_at
from harness.check.manifests.page_resource import Resource, resources_of
from harness.check.manifests.yaml_text import text_of
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip, is_plural, only_slip
from harness.diagnostic import Diagnostic
from harness.parse.page import Segment
from harness.programs.kubectl import kubectl_words
from harness.programs.resource_names import resource_words

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of expected outputs

_CELL: Final = re.compile(r"\S+(?: \S+)*")
_COUNTED: Final = ("Deployment", "StatefulSet", "ReplicaSet")
_SCALES: Final = re.compile(r"\bscale\b|autoscale|HorizontalPodAutoscaler|\brollout\b|replicas[=\"]")
_CHANGED: Final = re.compile(r"\b(?:patch|edit|expose|replace) (?:-\S+ )*(?:svc|services?)\b")
_PORT: Final = re.compile(r"(\d+)(?::\d+)?/[A-Z]+")
_HEADING: Final = re.compile(r"(?=.*[A-Z]{3})[A-Za-z()-]+")
_CHANGING: Final = frozenset({"ContainerCreating", "Pending", "Terminating"})
_UNSURE: Final = UNSURE | {","}
_NAMED: Final = 2  # words: a kind and a name
_HEADED: Final = 2  # lines: the heading and a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    line: int
    column: int
    text: str


Row = Sequence[Cell]


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    resources: list[Resource] | None = None
    for segment in segments(page):
        if not segment.expected_at or not segment.expected or not segment.expected.lstrip().startswith("NAME"):
            continue
        rows, line = rows_of(segment), getting(segment)
        yield from misspelt(segment, rows) if rows else ()
        if line is None or not rows:
            continue
        if resources is None:
            resources = list(resources_of(page))
        yield from names(segment, line, rows)
        yield from schedules(segment, line, rows, resources)
        yield from ports(segment, rows, resources, page.text) if not _CHANGED.search(page.text) else ()
        if not _SCALES.search(page.text):
            yield from counts(segment, line, rows, resources)


def getting(segment: Segment) -> CommandLine | None:
    """The only call of a command, where it is ``kubectl get`` with a table."""
    script = filled_script(segment.command) if "get" in segment.command else None
    if script is None or len(script.calls) != 1 or script.branches:
        return None
    line = command_line(script.calls[0].words)
    if (
        line is None
        or line.command.name != "kubectl get"
        or line.has("-o", "--output", "-w", "--watch", "--no-headers")
    ):
        return None
    return line


def rows_of(segment: Segment) -> Sequence[Row]:
    """The rows of an output whose first line is the heading of a table."""
    lines = (segment.expected or "").split("\n")
    rows = [cells(number, text) for number, text in enumerate(lines) if text.strip()]
    return rows if rows and rows[0] and rows[0][0].text in {"NAME", "NAMESPACE"} else []


def cells(number: int, text: str) -> Row:
    return [Cell(line=number, column=found.start(), text=found[0]) for found in _CELL.finditer(text)]


def misspelt(segment: Segment, rows: Sequence[Row]) -> Iterator[Diagnostic]:
    words = kubectl_words()
    for cell in rows[0]:
        near = heading_meant(cell.text) if _HEADING.fullmatch(cell.text) and cell.text not in words.headings else ""
        if len(near) >= len("NAME"):
            yield odd(segment, cell.line, cell.column, cell.text, near)
    if (
        len(rows) > 1
        and all(len(row) > len(rows[0]) and row[-1].text.isascii() for row in rows[1:])
        and len(rows[0]) > _HEADED
    ):
        yield OUTPUT.found(
            place(segment, rows[0][0].line, rows[0][0].column),
            f"the heading has {len(rows[0])} columns, and every row more",
            expected="a heading for each column",
            remedy="add the heading that is missing",
        )
    for _, state in column("STATUS", rows):
        near = only_slip(state.text, words.states) if state.text.isalpha() and state.text not in words.states else ""
        # Programs that are no kubectl have theirs in small letters.
        if near and (state.text[0].isupper() or near[1:] == state.text):
            yield odd(segment, state.line, state.column, state.text, near)


def column(heading: str, rows: Sequence[Row]) -> Iterator[tuple[str, Cell]]:
    """The cells below a heading, each with the first one of its row."""
    at = next((index for index, cell in enumerate(rows[0]) if cell.text == heading), None)
    yield from ((row[0].text, row[at]) for row in rows[1:] if at is not None and at < len(row))


def heading_meant(heading: str) -> str:
    """The usual heading that was meant; of a short one another letter, or one behind it, makes another word."""
    near = only_slip(heading, kubectl_words().headings)
    other = len(heading) == len(near) < len("STATUS") and sorted(heading) != sorted(near) and heading.isupper()
    return "" if other or is_plural(heading.lower(), near.lower()) or heading == f"{near[:-1]}S" else near


def names(segment: Segment, line: CommandLine, rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """The rows of objects that the command names; a slip only, since a table may be an example."""
    wanted = [
        word.rpartition("/")[2] for word in (line.arguments[1:] or line.arguments) if not _UNSURE.intersection(word)
    ]
    if len(line.arguments) < _NAMED or len(wanted) != 1 or rows[0][0].text != "NAME" or len(rows) != _HEADED:
        return
    cell = rows[1][0]
    if cell.text.rpartition("/")[2] != wanted[0] and is_one_slip(cell.text.rpartition("/")[2], wanted[0]):
        yield odd(segment, cell.line, cell.column, cell.text, wanted[0])


def schedules(
    segment: Segment, line: CommandLine, rows: Sequence[Row], resources: Sequence[Resource]
) -> Iterator[Diagnostic]:
    for name, cell in column("SCHEDULE", rows):
        own = {
            text_of(node_at(each.document, "spec", "schedule"))
            for each in resources
            if each.kind == "CronJob" and each.name == name
        }
        meant = next(iter(own)) if len(own) == 1 else None
        if meant and cell.text != meant and "*" in cell.text and line.arguments:
            yield odd(segment, cell.line, cell.column, cell.text, meant)


def ports(segment: Segment, rows: Sequence[Row], resources: Sequence[Resource], text: str) -> Iterator[Diagnostic]:
    """The ports of a Service that the page makes; one that it names elsewhere may come later."""
    made = ports_of(resources)
    for name, cell in column("PORT(S)", rows):
        shown, own = _PORT.findall(cell.text), made.get(name.rpartition("/")[2], frozenset())
        wrong = [port for port in shown if port not in own and len(re.findall(rf"(?<!\d){port}(?!\d)", text)) == 1]
        if own and wrong:
            (port, *_), others = wrong, own.difference(shown)
            right = re.sub(rf"\b{port}\b", next(iter(others)), cell.text, count=1) if len(others) == 1 else ""
            yield odd(segment, cell.line, cell.column, cell.text, right or ", ".join(sorted(own, key=int)))


def counts(
    segment: Segment, line: CommandLine, rows: Sequence[Row], resources: Sequence[Resource]
) -> Iterator[Diagnostic]:
    """Pods of a label, and the replicas of a workload, against the only workload of the page that they are of."""
    word = resource_words().get(line.arguments[0].partition("/")[0].lower()) if line.arguments else None
    kind = "" if word is None else word.kind
    body = rows[1:]
    if any("..." in cell.text for row in body for cell in row) or rows[0][0].text != "NAME":
        return
    if kind == "Pod" and len(line.arguments) == 1:
        owners = [each for each in resources if each.kind in _COUNTED and selects(line, each)]
        others = [each for each in resources if each.kind not in _COUNTED and each.labels and selects(line, each)]
        changing = any(cell.text in _CHANGING for row in body for cell in row)
        wanted = replicas(owners[0]) if len(owners) == 1 and not others and not changing else None
        if wanted is not None and wanted != len(body) and all(row[0].text.startswith(owners[0].name) for row in body):
            yield OUTPUT.found(
                place(segment, 0, 0),
                f"the output has {len(body)} pods, and the {owners[0].kind} '{owners[0].name}' {wanted} replicas",
                expected=f"{wanted} rows",
                remedy="add or remove rows, or correct the replicas",
            )
    for row in body if kind in {"Deployment", "StatefulSet"} else ():
        own = [each for each in resources if each.kind == kind and each.name == row[0].text]
        wanted = replicas(own[0]) if len(own) == 1 else None
        ready = re.fullmatch(r"(\d+)/(\d+)", row[1].text) if len(row) > 1 else None
        if ready and wanted is not None and int(ready[2]) != wanted:
            yield odd(
                segment,
                row[1].line,
                row[1].column,
                ready[0],
                f"{wanted if ready[1] == ready[2] else ready[1]}/{wanted}",
            )


def selects(line: CommandLine, resource: Resource) -> bool:
    selector = line.value("-l", "--selector") or ""
    key, equals, value = selector.partition("=")
    return bool(equals) and not _UNSURE.intersection(selector) and resource.labels.get(key) == value.lstrip("=")


def replicas(resource: Resource) -> int | None:
    text = text_of(node_at(resource.document, "spec", "replicas"))
    return int(text) if text and text.isdigit() else None
