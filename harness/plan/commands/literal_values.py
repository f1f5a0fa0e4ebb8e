"""Variables whose value a text says in full: ``N=30``, ``export HOST="a"``."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from harness.shell.script import Call, Script, Use

ONE: Final = r"[A-Za-z_]\w*=(?:\"[^\"]*\"|'[^']*'|[^\s\"'`;&|()]+)"
ASSIGNMENTS: Final = re.compile(
    rf"(?:^|(?<=;)|(?<=&&))[ \t]*(?:(?:export|readonly|declare -x|local)[ \t]+)?"
    rf"({ONE}(?:[ \t]+{ONE})*)[ \t]*(?=$|;|&&)",
    re.MULTILINE,
)
ASSIGNED: Final = re.compile(r"(?:^|(?<=\s))([A-Za-z_]\w*)=(?:\"([^\"$`]*)\"|'([^']*)'|([^\s\"'$`]+))(?=\s|$)")
FOUND_OUT: Final = re.compile(r"[*?\[`]|\$\(")
NONE: Final[Mapping[str, str]] = MappingProxyType({})
NAMED: Final = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


def literal_values(text: str) -> dict[str, str]:
    """The values that a text gives to variables, as far as they can be read in it."""
    written = (found for each in ASSIGNMENTS.finditer(text) for found in ASSIGNED.finditer(each[1]))
    return {found[1]: found[2] or found[3] or found[4] or "" for found in written}


def values_behind(text: str, script: Script, before: Mapping[str, str]) -> dict[str, str]:
    """What is known of variables once a text has run; one that is set from what another command says is not."""
    given = literal_values(text)
    touched = {each.name for each in script.mentions if each.use is not Use.READ}
    return {**{name: value for name, value in before.items() if name not in touched}, **given}


def loop_words(script: Script) -> dict[str, tuple[str, ...]]:
    """By variable, the words that a loop over several of them gives it; none of a loop over what bash finds out."""
    said = {mention.name: mention.words for mention in script.mentions if len(mention.words) > 1}
    return {name: words for name, words in said.items() if not any(FOUND_OUT.search(word) for word in words)}


def rounds_of(
    call: Call, loops: Mapping[str, tuple[str, ...]], values: Mapping[str, str] = NONE
) -> Iterator[Mapping[str, str]]:
    """The values that variables have for a call, once for each round of the loop whose variable it reads."""
    name = next((name for name in call.reads if name in loops), None)
    if name is None:
        yield values
        return
    for word in loops[name]:
        yield {**values, name: with_values(word, values)}


def with_values(word: str, values: Mapping[str, str]) -> str:
    """A word with the known values in place of the variables."""
    return NAMED.sub(lambda found: values.get(found[1] or found[2], found[0]), word)
