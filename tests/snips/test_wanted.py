from collections.abc import Callable
from pathlib import Path

import pytest

from harness.diagnostic import Diagnostic, Severity
from harness.errors import SettingsError
from harness.parse.page import Page, Snippet
from harness.snips.default_dialect import script
from harness.snips.layout import Layout
from harness.snips.wanted import PageScript, SnippetFile, Wanted, page_files
from harness.source import Location

LAYOUT = Layout(root=Path("/site"), content=(Path("/site/docs"),), out=Path("/site/snippets"))
A, B = Path("/site/docs/a/index.md"), Path("/site/docs/b/index.md")


def test_each_page_has_a_file(make_snippet: Callable[..., Snippet], make_page: Callable[..., Page]) -> None:
    page = make_page(make_snippet("one", ("ls", None)), path=A)
    assert page_files([PageScript(page=page, paths=[("", ["one"])])], LAYOUT, header="# {source}\n") == Wanted(
        files=(
            SnippetFile(
                path=Path("/site/snippets/a.sh"),
                page=A,
                text=script(page, source="docs/a/index.md", paths=[("", ["one"])], header="# {source}\n"),
            ),
        )
    )


def test_a_page_with_an_error_leaves_the_others_alone(
    make_snippet: Callable[..., Snippet], make_page: Callable[..., Page]
) -> None:
    unclosed = Diagnostic(
        code="unclosed-shortcode", severity=Severity.ERROR, at=Location(path=A, line=4), message="never closed"
    )
    bad = make_page(make_snippet("one", ("ls", None)), path=A, diagnostics=[unclosed])
    good = make_page(path=B)
    assert page_files([PageScript(page=bad, paths=[]), PageScript(page=good, paths=[])], LAYOUT) == Wanted(
        files=(SnippetFile(path=Path("/site/snippets/b.sh"), page=B, text=None),), diagnostics=(unclosed,)
    )


def test_two_pages_cannot_share_a_file(make_page: Callable[..., Page]) -> None:
    twin = Path("/site/docs/a.md")
    with pytest.raises(SettingsError) as error:
        page_files([PageScript(page=make_page(path=path), paths=[]) for path in (A, twin)], LAYOUT)
    assert str(error.value) == (
        "/site/docs/a/index.md and /site/docs/a.md have the same snippet file, /site/snippets/a.sh\n"
        "  expected: a file for each page\n"
        "  to fix:   rename one of the pages, or write the files beside the pages"
    )
