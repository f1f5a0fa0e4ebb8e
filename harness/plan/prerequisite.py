"""What a page expects its reader to have done on another page before it begins, found by the link to that page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from harness.parse.page import Heading, Page, Snippet
from harness.plan.step import Role, Step
from harness.settings.prerequisite import PrerequisiteSetting
from harness.source import Location

_SECTIONS: Final = frozenset({"before_you_begin", "prerequisites"})
_TARGET: Final = re.compile(r"\]\(\s*<?([^\s)>]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """``at`` is the line with the link; ``before`` and ``after`` are commands."""

    name: str
    at: Location
    before: tuple[str, ...]
    after: tuple[str, ...]

    def commands(self, role: Role) -> tuple[str, ...]:
        return self.before if role is Role.BEFORE else self.after


def needs_one_cluster(steps: Sequence[Step], contexts: frozenset[str]) -> bool:
    """Whether a path is about a single cluster; ``contexts`` are the variables that name one."""
    commands = [command for step in steps if step.skip is None for command in step.commands]
    read = {name for command in commands for name in command.variables}
    return any(command.needs for command in commands) and len(contexts & read) <= 1


def prerequisites_of(
    page: Page, settings: Mapping[str, PrerequisiteSetting], snippets: Sequence[Snippet]
) -> Iterator[Prerequisite]:
    """Those whose links stand under "Before you begin", unless ``snippets`` down to that section's end meet them.

    What ``settings`` say of one takes the place of what the site's profile says, key by key. A link to a part of a page
    (``/docs/setup/#download``) asks for less than the whole, so it counts only where it is named as such.
    """
    known = page.site.prerequisites
    for name in {**known, **settings}:
        wanted = on_top(settings.get(name, PrerequisiteSetting()), known.get(name, PrerequisiteSetting()))
        links = frozenset(map(normal, wanted.links or ()))
        found = next((one for one in linked(page) if one[0] in links), None)
        if found is None or not wanted.before or not mentioned(wanted.mentions or (), page):
            continue
        _, at, end = found
        texts = (each.command for snippet in snippets if line_on_page(snippet) < end for each in snippet.segments)
        if not any(met in text for text in texts for met in wanted.met_by or ()):
            yield Prerequisite(name=name, at=at, before=wanted.before, after=wanted.after or ())


def on_top(upper: PrerequisiteSetting, lower: PrerequisiteSetting) -> PrerequisiteSetting:
    said = {field.name: value for field in fields(upper) if (value := getattr(upper, field.name)) is not None}
    return replace(lower, **said)


def mentioned(words: Sequence[str], page: Page) -> bool:
    text = page.text.lower()
    return not words or any(word.lower() in text for word in words)


def linked(page: Page) -> Iterator[tuple[str, Location, int]]:
    """What a page links to before it begins: the link without language, where, and the line behind that section."""
    sections = [heading for heading in page.headings if is_beginning(heading)]
    if not sections:
        return
    lines = page.text.splitlines()
    for heading in sections:
        later = (one for one in page.headings if one.at.line > heading.at.line and one.level <= heading.level)
        end = next((one.at.line for one in later), len(lines) + 1)
        for number, line in enumerate(lines[heading.at.line : end - 1], start=heading.at.line + 1):
            for target in _TARGET.findall(line):
                yield normal(target.removeprefix(f"/{page.language}")), Location(path=page.path, line=number), end


def normal(link: str) -> str:
    """One spelling of a link, with or without a slash at the end of its path."""
    path, mark, part = link.partition("#")
    return f"{path.rstrip('/')}{mark}{part}"


def is_beginning(heading: Heading) -> bool:
    return heading.section in _SECTIONS or (heading.anchor or "").replace("-", "_") in _SECTIONS


def line_on_page(snippet: Snippet) -> int:
    return (snippet.at.included_from or snippet.at).line
