"""Answers of servers that give an error in place of what they are asked for."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from harness.package_data import toml_data
from harness.patterns import any_of
from harness.plan.step import Command
from harness.programs.roles import CLIENT, PASSES_ON, PRINTS_NULL
from harness.shell.script_reader import read_script

LONGEST: Final = 8_000  # characters of an answer that are looked at
HEAD: Final = re.compile(r"^(?:< )?HTTP/\d(?:\.\d)? (\d\d\d)\b.*$", re.MULTILINE)
"""How an answer begins where its head is shown: ``HTTP/1.1 404 Not Found``, ``< HTTP/2 200`` after a redirection."""
TITLE: Final = re.compile(r"<(title|h1)[^>]*>\s*([^<]*?)\s*</\1>", re.IGNORECASE)
PREFORMATTED: Final = re.compile(r"<pre>\s*([^<]+?)\s*</pre>", re.IGNORECASE)
MARKUP: Final = re.compile(r"\s*<(?:!doctype html|html|head|body|title|h1|center)\b", re.IGNORECASE)
ERRORS: Final = range(400, 600)
GOES_ON: Final = re.compile(r"\b(?:while|until|for)\b|\|\|")
"""A text that asks again and again, or provides for an answer that is an error."""
LETTER: Final = re.compile(r"\w")


def refused_request(command: Command, output: str) -> str:
    """What a server says that does not give what a command asks for; empty where the page shows or looks at it."""
    calls = read_script(command.text).calls
    clients = [call for call in calls if call.program in CLIENT and call.gives is None]
    prints = all(call.program in CLIENT or call.program in PASSES_ON or call.program in PRINTS_NULL for call in calls)
    if not clients or not prints or GOES_ON.search(command.text):
        return ""
    said, expected = server_error(output), command.expected or ""
    shown = LETTER.search(expected) is not None and (said in expected or not MARKUP.match(output))
    return "" if shown else said


def server_error(answer: str) -> str:
    """The line or the words in which a server says that it failed, empty where it gives what it is asked for."""
    text = answer[:LONGEST].strip()
    if heads := list(HEAD.finditer(text)):
        return heads[-1][0].removeprefix("< ").strip() if is_error(heads[-1][1]) else ""
    if text.startswith("{"):
        return _of_object(text)
    if MARKUP.match(text):
        told = [found[2] for found in TITLE.finditer(text)] + [found[1] for found in PREFORMATTED.finditer(text)]
        return next((one for one in told if _begins().match(one) or _known().match(one)), "")
    first = text.partition("\n")[0].strip()
    return first if _known().match(text) or (_begins().match(first) and "\n" not in text) else ""


def final_answer(command: str, output: str) -> str:
    """The status with which a server says that what a client asks for is wrong in itself; empty for all others."""
    if not any(call.program in CLIENT and call.gives is None for call in read_script(command).calls):
        return ""
    data = toml_data("harness.programs.data", "server_errors.toml")
    found = list(any_of(tuple(data["told"]), re.MULTILINE).finditer(output[:LONGEST]))
    status = next((one for one in found[-1].groups() if one), "") if found else ""
    return f"{status} {HTTPStatus(int(status)).phrase}" if status and int(status) in data["final"] else ""


def is_error(status: object) -> bool:
    """Whether a value, a number or its digits, is a status of HTTP for an error."""
    digits = str(status)
    return not isinstance(status, bool) and len(digits) == 3 and digits.isdigit() and int(digits) in ERRORS


def _of_object(text: str) -> str:
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return ""
    text = text[:end]
    if isinstance(value, Mapping) and set(value) == {"error"} and isinstance(value["error"], Mapping):
        inner = value["error"]
        return _told(inner, text) or " ".join(text.split())
    return _told(value, text) if isinstance(value, Mapping) else ""


def _told(value: Mapping[str, Any], text: str) -> str:
    keys = toml_data("harness.programs.data", "server_errors.toml")["json"]
    if not value or not set(value) <= {key for names in keys.values() for key in names}:
        return ""
    words = [str(value[key]) for key in keys["words"] if isinstance(value.get(key), str)]
    failed = (
        any(is_error(value.get(key)) for key in keys["status"])
        or any(value.get(key) not in (None, False, "", 0, [], {}) for key in keys["failed"])
        or value.get("success") is False
        or value.get("status") == "Failure"
        or any(_begins().match(one) or _known().match(one) for one in words)
    )
    return " ".join(text.split()) if failed else ""


@cache
def _begins() -> re.Pattern[str]:
    return _patterns("begins")


@cache
def _known() -> re.Pattern[str]:
    return _patterns("known")


def _patterns(key: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(one.phrase) for one in HTTPStatus if one in ERRORS)
    said: Sequence[str] = toml_data("harness.programs.data", "server_errors.toml")[key]
    return any_of(tuple(one.replace("PHRASE", f"(?:{phrases})") for one in said), re.IGNORECASE)
