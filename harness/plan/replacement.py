"""URLs in commands that settings map to something else, such as a copy of what is not reachable everywhere.

So are those of Helm repositories that a page adds and that settings serve from folders of charts.

Planning only finds them: a source may have to be fetched first. A session knows where each source is and puts it in.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from harness.plan.invocation import invocation
from harness.plan.script import Script
from harness.plan.script_reader import read_script
from harness.plan.step import Command, Replacement, VariantPlan

CHARTS: Final = "charts."
"""Begins the source of a Helm repository that settings serve: ``charts.NAME``."""


def replacements_in(text: str, urls: Mapping[str, str]) -> tuple[Replacement, ...]:
    """The mapped URL prefixes that a command uses, longest first; one inside a longer word or path is none."""
    found = []
    for url in sorted(urls, key=len, reverse=True):
        pattern = prefix(url)
        if pattern.search(text):
            found.append(Replacement(url=url, source=urls[url]))
            text = pattern.sub("", text)  # what a longer prefix has taken is not there for a shorter one
    return tuple(found)


def repositories_in(script: Script, charts: Collection[str]) -> tuple[Replacement, ...]:
    """The URLs of repositories that a command adds under a name for which settings have ``charts``."""
    added = added_repositories(script) if charts else ()  # most settings have none
    return tuple(Replacement(url=url, source=f"{CHARTS}{name}") for name, url in added if name in charts)


def added_repositories(script: Script) -> Iterator[tuple[str, str]]:
    """Name and URL of each ``helm repo add``."""
    for call in (invocation(call.words) for call in script.calls):
        if call.program == "helm" and call.verbs[:2] == ("repo", "add") and len(call.verbs) > 3:
            yield call.verbs[2], call.verbs[3]


def repositories_known(variant: VariantPlan, names: Iterable[str]) -> list[str]:
    """Those of the named repositories that helm has to know beforehand: others are added before they are used."""
    scripts = [read_script(one.text) for step in variant.steps if step.skip is None for one in step.commands]

    def added_first(name: str) -> bool:
        return next((adds for script in scripts if (adds := _adds(name, script)) is not None), False)

    return [name for name in names if not added_first(name)]


def _adds(name: str, script: Script) -> bool | None:
    """Whether a command adds a repository; ``None`` for one that has nothing to do with it."""
    if any(name == added for added, _ in added_repositories(script)):
        return True
    words = {word for call in script.calls if call.program == "helm" for word in call.words}
    return False if any(word == name or word.startswith(f"{name}/") for word in words) else None


def replaced(command: Command, resolve: Callable[[str], str]) -> Command:
    """The command as it is run where its sources are; ``resolve`` gives a source's path or URL."""
    text, notes = command.text, list(command.notes)
    for each in command.replacements:
        target = resolve(each.source)
        text = prefix(each.url).sub(target.replace("\\", r"\\"), text)
        notes.append(f"{each.url} is replaced by {each.source}, as settings say")
    return replace(command, text=text, notes=tuple(notes))


def prefix(url: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./:-]){re.escape(url)}")
