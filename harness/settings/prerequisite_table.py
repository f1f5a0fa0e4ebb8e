"""``[prerequisites.NAME]``, which a kind of site has some of, too."""

from dataclasses import dataclass


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
