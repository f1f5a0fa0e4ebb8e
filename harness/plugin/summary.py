"""The lines that close a run: counts for every page, what was left behind, and what was not looked at."""

import time
from typing import TYPE_CHECKING, Any

from harness.plugin.folding import run_options
from harness.report.run import Run
from harness.report.summary import summary_text

if TYPE_CHECKING:
    from harness.plugin.recorder import Recorder


def write_summary(terminalreporter: Any, recorder: "Recorder") -> None:
    """Nothing passes silently: what was not run or proves little is counted."""
    terminalreporter.section("documentation")
    for name in recorder.swept:
        terminalreporter.line(f"removed what a killed run had left: {name}")
    for finding in warnings(recorder):
        terminalreporter.line(finding, yellow=True)
    for closed in recorder.closed:
        for line in ended(closed):
            terminalreporter.line(line)
    if recorder.prove:
        from harness.report.proof_text import proof_text  # noqa: PLC0415 - only for runs that ask for it

        for line in proof_text(recorder.proofs, colour=terminalreporter.hasmarkup).splitlines():
            terminalreporter.line(line)
    records = recorder.records()
    if records:
        text = summary_text(records, run_of(recorder), colour=terminalreporter.hasmarkup)
        for line in text.rstrip("\n").splitlines():
            terminalreporter.line(line)


def run_of(recorder: "Recorder") -> Run:
    """What this run was, for reports."""
    return Run(
        options=run_options(recorder.config),
        started=time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(recorder.began)),
        seconds=time.time() - recorder.began,
        untested=recorder.untested,
    )


def warnings(recorder: "Recorder") -> list[str]:
    """Findings that are no errors, counted by page: `harness check` tells them one by one."""
    lines = []
    for page in recorder.findings:
        count = sum(finding["severity"] == "warning" for finding in page["findings"])
        if count:
            lines.append(f"{page['page']}: {count} warning{'s' * (count != 1)}; see them: harness check {page['page']}")
    return lines


def ended(closed: dict[str, Any]) -> list[str]:
    """Where a page ran, and what its end brought beyond the snippets."""
    name = "::".join(part for part in (closed["page"], closed["variant"]) if part)
    lines = [f"{name}: on {closed['clusters']}"] if closed["clusters"] else []
    if closed["prepared"]:
        lines.append(f"{name}: ran first, because it was needed: {', '.join(closed['prepared'])}")
    lines += [
        f"{name}: {count} snippet{'s' * (count != 1)} passed with simulated {need}"
        for need, count in sorted(closed["simulated"].items())
    ]
    lines += [f"{name}: cleanup {one}" for one in closed["cleanup"]]
    lines += [f"{name}: left behind {one}" for one in closed["leftovers"]]
    return lines
