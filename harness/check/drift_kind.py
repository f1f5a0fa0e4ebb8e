"""The kinds of differences between a block and its translation, each with a word of its own."""

from enum import StrEnum
from typing import Final

from harness.diagnostic import Severity
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


MEANINGS: Final = {
    Kind.MISSING_BLOCK: "A block of the base page is not in the translation.",
    Kind.ADDED_BLOCK: "A block of the translation is not in the base page.",
    Kind.MOVED_BLOCK: "A block is at another place of the page than in the base page.",
    Kind.MISSING_COMMAND: "A command of the block is not in the translation.",
    Kind.ADDED_COMMAND: "A command of the block is only in the translation.",
    Kind.COMMAND_ORDER: "The commands of a block are in another order than in the base page.",
    Kind.PROGRAM: "Another program is called.",
    Kind.CONTEXT: "The context or kubeconfig of a command is missing, added or another one.",
    Kind.NAMESPACE: "The namespace of a command or manifest is missing, added or another one.",
    Kind.FLAG: "An option of a command is missing, added, or has another value.",
    Kind.FILE: "A command reads or writes another file.",
    Kind.URL: "Another address is used, beyond the language in links.",
    Kind.VERSION: "The same text with another version number.",
    Kind.VARIABLE: "Another shell variable is set or read, or it gets another value.",
    Kind.ARGUMENT: "An argument of a command is missing, added or another one.",
    Kind.REDIRECTION: "The output or input of a command goes to or comes from elsewhere.",
    Kind.SHELL: "The commands are connected otherwise: pipes, conditions, loops.",
    Kind.TYPOGRAPHY: "Typographic quotes, dashes or blanks, or letters of another alphabet that look like Latin ones.",
    Kind.API_VERSION: "A manifest has another apiVersion.",
    Kind.RESOURCE_KIND: "A manifest has another kind.",
    Kind.IMAGE: "A manifest has another container image.",
    Kind.FIELD: "A field of a manifest is missing, added, or has another value.",
    Kind.TEXT: "The text of a block that is neither commands nor a manifest differs beyond its prose.",
    Kind.BLOCK_SYNTAX: "One language shows commands, the other text, so that one is run and the other is not.",
    Kind.EXPECTED_OUTPUT: "The expected output differs beyond prose and what changes with each run.",
}

SHOWN_ONLY: Final = frozenset({Kind.MOVED_BLOCK, Kind.EXPECTED_OUTPUT})
"""Differences in what is shown or where, not in what is done."""

DRIFT_CODES: Final = {
    kind: Code(f"drift-{kind}", Severity.NOTE if kind in SHOWN_ONLY else Severity.WARNING, meaning)
    for kind, meaning in MEANINGS.items()
}
DRIFT_NAMES: Final = frozenset(code.code for code in DRIFT_CODES.values())
