"""Here-documents whose delimiter is not quoted: bash puts values in before the container could."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from harness.check.commands.command_line import segments
from harness.check.manifests.yaml_text import entries, read_yaml
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.shell.heredoc import UNKNOWN, Heredoc, heredocs

EARLY: Final = Rule.named("early-expansion")
RULES: Final = (EARLY,)

_SUBSTITUTION: Final = re.compile(r"(?<!\\)\$\((?!\()[^()\n]*\)?|(?<!\\)`[^`\n]*`")
_COMMANDS: Final = frozenset({"command", "args"})
_SCRIPT: Final = re.compile(r"\s*#!")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        for heredoc in heredocs(segment.command):
            for line, text in substitutions(heredoc):
                yield EARLY.found(
                    segment.at.down(heredoc.line + line, column=segment.at.column),
                    f"bash replaces {text} when the page is followed, not when the container runs",
                    expected=f"\\{text}, or a quoted delimiter: <<'EOF'",
                    remedy="quote the delimiter, or put a backslash before the dollar sign",
                )


def substitutions(heredoc: Heredoc) -> Iterator[tuple[int, str]]:
    """Substitutions in commands of containers and in scripts, each with its line in the here-document."""
    if not heredoc.expands or _SUBSTITUTION.search(heredoc.body) is None:
        return
    lines = heredoc.body.split("\n")
    for document in read_yaml(heredoc.text).documents:
        for node in scripts(document):
            for line in range(node.start_mark.line, min(node.end_mark.line + 1, len(lines))):
                for found in _SUBSTITUTION.finditer(lines[line]):
                    yield line, found[0]


def scripts(document: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The texts that something runs later and that hold what bash puts in now."""
    seen: set[int] = set()
    waiting = [(document, False)]
    while waiting:
        node, command = waiting.pop()
        if id(node) in seen:  # an alias, which may even hold itself
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if UNKNOWN in node.value and (command or _SCRIPT.match(node.value)):
                yield node
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend((each, command) for each in reversed(node.value))
        elif isinstance(node, yaml.MappingNode):
            waiting.extend((value, name in _COMMANDS) for name, _, value in reversed(list(entries(node))))
