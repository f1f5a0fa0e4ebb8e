"""Many pages checked by several processes; the findings come in the order of the pages, as from one process."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from harness.diagnostic import Diagnostic
from harness.errors import HarnessError, PageError
from harness.gc_pause import uncollected
from harness.session.checking import check, ended
from harness.session.site import Site

WORTH_A_PROCESS: Final = 20  # pages

Findings = tuple[Diagnostic, ...]
Each = TypeVar("Each")


def page_findings(site: Site, path: Path, text: str | None = None) -> Findings:
    """All findings of a page, as if ``text`` were in its file."""
    try:
        plan = site.plan(path, text=text)
        return check(plan, site.settings(path))
    except PageError as error:
        return ended(error.diagnostics)


def check_pages(
    site: Site, pages: Sequence[Path], *, progress: Callable[[int, int], None] = lambda *_: None
) -> list[Findings]:
    """The findings of each page. Raises what checking raises, for the first page that it is raised for.

    ``progress`` gets how many of how many pages are checked.
    """
    workers = min(processors(), len(pages) // WORTH_A_PROCESS)
    with uncollected():
        if workers < 2 or sys.platform != "linux":
            return list(_counted((page_findings(site, page) for page in pages), len(pages), progress))
        first = page_findings(site, pages[0])  # what all pages need is loaded before there are several processes
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(site,)) as pool:
            checked = (each for part in pool.map(_check_part, parts(pages[1:], workers)) for each in part)
            found = list(_counted(checked, len(pages), progress))
    # What cannot be checked is checked here again, so that its error is raised as from one process.
    return [
        first,
        *(page_findings(site, page) if one is None else one for page, one in zip(pages[1:], found, strict=True)),
    ]


def parts(pages: Sequence[Path], workers: int) -> Iterator[Sequence[Path]]:
    """Pages for one process at a time: many at first, as neighbours link to each other, then few: all end together."""
    start = 0
    while start < len(pages):
        size = -(-(len(pages) - start) // (2 * workers))
        yield pages[start : start + size]
        start += size


def _counted(findings: Iterable[Each], total: int, progress: Callable[[int, int], None]) -> Iterator[Each]:
    for number, each in enumerate(findings, 1):
        progress(number, total)
        yield each


def processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


_site: list[Site] = []


def _begin(site: Site) -> None:
    _site[:] = [site]


def _check_part(pages: Sequence[Path]) -> list[Findings | None]:
    return [_attempt(page_findings, page) for page in pages]


def _attempt(work: Callable[[Site, Path], Findings], page: Path) -> Findings | None:
    try:
        return work(_site[0], page)
    except HarnessError:
        return None
