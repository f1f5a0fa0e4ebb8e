"""What findings' fixes make of the files: of the pages, of boilerplates, and of the pages in other languages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from harness.diagnostic import Diagnostic
from harness.edit.changes import Changes, changes_of
from harness.edit.text import compatible
from harness.fix import Edit, Fix
from harness.parse.neighbours import translations

CheckPage = Callable[[Path], Sequence[Diagnostic]]


def fixes_of(findings: Iterable[Diagnostic], *, unsafe: bool) -> tuple[Fix, ...]:
    """The fixes that can be made together, a boilerplate's once however many pages include it."""
    found = (each.fix for each in findings if each.fix is not None and (unsafe or each.fix.safe))
    return compatible(Fix(edits=tuple(map(_in_file, fix.edits)), safe=fix.safe) for fix in found)


def _in_file(edit: Edit) -> Edit:
    """The edit as one of the file itself, wherever the file is included."""
    return replace(edit, at=replace(edit.at, included_from=None))


def mend(findings: Sequence[Diagnostic], *, unsafe: bool, also_in_translations: bool, check_page: CheckPage) -> Changes:
    """The changes of all files. A translation gets the fixes that its page has: of one code, with the same words."""
    fixes = [*fixes_of(findings, unsafe=unsafe)]
    if also_in_translations:
        wanted = {_words(each) for each in findings if each.fix is not None}
        pages = {page: None for each in findings if each.fix is not None for page in translations(each.at.path)}
        others = [
            each for page in pages for each in check_page(page) if each.at.path == page and _words(each) in wanted
        ]
        fixes += fixes_of(others, unsafe=unsafe)
    return changes_of(edit for fix in fixes for edit in fix.edits)


def _words(finding: Diagnostic) -> tuple[str, tuple[tuple[str, str], ...]]:
    fix = finding.fix
    return finding.code, () if fix is None else tuple((edit.old.strip(), edit.new.strip()) for edit in fix.edits)
