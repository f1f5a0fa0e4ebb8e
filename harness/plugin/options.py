"""What users type behind ``pytest``: every option of the plugin, declared once."""

import math
import os
from dataclasses import dataclass
from pathlib import Path

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
    add = group.addoption
    add(
        "--provider",
        dest="harness_provider",
        metavar="NAME",
        help="where clusters come from: auto, none, embedded, kind, existing, or one of a package: see harness "
        "clusters providers (default: settings, else auto)",
    )
    add(
        "--contexts",
        dest="harness_contexts",
        metavar="cluster1=CONTEXT,...",
        help="run on contexts of your own kubeconfig; each must be in `allow` of [cluster] in the settings",
    )
    add("--yes", dest="harness_yes", action="store_true", help="change existing clusters without asking first")
    add(
        "--dry-run",
        dest="harness_dry_run",
        action="store_true",
        help="change nothing on existing clusters: only checks and server-side dry runs",
    )
    add(
        "--variant",
        dest="harness_variant",
        action="append",
        metavar="NAME",
        help="run only this path through a page's tabs: its name, or category=value; may be given several times",
    )
    add(
        "--alternatives",
        dest="harness_alternatives",
        choices=("first", "all"),
        default="first",
        help="where a page leaves the choice outside of tabs, run the first alternative or the one that holds here "
        "(first), or each on a path of its own (all)",
    )
    add(
        "--settings",
        dest="harness_settings",
        metavar="FILE",
        help="read this settings file instead of searching for one",
    )
    add(
        "--no-plan-files",
        dest="harness_plan_files",
        action="store_false",
        default=True,
        help="ignore plan files: run pages as a reader would",
    )
    add("--all-pages", dest="harness_all_pages", action="store_true", help="run pages without `test: yes` as well")
    add(
        "--strict-docs",
        dest="harness_strict",
        action="store_true",
        help="fail what is skipped, simulated, unsupported or proves nothing",
    )
    add(
        "--stop-page",
        dest="harness_stop_page",
        action="store_true",
        default=None,
        help="stop a page at its first failed command (default on clusters that are not ours)",
    )
    add(
        "--no-stop-page",
        dest="harness_stop_page",
        action="store_false",
        help="go on after a failed command, also on clusters that are not ours",
    )
    add(
        "--fleets",
        dest="harness_fleets",
        type=int,
        metavar="N",
        help="at most N fleets at a time, shared by all workers",
    )
    add("--keep", dest="harness_keep", action="store_true", help="keep fleets for the next run; see `harness clusters`")
    add("--shard", dest="harness_shard", metavar="I/N", help="run the I-th of N parts, balanced by recorded durations")
    add(
        "--prove",
        dest="harness_prove",
        action="store_true",
        help="change each expected output that was confirmed, and show which wrong ones would also have passed",
    )
    add(
        "--accept",
        dest="harness_accept",
        action="store_true",
        help="write the actual output into the pages where only the expected output is wrong",
    )
    add(
        "--translations",
        dest="harness_accept_translations",
        action="store_true",
        help="with --accept: also change the same output in other languages",
    )
    add(
        "--force",
        dest="harness_accept_force",
        action="store_true",
        help="with --accept: also write files with uncommitted changes",
    )
    add(
        "--page-timeout",
        dest="harness_page_timeout",
        type=_seconds,
        metavar="TIME",
        help="time for all commands of a page, such as 90s or 30m; 0: no limit (default: timeouts.page)",
    )
    add(
        "--run-timeout",
        dest="harness_run_timeout",
        type=_seconds,
        metavar="TIME",
        help="time for the whole run, such as 45m or 2h; 0: no limit (default: timeouts.run)",
    )
    add("--report-dir", dest="harness_report_dir", metavar="DIR", help="write JSON, HTML, JUnit and evidence there")
    add(
        "--docs-github",
        dest="harness_github",
        action="store_true",
        default=os.environ.get("GITHUB_ACTIONS") == "true",
        help="print failures as annotations of GitHub Actions (default: there, yes)",
    )
