"""How pages say what has to be done before them: section titles, verbs and phrases of all languages.

All are regular expressions, searched without regard to case: ``preparation.toml``, or a site's profile's own.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Final

from harness.package_data import toml_data
from harness.settings.constraint import Regex

VARIABLE: Final = r"`\$?\{?([A-Za-z_]\w*)\}?`"

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
    done in their order, ``lessons`` those of which that holds for pages with a number. ``filling`` says that a reader
    has to set ``VARIABLE``, which stands for the name of a variable as code.
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
    filling: Patterns = ()
    knowledge: Patterns = (r"/(?:concepts|reference|blog|glossary|faq)/",)  # links to what is only to be known
    asides: tuple[str, ...] = ("tip", "warning", "note", "caution", "idea", "quote")  # shortcodes
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, what: str, text: str) -> "re.Match[str] | None":
        """The first place where one of the expressions of a field finds something."""
        return self._pattern(what).search(text)

    def filled_in(self, text: str) -> frozenset[str]:
        """The variables that a reader has to set, as a text says."""
        found = self._pattern("filling").finditer(" ".join(text.split())) if "`" in text else ()
        return frozenset(name for one in found for name in one.groups() if name)

    def _pattern(self, what: str) -> re.Pattern[str]:
        if what not in self._compiled:
            joined = "|".join(getattr(self, what)) or r"(?!)"
            self._compiled[what] = re.compile(joined.replace("VARIABLE", VARIABLE), re.IGNORECASE)
        return self._compiled[what]


PREPARATION: Final = Preparation(
    **{field: tuple(found) for field, found in toml_data("harness.sites", "preparation.toml").items()}
)
