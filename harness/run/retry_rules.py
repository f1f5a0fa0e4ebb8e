"""Which failures cannot get better by waiting, as a table.

The first rule that matches decides. What no rule knows may get better: an address comes, a pod starts.
"""

import re
from dataclasses import dataclass
from typing import Final

from harness.run.output import Ended, Output


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRule:
    """``name`` says in a report what was recognised; ``pattern`` is searched in the output of a failed command."""

    name: str
    pattern: re.Pattern[str]
    waiting_helps: bool


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def _rule(name: str, pattern: str, *, waiting_helps: bool = False) -> WaitingRule:
    return WaitingRule(name=name, pattern=_pattern(pattern), waiting_helps=waiting_helps)


TOO_EARLY: Final = _pattern(
    r"unable to upgrade connection: container not found|(?:forward port|port.?forward).*pod is not running"
    r"|container \S+ in pod \S+ is (?:waiting to start|not available)|pod \S+ does not have a host assigned"
    r"|cannot (?:exec|attach|port-forward) .*(?:not running|pending)|current phase is Pending"
    r"|failed calling webhook .*(?:refused|no endpoints|deadline exceeded|no route|i/o timeout|\bEOF\b)"
    r"|failed calling webhook .*(?:unknown authority|failed to verify certificate)"
    r"|no matches for kind|resource name may not be empty|pod, type/name or --filename must be specified"
)
"""How programs say that what a command needs has not started yet: they were told before anything was done."""


NO_KIND: Final = _rule(
    "no such kind",
    r"no matches for kind|doesn't have a resource type|ensure CRDs are"
    r"|customresourcedefinitions\S* \"[^\"]*\" not found",
)
"""A kind comes a moment after its definition, or not at all where nothing defines it."""

NO_NAME: Final = _rule(
    "a name is empty", r"resource name may not be empty|pod, type/name or --filename must be specified"
)
"""Empty is what a command substitution found nothing for, which may come, or a variable, which stays empty."""

RULES: tuple[WaitingRule, ...] = (
    WaitingRule(name="too early", pattern=TOO_EARLY, waiting_helps=True),
    _rule("no such namespace", r"\bnamespaces? \"[^\"]*\" not found"),
    _rule(
        "no such repository",
        r"\brepo \S+ not found|no repo(sitory)? named|repository '[^']*' not found|Repository not found"
        r"|no repositories (found|to show)|chart \"[^\"]*\" .*not found|no chart (name|version) found",
    ),
    _rule("exceeds a quota", r"exceeded quota:|failed quota:|forbidden: (maximum|minimum) \w+ usage"),
    _rule(
        "refused by validation",
        r"\(Invalid\)|\"[^\"]*\" is invalid:|error validating|ValidationError|strict decoding error|denied the request"
        r"|unknown field \"|field is immutable|violates PodSecurity",
    ),
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


def too_early(output: Output) -> bool:
    """Whether a command failed before it did anything, because a pod or a webhook was not there yet."""
    return output.ended is Ended.EXITED and output.status != 0 and TOO_EARLY.search(output.text) is not None


def hopeless(
    output: Output, *, failed: bool = False, kinds_may_come: bool = True, names_may_come: bool = True
) -> str | None:
    """Why waiting cannot help, ``None`` when it may: a command that succeeded may always print something else later.

    ``failed`` is true where it has failed although its status is 0. ``kinds_may_come`` says whether something that
    defines kinds was just run, ``names_may_come`` whether the command asks for the names that it uses.
    """
    if output.waiting_for is not None:
        return "it waits for somebody to type"
    if output.ended is Ended.EXITED and output.status == 0 and not failed:
        return None
    if not kinds_may_come and NO_KIND.pattern.search(output.text):
        return NO_KIND.name
    if not names_may_come and NO_NAME.pattern.search(output.text):
        return NO_NAME.name
    for rule in RULES:
        if rule.pattern.search(output.text):
            return None if rule.waiting_helps else rule.name
    return None
