"""The kinds of differences between a block and its translation, each with a word of its own."""

from enum import StrEnum
from typing import Final

from harness.diagnostic import Severity
from harness.package_data import toml_data
from harness.parse.codes import Code


class Kind(StrEnum):
    """What differs. The value is the word that reports, JSON and the findings of ``check`` use."""

    MISSING_BLOCK = "missing-block"
    ADDED_BLOCK = "added-block"
    MOVED_BLOCK = "moved-block"
    MISSING_COMMAND = "missing-command"
    ADDED_COMMAND = "added-command"
    COMMAND_ORDER = "command-order"
    PROGRAM = "program"
    CONTEXT = "context"
    NAMESPACE = "namespace"
    FLAG = "flag"
    FILE = "file"
    URL = "url"
    VERSION = "version"
    VARIABLE = "variable"
    ARGUMENT = "argument"
    REDIRECTION = "redirection"
    SHELL = "shell"
    TYPOGRAPHY = "typography"
    API_VERSION = "api-version"
    RESOURCE_KIND = "resource-kind"
    IMAGE = "image"
    FIELD = "field"
    TEXT = "text"
    BLOCK_SYNTAX = "block-syntax"
    EXPECTED_OUTPUT = "expected-output"


SHOWN_ONLY: Final = frozenset({Kind.MOVED_BLOCK, Kind.EXPECTED_OUTPUT})
"""Differences in what is shown or where, not in what is done."""

DRIFT_CODES: Final = {
    Kind(kind): Code(f"drift-{kind}", Severity.NOTE if kind in SHOWN_ONLY else Severity.WARNING, meaning)
    for kind, meaning in toml_data("harness.check", "drift_kinds.toml").items()
}
DRIFT_NAMES: Final = frozenset(code.code for code in DRIFT_CODES.values())
