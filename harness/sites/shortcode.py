"""What a site's shortcodes are for, and in which of their arguments it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from harness.settings.shortcode_table import KEYS, ShortcodeRole

__all__ = ["Shortcode", "ShortcodeRole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcode:
    """The tuples list arguments; the first that a tag has counts. ``"0"`` is the first one without a name.

    ``"*"`` as a ``file`` is all of those. ``text_if`` are switches (``text=true``) with which a tab holds Markdown in
    spite of a syntax, ``code_if`` those with which an included page is shown as code. In a block with ``prompts`` only
    what follows a prompt is a command; without, its lines are read like those of a fence.

    ``folders`` are where the file of an include is looked for, in this order: ``"."`` is the page's own folder, others
    are seen from each folder above the page. In them ``{language}`` stands for that of the page, then for the base
    language, and ``{snippets}`` for what the site's configuration says. Without folders the file is not read.

    A block whose ``usual_syntax`` is ``output`` shows what the commands above print, where the site's fences do so.
    """

    role: ShortcodeRole
    group: tuple[str, ...] = ()  # of TABS: its name
    labels: tuple[
        str, ...
    ] = ()  # of TABS: those of its tabs in order, with commas between them; or all arguments are labels
    chosen_by: tuple[str, ...] = ()  # of TABS: what "lang" in it says is that tabs of one syntax are chosen together
    label: tuple[str, ...] = ()  # of TAB: what the user reads
    value: tuple[str, ...] = ()  # of TAB: its name in selectors; without one it is made of the label
    syntax: tuple[str, ...] = ()  # of BLOCK and TAB; of TABS: of its tabs that have none
    usual_syntax: str = ""  # of BLOCK and TAB: where no argument names one
    file: tuple[str, ...] = ()  # of TAB and includes: the file that is shown or read; of INCLUDE_PAGE: "0" without any
    folders: tuple[str, ...] = ()  # likewise
    text_if: tuple[str, ...] = ()  # of TABS and TAB
    code_if: tuple[str, ...] = ()  # of INCLUDE_PAGE
    disabled: tuple[str, ...] = ()  # of TAB: switches of one that only shows its label
    guessed: bool = False  # it may be none: a file that is not found is no finding, and tags around fences no block
    prompts: bool = False  # of BLOCK

    def meaningless(self) -> Iterator[str]:
        """The fields that are given and that say nothing of a shortcode of this role."""
        known = {"role", "guessed", *KEYS.get(self.role, ()), *_MORE.get(self.role, ())}
        for each in fields(self):
            if each.name not in known and getattr(self, each.name) != each.default:
                yield each.name


_MORE = {
    ShortcodeRole.BLOCK: ("prompts", "file", "folders"),
    ShortcodeRole.TABS: ("labels", "chosen_by", "text_if"),
    ShortcodeRole.TAB: ("text_if", "disabled"),
    ShortcodeRole.INCLUDE_PAGE: ("code_if",),
}
"""What profiles can say beside the keys of the settings."""
