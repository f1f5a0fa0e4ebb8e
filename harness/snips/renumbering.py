"""Which ids a change gives to other snippets: scripts that call a snippet by its id go on working, with another one."""

import re
from collections import defaultdict
from typing import Final

# Definitions of either dialect; what belongs to a function bears its name.
_DEFINITION: Final = re.compile(r"^(?:([\w:]+)\(\) \{|(?:! )?IFS=\$'\\n' read -r -d '' (\w+) <<.*)$", re.MULTILINE)
_PART: Final = re.compile(r"_(?:out(?:_\d+)?|text)")
_COMMENTS_AT_END: Final = re.compile(r"(?:\n(?:#.*)?)*\Z")


def renumbered(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Pairs of ids, old and new, of snippets that say the same in both files; ids that kept their snippet are not told.

    Equal snippets are told apart by their order.
    """
    old, new = _snippets(before), _snippets(after)
    waiting = defaultdict(list)
    for snippet_id, body in new.items():
        if old.get(snippet_id) != body:
            waiting[body].append(snippet_id)
    pairs: list[tuple[str, str]] = []
    for snippet_id, body in old.items():
        if new.get(snippet_id) != body and waiting[body]:
            pairs.append((snippet_id, waiting[body].pop(0)))
    return tuple(pairs)


def _snippets(text: str) -> dict[str, str]:
    """The code of each snippet by its id, with the id itself blotted out, since it is not what the snippet says."""
    starts = list(_DEFINITION.finditer(text))
    bounds = [*(start.start() for start in starts), len(text)]
    snippets: dict[str, str] = {}
    name = ""
    for start, end in zip(starts, bounds[1:], strict=True):
        defined = start[1] or start[2]
        if not (name and defined.startswith(name) and _PART.fullmatch(defined, len(name))):
            name = defined
        code = _COMMENTS_AT_END.sub("", text[start.start() : end])
        snippets[name] = snippets.get(name, "") + code.replace(name, "ID")
    return {name: code for name, code in snippets.items() if "::" not in name}
