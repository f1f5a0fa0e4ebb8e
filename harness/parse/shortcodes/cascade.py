"""What pages of Hugo say for themselves and for those below them, which ``param`` shows like what the site says.

    content/en/docs/collector/_index.md     cascade: { vers: 0.150.0 }
    content/en/docs/collector/install.md    vers: 0.151.0, for this page alone

A cascade may be a list whose entries are for some pages only (``_target``): those are left alone.
"""

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from harness.parse.markdown.front_matter import read_front_matter
from harness.parse.markdown.offsets import Lines

_SECTION: Final = "_index.md"
_TARGET: Final = frozenset({"_target", "target"})


def cascaded(path: Path, root: Path) -> Mapping[str, Any]:
    """What the sections that a page is in say for it, those nearer to it before others; ``root`` is the site's."""
    return _cascaded(os.path.dirname(os.path.abspath(path)), os.path.abspath(root))  # noqa: PTH100, PTH120 - every page asks


def own_params(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a front matter gives a page: its keys and those of ``params``, in any case."""
    inner = values.get("params")
    both = {**values, **(inner if isinstance(inner, Mapping) else {})}
    return {str(name).lower(): value for name, value in both.items()}


@lru_cache(maxsize=4096)
def _cascaded(folder: str, root: str) -> Mapping[str, Any]:
    if not folder.startswith(root):
        return {}
    above = {} if folder == root else _cascaded(os.path.dirname(folder), root)  # noqa: PTH120 - see above
    own = _of_section(Path(folder, _SECTION))
    return {**above, **own} if own else above


def _of_section(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8", errors="replace")
    if "cascade" not in text:
        return {}
    said = read_front_matter(Lines(text, file)).values.get("cascade")
    return {name: value for entry in _entries(said) for name, value in own_params(entry).items()}


def _entries(said: object) -> Iterator[Mapping[str, Any]]:
    for entry in said if isinstance(said, list) else [said]:
        if isinstance(entry, Mapping) and not _TARGET & entry.keys():
            yield entry
