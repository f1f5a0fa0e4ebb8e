"""Which tags of a text close which: wrappers, and the tabsets and tabs among them."""

import re
from collections import Counter
from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.codes import EMPTY_TABSET, STRAY_CLOSE, TAB_OUTSIDE_TABSET, UNCLOSED_SHORTCODE
from harness.parse.page_scan import Scan
from harness.parse.shortcodes.tabs import Tabs
from harness.parse.shortcodes.tag import Tag
from harness.sites.shortcode import ShortcodeRole
from harness.source import Location

_BY_SYNTAX: Final = "lang"
_OTHER: Final = re.compile(r"(?P<sign>\{%|\{\{#|<)[-/\s]*(?P<name>[\w-]+)")
"""A tag that is no shortcode of Hugo: of Liquid, of mdBook, or an element."""
_CLOSINGS: Final = {"{%": "{{% end{} %}}", "{{#": "{{{{#/{} }}}}", "<": "</{}>"}


class Nesting:
    """Follows the tags of one text. What is odd about them is added to ``diagnostics``, tabs are told to ``tabs``."""

    def __init__(self, scan: Scan, tabs: Tabs, diagnostics: list[Diagnostic]) -> None:
        self._lines, self._site, self._tabs, self._diagnostics = scan.lines, scan.site, tabs, diagnostics
        self._open: list[Tag] = []
        self._open_names: Counter[str] = Counter()
        self._unpaired: Counter[str] = Counter()

    def single(self, tag: Tag) -> None:
        """A tag that may or may not be closed: other sites have shortcodes of their own."""
        self._unpaired[tag.name] += 1

    def open(self, tag: Tag) -> None:
        """A wrapper's opening tag."""
        at = self._lines.location(tag.start)
        known = self._site.shortcodes[tag.name]
        if known.role is ShortcodeRole.TABS:
            labels = [label.strip() for label in tag.argument(known.labels).split(",")]
            if len(tag.positional) > 1:  # the labels, in the place of a group
                self._tabs.open_tabset(" ".join(tag.positional), at, tag.positional)
            else:
                self._tabs.open_tabset(tag.argument(known.group), at, labels)
        elif known.role is ShortcodeRole.TAB and self._tabs.in_tabset:
            self._tabs.open_tab(tag.argument(known.label), tag.argument(known.value) or self._syntax(tag))
        elif known.role is ShortcodeRole.TAB:
            self._diagnostics.append(_tab_outside(at))
            self.single(tag)
            return
        self._open.append(tag)
        self._open_names[tag.name] += 1

    def _syntax(self, tab: Tag) -> str:
        """That of a tab which is chosen by it; empty for others."""
        tabs = next((one for one in reversed(self._open) if self._site.role(one.name) is ShortcodeRole.TABS), None)
        by = "" if tabs is None else tabs.argument(self._site.shortcodes[tabs.name].chosen_by)
        return tab.argument(self._site.shortcodes[tab.name].syntax) if by == _BY_SYNTAX else ""

    def close(self, tag: Tag) -> None:
        """A closing tag; wrappers that were opened after the one it closes are never closed."""
        if self._open_names[tag.name] > 0:
            while self._open[-1].name != tag.name:
                self.unclosed(self._open[-1])
                self._close_innermost()
            self._close_innermost()
        elif self._unpaired[tag.name] > 0:
            self._unpaired[tag.name] -= 1
        else:
            other = _OTHER.match(self._lines.text, tag.start, tag.end)
            expected = f"{{{{< {tag.name} >}}}} before it" if other is None else "the opening tag before it"
            name = tag.name if other is None else other[0].lstrip("{%#< ")
            self._diagnostics.append(_stray(self._lines.location(tag.start), name, expected))

    def end(self) -> None:
        """The end of the text."""
        while self._open:
            self.unclosed(self._open[-1])
            self._close_innermost()

    def unclosed(self, tag: Tag) -> None:
        lines = self._lines
        other = _OTHER.match(lines.text, tag.start, tag.end)
        name = tag.name if other is None else other["name"]
        closing = f"{{{{< /{name} >}}}}" if other is None else _CLOSINGS[other["sign"]].format(name)
        shown = f", or write {{{{</* {name} */>}}}} to show the opening tag as text" if other is None else ""
        self._diagnostics.append(
            UNCLOSED_SHORTCODE.found(
                lines.location(tag.start),
                f"shortcode {name!r} is opened on line {lines.number(tag.start) + 1} and never closed",
                expected=f"{closing} before the text ends on line {lines.last}",
                remedy=f"add the closing tag{shown}",
            )
        )

    def _close_innermost(self) -> None:
        tag = self._open.pop()
        self._open_names[tag.name] -= 1
        role = self._site.role(tag.name)
        if role is ShortcodeRole.TAB:
            self._tabs.close_tab()
        elif role is ShortcodeRole.TABS and not self._tabs.close_tabset():
            self._diagnostics.append(_empty_tabset(self._lines.location(tag.start)))


def _tab_outside(at: Location) -> Diagnostic:
    return TAB_OUTSIDE_TABSET.found(
        at,
        "the tab is outside any tabset",
        expected="{{< tabset >}}, {{< tabs >}} or {{< tabpane >}} around the tabs",
        remedy="put the tabs into one of these, and close each tab before the next; [shortcodes] names others",
    )


def _empty_tabset(at: Location) -> Diagnostic:
    return EMPTY_TABSET.found(at, "the tabset has no tab", remedy="add its tabs, or remove it")


def _stray(at: Location, name: str, expected: str) -> Diagnostic:
    return STRAY_CLOSE.found(
        at,
        f"the closing tag {name!r} closes nothing",
        expected=expected,
        remedy="remove it, or add the opening tag",
    )
