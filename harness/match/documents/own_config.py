"""kubectl's configuration, in which a page shows the cluster of its author: names, addresses and keys are its own.

What the page itself sets counts: what is there under the page's name must have the same values, and a context lead to
the same cluster and user as on the page.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from harness.match.lines.line import agreed, agreement
from harness.match.lines.line_key import scanner
from harness.match.lines.text import lines_of
from harness.match.match import Difference, Match
from harness.match.rules import ALL_RULES
from harness.programs.invocation import invocation
from harness.settings import tolerance
from harness.shell.script_reader import read_script

CURRENT: Final = re.compile(r"^\s*kubectl\s+config\s+current-context\s*$")
OF_A_FLEET: Final = re.compile(r"(?:[a-z0-9]+-)?cluster\d+")
OWN_NAME: Final = re.compile(rf"\b{OF_A_FLEET.pattern}(?:-(?:node|worker)\d*|-control-plane)?(?![\w-])")
"""What contexts and nodes of this run are called."""
WORD: Final = re.compile(r"([\w.@-]+)")
NAME: Final = re.compile(r"[\w.@:/-]+")
_KINDS: Final = ("clusters", "users", "contexts")
_REFERENCES: Final = {"cluster": "clusters", "user": "users"}


def own_config(command: str, expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match | None:
    """The comparison of a configuration, or of the name of its current context; ``None`` where it is no agreement."""
    if tolerance.OWN_CLUSTER not in rules:
        return None
    if CURRENT.match(command):
        return _current(expected.strip(), actual.strip())
    named = _in_other_names(expected, actual, rules) if OWN_NAME.search(actual) and asks_cluster(command) else None
    if named is not None:
        return named
    page, here = _config(expected), _config(actual)
    if page is None or here is None:
        return None
    both = {kind: (_named(page, kind), _named(here, kind)) for kind in _KINDS}
    called = {kind: _called(*entries) for kind, entries in both.items()}
    alike = all(_have_same_values(*both[kind], rules) for kind in _REFERENCES.values())
    if not alike or any(names is None for names in called.values()) or not _agree(page, here, called):
        return None
    names = {name: own for kind in reversed(_KINDS) for name, own in (called[kind] or {}).items()}
    differences = tuple(_differences(expected, actual, names))
    return Match(matcher="yaml", agrees=True, differences=differences)


def _current(expected: str, actual: str) -> Match | None:
    """The name of a context of this run, where the page has its author's."""
    if not NAME.fullmatch(expected) or OF_A_FLEET.fullmatch(expected) or not OF_A_FLEET.fullmatch(actual):
        return None
    [line] = lines_of(expected)
    return Match(matcher="exact", agrees=True, differences=(agreed(line, actual, (tolerance.OWN_CLUSTER.name,)),))


def asks_cluster(command: str) -> bool:
    return any(invocation(call.words).profile.context_flags for call in read_script(command).calls)


def _in_other_names(expected: str, actual: str, rules: tolerance.Tolerances) -> Match | None:
    """Lines that differ in what a cluster or a node is called, and by rules; the page names none of the run."""
    scan, shown, printed = scanner(rules), lines_of(expected), lines_of(actual)
    if len(shown) != len(printed) or OWN_NAME.search(expected):
        return None
    differences: list[Difference] = []
    for line, here in zip(shown, printed, strict=True):
        words, own = WORD.split(line.text), WORD.split(here.text)
        if len(words) != len(own):
            return None
        named = "".join(
            there if OWN_NAME.fullmatch(there) and word[:1].isalpha() else word
            for word, there in zip(words, own, strict=True)
        )
        accepted = agreement(scan, named, here.text)
        if accepted is None:
            return None
        other = () if named == line.text else (tolerance.OWN_CLUSTER.name,)
        differences.append(agreed(line, here.text, (*accepted, *other)))
    return Match(matcher="tolerant", agrees=True, differences=tuple(differences))


def _config(text: str) -> Mapping[str, Any] | None:
    if "Config" not in text:  # outputs are compared again and again, and reading a long one as YAML takes its time
        return None
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    return found if isinstance(found, dict) and found.get("kind") == "Config" else None


def _named(config: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """The entries of a list by their names."""
    return {
        str(one["name"]): one.get(kind.removesuffix("s")) or {}
        for one in config.get(kind) or []
        if isinstance(one, dict) and "name" in one
    }


def _called(page: Mapping[str, Any], here: Mapping[str, Any]) -> Mapping[str, str] | None:
    """What the author's entries are here; ``None`` where there is none that the page does not know."""
    own = [name for name in here if name not in page]
    lacking = [name for name in page if name not in here]
    return None if lacking and not own else dict.fromkeys(lacking, own[0] if own else "")


def _have_same_values(page: Mapping[str, Any], here: Mapping[str, Any], rules: tolerance.Tolerances) -> bool:
    """Whether entries that both have under a name that is not the run's own have the same values but for folders."""
    scan = scanner(rules)
    both = (name for name in page.keys() & here.keys() if not OF_A_FLEET.fullmatch(name))
    return all(
        page[name].keys() == here[name].keys()
        and all(agreement(scan, _last(value), _last(here[name][key])) is not None for key, value in page[name].items())
        for name in both
    )


def _last(value: object) -> str:
    """A value, a file without its folder."""
    text = str(value)
    return text if "://" in text else text.rpartition("/")[2]


def _agree(page: Mapping[str, Any], here: Mapping[str, Any], called: Mapping[str, Mapping[str, str] | None]) -> bool:
    """Whether contexts that both have are the same, and the current one is."""
    shown, there = _named(page, "contexts"), _named(here, "contexts")
    for name in shown.keys() & there.keys():
        for key, kind in _REFERENCES.items():
            wanted, found = (str(one[name].get(key, "")) for one in (shown, there))
            if (called[kind] or {}).get(wanted, wanted) != found:
                return False
        if shown[name].get("namespace") != there[name].get("namespace"):
            return False
    own = str(here.get("current-context", ""))
    current = str(page.get("current-context", own))
    return (called["contexts"] or {}).get(current, current) == own


def _differences(expected: str, actual: str, names: Mapping[str, str]) -> Iterator[Difference]:
    printed = {line.strip() for line in actual.splitlines()}
    for line in lines_of(expected):
        shown = NAME.sub(lambda found: names.get(found[0], found[0]), line.text)
        same = shown == line.text and line.text.strip() in printed
        yield agreed(line, shown, () if same else (tolerance.OWN_CLUSTER.name,))
