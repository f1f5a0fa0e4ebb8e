"""Every diagnostic that writing snippet files can give: its code, how much it matters, what it means."""

from typing import Final

from harness.diagnostic import Severity
from harness.parse.codes import Code

NAME_CLASH: Final = Code("snippet-name-clash", Severity.ERROR, "The snippet file would define a name twice.")
NOT_GENERATED: Final = Code(
    "not-generated", Severity.ERROR, "A file that was not generated is where a snippet file belongs."
)
SNIPPET_CODES: Final = (NAME_CLASH, NOT_GENERATED)
