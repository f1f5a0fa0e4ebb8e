"""``PATH`` set to something that lacks what it was: no program is found afterwards."""

from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.plan.commands.path_variable import loses_folders, settings_of

OVERWRITTEN: Final = Rule(
    code="path-overwritten",
    severity=Severity.WARNING,
    meaning="A command sets `PATH` to a value without the old one, so that later commands find no programs.",
)
RULES: Final = (OVERWRITTEN,)


def check(subject: Subject) -> Iterator[Diagnostic]:
    for snippet in subject.plan.page.snippets:
        for segment in snippet.segments:
            for mention in settings_of(segment.command):
                if loses_folders(segment.command, mention):
                    yield OVERWRITTEN.found(
                        segment.at.down(mention.line),
                        "PATH loses its old value: commands after this line do not find their programs",
                        expected="PATH=FOLDER:$PATH, outside of single quotes",
                        remedy="add :$PATH to the value",
                    )
