"""``harness check --baseline FILE [--write-baseline]``: known findings are not reported."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path

from harness.check.baseline import Known, baseline_text, known_as, new_findings, path_in, read_baseline
from harness.diagnostic import Diagnostic
from harness.edit.replace_file import replace_file
from harness.edit.text_edits import lines_of
from harness.parse.shortcodes.boilerplate import read_text
from harness.session.checking import FIXED


def without_known(
    findings: Sequence[Diagnostic], pages: Collection[Path], arguments: argparse.Namespace
) -> Sequence[Diagnostic]:
    """The findings that are new. A baseline that is there already loses what is fixed, and gets nothing new."""
    file: Path = arguments.baseline
    key = key_in(file.parent)
    first = arguments.write_baseline and not file.exists()
    known = Counter(key(each) for each in findings if each.code not in FIXED) if first else read_baseline(file)
    left, still = new_findings(findings, known, key, FIXED)
    checked = {path_in(page, file.parent) for page in (*pages, *(each.at.path for each in findings))}
    kept = Counter({one: still[one] if looked_for(one, checked, arguments) else known[one] for one in known})
    if arguments.write_baseline:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, baseline_text(kept).encode())
    elif gone := (known - kept).total():
        sys.stderr.write(f"{file}: {gone} of its findings are fixed; remove them from it with --write-baseline\n")
    return left


def looked_for(known: Known, checked: Collection[str], arguments: argparse.Namespace) -> bool:
    """Whether this run would have found it: another page or another code says nothing about it."""
    code, path, _ = known
    return path in checked and code not in arguments.ignore and (not arguments.select or code in arguments.select)


def key_in(folder: Path) -> Callable[[Diagnostic], Known]:
    @cache
    def lines_at(path: Path) -> Sequence[str]:
        return lines_of(read_text(path)) if path.is_file() else ()

    return lambda finding: known_as(finding, folder, lines_at)
