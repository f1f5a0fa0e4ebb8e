"""Every diagnostic that reading a page can give, in one table: its code, how much it matters, what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix
from harness.source import Location


@dataclass(frozen=True, slots=True)
class Code:
    """``meaning`` is one line for the table in the documentation."""

    code: str
    severity: Severity
    meaning: str

    def found(
        self, at: Location, message: str, *, expected: str = "", remedy: str = "", fix: Fix | None = None
    ) -> Diagnostic:
        return Diagnostic(
            code=self.code, severity=self.severity, at=at, message=message, expected=expected, remedy=remedy, fix=fix
        )


def codes_in(names: Mapping[str, object]) -> Mapping[str, Code]:
    """Those that a module defines, by code: what is defined need not be listed as well."""
    return MappingProxyType({one.code: one for one in tuple(names.values()) if isinstance(one, Code)})


BOILERPLATE_CYCLE: Final = Code(
    "boilerplate-cycle", Severity.ERROR, "A boilerplate includes itself, directly or through another one."
)
BOILERPLATE_MISSING: Final = Code(
    "boilerplate-missing", Severity.ERROR, "No file of this name is in the boilerplate folders."
)
FRONT_MATTER: Final = Code("front-matter", Severity.ERROR, "The front matter cannot be read.")
MISSING_NAME: Final = Code("missing-name", Severity.ERROR, "A boilerplate shortcode does not say which boilerplate.")
MISSING_SYNTAX: Final = Code("missing-syntax", Severity.ERROR, "A text block does not say its syntax.")
NOT_UTF_8: Final = Code("not-utf-8", Severity.ERROR, "The page is not UTF-8 text.")
ONE_LINE_BLOCK: Final = Code(
    "one-line-block", Severity.ERROR, "A text block opens and closes on one line, so it has no body."
)
STRAY_CLOSE: Final = Code("stray-close", Severity.ERROR, "A closing shortcode closes nothing.")
TAB_OUTSIDE_TABSET: Final = Code("tab-outside-tabset", Severity.ERROR, "A tab is outside any tabset.")
TOO_MANY_BOILERPLATES: Final = Code(
    "too-many-boilerplates", Severity.ERROR, "A page includes more boilerplates than any page needs."
)
UNCLOSED_COMMENT: Final = Code(
    "unclosed-comment", Severity.ERROR, "An HTML comment is never closed, so the rest of the page is not shown."
)
UNCLOSED_FENCE: Final = Code("unclosed-fence", Severity.ERROR, "A fenced code block is never closed.")
UNCLOSED_SHORTCODE: Final = Code("unclosed-shortcode", Severity.ERROR, "A shortcode is opened and never closed.")
UNREADABLE: Final = Code("unreadable", Severity.ERROR, "The page, or a file it needs, cannot be opened.")
UNTERMINATED_TAG: Final = Code("unterminated-tag", Severity.ERROR, "A shortcode tag does not end where it should.")

BLANK_AFTER_BACKSLASH: Final = Code(
    "blank-after-backslash", Severity.WARNING, "Blanks after a backslash keep it from continuing the line."
)
BOILERPLATE_FOLDER: Final = Code(
    "boilerplate-folder", Severity.WARNING, "No boilerplate folder is known, so a boilerplate's text was not read."
)
COMMANDS_IN_DATA: Final = Code("commands-in-data", Severity.WARNING, "A block of YAML or JSON starts with a command.")
DEDENT: Final = Code("dedent", Severity.WARNING, "The body's indent and the tag's indent disagree.")
DUPLICATE_ID: Final = Code(
    "duplicate-id", Severity.WARNING, "Two blocks of a page have the same id; the second gets a number."
)
EMPTY_TABSET: Final = Code("empty-tabset", Severity.WARNING, "A tabset has no tab.")
FILE_MISSING: Final = Code(
    "file-missing", Severity.WARNING, "A file that a page includes is not found, so its text is not read."
)
IMPORTED_COMMANDS: Final = Code(
    "imported-commands", Severity.WARNING, "Commands of a block come from another file, which is not read."
)
INCOMPLETE_COMMAND: Final = Code(
    "incomplete-command", Severity.WARNING, "A command is not complete where it ends on the page."
)
INDENT_CHARACTERS: Final = Code("indent-characters", Severity.WARNING, "A body is indented by tabs or no-break spaces.")
MALFORMED_SHORTCODE: Final = Code("malformed-shortcode", Severity.WARNING, "A shortcode tag has no name.")
NO_BREAK_SPACE: Final = Code(
    "no-break-space", Severity.WARNING, "A command holds a no-break space, which bash takes as part of a word."
)
NO_PROMPT: Final = Code(
    "no-prompt", Severity.WARNING, "A block of commands has no prompt, so nothing in it is a command."
)
OUTPUT_BEFORE_COMMAND: Final = Code(
    "output-before-command", Severity.WARNING, "Lines of a block come before its first command."
)
OUTPUT_IN_COMMENT: Final = Code(
    "output-in-comment", Severity.WARNING, "Comments below a command show its output, which is not compared."
)
OUTPUT_SYNTAX: Final = Code(
    "output-syntax", Severity.WARNING, "Only a block of commands can name the syntax of its output."
)
SHELL_SYNTAX: Final = Code("shell-syntax", Severity.WARNING, "A block of commands names an unusual syntax.")
SHORTCODE_IN_FENCE: Final = Code(
    "shortcode-in-fence", Severity.WARNING, "A block shortcode inside a fence is shown, not read."
)
TEXT_BESIDE_TAG: Final = Code("text-beside-tag", Severity.WARNING, "Text on the line of a tag is not shown.")
UNCLEAR_LINE: Final = Code(
    "unclear-line",
    Severity.WARNING,
    "A line among commands is neither a known command nor clearly output, so it is not run.",
)
UNCLOSED_HEREDOC: Final = Code("unclosed-heredoc", Severity.WARNING, "A here-document is never closed.")
UNKNOWN_ATTRIBUTE: Final = Code("unknown-attribute", Severity.WARNING, "An attribute of a block is not known.")
UNKNOWN_SHORTCODE: Final = Code(
    "unknown-shortcode",
    Severity.WARNING,
    "A shortcode or macro inside a block has no known value, so the block is not run.",
)
UNKNOWN_SYNTAX: Final = Code("unknown-syntax", Severity.WARNING, "The syntax of a block is not known.")
UNREAD_COMMANDS: Final = Code(
    "unread-commands", Severity.WARNING, "Commands are in no block that is read, so they are not run."
)

DUPLICATE_BOILERPLATE: Final = Code(
    "duplicate-boilerplate",
    Severity.NOTE,
    "A boilerplate is included twice on a page; the ids of its second use get a number.",
)
EMPTY_PROMPT: Final = Code("empty-prompt", Severity.NOTE, "A prompt has no command.")
IMPORTED_TEXT: Final = Code(
    "imported-text", Severity.NOTE, "The text of a block comes from another file, which is not read."
)
INTERLEAVED: Final = Code(
    "interleaved", Severity.NOTE, "A command follows the output of another one in the same block."
)
PARTLY_COPIED: Final = Code(
    "partly-copied",
    Severity.NOTE,
    "The site's copy button leaves out lines of a command that goes on without a prompt.",
)

CODES: Final = codes_in(globals())
