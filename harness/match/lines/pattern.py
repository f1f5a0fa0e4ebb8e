"""The expected output as a regular expression, which a plan file asks for."""

import re

from harness.errors import SettingsError
from harness.match.headline import quote, tell_nothing
from harness.match.match import Difference, Mark, Match
from harness.match.rules import ALL_RULES
from harness.plan.vacuous import fits_anything
from harness.settings import tolerance


def regex(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:  # noqa: ARG001 - a matcher
    """Agree when the expression is found in the output; ``^`` and ``$`` mean lines. ``SettingsError`` if it is none."""
    try:
        pattern = re.compile(expected.strip(), re.MULTILINE)
    except re.error as error:
        raise SettingsError(
            f"the expected output is no regular expression: {error}",
            expected="a Python regular expression, since the plan file says `match: regex`",
            remedy="choose another matcher, or none, in the plan file",
        ) from error
    found = pattern.search(actual)
    if found is not None:
        text = found.group()
        difference = Difference(mark=Mark.SAME, line=1, expected=expected.strip(), actual=text)
        return Match(matcher="regex", agrees=True, differences=(difference,), vacuous=fits_anything(expected))
    first = next((line for line in actual.splitlines() if line.strip()), "")
    telling = (
        f"nothing in the output fits {quote(expected)}; it begins with {quote(first)}" if first else tell_nothing(1)
    )
    difference = Difference(mark=Mark.MISSING, line=1, expected=expected.strip(), actual=None)
    extras = tuple(
        Difference(mark=Mark.EXTRA, line=None, expected=None, actual=line)
        for line in actual.splitlines()
        if line.strip()
    )
    return Match(matcher="regex", agrees=False, differences=(difference, *extras), telling=telling, score=0.0)
