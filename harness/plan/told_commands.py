"""What a page tells its user to do with blocks that hold no commands, as commands: save, change, apply."""

from collections.abc import Mapping, Sequence

from harness.parse.page import Page, Snippet
from harness.plan.saved_files import saved_files
from harness.plan.told_edits import told_edits
from harness.plan.told_manifests import applying, told_manifests


def told_commands(page: Page, snippets: Sequence[Snippet], below: Mapping[str, str]) -> Mapping[str, tuple[str, str]]:
    """By the id of a block, what its step is called and the command; ``below`` are the files of ``files_below``."""
    saved = list(saved_files(page, snippets, below))
    edits = told_edits(page, snippets, {one.snippet.id: one.path for one in saved})
    return {
        **{one.id: ("apply", applying(one)) for one in told_manifests(page, snippets)},
        **{one.snippet.id: ("edit", one.command) for one in edits},
        **{one.snippet.id: ("file", one.command) for one in saved},
    }
