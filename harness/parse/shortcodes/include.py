"""Which boilerplate a ``boilerplate`` shortcode includes, or why none."""

from typing import Final

from harness.diagnostic import Diagnostic
from harness.errors import PageError
from harness.parse.codes import (
    BOILERPLATE_CYCLE,
    BOILERPLATE_FOLDER,
    BOILERPLATE_MISSING,
    MISSING_NAME,
    TOO_MANY_BOILERPLATES,
)
from harness.parse.shortcodes.boilerplate import Boilerplate, Boilerplates
from harness.parse.shortcodes.tag import Tag
from harness.source import Location
from harness.suggest import nearest

FIRST: Final = ("0",)
_MOST: Final = 500


class Inclusions:
    """Finds the boilerplates of one page; counts them, since a few that include each other can make very many."""

    def __init__(self, boilerplates: Boilerplates, language: str) -> None:
        self._boilerplates, self._language = boilerplates, language
        self._count = 0

    def find(
        self, tag: Tag, file: tuple[str, ...], at: Location, including: tuple[str, ...]
    ) -> tuple[Boilerplate | None, list[Diagnostic]]:
        """``file`` are the arguments that may name it; ``including`` the boilerplates around it, outermost first."""
        name = tag.argument(file or FIRST).removesuffix(".md")
        if not name:
            return None, [_missing_name(at, tag.name)]
        odd = self.refusal(name, at, including)
        if odd is not None:
            return None, odd
        try:
            found = self._boilerplates.find(name, self._language)
        except PageError as error:
            return None, list(error.diagnostics)
        if found is not None:
            return found, []
        return None, [self._missing(at, name) if self._boilerplates.known else _no_folder(at, name)]

    def refusal(self, name: str, at: Location, including: tuple[str, ...]) -> list[Diagnostic] | None:
        """Why a text must not be included, which may have been said already; ``None``: it may be."""
        if name in including:
            return [_cycle(at, name, including)]
        self._count += 1
        if self._count > _MOST:
            return [_too_many(at)] if self._count == _MOST + 1 else []
        return None

    def _missing(self, at: Location, name: str) -> Diagnostic:
        meant = nearest(name, self._boilerplates.names())
        return BOILERPLATE_MISSING.found(
            at,
            f"there is no boilerplate {name!r}",
            expected=f"{meant!r}, perhaps" if meant else f"a file {name}.md in the boilerplate folder",
            remedy="correct the name, or add the file",
        )


def _missing_name(at: Location, shortcode: str) -> Diagnostic:
    return MISSING_NAME.found(
        at,
        "the shortcode does not say which boilerplate it includes",
        expected=f"{{{{< {shortcode} name >}}}}",
        remedy="add the name of a file in the boilerplate folder, without its ending",
    )


def _cycle(at: Location, name: str, including: tuple[str, ...]) -> Diagnostic:
    chain = " -> ".join((*including[including.index(name) :], name))
    return BOILERPLATE_CYCLE.found(
        at,
        f"the boilerplate {name!r} includes itself: {chain}",
        remedy="remove one of the inclusions",
    )


def _too_many(at: Location) -> Diagnostic:
    return TOO_MANY_BOILERPLATES.found(
        at,
        f"the page includes more than {_MOST} boilerplates; the rest is not read",
        remedy="look for boilerplates that include each other many times",
    )


def _no_folder(at: Location, name: str) -> Diagnostic:
    return BOILERPLATE_FOLDER.found(
        at,
        f"the boilerplate {name!r} was not read: no boilerplate folder is known",
        expected="a folder 'boilerplates' beside or above the page",
        remedy="name the folder in the settings",
    )
