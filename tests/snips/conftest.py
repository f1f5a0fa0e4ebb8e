"""Pages built by hand: what the parser would make of them is its own tests' business."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from harness.diagnostic import Diagnostic
from harness.parse.page import Page, Segment, Snippet, TabChoice
from harness.source import Location

PATH = Path("docs/setup/index.md")


@pytest.fixture(scope="session")
def make_snippet() -> Callable[..., Snippet]:
    """A snippet of commands, each with its output or ``None``; without commands, one of text."""

    def make(
        snippet_id: str,
        *commands: tuple[str, str | None],
        body: str = "",
        syntax: str = "bash",
        tabs: Sequence[tuple[str, str]] = (),
        boilerplate: str | None = None,
        excluded: bool = False,
        line: int = 1,
    ) -> Snippet:
        at = Location(path=PATH, line=line)
        return Snippet(
            id=snippet_id,
            at=at,
            syntax=syntax,
            body=body,
            body_at=at.down(1),
            segments=tuple(
                Segment(at=at.down(1), command=command, documented=command, expected=expected)
                for command, expected in commands
            ),
            tab_path=tuple(
                TabChoice(tabset=number, category=category, value=value, name=value)
                for number, (category, value) in enumerate(tabs)
            ),
            excluded=excluded,
            boilerplate=boilerplate,
        )

    return make


@pytest.fixture(scope="session")
def make_page() -> Callable[..., Page]:
    def make(
        *snippets: Snippet, path: Path = PATH, language: str = "en", diagnostics: Sequence[Diagnostic] = ()
    ) -> Page:
        return Page(
            path=path,
            language=language,
            text="",
            front_matter={},
            snippets=snippets,
            headings=(),
            tabsets=(),
            boilerplates=(),
            diagnostics=tuple(diagnostics),
        )

    return make
