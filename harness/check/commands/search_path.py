"""``PATH`` set to something that lacks what it was: no program is found afterwards."""

from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import segments
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.plan.commands.path_variable import loses_folders, settings_of

OVERWRITTEN: Final = Rule.named("path-overwritten")
RULES: Final = (OVERWRITTEN,)


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        for mention in settings_of(segment.command):
            if loses_folders(segment.command, mention):
                yield OVERWRITTEN.found(
                    segment.at.down(mention.line),
                    "PATH loses its old value: commands after this line do not find their programs",
                    expected="PATH=FOLDER:$PATH, outside of single quotes",
                    remedy="add :$PATH to the value",
                )
