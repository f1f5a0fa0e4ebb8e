"""Differences as JSON, for programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from harness.drift.drift import BlockDrift, PageDrift
from harness.json_values import chosen
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
    return {**chosen(drift, "base translation language"), "blocks": [_block(block) for block in drift.blocks]}


def _block(block: BlockDrift) -> dict[str, Any]:
    return {
        **chosen(block, "id kinds functional way"),
        "near": chosen(block.near, "path line"),
        "base": _side(block.base),
        "translation": _side(block.translation),
        "changes": [chosen(change, "kind subject base translation") for change in block.changes],
    }


def _side(snippet: Snippet | None) -> dict[str, Any] | None:
    if snippet is None:
        return None
    return {**chosen(snippet.at, "path line"), **chosen(snippet, "id boilerplate", text="body")}
