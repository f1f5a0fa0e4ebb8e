"""Which matcher fits an expected output, seen from its shape.

=============================================  ============
``outputis`` says yaml or json                 that one
a header of upper-case words in columns        ``table``
a line that is only ``...``                    ``elided``
a whole JSON document or Kubernetes object     ``json``, ``yaml``
only lines that ``curl -v`` begins with ``*``  ``contains``
what ``kubectl logs`` prints                   ``log``
what ``ls`` prints without ``-l``              ``listing``
what programs print that walk through folders  ``lines``
anything else                                  ``tolerant``
=============================================  ============

One plain line, or several, need no matcher of their own: ``tolerant`` forgives only what has the shape of something
volatile on both sides, so where a page expects ``200`` or ``v1`` it is exact. Of the upstream site's own choices for
such outputs three in four are equality; the rest (a part of the output is enough) is for plan files to say.
"""

import re
from typing import Final

from harness.match.documents.document import looks_like_document
from harness.match.lines.text import has_gap_line
from harness.match.tables.table_search import has_table

CURL_TELLS: Final = re.compile(r"\s*\*\s+(?:(?:Trying|Connected|Host|Could not resolve)\b|IPv[46]:)")


def infer(expected: str, output_syntax: str | None = None, *, prints: str = "") -> str:
    """The name of the matcher for an expected output; ``prints`` is what its command is known to print."""
    if output_syntax in {"yaml", "json"}:
        return output_syntax
    if has_table(expected):
        return "table"
    if looks_like_document(expected):
        return "json" if expected.lstrip()[0] in "{[" else "yaml"
    if has_gap_line(expected):
        return "elided"
    lines = [line for line in expected.splitlines() if line.strip()]
    if lines and all(map(CURL_TELLS.match, lines)):
        return "contains"  # the answer is not what the page shows it for
    return prints or "tolerant"
