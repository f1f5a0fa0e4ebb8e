"""How fast pages are read: ``python bench/parse_site.py [FOLDER]``.

FOLDER holds Markdown pages; without one, the real pages beside the repository are read. Generated ones follow. Printed
are figures of one process, the median of several runs, next to what merely reading the same files takes.
"""

import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

from harness.parse import read_page

RUNS = 5
REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = """\
---
title: Page {number}
description: A page that was generated to be read.
keywords: [one, two, three]
test: yes
---

What this page is about takes a sentence or two, with a [link](/docs/{number}/) and some `code` in it,
and goes on for another line.

## Install number {number}

1.  Deploy the sample:

    {{{{< text bash >}}}}
    $ kubectl apply -f @samples/{number}.yaml@ --context="${{CTX_CLUSTER1}}"
    service/sample created
    {{{{< /text >}}}}

1.  Configure it:

    {{{{< text syntax=bash snip_id=configure >}}}}
    $ kubectl apply -f - <<EOF
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: sample-{number}
    EOF
    {{{{< /text >}}}}

{{{{< tabset category-name="install" >}}}}
{{{{< tab name="Helm" category-value="helm" >}}}}

{{{{< text bash >}}}}
$ helm install sample-{number} ./chart
{{{{< /text >}}}}

{{{{< /tab >}}}}
{{{{< /tabset >}}}}

{{{{< tip >}}}}
A tip is a paragraph in a box, as long as other paragraphs are.
{{{{< /tip >}}}}

## Cleanup

{{{{< text bash >}}}}
$ kubectl delete service sample
{{{{< /text >}}}}
"""


def median_seconds(action: Callable[[], object]) -> float:
    """CPU seconds: other processes of the machine do not count."""
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        action()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)


def megabytes(pages: Sequence[Path]) -> float:
    return sum(page.stat().st_size for page in pages) / 1e6


def read_all(pages: Sequence[Path]) -> None:
    for page in pages:
        read_page(page)


def report(title: str, pages: Sequence[Path]) -> float:
    size = megabytes(pages)
    read_page(pages[0])  # imports what reading needs
    seconds = median_seconds(lambda: read_all(pages))
    floor = median_seconds(lambda: [page.read_bytes().decode() for page in pages])
    print(
        f"{title}: {len(pages)} pages, {size:.2f} MB: {seconds:.3f} s, {size / seconds:.1f} MB/s, "
        f"{seconds / size:.3f} s/MB, {seconds / max(floor, 1e-6):.0f} times as long as reading the files"
    )
    return seconds


def growth() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages = []
        for number in range(2000):
            page = Path(folder, f"{number}.md")
            page.write_text(PAGE.format(number=number))
            pages.append(page)
        few, many = report("generated", pages[:100]), report("generated", pages)
        print(f"growth from 100 to 2000 pages: {many / few:.1f} times the time for 20 times the pages")
        print(f"peak memory: {peak(pages[:100]):.0f} kB for 100 pages, {peak(pages):.0f} kB for 2000")


def peak(pages: Sequence[Path]) -> float:
    tracemalloc.start()
    read_all(pages)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e3


def import_seconds() -> float:
    """What ``import harness.parse`` adds to the start of Python."""

    def run(statement: str) -> float:
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", statement], check=True)
            times.append(time.perf_counter() - start)
        return min(times)

    return run("import harness.parse") - run("pass")


def main() -> None:
    print(f"import harness.parse: {import_seconds() * 1000:.0f} ms")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY.parent / "shared" / "corpus" / "content"
    if folder.is_dir():
        languages = sorted(child for child in folder.iterdir() if child.is_dir())
        for part in [*languages, folder]:
            pages = sorted(part.rglob("*.md"))
            if pages:
                report(part.name, pages)
    else:
        print(f"no real pages: {folder} is missing")
    growth()


if __name__ == "__main__":
    main()
