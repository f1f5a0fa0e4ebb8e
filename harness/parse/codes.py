"""Every diagnostic that reading a page can give: ``codes.toml`` says how much each matters, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix
from harness.package_data import toml_data
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


def codes_of(package: str) -> Mapping[str, Code]:
    """Those in a package's ``codes.toml``, by code."""
    by_severity = toml_data(package, "codes.toml")
    return MappingProxyType(
        {
            code: Code(code, Severity(severity), meaning)
            for severity, meanings in by_severity.items()
            for code, meaning in meanings.items()
        }
    )


CODES: Final = codes_of("harness.parse")
BOILERPLATE_CYCLE: Final = CODES["boilerplate-cycle"]
BOILERPLATE_MISSING: Final = CODES["boilerplate-missing"]
FRONT_MATTER: Final = CODES["front-matter"]
MISSING_NAME: Final = CODES["missing-name"]
MISSING_SYNTAX: Final = CODES["missing-syntax"]
NOT_UTF_8: Final = CODES["not-utf-8"]
ONE_LINE_BLOCK: Final = CODES["one-line-block"]
STRAY_CLOSE: Final = CODES["stray-close"]
TAB_OUTSIDE_TABSET: Final = CODES["tab-outside-tabset"]
TOO_MANY_BOILERPLATES: Final = CODES["too-many-boilerplates"]
UNCLOSED_COMMENT: Final = CODES["unclosed-comment"]
UNCLOSED_FENCE: Final = CODES["unclosed-fence"]
UNCLOSED_SHORTCODE: Final = CODES["unclosed-shortcode"]
UNREADABLE: Final = CODES["unreadable"]
UNTERMINATED_TAG: Final = CODES["unterminated-tag"]
BLANK_AFTER_BACKSLASH: Final = CODES["blank-after-backslash"]
BOILERPLATE_FOLDER: Final = CODES["boilerplate-folder"]
COMMANDS_IN_DATA: Final = CODES["commands-in-data"]
DEDENT: Final = CODES["dedent"]
DUPLICATE_ID: Final = CODES["duplicate-id"]
EMPTY_TABSET: Final = CODES["empty-tabset"]
FILE_MISSING: Final = CODES["file-missing"]
IMPORTED_COMMANDS: Final = CODES["imported-commands"]
INCOMPLETE_COMMAND: Final = CODES["incomplete-command"]
INDENT_CHARACTERS: Final = CODES["indent-characters"]
MALFORMED_SHORTCODE: Final = CODES["malformed-shortcode"]
NO_BREAK_SPACE: Final = CODES["no-break-space"]
NO_PROMPT: Final = CODES["no-prompt"]
OUTPUT_BEFORE_COMMAND: Final = CODES["output-before-command"]
OUTPUT_IN_COMMENT: Final = CODES["output-in-comment"]
OUTPUT_SYNTAX: Final = CODES["output-syntax"]
SHELL_SYNTAX: Final = CODES["shell-syntax"]
SHORTCODE_IN_FENCE: Final = CODES["shortcode-in-fence"]
TEXT_BESIDE_TAG: Final = CODES["text-beside-tag"]
UNCLEAR_LINE: Final = CODES["unclear-line"]
UNCLOSED_HEREDOC: Final = CODES["unclosed-heredoc"]
UNKNOWN_ATTRIBUTE: Final = CODES["unknown-attribute"]
UNKNOWN_SHORTCODE: Final = CODES["unknown-shortcode"]
UNKNOWN_SYNTAX: Final = CODES["unknown-syntax"]
UNREAD_COMMANDS: Final = CODES["unread-commands"]
DUPLICATE_BOILERPLATE: Final = CODES["duplicate-boilerplate"]
EMPTY_PROMPT: Final = CODES["empty-prompt"]
IMPORTED_TEXT: Final = CODES["imported-text"]
INTERLEAVED: Final = CODES["interleaved"]
PARTLY_COPIED: Final = CODES["partly-copied"]
