"""The patches of ``kubectl patch``: whether kubectl can read them, and whether they are of their ``--type``."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from harness.check.closing_fixes import closed_json, is_json, repaired_json
from harness.check.commands.command_line import filled_script, segments
from harness.check.commands.flags import place
from harness.check.manifests.json_fault import json_fault
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.programs.invocation import Invocation, invocation

PATCH: Final = Rule.named("patch")
RULES: Final = (PATCH,)

_CLIENTS: Final = frozenset({"kubectl", "oc"})
_FLAGS: Final = ("-p", "--patch", "--data", "-d", "--data-raw", "--data-binary", "--json")
_JSON_PATCH: Final = re.compile(r"(?i)content-type: *application/json-patch\+json")
_JSON: Final = re.compile(r"(?i)content-type: *application/(?:[\w.-]+\+)?json")
_FILLED_IN: Final = re.compile(r"\$(?:\{[^}]*\}|\([^()]*\)|[A-Za-z_]\w*)|<[A-Za-z][\w -]*>")
_OPERATIONS: Final = frozenset({"add", "remove", "replace", "move", "copy", "test"})
_KEYS: Final = frozenset({"op", "path", "value", "from"})
_WITH_VALUE: Final = frozenset({"add", "replace", "test"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        if "patch" not in segment.command and "json" not in segment.command:
            continue
        for call in filled_script(segment.command).calls:
            found = invocation(call.words)
            if (wrong := fault(found)) is not None:
                message, expected = wrong
                at = place(segment, call, next(filter(found.has, _FLAGS), call.words[0]))
                old, new = mended(found)
                yield PATCH.found(
                    at,
                    message,
                    expected=expected,
                    remedy="correct the patch",
                    fix=swap(at, old, new) if new else None,
                )


def mended(call: Invocation) -> tuple[str, str]:
    """What is wrong in a patch, and what it would be: brackets lost at its end, or the mistyped key of an operation."""
    text = text_of(call).strip()
    if not is_json(text) and (closed := closed_json(text) or repaired_json(text)):
        return text, closed
    keys = re.findall(r"\"(\w+)\"\s*:", text) if _is_list(call) else []
    meant = {key: [each for each in sorted(_KEYS) if is_one_slip(key, each)] for key in keys if key not in _KEYS}
    wrong = [(key, near[0]) for key, near in meant.items() if len(near) == 1]
    old, new = wrong[0] if len(wrong) == 1 else ("", "")
    return (f'"{old}":', f'"{new}":') if new and keys.count(old) == 1 else ("", "")


def text_of(call: Invocation) -> str:
    return next(filter(None, map(call.flags.get, _FLAGS)), "") or ""


def fault(call: Invocation) -> tuple[str, str] | None:
    """What is wrong with the patch of a call, and what it could be; ``None`` where nothing is, or nothing is known."""
    text = text_of(call)
    patches = (call.program in _CLIENTS and call.verb == "patch") or (call.program == "curl" and _is_list(call))
    if call.program == "curl" and not patches and text.lstrip()[:1] in {"{", "["} and _sends_json(call):
        fault_of_json = json_fault(_FILLED_IN.sub("0", text))
        return None if fault_of_json is None else (f"what curl sends is no JSON: {fault_of_json.message}", "JSON")
    if not patches or not text.strip() or text.startswith(("$", "@")):
        return None
    text = _FILLED_IN.sub("0", text)  # right in quotes and without
    try:
        patch = read(text)
    except (ValueError, yaml.YAMLError) as error:
        return f"the patch is neither JSON nor YAML: {reason(error)}", _shape(call)
    return _fault_of_type(call, patch)


def read(text: str) -> Any:
    """The value of a patch, read as kubectl does: JSON where it looks like it, else YAML; quotes it shows are wrong."""
    try:
        return json.loads(text)
    except ValueError as error:
        if re.search(r'\\"|[\u201c\u201d\u2018\u2019]', text) and text.lstrip()[:1] in {"{", "["}:
            raise ValueError(
                f"its quotes are {'escaped' if chr(92) in text else 'typographic'}, as in {_near(text)}"
            ) from error
        patch = yaml.safe_load(text)
        if text.lstrip()[:1] in {"{", "["} and (key := next(filter(_has_quote, keys_of(patch)), "")):
            raise ValueError(f"a quote is missing at the key {key}") from error
        return patch


def _has_quote(key: str) -> bool:
    return '"' in key


def keys_of(value: object) -> Iterator[str]:
    """The keys of all depths."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from keys_of(inner)
    elif isinstance(value, list):
        for each in value:
            yield from keys_of(each)


def _near(text: str) -> str:
    found = re.search(r'\S{0,12}(?:\\"|[\u201c\u201d\u2018\u2019])\w*\S{0,3}', text)
    return found[0] if found else text


def reason(error: Exception) -> str:
    problem = getattr(error, "problem", None)
    mark = getattr(error, "problem_mark", None)
    return f"{problem}, at column {mark.column + 1}" if problem and mark is not None else str(error)


def _shape(call: Invocation) -> str:
    return (
        'a list such as [{"op": "replace", "path": "/spec/replicas", "value": 3}]'
        if _is_list(call)
        else ('an object such as {"spec": {"replicas": 3}}')
    )


def _sends_json(call: Invocation) -> bool:
    return call.has("--json") or any(map(_JSON.search, call.flags.values()))


def _is_list(call: Invocation) -> bool:
    return call.flags.get("--type") == "json" or (
        call.program == "curl" and any(map(_JSON_PATCH.search, call.flags.values()))
    )


def _fault_of_type(call: Invocation, patch: object) -> tuple[str, str] | None:
    kind = call.flags.get("--type") or "strategic"
    if not _is_list(call):
        return None if isinstance(patch, dict) else (f"a patch of type {kind} is an object", _shape(call))
    if not isinstance(patch, list):
        return "a patch of type json is a list of operations", _shape(call)
    for each in patch:
        operation = each.get("op") if isinstance(each, dict) else None
        if operation not in _OPERATIONS:
            return f"{operation!r} is no operation of a JSON patch", f"one of {', '.join(sorted(_OPERATIONS))}"
        if not str(each.get("path", "")).startswith("/"):
            return f"the path {each.get('path', '')!r} does not start with a slash", _shape(call)
        if operation in _WITH_VALUE and "value" not in each:
            return f"the operation {operation!r} has no value", _shape(call)
    return None
