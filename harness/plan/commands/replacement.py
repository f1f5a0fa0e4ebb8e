"""URLs in commands that settings map to something else, such as a copy of what is not reachable everywhere.

So are those of Helm repositories that a page adds and that settings serve from folders of charts. Of some files that
pages of a known site read, a copy is known: it serves where the URL's host does not answer.

Planning only finds them: a source may have to be fetched first. A session knows where each source is and puts it in.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from harness.plan.step import Command, Replacement, VariantPlan
from harness.programs.invocation import invocation
from harness.shell.script import Script
from harness.shell.script_reader import read_script

CHARTS: Final = "charts."
"""Begins the source of a Helm repository that settings serve: ``charts.NAME``."""

PACKAGED: Final = "charts:"
"""Begins the source of a Helm repository that is made of a folder of charts: ``charts:SOURCE``."""

NO_FILES: Final[Mapping[str, str]] = MappingProxyType({})
_PLACEHOLDER: Final = re.compile(r"\{([a-z]+)(\*?)\}")


def replacements_in(
    text: str, urls: Mapping[str, str], copies: Mapping[str, str], site_files: Mapping[str, str] = NO_FILES
) -> tuple[Replacement, ...]:
    """What takes the place of a command's URLs, those with the longest name first; parts of longer words are none.

    ``urls`` are beginnings of URLs and win over ``site_files``, and those over ``copies``. ``{name}`` in a URL stands
    for anything up to the next slash, ``{name*}`` up to its end; the source may use what was found.
    """
    found = []
    for known in (urls, site_files, copies):
        for url in sorted(known, key=len, reverse=True):
            if url.partition("{")[0] not in text:
                continue
            pattern = prefix(url)
            # A found URL may begin like a longer one, which has to be replaced before it.
            for match in sorted(pattern.finditer(text), key=lambda one: len(one[0]), reverse=True):
                source = with_parts(known[url], match.groupdict())
                kind = {"if_unreachable": known is copies, "site_file": known is site_files}
                found.append(Replacement(url=match[0], source=source, **kind))
            text = pattern.sub("", text)  # what a longer prefix has taken is not there for a shorter one
    return tuple(dict.fromkeys(found))


def with_parts(source: str, parts: Mapping[str, str]) -> str:
    """A source with what its URL's placeholders stand for; other placeholders stay, they are versions."""
    return _PLACEHOLDER.sub(lambda match: parts.get(match[1], match[0]), source)


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


def replaced(command: Command, resolve: Callable[[Replacement], str | None]) -> Command:
    """The command as it is run where its sources are.

    ``resolve`` gives the path or URL of a source, ``None`` where the page's own URL will do.
    """
    text, notes = command.text, list(command.notes)
    for each in command.replacements:
        target = resolve(each)
        if target is not None:
            if each.url.endswith("/"):  # a path loses its slash on the way, and what follows would stick to it
                target = f"{target.rstrip('/')}/"
            text = prefix(each.url, exactly=True).sub(target.replace("\\", r"\\"), text)
            notes.append(f"{each.url} is replaced by {each.source}, {reason(each)}")
    return replace(command, text=text, notes=tuple(notes))


def reason(replacement: Replacement) -> str:
    """Why something takes the place of a URL."""
    if replacement.site_file:
        return "the site's own file"
    return "whose host does not answer" if replacement.if_unreachable else "as settings say"


def read_as_file(text: str, url: str) -> bool:
    """Whether a program that reads files and URLs alike is given the URL; what fetches it needs a URL."""
    calls = (invocation(call.words) for call in read_script(text).calls)
    readers = (call for call in calls if call.profile.reads_urls)
    return any(url in word and "(" not in word for call in readers for word in (*call.verbs, *call.flags.values()))


@lru_cache(maxsize=1024)
def prefix(url: str, *, exactly: bool = False) -> re.Pattern[str]:
    """Where a URL, or one that begins so, stands in a text; ``exactly``: it has no placeholders."""
    parts = [re.escape(url)] if exactly else _PLACEHOLDER.split(url)
    if not exactly:  # text, name, star, text, name, star, ... text
        names = zip(parts[1::3], parts[2::3], strict=True)
        placeholders = [rf"(?P<{name}>[^\s\"'`<>();|&{'' if star else '/'}]+)" for name, star in names]
        texts = [re.escape(part) for part in parts[::3]]
        parts = [part for pair in zip(texts, [*placeholders, ""], strict=True) for part in pair]
    return re.compile(rf"(?<![\w./:-]){''.join(parts)}")
