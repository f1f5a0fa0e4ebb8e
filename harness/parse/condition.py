"""The condition under which a page shows a block: "If the namespace already exists, ..." right before it."""

import re
from collections.abc import Sequence
from typing import Final

CONDITION: Final = re.compile(
    r"(?:^|(?<=[.:!?]\s))(?:Only )?(?:If|When|Unless|In case|Optionally|\(Optional\)|For (?:users|clusters|platforms)"
    r"|On (?:macOS|Windows|Linux|OpenShift|GKE|EKS|AKS|minikube))\b.*",
    re.DOTALL,
)
NO_PROSE: Final = re.compile(r"\s*(?:#|```|~~~|\{\{[<%]|\||<!--|---)")
MARK: Final = re.compile(r"^\s*(?:[-*+>]|\d+[.)])\s+")
LONGEST: Final = 300  # characters


def condition_before(lines: Sequence[str], line: int) -> str:
    """The conditional sentence of the paragraph that ends right above ``line`` (from 1); empty where there is none."""
    above = line - 1
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    first = above
    while first > 0 and lines[first - 1].strip() and not NO_PROSE.match(lines[first - 1]):
        first -= 1
        if MARK.match(lines[first]):  # a list's item begins a paragraph
            break
    paragraph = " ".join(MARK.sub("", part).strip() for part in lines[first:above])
    found = CONDITION.search(paragraph)
    return found[0][:LONGEST].strip() if found is not None else ""
