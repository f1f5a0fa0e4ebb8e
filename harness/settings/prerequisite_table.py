"""``[prerequisites.NAME]``, which a kind of site has some of, too."""

from collections.abc import Mapping
from dataclasses import dataclass

from harness.settings.build import Builder
from harness.settings.constraint import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class PrerequisiteSetting:
    """Commands for pages that send their user to one of ``links`` before they begin.

    Only pages that have one of ``mentions`` in their text, in whatever case; all where there is none. ``met_by`` are
    parts of commands: a page that has one of them there does it itself. ``None``: as the site's profile has it.
    """

    links: tuple[str, ...] | None = None
    before: tuple[str, ...] | None = None
    after: tuple[str, ...] | None = None
    met_by: tuple[str, ...] | None = None
    requires: tuple[str, ...] | None = None  # names of others that come first
    mentions: tuple[str, ...] | None = None
    stands_in: bool | None = None  # only where the page that a link leads to is not here


def require_order(prerequisites: Mapping[str, PrerequisiteSetting], builder: Builder) -> None:
    """Raises ``SettingsError`` where one comes before itself."""
    for name in prerequisites:
        way = [name]
        for other in way:
            said = prerequisites.get(other, PrerequisiteSetting()).requires or ()
            if name in said:
                before = "itself" if other == name else f"'{name}', which comes after it"
                problem = Problem(f"it requires {before}", remedy="leave out one of them")
                raise builder.refused(problem, ("prerequisites", other, "requires"))
            way += (one for one in said if one not in way)
