"""Diagnostics as text, for people, programs, GitHub's annotations and SARIF viewers; nothing is printed here."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from harness.annotation import annotation
from harness.diagnostic import Diagnostic, Severity
from harness.diagnostic_json import end_of, to_json
from harness.fix import Fix
from harness.source import Location


def meaning(code: str) -> str:
    """One line for a code; all rules are loaded for it, which most formats have no need of."""
    from harness.check.code_descriptions import meanings  # noqa: PLC0415 - see above

    return meanings().get(code, "")


Diagnostics = Sequence[Diagnostic]
JSON_FORMAT: Final = 1
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def text(diagnostics: Diagnostics) -> str:
    """Each finding with what was expected and what to do, then how many there are."""
    return "\n".join([*map(str, diagnostics), summary(diagnostics)]) + "\n"


def compact(diagnostics: Diagnostics) -> str:
    """One line each, as compilers write them: editors parse it."""
    return "".join(
        f"{each.at.path.as_posix()}:{each.at.line}:{each.at.column}: {each.code} {each.message}\n"
        for each in diagnostics
    )


def statistics(diagnostics: Diagnostics) -> str:
    """How often each code is reported, the most frequent first; ``*`` marks what ``--fix`` mends."""
    counts = Counter(each.code for each in diagnostics)
    mended = Counter(each.code for each in diagnostics if each.fix is not None and each.fix.safe)
    lines = [
        f"{count:5}  {code:28} {'*' if mended[code] else ' '} {meaning(code)}".rstrip()
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return "".join(f"{line}\n" for line in lines) + summary(diagnostics) + "\n"


def summary(diagnostics: Diagnostics) -> str:
    counts = Counter(each.severity for each in diagnostics)
    parts = [f"{counts[each]} {each}{'s' * (counts[each] != 1)}" for each in Severity if counts[each]]
    return ", ".join(parts) or "no findings"


def as_json(diagnostics: Diagnostics) -> str:
    """``format`` grows when a program that reads this would have to change."""
    counts = Counter(each.severity for each in diagnostics)
    return _dumps(
        {
            "format": JSON_FORMAT,
            "counts": {each.value: counts[each] for each in Severity},
            "findings": [to_json(each) for each in diagnostics],
        }
    )


def github(diagnostics: Diagnostics) -> str:
    """Workflow commands, which GitHub shows at the line of a pull request."""
    return "".join(f"{annotation(LEVELS[each.severity], each.at, each.code, _whole(each))}\n" for each in diagnostics)


def _whole(diagnostic: Diagnostic) -> str:
    """The message with the lines below it, without place and severity."""
    lines = [diagnostic.message]
    if diagnostic.at.included_from is not None:
        lines.append(f"included at {diagnostic.at.included_from}")
    lines += [f"expected: {diagnostic.expected}"] if diagnostic.expected else []
    lines += [f"to fix: {diagnostic.remedy}"] if diagnostic.remedy else []
    return "\n".join(lines)


def sarif(diagnostics: Diagnostics) -> str:
    """SARIF 2.1.0, which code scanning reads."""
    codes = sorted({each.code for each in diagnostics})
    return _dumps(
        {
            "$schema": SARIF_SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": {"name": "harness", "rules": [_rule(code) for code in codes]}},
                    "results": [_result(each, codes.index(each.code)) for each in diagnostics],
                }
            ],
        }
    )


def _rule(code: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": meaning(code)}}


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    included = diagnostic.at.included_from
    related = [] if included is None else [{**_physical(included), "message": {"text": "included here"}}]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,  # the same three words
        "message": {"text": _whole(replace(diagnostic, at=replace(diagnostic.at, included_from=None)))},
        "locations": [_physical(diagnostic.at, end_of(diagnostic))],
        **({"relatedLocations": related} if related else {}),
    }


def _physical(at: Location, end: tuple[int, int] | None = None) -> dict[str, Any]:
    line, column = end or (at.line, at.column)
    ends = {} if end is None else {"endLine": line, "endColumn": column}
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": at.path.as_posix()},
            "region": {"startLine": at.line, "startColumn": at.column, **ends},
        }
    }


def _dumps(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


RENDERERS: Final[Mapping[str, Callable[[Diagnostics], str]]] = MappingProxyType(
    {"text": text, "compact": compact, "json": as_json, "github": github, "sarif": sarif}
)


def relative(diagnostics: Diagnostics, root: Path) -> tuple[Diagnostic, ...]:
    """The diagnostics with paths as seen from a folder, where they are below it."""
    return tuple(replace(each, at=_relative(each.at, root), fix=_relative_fix(each.fix, root)) for each in diagnostics)


def _relative_fix(fix: Fix | None, root: Path) -> Fix | None:
    if fix is None:
        return None
    return replace(fix, edits=tuple(replace(edit, at=_relative(edit.at, root)) for edit in fix.edits))


def _relative(at: Location, root: Path) -> Location:
    path = at.path.relative_to(root) if at.path.is_relative_to(root) else at.path
    included = None if at.included_from is None else _relative(at.included_from, root)
    return replace(at, path=path, included_from=included)
