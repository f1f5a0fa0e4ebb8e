"""Links to other pages, to anchors and to images: those that are one slip off something that is there."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.check.commands.namespace_name import is_slip
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.parse.page import Page
from harness.source import Location

LINK: Final = Rule(
    code="broken-link",
    severity=Severity.WARNING,
    meaning="A link to a page, an anchor or an image that is not there, one slip off one that is.",
)
RULES: Final = (LINK,)

_TARGET: Final = re.compile(r"\]\((?!\w+:)([^\s()]+?)(?:[ \t]+\"[^\"\n]*\")?\)|\blink=\"(?!\w+:)([^\"\n]+)\"")
_CODE: Final = re.compile(
    r"^([ \t]*)(```|~~~).*?^\1\2|\{\{<\s*text\b.*?\{\{<\s*/text\s*>\}\}", re.MULTILINE | re.DOTALL
)
_IMAGE: Final = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)$")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    if "](" not in page.text and "link=" not in page.text:
        return
    text = page.text
    code: list[range] | None = None  # few pages have such a link at all
    for found in _TARGET.finditer(text):
        target = found[1] or found[2]
        near = meant_by(target, page)
        if near and code is None:
            code = [range(*block.span()) for block in _CODE.finditer(text)]
        if near and not any(found.start() in block for block in code or ()):
            at, meant = location(page, text, found.start(1 if found[1] else 2)), near[0]
            yield LINK.found(
                at,
                f"the link '{target}' leads nowhere",
                expected=f"something that is there, such as '{meant}'",
                remedy=f"did you mean '{meant}'?",
                fix=swap(at, target, meant, safe=len(near) == 1),
            )


def location(page: Page, text: str, offset: int) -> Location:
    start = text.rfind("\n", 0, offset) + 1
    return Location(path=page.path, line=text.count("\n", 0, offset) + 1, column=offset - start + 1)


def meant_by(target: str, page: Page) -> tuple[str, ...]:
    """The targets that are there and one slip off, best first; none where the target itself is there."""
    path, _, anchor = target.partition("#")
    if not path:
        return near_anchors(anchor, page)
    file = place(path, page)
    if file is None or there(file):
        return ()
    names = dict.fromkeys(each.removesuffix(".md") if not file.suffix else each for each in names_in(file.parent))
    rest = target.removeprefix(path)
    return tuple(f"{each.join(path.rsplit(file.name, 1))}{rest}" for each in names if slip(file.name, each))


def near_anchors(anchor: str, page: Page) -> tuple[str, ...]:
    anchors = {heading.anchor or slug(heading.text) for heading in page.headings}
    if not anchor or anchor in anchors or f'"{anchor}"' in page.text or f"#{anchor}}}" in page.text:
        return ()
    return tuple(f"#{each}" for each in sorted(anchors) if is_slip(anchor, each))


def slug(heading: str) -> str:
    return re.sub(r"[^\w-]", "", heading.strip().lower().replace(" ", "-"))


def place(path: str, page: Page) -> Path | None:
    """Where the page or file of a link would be: below the content's root, or beside the page; else nowhere known."""
    if any(sign in path for sign in "<{$@"):
        return None
    if not path.startswith("/"):
        is_file = _IMAGE.search(path) or path.endswith(".md")
        return page.path.absolute().parent / path.rstrip("/") if is_file else None
    root = content_root(page.path.absolute().parent)
    if root is None or _IMAGE.search(path):
        return None
    folder = root / page.language if (root / page.language).is_dir() else root
    return folder / path.strip("/").removeprefix(f"{page.language}/")


@lru_cache(maxsize=256)
def content_root(folder: Path) -> Path | None:
    """The uppermost folder ``content`` that a folder is in."""
    parts = folder.parts
    return Path(*parts[: parts.index("content") + 1]) if "content" in parts else None


def there(file: Path) -> bool:
    return os.path.exists(file) or os.path.exists(f"{file}.md")  # noqa: PTH110 - every link asks


def slip(name: str, other: str) -> bool:
    """Of the same sort of file, one letter apart."""
    suffix, others = Path(name).suffix, Path(other).suffix
    if others == ".md" and suffix != ".md":
        other, others = other.removesuffix(".md"), ""
    return suffix == others and is_slip(name.removesuffix(suffix), other.removesuffix(others))


@lru_cache(maxsize=256)
def names_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(each.name for each in folder.iterdir())) if folder.is_dir() else ()
