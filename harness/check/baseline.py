"""Findings that are known and accepted for now, by content: code, file and the text of the line, wherever it moves."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from os.path import relpath
from pathlib import Path
from typing import Final

from harness.check.mending import LinesOf
from harness.diagnostic import Diagnostic
from harness.errors import SettingsError

FORMAT: Final = 1
Known = tuple[str, str, str]
"""Code, path as seen from the baseline's folder, and the text of the line without the blanks around it."""


def known_as(finding: Diagnostic, folder: Path, lines_of: LinesOf) -> Known:
    lines = lines_of(finding.at.path)
    text = lines[finding.at.line - 1].strip() if 0 < finding.at.line <= len(lines) else ""
    return finding.code, path_in(finding.at.path, folder), text


def path_in(path: Path, folder: Path) -> str:
    return Path(relpath(path.absolute(), folder.absolute())).as_posix()


def new_findings(
    findings: Iterable[Diagnostic], baseline: Counter[Known], key: Callable[[Diagnostic], Known], fixed: Collection[str]
) -> tuple[tuple[Diagnostic, ...], Counter[Known]]:
    """The findings that the baseline does not have, and what of the baseline is still found.

    Findings of ``fixed`` codes are always new.
    """
    left: list[Diagnostic] = []
    still: Counter[Known] = Counter()
    for each in findings:
        known = key(each)
        if each.code not in fixed and still[known] < baseline[known]:
            still[known] += 1
        else:
            left.append(each)
    return tuple(left), +still


def read_baseline(file: Path) -> Counter[Known]:
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        entries = [(each["code"], each["path"], each["text"], each["count"]) for each in table["findings"]]
        version = table["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"this baseline cannot be read: {error}",
            at=str(file),
            expected="a file that --write-baseline has written",
            remedy="write one: harness check PATHS --baseline FILE --write-baseline",
        ) from error
    if version != FORMAT:
        raise SettingsError(f"the baseline has the format {version!r}", at=str(file), expected=f"format {FORMAT}")
    return Counter({(code, path, text): count for code, path, text, count in entries})


def baseline_text(known: Counter[Known]) -> str:
    """One entry a line, in order, so that its changes are read in a diff."""
    lines = [
        json.dumps({"path": path, "code": code, "text": text, "count": count}, ensure_ascii=False)
        for (code, path, text), count in sorted(known.items(), key=lambda item: (item[0][1], item[0]))
        if count
    ]
    entries = ",\n    ".join(lines)
    return f'{{\n  "format": {FORMAT},\n  "findings": [\n    {entries}\n  ]\n}}\n'
