"""A command as the tokens that matter to bash and the programs: quotes, line ends, comments and spellings are gone."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from harness.check.drift_kind import Kind
from harness.programs.invocation import base_name, shell_text
from harness.programs.registry import program as known_program
from harness.shell.nodes import bash_parser, outermost, plain, source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tree_sitter import Node

FLAG_KINDS: Final = {
    **dict.fromkeys(("--context", "--kube-context", "--kubeconfig", "--cluster", "--remote-contexts"), Kind.CONTEXT),
    "-n": Kind.NAMESPACE,
    **dict.fromkeys(("--filename", "--values", "--kustomize", "--patch-file", "-f", "-k"), Kind.FILE),
}
LONG: Final = {
    "-n": ("--namespace",),
    "-o": ("--output",),
    "-l": ("--selector",),
    "-c": ("--container",),
    "-p": ("--patch",),
    "-s": ("--server",),
    "-L": ("--label-columns",),
    "-k": ("--kustomize",),
    "-f": ("--filename", "--values"),
}
"""What the letters mean to programs that take a value after both spellings."""

URL: Final = re.compile(r"[a-z][a-z+]*://|github_|raw\.githubusercontent")
PATH: Final = re.compile(r"^[\w.~$@{}-]*/[\w./${}@-]+$|\.(?:ya?ml|json|sh|pem|key|crt|tar|gz|txt)$")
SUBSTITUTIONS: Final = frozenset({"command_substitution", "process_substitution"})


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is the difference that it is when the other language has another one; ``subject`` is its flag or so."""

    text: str
    kind: Kind
    subject: str = ""


@lru_cache(maxsize=16384)
def tokens(command: str) -> tuple[Token, ...]:
    """What a command is made of, in order; options of known programs are sorted, since their order means nothing."""
    found = list(_tokens(bash_parser().parse(command.encode()).root_node))
    while found and found[-1].text in {";", "&&"}:
        found.pop()
    return tuple(found)


def _tokens(node: "Node") -> "Iterator[Token]":
    handler = HANDLERS.get(node.type)
    if handler is not None:
        yield from handler(node)
    elif node.child_count:
        for child in node.children:
            yield from _tokens(child)
    elif text := _separator(source(node)):
        yield Token(text, Kind.SHELL)


def _nothing(_node: "Node") -> "Iterator[Token]":
    yield from ()


def _heredoc(node: "Node") -> "Iterator[Token]":
    yield Token(source(node), Kind.TEXT)


def _separator(text: str) -> str:
    return ";" if text and not text.strip() else text.strip()


def _word(node: "Node", kind: Kind = Kind.ARGUMENT, subject: str = "") -> "Iterator[Token]":
    """A word, and what the commands in it are made of."""
    yield Token(_text(node), kind, subject)
    for inner in outermost(node, SUBSTITUTIONS):
        yield from _tokens(inner)


def _text(node: "Node") -> str:
    """A word without quotes; ``$`` in single quotes is no variable; a substitution is only its place."""
    text = plain(node)
    for inner in outermost(node, SUBSTITUTIONS):
        text = text.replace(source(inner), "$()")
    return text.replace("$", "\\$") if node.type == "raw_string" else text


def _assignment(node: "Node") -> "Iterator[Token]":
    name = source(node).partition("=")[0]
    value = node.child_by_field_name("value")
    yield Token(name, Kind.VARIABLE, name)
    if value is not None:
        yield from _word(value, Kind.VARIABLE, name)


def _redirect(node: "Node") -> "Iterator[Token]":
    parts = [plain(child) for child in node.children]
    yield Token(" ".join(parts), Kind.REDIRECTION)


def _command(node: "Node") -> "Iterator[Token]":
    words: list[str] = []
    inner: list[Node] = []
    for child in node.children:
        if child.type in {"variable_assignment", "file_redirect", "herestring_redirect"}:
            yield from _tokens(child)
        elif child.type != "comment":
            words.append(_text(child))
            inner.extend(outermost(child, SUBSTITUTIONS))
    yield from _call(words)
    for substitution in inner:
        yield from _tokens(substitution)


def _call(words: "Sequence[str]") -> "Iterator[Token]":
    if not words:
        return
    inner = shell_text(tuple(words))
    if inner is not None:  # sh -c SCRIPT
        words = [word if word != inner else "$()" for word in words]
        yield from _tokens(bash_parser().parse(inner.encode()).root_node)
    profile = known_program(base_name(words[0]))
    valued = profile.valued_flags if profile is not None else frozenset()
    yield Token(words[0], Kind.PROGRAM)
    flags: list[Token] = []
    plain_words: list[Token] = []
    index, count = 1, len(words)
    while index < count:
        word = words[index]
        index += 1
        if word == "--":
            yield from plain_words
            yield from sorted(flags, key=lambda token: token.text)
            yield Token("--", Kind.ARGUMENT)
            yield from _call(words[index:])  # of the program that is run in a container
            return
        if not word.startswith("-") or word == "-":
            plain_words.append(_argument(word, len(plain_words)))
            continue
        name, equals, value = word.partition("=")
        if not equals and name in valued and index < count:
            value, equals = words[index], "="
            index += 1
        name = next((long for long in LONG.get(name, ()) if long in valued), name)
        text = name if not equals or value == "true" else f"{name}={value}"
        token = Token(text, _flag_kind(name), name)
        (flags if profile is not None and valued else plain_words).append(token)
    yield from plain_words
    yield from sorted(flags, key=lambda token: token.text)


def _flag_kind(name: str) -> Kind:
    return Kind.NAMESPACE if name.lower().endswith("namespace") else FLAG_KINDS.get(name, Kind.FLAG)


def _argument(word: str, index: int) -> Token:
    if URL.search(word):
        return Token(word, Kind.URL)
    if index and PATH.search(word):
        return Token(word, Kind.FILE)
    return Token(word, Kind.ARGUMENT)


HANDLERS: "Final[Mapping[str, Callable[[Node], Iterator[Token]]]]" = {
    **dict.fromkeys(("comment", "heredoc_start", "heredoc_end"), _nothing),
    **dict.fromkeys(("string", "raw_string", "word", "concatenation", "ansi_c_string", "number"), _word),
    "simple_expansion": _word,
    "command": _command,
    "variable_assignment": _assignment,
    "file_redirect": _redirect,
    "heredoc_body": _heredoc,
}
