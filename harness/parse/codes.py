"""Every diagnostic that reading a page can give, in one table: its code, how much it matters, what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from harness.diagnostic import Diagnostic, Severity
from harness.source import Location


@dataclass(frozen=True, slots=True)
class Code:
    """``meaning`` is one line for the table in the documentation."""

    code: str
    severity: Severity
    meaning: str

    def found(self, at: Location, message: str, *, expected: str = "", remedy: str = "") -> Diagnostic:
        return Diagnostic(
            code=self.code, severity=self.severity, at=at, message=message, expected=expected, remedy=remedy
        )


_ERRORS: Final = {
    "boilerplate-cycle": "A boilerplate includes itself, directly or through another one.",
    "boilerplate-missing": "No file of this name is in the boilerplate folders.",
    "front-matter": "The front matter cannot be read.",
    "missing-name": "A boilerplate shortcode does not say which boilerplate.",
    "missing-syntax": "A text block does not say its syntax.",
    "not-utf-8": "The page is not UTF-8 text.",
    "one-line-block": "A text block opens and closes on one line, so it has no body.",
    "stray-close": "A closing shortcode closes nothing.",
    "too-many-boilerplates": "A page includes more boilerplates than any page needs.",
    "tab-outside-tabset": "A tab stands outside any tabset.",
    "unclosed-comment": "An HTML comment is never closed, so the rest of the page is not shown.",
    "unclosed-fence": "A fenced code block is never closed.",
    "unclosed-shortcode": "A shortcode is opened and never closed.",
    "unknown-shortcode": "A shortcode inside a block has no known value.",
    "unreadable": "The page, or a file it needs, cannot be opened.",
    "unterminated-tag": "A shortcode tag does not end where it should.",
}
_WARNINGS: Final = {
    "blank-after-backslash": "Blanks after a backslash keep it from continuing the line.",
    "boilerplate-folder": "No boilerplate folder is known, so a boilerplate's text was not read.",
    "commands-in-data": "A block of YAML or JSON starts with a command.",
    "dedent": "The body's indent and the tag's indent disagree.",
    "duplicate-id": "Two blocks of a page have the same id; the second gets a number.",
    "empty-tabset": "A tabset has no tab.",
    "imported-commands": "Commands of a block come from another file, which is not read.",
    "incomplete-command": "A command is not complete where it ends on the page.",
    "indent-characters": "A body is indented by tabs or no-break spaces.",
    "malformed-shortcode": "A shortcode tag has no name.",
    "no-break-space": "A command holds a no-break space, which bash takes as part of a word.",
    "no-prompt": "A block of commands has no prompt, so nothing in it is a command.",
    "output-in-comment": "Comments below a command show its output, which is not compared.",
    "output-before-command": "Lines of a block stand before its first command.",
    "output-syntax": "Only a block of commands can name the syntax of its output.",
    "shell-syntax": "A block of commands names an unusual syntax.",
    "shortcode-in-fence": "A block shortcode inside a fence is shown, not read.",
    "text-beside-tag": "Text on the line of a tag is not shown.",
    "unclosed-heredoc": "A here-document is never closed.",
    "unread-commands": "Commands are in no block that is read, so they are not run.",
    "unknown-attribute": "An attribute of a block is not known.",
    "unknown-syntax": "The syntax of a block is not known.",
}
_NOTES: Final = {
    "duplicate-boilerplate": "A boilerplate stands twice on a page; the ids of its second use get a number.",
    "empty-prompt": "A prompt has no command.",
    "imported-text": "The text of a block comes from another file, which is not read.",
    "interleaved": "A command follows the output of another one in the same block.",
}

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        code: Code(code, severity, meaning)
        for severity, table in ((Severity.ERROR, _ERRORS), (Severity.WARNING, _WARNINGS), (Severity.NOTE, _NOTES))
        for code, meaning in sorted(table.items())
    }
)


def diagnostic(code: str, at: Location, message: str, *, expected: str = "", remedy: str = "") -> Diagnostic:
    """A diagnostic of the table; a code that is not in it is a mistake of the caller."""
    return CODES[code].found(at, message, expected=expected, remedy=remedy)
