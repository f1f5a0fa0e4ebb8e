"""Files that a page shows below the command that reads them: "Where `oven.yaml` looks like:"."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from harness.parse.page import Page, Snippet
from harness.plan.prose import prose
from harness.plan.told_files import MENTIONED, above_of, name_of
from harness.shell.script_reader import read_script

_SHOWS: Final = re.compile(prose("shows_file"), re.IGNORECASE)
_ENDS: Final = (":", "\uff1a")


def files_below(page: Page, snippets: Sequence[Snippet]) -> Mapping[str, str]:
    """The paths of blocks, by their ids, that are files which the block right above reads and nothing before makes.

    None of them is in a folder, which the checkout may have.
    """
    found: dict[str, str] = {}
    made: set[str] = set()
    for above, block in pairwise(snippets):
        scripts = [read_script(segment.command) for segment in above.segments]
        path = None if block.segments or above.section != block.section else _shown(page, block)
        words = {
            word.rpartition("=")[2].removeprefix("./") for one in scripts for call in one.calls for word in call.words
        }
        if path is not None and path in words - made:
            found[block.id] = path
        made.update(name.removeprefix("./") for one in scripts for name in one.writes)
    return found


def files_first(snippets: Sequence[Snippet], below: Mapping[str, str]) -> list[Snippet]:
    """The blocks with such files in front of those that read them."""
    ordered: list[Snippet] = []
    for snippet in snippets:
        ordered.insert(len(ordered) - 1 if snippet.id in below else len(ordered), snippet)
    return ordered


def _shown(page: Page, block: Snippet) -> str | None:
    """The only file that the paragraph above a block names, if it says that the file is shown."""
    above = above_of(page, block)
    names = {name_of(found) for found in MENTIONED.finditer(above)}
    if not above.endswith(_ENDS) or _SHOWS.search(above) is None or len(names) != 1:
        return None
    path = names.pop().removeprefix("./")
    return None if "/" in path else path
