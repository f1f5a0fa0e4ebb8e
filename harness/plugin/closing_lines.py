"""The lines that close a run: counts for every page, where it ran, what was left behind, what was not looked at."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from harness.plugin.rerun import check_options, run_options
from harness.report.reasons import one_reason
from harness.report.run_facts import Run
from harness.report.run_summary import summary_text

if TYPE_CHECKING:
    from harness.plugin.recorder import Recorder

NO_CLUSTERS = "none"


def write_summary(terminalreporter: Any, recorder: "Recorder") -> None:
    """Nothing passes silently: what was not run or proves little is counted."""
    terminalreporter.section("documentation")
    for name in recorder.swept:
        terminalreporter.line(f"removed what a killed run had left: {name}")
    if recorder.prove:
        from harness.report.proof_text import proof_text  # noqa: PLC0415 - only for runs that ask for it

        for line in proof_text(recorder.proofs, colour=terminalreporter.hasmarkup).splitlines():
            terminalreporter.line(line)
    if recorder.config.option.harness_accept:
        from harness.plugin.accept_option import accept_drifts  # noqa: PLC0415 - only for runs that ask for it

        for line in accept_drifts(recorder.records(), recorder.config):
            terminalreporter.line(line)
    run = run_of(recorder)
    text = summary_text(recorder.records(), run, colour=terminalreporter.hasmarkup, notes=notes_of(recorder))
    for line in text.rstrip("\n").splitlines():
        terminalreporter.line(line)
    if recorder.config.option.harness_github:
        from harness.plugin.annotations import annotation_lines  # noqa: PLC0415 - only on GitHub Actions

        for line in annotation_lines(recorder, run):
            terminalreporter.line(line)


def run_of(recorder: "Recorder") -> Run:
    """What this run was, for reports."""
    pages = recorder.closed
    on_clusters = [page for page in pages if page["provider"] not in {"", NO_CLUSTERS}]
    return Run(
        provider=joined(page["provider"] for page in on_clusters or pages),
        reason=one_reason(page["reason"] for page in on_clusters or pages),
        options=run_options(recorder.config),
        versions={name: number for page in pages for name, number in page["versions"].items()},
        started=time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(recorder.began)),
        seconds=time.time() - recorder.began,
        untested=recorder.untested,
        pages=tuple(pages),
    )


def joined(texts: Iterator[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def notes_of(recorder: "Recorder") -> dict[tuple[str, str], list[str]]:
    """What is to be said below the line of each path through a page."""
    notes: dict[tuple[str, str], list[str]] = {}
    for closed in recorder.closed:
        notes.setdefault((closed["page"], closed["variant"]), []).extend(ended(closed))
    options = "".join(f"{option} " for option in check_options(recorder.config))
    for page in recorder.findings:
        count = sum(finding["severity"] == "warning" for finding in page["findings"])
        key = next((key for key in sorted(notes) if key[0] == page["page"]), (page["page"], ""))
        unread = [f"{finding['at']}: {finding['message']}" for finding in page["findings"] if is_unread(finding)]
        if unread:
            notes.setdefault(key, []).extend(unread)
        if count:
            warned = f"{count} warning{'s' * (count != 1)} of the check: harness check {options}{page['page']}"
            notes.setdefault(key, []).append(warned)
    return notes


def is_unread(finding: dict[str, Any]) -> bool:
    """Whether a finding says that commands of a page were not seen or not run: nobody should have to look that up."""
    return bool(finding["code"] in {"unread-commands", "other-machine"} and finding["severity"] != "error")


def ended(closed: dict[str, Any]) -> Iterator[str]:
    """Where a page ran, and what its end brought beyond the snippets."""
    if closed["clusters"]:
        yield f"on {closed['clusters']}"
    if closed["files"]:
        yield f"with copies from the checkout: {', '.join(closed['files'])}"
    if closed["prepared"]:
        yield f"ran first, because it was needed: {', '.join(closed['prepared'])}"
    for need, count in sorted(closed["simulated"].items()):
        yield f"{count} snippet{'s' * (count != 1)} passed with simulated {need}"
    yield from (f"cleanup {one}" for one in closed["cleanup"])
    yield from closed["left"]
