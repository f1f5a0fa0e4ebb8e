"""Contexts that a page has for its clusters, under names of its own: ``--context=west``, ``--context="${CTX_EAST}"``.

Their reader has or makes clusters of that name, or fills the variables in. The harness has clusters for them: the first
name that the path uses is the first cluster's, and so on. A context that the page writes itself, or sets from what a
command prints, is its own business; so is a name that is used once and close to another, which is misspelt.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.plan.commands.literal_values import NAMED, literal_values, loop_words
from harness.plan.flow import CONTEXT
from harness.plan.needs import NUMBERED
from harness.plan.step import Command, PageContexts, Step
from harness.programs.invocation import Invocation, invocation
from harness.shell.script import Use
from harness.shell.script_reader import read_script
from harness.suggest import nearest, same_but_numbers

LITERAL: Final = re.compile(r"[A-Za-z0-9][\w.@:/-]*")
MISSING: Final = re.compile(r"no context exists|context .*(?:does not exist|not found)")
MOST: Final = 9  # clusters: a page that names more of them names something else


def page_contexts(
    steps: Sequence[Step], text: str, templates: Mapping[str, str], given: Collection[str], clusters: Collection[str]
) -> PageContexts:
    """The contexts of a path that nobody has said to be a cluster's.

    ``templates`` are what is said of variables and names, ``given`` variables that have a value from elsewhere,
    ``clusters`` the names of those that the settings describe. ``text`` is the page's.
    """
    found = Found(templates=templates, given=given)
    for step in steps:
        for command in step.commands:
            found.add(command, run=step.skip is None and command.skip is None)
    names = [name for name in found.uses if name not in found.made and not is_misspelt(name, found, text)]
    numbers = free_numbers(found, templates, names)

    def cluster_of(name: str) -> str:
        return name if name in clusters else numbered(name) or f"cluster{next(numbers)}"

    meant = {name: templates.get(name) or f"{{{cluster_of(name)}.context}}" for name in names}
    if len(meant) > MOST or (len(meant) == 1 and is_word_of(names[0], "\n".join(found.outputs))):
        return PageContexts()  # a name that the page has shown to be its only cluster's is put right in commands
    return PageContexts(
        variables={name: cluster for name, cluster in meant.items() if name in found.variables},
        names={name: cluster for name, cluster in meant.items() if name not in found.variables},
    )


@dataclass(kw_only=True)
class Found:
    """What a path does with contexts, as far as one has gone along it; ``uses`` counts the commands by name."""

    templates: Mapping[str, str]
    given: Collection[str]
    uses: Counter[str] = field(default_factory=Counter)
    variables: set[str] = field(default_factory=set)  # of the names, those of variables
    made: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)  # variables that the page sets
    said: Counter[str] = field(default_factory=Counter)  # as ``uses``, of variables whose template names a cluster
    values: dict[str, str] = field(default_factory=dict)  # of variables, where the page says them in full
    outputs: list[str] = field(default_factory=list)

    def add(self, command: Command, *, run: bool) -> None:
        script = read_script(command.text)
        calls = [invocation(call.words) for call in script.calls]
        self.made.update(name for call in calls for name in made_by(call))
        if run:
            self.outputs.append(command.expected or "")
            literal = literal_values(command.text).items()
            self.values.update({name: value for name, value in literal if LITERAL.fullmatch(value)})
            self.known.update(mention.name for mention in script.mentions if mention.use is Use.SET)
            if not is_shown_missing(command):
                words = (word for call in calls for word in used_by(call))
                named = (name for word in words for name in self.names_in(word, loop_words(script)))
                self.uses.update(list(dict.fromkeys(named)))  # once a command

    def names_in(self, word: str, loops: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """The names that a word stands for; none for what a command prints, or what somebody else has said."""
        found = NAMED.fullmatch(word)
        if found is None:
            if LITERAL.fullmatch(word):
                yield word
            return
        name = found[1] or found[2]
        if name in loops:
            for one in loops[name]:
                yield from self.names_in(one, {})
        elif name in self.values:
            yield self.values[name]
        elif name in self.templates:
            self.said[name] += 1
        elif name not in self.known and name not in self.given and not name.isdigit():
            self.variables.add(name)
            yield name


def used_by(call: Invocation) -> Iterator[str]:
    """The contexts that a call names, of the page's kubeconfig."""
    if call.has("--kubeconfig") or not call.profile.context_flags:
        return
    if call.context:
        yield call.context
    yield from call.verbs[-1:] if call.has_form(call.profile.contexts, "uses") else ()
    yield from call.verbs[-2:-1] if call.has_form(call.profile.contexts, "renames") else ()


def made_by(call: Invocation) -> Iterator[str]:
    """The context that a call writes; those of whole clusters are none, since the harness has clusters for them."""
    if call.has_form(call.profile.contexts, "makes") or call.has_form(call.profile.contexts, "renames"):
        yield from call.verbs[-1:]


def is_shown_missing(command: Command) -> bool:
    """Whether the page shows that there is no such context."""
    return MISSING.search(command.expected or "") is not None


def is_misspelt(name: str, found: Found, text: str) -> bool:
    """Whether a name that stands in one command and nowhere else on the page is close to one that stands in more."""
    if found.uses[name] > 1 or is_word_of(name, text, times=2):
        return False
    counts = (found.uses + found.said).items()
    return bool(nearest(name, [other for other, count in counts if count > 1 and not numbered_alike(name, other)]))


def is_word_of(name: str, text: str, *, times: int = 1) -> bool:
    """Whether a name stands in a text, at least so many times."""
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) >= times


def numbered_alike(one: str, other: str) -> bool:
    """Whether two names differ only in a number, or in the letter at their end: ``cluster-a`` and ``cluster-b``."""
    return same_but_numbers(one, other) or one[:-1] == other[:-1]


def numbered(name: str) -> str:
    """The cluster that a name numbers: ``cluster-2`` is ``cluster2``; empty for other names."""
    found = NUMBERED.fullmatch(name)
    return "" if found is None else f"cluster{found[1]}"


def free_numbers(found: Found, templates: Mapping[str, str], names: Sequence[str]) -> Iterator[int]:
    """Numbers of clusters that no other name of the path stands for."""
    taken = {one for name in found.said for one in CONTEXT.findall(templates[name])} | set(map(numbered, names))
    return (number for number in range(1, 10**6) if f"cluster{number}" not in taken)
