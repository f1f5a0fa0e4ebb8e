"""URLs in commands that settings map to something else, such as a copy of what is not reachable everywhere.

Planning only finds them: a source may have to be fetched first. A session knows where each source is and puts it in.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from harness.plan.step import Command, Replacement


def replacements_in(text: str, urls: Mapping[str, str]) -> tuple[Replacement, ...]:
    """The mapped URL prefixes that a command uses, longest first; one inside a longer word or path is none."""
    found = []
    for url in sorted(urls, key=len, reverse=True):
        pattern = prefix(url)
        if pattern.search(text):
            found.append(Replacement(url=url, source=urls[url]))
            text = pattern.sub("", text)  # what a longer prefix has taken is not there for a shorter one
    return tuple(found)


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
