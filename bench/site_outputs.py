"""How commands and outputs of folders of pages are read: what is a command, what is linked, what is unseen.

    python bench/site_outputs.py FOLDER... [--list KIND]

``suspect`` are commands whose first line has the shape of an output. ``unlinked`` are fences of no shell right below
commands that have no output. Figures are to be read together with the lists: only a reader can say what is right.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from harness.parse import Page, Segment, read_page
from harness.parse.blocks.line_kind import starts_command
from harness.parse.blocks.output_shapes import OUTPUT

LISTS = ("linked", "unlinked", "doubts", "suspect", "unseens", "errors")
UNSEEN = frozenset({"unread-commands", "no-prompt", "imported-commands"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--list", choices=LISTS, default="")
    options = parser.parse_args()
    for folder in options.folders:
        counts: Counter[str] = Counter()
        for path in sorted(folder.rglob("*.md")):
            counts["pages"] += 1
            for kind, text in facts(read_page(path)):
                counts[kind] += 1
                if kind == options.list:
                    print(text)
        print(folder, dict(counts))


def facts(page: Page) -> Iterator[tuple[str, str]]:
    """Kinds with what a person needs to judge them."""
    for snippet in page.snippets:
        if snippet.segments:
            yield "command-blocks", str(snippet.at)
        for segment in snippet.segments:
            yield from of_command(segment)
    for above, below in pairwise(page.snippets):
        if above.segments and above.segments[-1].expected is None and not below.segments:
            yield "unlinked", f"{above.at} -> {below.at} [{below.syntax}] {below.body[:70]!r}"
    for odd in page.diagnostics:
        kind = "doubt" if odd.code == "unclear-line" else "unseen" if odd.code in UNSEEN else odd.severity.value
        yield f"{kind}s", f"{odd.at}: {odd.code}: {odd.message}"


def of_command(segment: Segment) -> Iterator[tuple[str, str]]:
    first = segment.command.split("\n")[0]
    place = f"{segment.at}: {first}"
    yield "commands", place
    if segment.expected is not None:
        yield "linked", f"{place}\n    {segment.expected_at}: {segment.expected.splitlines()[0]}"
    if OUTPUT.match(first) and not starts_command(first):
        yield "suspect", place


if __name__ == "__main__":
    main()
