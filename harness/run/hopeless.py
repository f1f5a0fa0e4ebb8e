"""Which failures cannot get better by waiting, as a table.

The first rule that matches decides. What no rule knows may get better: an address comes, a pod starts.
"""

import re
from dataclasses import dataclass

from harness.run.output import Ended, Output


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRule:
    """``name`` says in a report what was recognised; ``pattern`` is searched in the output of a failed command."""

    name: str
    pattern: re.Pattern[str]
    waiting_helps: bool


def _rule(name: str, pattern: str, *, waiting_helps: bool = False) -> WaitingRule:
    return WaitingRule(
        name=name, pattern=re.compile(pattern, re.IGNORECASE | re.MULTILINE), waiting_helps=waiting_helps
    )


RULES: tuple[WaitingRule, ...] = (
    _rule("not there yet", r"\(NotFound\)|no matching resources found|No resources found", waiting_helps=True),
    _rule(
        "not answering yet",
        r"connection (refused|reset)|i/o timeout|timed out|no route to host|TLS handshake|\bEOF$|Empty reply"
        r"|no healthy upstream|no endpoints available|(HTTP/[\d.]+|status( code)?:?|error:) 50[0234]\b",
        waiting_helps=True,
    ),
    _rule("not served yet", r"no matches for kind|doesn't have a resource type|ensure CRDs are", waiting_helps=True),
    _rule("not started yet", r"ContainerCreating|PodInitializing|is not running|\bpending\b", waiting_helps=True),
    _rule("inside a container", r"command terminated with (non-zero )?exit code", waiting_helps=True),
    _rule("unknown program", r"command not found$|: executable file not found in \$PATH"),
    _rule("unknown command", r"unknown (sub)?command\b"),
    _rule(
        "unknown flag",
        r"unknown (shorthand )?flag\b|unknown option\b|unrecognized (option|argument)|(invalid|illegal) option -"
        r"|option -\S+ is unknown|flag provided but not defined",
    ),
    _rule(
        "wrong usage",
        r"^usage:|required flag\(s\)|flag needs an argument|invalid argument \".*\" for"
        r"|(accepts|requires) .*\barg(ument|\(s\))|must specify|unexpected arg(ument)?s?\b|missing operand",
    ),
    _rule("syntax error", r"syntax error|unexpected EOF while looking for|bad substitution|unbound variable"),
    _rule("unknown context", r"context (was not found|\".*\" does not exist)|no context exists with the name"),
    _rule("missing file", r"No such file or directory|the path \".*\" does not exist"),
    _rule("unreadable input", r"error (parsing|converting YAML)|error unmarshaling|mapping values are not allowed"),
)


def hopeless(output: Output) -> str | None:
    """Why waiting cannot help, ``None`` when it may: a command that succeeded may always print something else later."""
    if output.waiting_for is not None:
        return "it waits for somebody to type"
    if output.ended is Ended.EXITED and output.status == 0:
        return None
    for rule in RULES:
        if rule.pattern.search(output.text):
            return None if rule.waiting_helps else rule.name
    return None
