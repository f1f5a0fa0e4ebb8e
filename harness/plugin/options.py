"""What users type behind ``pytest``: every option of the plugin, declared once."""

import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from harness.duration import SPELLINGS, parse_duration

WORKER_KEY = "harness_owner"
"""Under which a worker of pytest-xdist is told the number of the process that started it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options as typed; ``None`` where the settings decide."""

    provider: str | None
    contexts: tuple[tuple[str, str], ...]  # cluster of the fleet, context of the user
    variants: tuple[str, ...]
    alternatives: str
    settings: Path | None
    plan_files: bool
    all_pages: bool
    strict: bool
    stop_page: bool | None
    yes: bool
    dry_run: bool
    fleets: int | None
    keep: bool
    shard: str | None
    report_dir: Path | None
    page_timeout: float | None
    run_timeout: float | None
    github: bool

    @property
    def timeouts(self) -> dict[str, float]:
        """Budgets that stand in for those of the settings."""
        given = {"page": self.page_timeout, "run": self.run_timeout}
        return {name: seconds for name, seconds in given.items() if seconds is not None}

    @classmethod
    def of(cls, config: pytest.Config) -> "Options":
        get = config.getoption
        contexts: str | None = get("harness_contexts")
        return cls(
            provider=get("harness_provider"),
            contexts=tuple(_pair(part) for part in (contexts or "").split(",") if part),
            variants=tuple(get("harness_variant") or ()),
            alternatives=get("harness_alternatives"),
            settings=_path(get("harness_settings")),
            plan_files=bool(get("harness_plan_files")),
            all_pages=bool(get("harness_all_pages")),
            strict=bool(get("harness_strict")),
            stop_page=get("harness_stop_page"),
            yes=bool(get("harness_yes")),
            dry_run=bool(get("harness_dry_run")),
            fleets=get("harness_fleets"),
            keep=bool(get("harness_keep")),
            shard=get("harness_shard"),
            report_dir=_path(get("harness_report_dir")),
            page_timeout=get("harness_page_timeout"),
            run_timeout=get("harness_run_timeout"),
            github=bool(get("harness_github")),
        )


def _seconds(text: str) -> float:
    """``90``, ``90s`` or ``30m``; pytest makes a usage error of the exception."""
    seconds = parse_duration(text)
    if seconds is None or math.isinf(seconds):
        raise ValueError(text)
    return seconds


_seconds.__name__ = f"duration, expected {SPELLINGS}"  # as pytest calls the type in that usage error


def _pair(text: str) -> tuple[str, str]:
    cluster, equals, context = text.partition("=")
    if not (cluster and equals and context):
        raise pytest.UsageError(f"--contexts: {text!r}\n  expected: cluster1=CONTEXT,cluster2=CONTEXT")
    return cluster, context


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text).resolve()


def add_options(parser: pytest.Parser) -> None:
    """Declare the options; their help texts are the reference that ``pytest --help`` prints."""
    group = parser.getgroup("harness", "documentation pages run against clusters")

    def add(option: str, said: str, *, dest: str = "", **rest: Any) -> None:
        group.addoption(option, dest=f"harness_{dest or option.strip('-').replace('-', '_')}", help=said, **rest)

    def switch(option: str, said: str, **rest: Any) -> None:
        add(option, said, **{"action": "store_true", **rest})

    add(
        "--provider",
        "where clusters come from: auto, none, embedded, kind, existing, or one of a package: see harness "
        "clusters providers (default: settings, else auto)",
        metavar="NAME",
    )
    add(
        "--contexts",
        "run on contexts of your own kubeconfig; each must be in `allow` of [cluster] in the settings",
        metavar="cluster1=CONTEXT,...",
    )
    switch("--yes", "change existing clusters without asking first")
    switch("--dry-run", "change nothing on existing clusters: only checks and server-side dry runs")
    add(
        "--variant",
        "run only this path through a page's tabs: its name, or category=value; may be given several times",
        action="append",
        metavar="NAME",
    )
    add(
        "--alternatives",
        "where a page leaves the choice outside of tabs, run the first alternative or the one that holds here "
        "(first), or each on a path of its own (all)",
        choices=("first", "all"),
        default="first",
    )
    add("--settings", "read this settings file instead of searching for one", metavar="FILE")
    ignored = "ignore plan files: run pages as a reader would"
    switch("--no-plan-files", ignored, dest="plan_files", action="store_false", default=True)
    switch("--all-pages", "run pages without `test: yes` as well")
    switch("--strict-docs", "fail what is skipped, simulated, unsupported or proves nothing", dest="strict")
    switch(
        "--stop-page", "stop a page at its first failed command (default on clusters that are not ours)", default=None
    )
    going_on = "go on after a failed command, also on clusters that are not ours"
    switch("--no-stop-page", going_on, dest="stop_page", action="store_false")
    add("--fleets", "at most N fleets at a time, shared by all workers", type=int, metavar="N")
    switch("--keep", "keep fleets for the next run; see `harness clusters`")
    add("--shard", "run the I-th of N parts, balanced by recorded durations", metavar="I/N")
    switch(
        "--prove", "change each expected output that was confirmed, and show which wrong ones would also have passed"
    )
    switch("--accept", "write the actual output into the pages where only the expected output is wrong")
    others = "with --accept: also change the same output in other languages"
    switch("--translations", others, dest="accept_translations")
    switch("--force", "with --accept: also write files with uncommitted changes", dest="accept_force")
    add(
        "--page-timeout",
        "time for all commands of a page, such as 90s or 30m; 0: no limit (default: timeouts.page)",
        type=_seconds,
        metavar="TIME",
    )
    add(
        "--run-timeout",
        "time for the whole run, such as 45m or 2h; 0: no limit (default: timeouts.run)",
        type=_seconds,
        metavar="TIME",
    )
    add("--report-dir", "write JSON, HTML, JUnit and evidence there", metavar="DIR")
    annotated = "print failures as annotations of GitHub Actions (default: there, yes)"
    switch("--docs-github", annotated, dest="github", default=os.environ.get("GITHUB_ACTIONS") == "true")
