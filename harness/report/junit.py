"""JUnit XML: what pytest's own report is given for a snippet, and a whole file from records.

An output that differs is a ``failure``; infrastructure and the harness itself are an ``error``; what was not run is
``skipped``, with its own word for it. So a CI system sorts by whose turn it is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from harness.errors import SettingsError
from harness.match.verdict import Outcome
from harness.report.failure_text import NO_RUN, failure_text
from harness.report.paint import visible
from harness.report.run_facts import Run
from harness.report.step_record import Record, place

NOT_RUN: Final = frozenset(
    {Outcome.KNOCK_ON, Outcome.NOT_CHECKED, Outcome.UNSUPPORTED, Outcome.EXCLUDED, Outcome.SKIPPED}
)
SUMS: Final = ("tests", "failures", "errors", "skipped")


def junit_properties(record: Record) -> list[tuple[str, str]]:
    """Names and values for a test case, those only that say something."""
    command = record.failed_command
    found = {
        "page": record.page,
        "variant": record.variant,
        "snippet": record.id,
        "place": str(place(record)),
        "outcome": str(record.outcome),
        "failure": str(record.failure or ""),
        "sentence": record.sentence,
        "cause": record.cause or "",
        "thread": record.thread or "",
        "not-provided": ", ".join(record.missing),
        "vacuous": "yes" if record.vacuous else "",
        "command": command.text if command else "",
        "contexts": ", ".join(command.contexts) if command else "",
        "exit-status": "" if command is None or command.status is None else str(command.status),
        "attempts": str(command.attempts) if command else "",
        "accepted": ", ".join(_rules(record)),
        "evidence": " ".join(record.evidence),
    }
    return [(name, visible(value)) for name, value in found.items() if value]


def run_properties(provider: str, reason: str, versions: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names and values for where something ran, and with what."""
    found = [("provider", provider), ("reason", visible(reason))]
    found += [(f"version of {name}", number) for name, number in versions.items()]
    return [(name, value) for name, value in found if value]


def junit_text(record: Record) -> str:
    """The report of a failure, or the sentence of anything else, for ``system-out``."""
    if record.outcome in {Outcome.FAILED, Outcome.ERROR, Outcome.KNOCK_ON}:
        return failure_text(record)
    return f"{visible(record.sentence)}\n" if record.sentence else ""


def junit_xml(records: Sequence[Record], run: Run = NO_RUN) -> str:
    """A file with one suite for each page and variant; each says how the run was."""
    root = ET.Element("testsuites")
    suites: dict[tuple[str, str], ET.Element] = {}
    for record in records:
        key = (record.page, record.variant)
        if key not in suites:
            suites[key] = ET.SubElement(root, "testsuite", name="::".join(filter(None, key)))
            _add_run(suites[key], run, key)
        _add_case(suites[key], record)
    for suite in suites.values():
        _sum(suite)
    return _written(root)


def merge_junit(paths: Sequence[Path]) -> str:
    """One file with the suites of all; ``SettingsError`` names a file that is none."""
    root = ET.Element("testsuites")
    for path in paths:
        try:
            found = ET.parse(path).getroot()  # noqa: S314 - reports of our own
        except (ET.ParseError, OSError) as error:
            raise SettingsError(
                f"not a JUnit report: {error}", at=str(path), expected="XML that a run wrote"
            ) from error
        if found.tag not in {"testsuite", "testsuites"}:
            raise SettingsError(f"not a JUnit report: its root is <{found.tag}>", at=str(path), expected="<testsuites>")
        root.extend([found] if found.tag == "testsuite" else found.findall("testsuite"))
    return _written(root)


def _add_run(suite: ET.Element, run: Run, key: tuple[str, str]) -> None:
    """Where the suite's page ran, with what, and what it left behind: as its properties."""
    page = next((one for one in run.pages if (one["page"], one["variant"]) == key), {})
    found = run_properties(
        page.get("provider", run.provider), page.get("reason", run.reason), page.get("versions", run.versions)
    )
    found += [("left behind", visible(one)) for one in page.get("leftovers", ())]
    if any(value for _, value in found):
        properties = ET.SubElement(suite, "properties")
        for name, value in found:
            if value:
                ET.SubElement(properties, "property", name=name, value=value)


def _add_case(suite: ET.Element, record: Record) -> None:
    at = place(record)
    case = ET.SubElement(
        suite,
        "testcase",
        classname=suite.get("name", ""),
        name=record.id,
        file=at.path.as_posix(),
        line=str(at.line),
        time=f"{record.seconds:.3f}",
    )
    properties = ET.SubElement(case, "properties")
    for name, value in junit_properties(record):
        ET.SubElement(properties, "property", name=name, value=value)
    message = visible(record.sentence)
    if record.outcome in NOT_RUN:
        ET.SubElement(case, "skipped", type=str(record.outcome), message=f"{record.outcome}: {message}")
        ET.SubElement(case, "system-out").text = junit_text(record)
    elif record.outcome is not Outcome.PASSED:
        kind = "error" if record.outcome is Outcome.ERROR else "failure"
        ET.SubElement(case, kind, type=str(record.failure or record.outcome), message=message).text = junit_text(record)


def _sum(suite: ET.Element) -> None:
    kinds = Counter(child.tag for case in suite.iter("testcase") for child in case)
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(kinds["failure"]))
    suite.set("errors", str(kinds["error"]))
    suite.set("skipped", str(kinds["skipped"]))
    suite.set("time", f"{sum(float(case.get('time', 0)) for case in suite.iter('testcase')):.3f}")


def _written(root: ET.Element) -> str:
    for name in SUMS:
        root.set(name, str(sum(int(suite.get(name) or 0) for suite in root.findall("testsuite"))))
    root.set("time", f"{sum(float(suite.get('time') or 0) for suite in root.findall('testsuite')):.3f}")
    ET.indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ET.tostring(root, encoding='unicode')}\n"


def _rules(record: Record) -> list[str]:
    """The tolerance rules that accepted something, by name."""
    matches = [command.match for command in record.commands if command.match is not None]
    return sorted({rule for match in matches for difference in match.differences for rule in difference.rules})
