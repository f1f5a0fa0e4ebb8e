"""What keeps a text from being JSON: a reader of YAML takes most of JSON, and more than JSON allows."""

import json
import re
from typing import Final

from harness.check.manifests.yaml_fault import Fault

_START: Final = re.compile(r"\s*(?:\{|\[(?![ \t]*(?:-[ \t]|[A-Za-z_<][\w<>-]*:)))")
"""No notation of what may be left out: ``[ name: <string> ]``."""


def is_json(text: str) -> bool:
    return _START.match(text) is not None


def lost_comma(text: str) -> Fault | None:
    """Where a comma is missing, in a text that is JSON with it; the place is behind the value before it."""
    if not is_json(text):
        return None
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        end = len(text[: error.pos].rstrip())
        if not error.msg.startswith("Expecting ',' delimiter") or json_fault(f"{text[:end]},{text[end:]}") is not None:
            return None
        line, column = text.count("\n", 0, end), end - (text.rfind("\n", 0, end) + 1)
        return Fault(line=line, column=column, message="this is not JSON: a comma is missing behind the value")
    except RecursionError:
        return None
    return None


def json_fault(text: str) -> Fault | None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        line, column = error.lineno - 1, error.colno - 1
        if re.search(r",\s*$", text[: error.pos]):
            before = text[: error.pos].rstrip()
            line, column = before.count("\n"), len(before) - before.rfind("\n") - 2
            return Fault(line=line, column=column, message="this is not JSON: a comma before the bracket")
        return Fault(line=line, column=column, message=f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}")
    except RecursionError:
        return Fault(line=0, column=0, message="this is not JSON that can be read: too many brackets")
    return None
