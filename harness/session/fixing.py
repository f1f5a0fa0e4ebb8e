"""What findings' fixes make of the files: of the pages, of boilerplates, and of the pages in other languages."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from harness.check.mending import fixes_in
from harness.diagnostic import Diagnostic, Severity
from harness.edit.changes import Changes, changes_of
from harness.edit.text_edits import EditError, compatible, edited
from harness.fix import Edit, Fix
from harness.parse.neighbours import translations
from harness.parse.shortcodes.boilerplate import read_text

CheckPage = Callable[[Path], Sequence[Diagnostic]]
CheckText = Callable[[Path, str], Sequence[Diagnostic]]
"""What is found on a page if this were its text."""
_NUMBER: Final = re.compile(r"\d+")
_HIDES: Final = frozenset({"unread-page", "unknown-syntax", "boilerplate-missing"})
_SUBJECT: Final = re.compile(r"\$\w+|\w+=[\w.-]+|(?<=')[^']+(?=')")  # variables, labels, what is in quotes


def fixes_of(findings: Iterable[Diagnostic], *, unsafe: bool) -> tuple[Fix, ...]:
    """The fixes that can be made together, a boilerplate's once however many pages include it."""
    found = fixes_in(findings, unsafe=unsafe)
    return compatible(Fix(edits=tuple(map(_in_file, fix.edits)), safe=fix.safe) for fix in found)


def _in_file(edit: Edit) -> Edit:
    """The edit as one of the file itself, wherever the file is included."""
    return replace(edit, at=replace(edit.at, included_from=None))


def mend(
    findings: Sequence[Diagnostic],
    *,
    unsafe: bool,
    also_in_translations: bool,
    check_page: CheckPage,
    check_text: CheckText,
) -> Changes:
    """The changes of all files. A translation gets the fixes that its page has: of one code, with the same words."""
    fixes = [*fixes_of(findings, unsafe=unsafe)]
    if also_in_translations:
        wanted = {_words(each) for each in findings if each.fix is not None}
        pages = {page: None for each in findings if each.fix is not None for page in translations(each.at.path)}
        others = [
            each for page in pages for each in check_page(page) if each.at.path == page and _words(each) in wanted
        ]
        fixes += fixes_of(others, unsafe=unsafe)
    included = {each.at.path for each in findings if each.at.included_from is not None}
    sure = [
        fix
        for file, own in by_file(fixes).items()
        for fix in (own if file in included else sound(file, own, check_text))
    ]
    return changes_of(edit for fix in sure for edit in fix.edits)


def by_file(fixes: Iterable[Fix]) -> dict[Path, list[Fix]]:
    files: dict[Path, list[Fix]] = {}
    for fix in fixes:
        files.setdefault(fix.edits[0].at.path, []).append(fix)
    return files


def sound(file: Path, fixes: Sequence[Fix], check_text: CheckText) -> Sequence[Fix]:
    """The fixes of a page after which nothing is found that was not found before."""
    text = read_text(file)
    try:
        return verified(text, fixes, lambda after: check_text(file, after))
    except EditError:
        return fixes  # the file has changed: whoever makes the edits says so


def verified(text: str, fixes: Sequence[Fix], check: Callable[[str], Sequence[Diagnostic]]) -> Sequence[Fix]:
    """All fixes when they leave no new finding; else those that leave none, one after the other."""
    before = check(text)
    if not new_findings(before, check(_with(text, fixes))):
        return fixes
    kept: list[Fix] = []
    for fix in fixes:
        if not new_findings(before, check(_with(text, [*kept, fix]))):
            kept.append(fix)
    return kept


def new_findings(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """The errors and warnings that come with fixes; one that is about the same as before is the old one reworded."""
    known, left = counted(before), counted(after)
    gone = [each for each in before if known[words_of(each)] > left[words_of(each)]]
    found = [each for each in after if left[words_of(each)] > known[words_of(each)]]
    new = [each for each in found if not any(is_reworded(other, each) for other in gone)]
    # What was not read before had these warnings all along.
    uncovered = any(each.code in _HIDES for each in gone)
    return [each for each in new if each.severity is Severity.ERROR] if uncovered else new


def is_reworded(before: Diagnostic, after: Diagnostic) -> bool:
    """Of the same code, on the same line, about the same names, and no worse."""
    places = [(each.code, each.at.path, each.at.line) for each in (before, after)]
    about = set(_SUBJECT.findall(before.message))
    same = places[0] == places[1] and bool(about) and about <= set(_SUBJECT.findall(after.message))
    return same and (before.severity is Severity.ERROR or after.severity is not Severity.ERROR)


def counted(findings: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    return Counter(words_of(each) for each in findings if each.severity is not Severity.NOTE)


def words_of(finding: Diagnostic) -> tuple[str, str]:
    """What is said, without lines, which fixes may move."""
    return finding.code, _NUMBER.sub("0", finding.message)


def _with(text: str, fixes: Iterable[Fix]) -> str:
    return edited(text, (edit for fix in fixes for edit in fix.edits))


def _words(finding: Diagnostic) -> tuple[str, tuple[tuple[str, str], ...]]:
    fix = finding.fix
    return finding.code, () if fix is None else tuple((edit.old.strip(), edit.new.strip()) for edit in fix.edits)
