"""Values that only the reader of a page has: what needs one is not run, unless the page gives an example of it."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from harness.edit.text_edits import lines_of
from harness.parse.page import Snippet
from harness.plan.alternatives.lead import Lead, leads_of
from harness.plan.step import Command, Step
from harness.plan.unknown_variable import SHELL_OWN
from harness.shell.script import Script, Use
from harness.shell.script_reader import read_script

NEEDS_VALUE: Final = "needs a value: {} (plan file or settings)"
ASSIGNMENT: Final = re.compile(r"(?:export\s+|set\s+)?(\w+)=(\"[^\"]*\"|'[^']*'|[^\s`;]*)")
ASSIGNED: Final = re.compile(r"(?m)^\s*(?:export\s+|declare\s+(?:-\w+\s+)?)?(\w+)=")
CODE: Final = re.compile(r"`([^`\n]+)`")
GIVEN: Final = re.compile(
    r"(?:for example|for instance|e\.?\s?g\.?|such as|say|like|defaults? (?:is|to|value(?: is)?|of)"
    r"|例如|比如|默认(?:值)?(?:为|是)?"
    r"|наприклад|такий як|типово)[\s,:\uff0c\uff1a(]*`([^`\n]+)`",
    re.IGNORECASE,
)
IN_COMMENT: Final = re.compile(
    r"#.*?(?:for example|e\.?\s?g\.?|such as|例如|наприклад)[\s,:]*[`'\"]?([\w./-]+)", re.IGNORECASE
)
READERS: Final = re.compile(r"(?:MY_)?YOUR_\w", re.IGNORECASE)
LITERAL: Final = re.compile(r"[\w./:@${}-]+")
BELOW: Final = 3  # lines of prose below a block that may still speak of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A value that the page gives for example, and where."""

    value: str
    line: int


Make = Callable[[str, str, Step], Step]
"""Called with a variable, the command that sets it, and the step behind which that is to run."""


@dataclass(kw_only=True)
class Values:
    """What is missing along a path: by variable and by file, the names of the values that they hang on."""

    given: Collection[str]
    make: Make
    told: Collection[str] = ()  # the page says that its reader sets them
    variables: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def through(self, step: Step) -> Iterator[Step]:
        """The step with what it cannot do left out, and behind it what sets variables to the page's examples."""
        commands = []
        examples: dict[str, Example] = {}
        for command in step.commands:
            script = read_script(command.text)
            if step.skip is None and command.skip is None:
                commands.append(self.run(command, script))
            else:
                missing = self.not_run(command, script)
                found = {name: one for name in missing if (one := example_of(name, step.snippet, command)) is not None}
                examples |= found
                self.variables |= {name: name for name in missing if name not in found}
                unfilled = tuple(name for name in missing if name not in found)
                reason = NEEDS_VALUE.format(", ".join(unfilled)) if unfilled and script.placeholders else command.skip
                commands.append(replace(command, skip=reason, wants=unfilled or command.wants))
        yield replace(step, commands=tuple(commands))
        for name, example in examples.items():
            self.known.add(name)
            made = self.make(name, f'export {name}="{example.value}"', step)
            note = f"{name} is set to the example of line {example.line}: {example.value}"
            yield replace(made, commands=tuple(replace(one, notes=(*one.notes, note)) for one in made.commands))

    def run(self, command: Command, script: Script) -> Command:
        """The command, not run if it needs a value that is missing; what it sets is then missing, too."""
        wants = dict.fromkeys(self.missing_in(script))
        made = [mention.name for mention in script.mentions if mention.use is Use.SET]
        for table, names in ((self.variables, made), (self.files, script.writes)):
            for name in names:
                if wants:
                    table[name] = next(iter(wants))
                else:
                    table.pop(name, None)
        self.known.update(made)
        return replace(command, skip=NEEDS_VALUE.format(", ".join(wants)), wants=tuple(wants)) if wants else command

    def missing_in(self, script: Script) -> Iterator[str]:
        own: set[str] = set()
        for mention in script.mentions:
            if mention.use is Use.SET:
                own.add(mention.name)
            elif mention.use is Use.READ and not mention.optional and mention.name not in own:
                yield from filter(None, (self.variables.get(mention.name) or self.unset(mention.name),))
        for call in script.calls:
            yield from (self.files[word] for word in call.words if word in self.files)

    def unset(self, name: str) -> str:
        """The variable if it is the reader's, by its name or as the page says, and nothing has set it; else empty."""
        return (
            name
            if (READERS.match(name) or name in self.told) and name not in self.known and name not in self.given
            else ""
        )

    def not_run(self, command: Command, script: Script) -> list[str]:
        """The variables that a command was to set which is for the reader to fill in, or not run for another reason."""
        assigned = set(ASSIGNED.findall(command.text))
        names = [name for name in script.sets if name in assigned]
        return [name for name in names if name not in self.given and name not in self.known and name not in SHELL_OWN]


def with_values_needed(
    steps: Sequence[Step], given: Collection[str], make: Make, told: Collection[str] = ()
) -> list[Step]:
    """``given`` are variables that plan files, settings or the environment set; ``told`` its reader, says the page."""
    values = Values(given=given, make=make, told=told)
    return [each for step in steps for each in values.through(step)]


def example_of(name: str, snippet: Snippet, command: Command) -> Example | None:
    """The value that the page gives a variable for example: where it names the variable, or beside its only block."""
    commented = IN_COMMENT.search(command.documented)
    if commented is not None:
        return Example(value=commented[1], line=command.at.line)
    lines = lines_of(snippet.source)
    for number, line in enumerate(lines, start=1):
        for code in CODE.findall(line):
            assigned = ASSIGNMENT.fullmatch(code.strip())
            if assigned is not None and assigned[1] == name and is_value(assigned[2].strip("\"'")):
                return Example(value=assigned[2].strip("\"'"), line=number)
    return beside(name, snippet, lines)


def beside(name: str, snippet: Snippet, lines: Sequence[str]) -> Example | None:
    """What the words above a block, or right below it, give for example."""
    alone = sum(len(read_script(segment.command).sets) for segment in snippet.segments) == 1
    lead: Lead | None = leads_of(snippet.source, frozenset({snippet.at.line})).get(snippet.at.line)
    end = snippet.last_line + 1
    below = [line for line in lines[end : end + 2 * BELOW] if line.strip()][:BELOW]
    texts = [(lead.line, lead.text, alone)] if lead is not None and lead.text else []
    for line, text, about_it in [*texts, (end + 1, " ".join(below), False)]:
        for sentence in re.split(r"(?<=[.\u3002])\s+(?=[A-Z\u4e00-\u9fff`])", text):
            found = GIVEN.search(sentence)
            if found is not None and (about_it or name in sentence) and is_value(found[1]):
                return Example(value=found[1], line=line)
    return None


def is_value(text: str) -> bool:
    """Whether a value can be used as it is."""
    return LITERAL.fullmatch(text) is not None and not read_script(f"X={text}").placeholders
