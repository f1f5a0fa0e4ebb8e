"""Differences as JSON, for programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from harness.drift.drift import BlockDrift, Change, PageDrift
from harness.parse.page import Snippet


def drift_json(
    drifts: Sequence[PageDrift], *, untranslated: Sequence[Path] = (), alone: Sequence[Path] = ()
) -> dict[str, Any]:
    """``pages`` has those that differ, ``compared`` counts all."""
    return {
        "compared": len(drifts),
        "blocks": sum(drift.compared for drift in drifts),
        "pages": [_page(drift) for drift in drifts if drift.blocks],
        "untranslated": list(map(str, untranslated)),
        "without_base": list(map(str, alone)),
    }


def _page(drift: PageDrift) -> dict[str, Any]:
    return {
        "base": str(drift.base),
        "translation": str(drift.translation),
        "language": drift.language,
        "blocks": [_block(block) for block in drift.blocks],
    }


def _block(block: BlockDrift) -> dict[str, Any]:
    return {
        "id": block.id,
        "kinds": list(block.kinds),
        "functional": block.functional,
        "way": block.way,
        "near": {"path": str(block.near.path), "line": block.near.line},
        "base": _side(block.base),
        "translation": _side(block.translation),
        "changes": [_change(change) for change in block.changes],
    }


def _side(snippet: Snippet | None) -> dict[str, Any] | None:
    if snippet is None:
        return None
    return {
        "path": str(snippet.at.path),
        "line": snippet.at.line,
        "id": snippet.id,
        "boilerplate": snippet.boilerplate,
        "text": snippet.body,
    }


def _change(change: Change) -> dict[str, Any]:
    return {"kind": change.kind, "subject": change.subject, "base": change.base, "translation": change.translation}
