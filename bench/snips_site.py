"""Snippet files of a whole site: CPU seconds, and how they compare with merely reading the same pages.

Usage: python bench/snips_site.py [CONTENT]

CONTENT is a folder of pages in the site's format; by default real pages beside the repository, else the project's own.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from harness.parse.read import read_page
from harness.plan.variants.variant import on_path, paths_of
from harness.shell.bash_n import read_by_bash
from harness.snips.compat_site import CompatSite, compat_files
from harness.snips.disk import plan_files
from harness.snips.layout import Layout
from harness.snips.wanted import PageScript, page_files

REPOSITORY = Path(__file__).resolve().parents[1]
HARNESS = Path(sys.executable).with_name("harness")
RUNS = 7


def folder_of_pages() -> Path:
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    real = REPOSITORY.parent / "shared/corpus/content/en"
    return real if real.is_dir() else REPOSITORY / "docs"


def cpu() -> float:
    """Seconds that this process and its children have used, in user and system mode."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def median(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(RUNS):
        read_by_bash.cache_clear()
        began = cpu()
        work()
        seconds.append(cpu() - began)
    return statistics.median(seconds)


def scripted(page: Path) -> PageScript:
    read = read_page(page)
    paths = [
        (variant.name, [snippet.id for snippet in read.snippets if on_path(snippet.tab_path, variant)])
        for variant in paths_of(read).variants
    ]
    return PageScript(page=read, paths=paths)


def command(content: Path, out: Path, dialect: str) -> None:
    subprocess.run(
        [HARNESS, "snips", content, "--dialect", dialect, "--out", out],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=2,
    )


def main() -> None:
    content = folder_of_pages()
    pages = sorted(content.rglob("*.md"))
    megabytes = sum(page.stat().st_size for page in pages) / 1e6
    scripts = [scripted(page) for page in pages]
    print(f"{len(pages)} pages, {megabytes:.2f} MB; medians of {RUNS} runs, CPU seconds with those of children")
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(root=content, content=(content,), out=Path(folder) / "unused")
        site = CompatSite(layout=layout, boilerplates=content / "boilerplates")
        rows: dict[str, Callable[[], object]] = {
            "reading the files": lambda: [page.read_text(encoding="utf-8") for page in pages],
            "compat, compared with the disk": lambda: plan_files(compat_files(pages, site), layout, keep_stale=True),
            "parsing every page": lambda: [scripted(page) for page in pages],
            "default, from parsed pages": lambda: plan_files(page_files(scripts, layout), layout),
            "an interpreter that does nothing": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
            "harness snips --dialect compat": lambda: command(content, Path(folder) / "compat", "compat"),
            "harness snips": lambda: command(content, Path(folder) / "default", "default"),
        }
        floor = 0.0
        for name, work in rows.items():
            seconds = median(work)
            floor = floor or seconds
            print(f"{name:<34}{seconds:8.3f} s {seconds / megabytes:8.3f} s/MB {seconds / floor:8.1f} x reading")


if __name__ == "__main__":
    main()
