"""How pages say what has to be done before them: section titles, verbs and phrases of all languages.

All are regular expressions, searched without regard to case: ``preparation.toml``, or a site's profile's own.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Final

from harness.package_data import toml_data
from harness.settings.constraint import Regex

Patterns = tuple[Annotated[str, Regex()], ...]


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """``sections`` are titles or anchors of sections that prepare. In others an ``introduction`` sentence does.

    Of ``doing`` and ``reading`` the one that a sentence has first says what its links are for; ``pointing`` is how a
    language says to read where its words of doing come first all the same, ``needing`` how a sentence needs what its
    link is only to be seen for. ``conditional`` sentences offer a choice. A page with a ``series`` phrase goes on
    where the one before it in its folder ended. So does one that is called by a phrase of ``cleaning``, which only
    removes what was made before. Sections that are called by one of ``undoing`` remove what their page has made.
    ``previous`` and ``next`` are what links are called that turn the page. ``courses`` are folders whose pages are
    done in their order, ``lessons`` those of which that holds for pages with a number.
    """

    sections: Patterns = ()
    doing: Patterns = ()
    reading: Patterns = ()
    pointing: Patterns = ()
    needing: Patterns = ()
    introduction: Patterns = ()
    conditional: Patterns = ()
    series: Patterns = ()
    cleaning: Patterns = ()
    undoing: Patterns = ()
    previous: Patterns = ()
    next: Patterns = ()
    courses: Patterns = ()
    lessons: Patterns = ()
    knowledge: Patterns = (r"/(?:concepts|reference|blog|glossary|faq)/",)  # links to what is only to be known
    asides: tuple[str, ...] = ("tip", "warning", "note", "caution", "idea", "quote")  # shortcodes
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, what: str, text: str) -> "re.Match[str] | None":
        """The first place where one of the expressions of a field finds something."""
        if what not in self._compiled:
            self._compiled[what] = re.compile("|".join(getattr(self, what)) or r"(?!)", re.IGNORECASE)
        return self._compiled[what].search(text)


PREPARATION: Final = Preparation(
    **{field: tuple(found) for field, found in toml_data("harness.sites", "preparation.toml").items()}
)
