"""Which parts of a shell text have to succeed: the parts of its pipelines and its command substitutions.

Left out is what a text itself provides for (``||``, ``2>/dev/null``, conditions, loops that try again), what runs at
another time (functions, ``&``, ``<(...)``), and what cannot be read with certainty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from harness.plan.commands.glob_loops import ELSEWHERE
from harness.plan.commands.pipeline_parts import Part, one_line, pipeline_parts, silences
from harness.plan.commands.value_shape import JOINED, value_shape
from harness.programs.invocation import invocation
from harness.programs.roles import SEARCHES
from harness.shell.nodes import outermost, parts_of, source, statements_of, tree_of
from harness.shell.script_reader import read_script

if TYPE_CHECKING:
    from tree_sitter import Node

_READ_AS_FILE = frozenset({"process_substitution"})
_TRIES = frozenset({"while_statement", "c_style_for_statement", "test_command", "negated_command"})
_SEQUENCES = frozenset(
    {"program", "compound_statement", "subshell", "do_group", "if_statement", "elif_clause", "else_clause", "case_item"}
)
_CONDITIONAL = frozenset({"if_statement", "elif_clause"})
_REPEATS = re.compile(r"^for\s+\w+\s+in\s+(?:[^;\n]*\$\(\s*seq\s|\{\w+\.\.\w+)")  # counts, so it tries again
_READS_LINES = re.compile(r"^(?:while|until)\s+(?:\w+=\S*\s+)*read\b")  # goes through what there is
_LOOKS_BACK = re.compile(r"PIPESTATUS|\$_\b|(?<!<)<<(?!<)")  # at what ran before; a here-document comes in between
_MENTIONED = re.compile(r"[|;\n`]|\$\(")
_GIVES_UP = re.compile(r";\s*(?:true|:)\s*\Z")  # how a text says that what it did may have failed
_MAY_NOT_RUN = frozenset({"if_statement", "case_statement", "for_statement", "while_statement"})
_ONE_CALL = frozenset({"command", "redirected_statement", "subshell"})
_QUESTIONS: Final = frozenset({
    ":", "[", "cmp", "command", "echo", "exec", "expr", "getopts", "hash", "kill", "killall", "let", "pgrep", "pidof",
    "pkill", "printf", "read", "return", "shift", "sleep", "test", "true", "type", "unalias", "unset", "wait", "which",
})  # fmt: skip
"""Programs whose exit status is an answer, or that cannot fail without a word, where others run behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """A ``$(...)``: ``end`` is where its last command ends, in bytes, and ``between`` what ends that command there.

    ``parts`` are those of its last pipeline, ``variable`` what what it prints goes into, else empty. It need not run
    where it is not ``certain``.
    """

    end: int
    between: str
    parts: tuple[Part, ...]
    variable: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPipeline:
    """A pipeline behind which others run; ``end`` is where it ends, in bytes.

    It is ``joined`` to what follows by an ``&&``, or a statement of its own: ``a | b; c``, also in a loop or a group.
    The last of its parts counts, too, where it is ``whole``: nobody sees that status else.
    """

    end: int
    parts: tuple[Part, ...]
    joined: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accountable:
    """``pipeline`` is the one that runs last at the top level, empty where that is not certain.

    ``earlier`` are pipelines that run before: what is behind them runs although parts of them failed.
    """

    substitutions: tuple[Substitution, ...] = ()
    pipeline: tuple[Part, ...] = ()
    earlier: tuple[EarlierPipeline, ...] = ()


@lru_cache(maxsize=8192)
def accountable(text: str) -> Accountable:
    if _MENTIONED.search(text) is None:
        return Accountable()
    root, finder = tree_of(text), _found_in(text)
    if root.has_error:
        return Accountable()
    statements = [] if _GIVES_UP.search(text) else finder.statements
    earlier = () if _LOOKS_BACK.search(text) else (*_earlier_pipelines(root), *statements)
    return Accountable(
        substitutions=tuple(finder.found),
        pipeline=_last_pipeline(root),
        earlier=tuple(sorted(earlier, key=lambda one: one.end)),
    )


def accountable_commands(text: str) -> tuple[str, ...]:
    """The text of each call that has to succeed; none of a text that cannot be read with certainty."""
    return tuple(_found_in(text).commands)


@lru_cache(maxsize=1024)
def accountable_programs(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each call that has to succeed; all calls of a text that cannot be read with certainty."""
    root = tree_of(text)
    if root.has_error:
        return tuple(call.words for call in read_script(text).calls)
    # How one ends of which a file or a here-document is made is not known; what it says is seen.
    bodies = (outermost(body, {"command_substitution"}) for body in outermost(root, {"heredoc_body"}))
    read = chain(outermost(root, _READ_AS_FILE, but=ELSEWHERE | _TRIES), *bodies)
    inputs = (source(each) for each in read if source(each).startswith(("<(", "$(")))
    beside = tuple(call.words for text in inputs for call in read_script(text[2:-1]).calls)
    return (*(call.words for part in accountable_commands(text) for call in read_script(part).calls[-1:]), *beside)


def deciding_programs(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each call that an ``if`` asks: it may say no, but it has to be able to answer."""
    questions = _found_in(text).questions if "then" in text else ()
    return tuple(call.words for part in questions for call in read_script(part).calls[-1:])


@lru_cache(maxsize=1024)
def _found_in(text: str) -> "_Finder":
    root = tree_of(text)
    finder = _Finder(text=root.text or b"")
    if not root.has_error:
        finder.block(root)
    return finder


@dataclass(slots=True)
class _Finder:
    """Collects substitutions in the order of their ends, so that inner ones come before outer ones."""

    text: bytes
    found: list[Substitution] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    statements: list[EarlierPipeline] = field(default_factory=list)
    branches: int = 0  # that the node which is visited is in

    def block(self, node: "Node", variable: str = "") -> None:
        for child, in_background in parts_of(node):
            if not in_background:
                self.visit(child, variable)

    def visit(self, node: "Node", variable: str) -> None:
        self.branches += node.type in _MAY_NOT_RUN
        self.inside(node, variable)
        self.branches -= node.type in _MAY_NOT_RUN

    def inside(self, node: "Node", variable: str) -> None:
        kind = node.type
        if kind in ELSEWHERE or _tries(node):
            return
        self.statement(node)
        if kind == "redirected_statement" and silences(node):
            return
        if kind == "pipeline" and node.children[0].type == "negated_command":
            return
        if kind == "command":
            self.commands.append(source(node))
        if kind == "command_substitution":
            self.block(node)
            self.substitution(node, variable)
        elif kind == "variable_assignment":
            self.assignment(node)
        elif kind == "list" and any(child.type == "||" for child in node.children):
            self.visit(node.children[-1], "")
        elif kind in _CONDITIONAL:
            self.condition(node)
        else:
            self.block(node, variable if kind in JOINED else "")

    def condition(self, node: "Node") -> None:
        """What is asked, also for the contrary, and what is done then."""
        inside, finder = _Finder(text=self.text), self
        for child in node.children:
            finder = self if child.type == "then" else inside if child.type in {"if", "elif"} else finder
            denied = finder is inside and child.type == "negated_command"
            finder.visit(child.children[-1] if denied else child, "")
        self.questions += inside.commands

    def statement(self, node: "Node") -> None:
        """A pipeline of its own that is not the last one, whose statuses are known anyway."""
        parent = node.parent
        if parent is None or parent.type not in _SEQUENCES or (parent.type == "program" and _is_last(node)):
            return
        parts = tuple(pipeline_parts(node))
        whole = bool(parts) and not (_is_question(node) or _ends_all(node) or _is_looked_at(node))
        if len(parts) > 1 or (whole and node.type in _ONE_CALL):
            self.statements.append(EarlierPipeline(end=node.end_byte, parts=parts, joined=False, whole=whole))

    def assignment(self, node: "Node") -> None:
        name = node.child_by_field_name("name")
        takes = source(name) if name is not None and name.type == "variable_name" and value_shape(node) else ""
        for child in node.children:
            self.visit(child, takes)

    def substitution(self, node: "Node", variable: str) -> None:
        statements = statements_of(node)
        opening = 2 if source(node).startswith("$(") else 1
        end = node.end_byte - 1
        body = self.text[node.start_byte + opening : end].decode(errors="replace")
        between = _between(body)
        if not statements or statements[-1].type == "file_redirect" or between is None or _is_looked_at(node):
            return
        if opening == 1 and "\\" in body:  # quoted once more, with rules of its own
            return
        parts = tuple(pipeline_parts(statements[-1])) or (Part(text=one_line(body)),)
        certain = self.branches == 0
        self.found.append(Substitution(end=end, between=between, parts=parts, variable=variable, certain=certain))


def _tries(node: "Node") -> bool:
    """Whether what a loop or a test does may fail."""
    if node.type == "while_statement":
        return _READS_LINES.match(source(node)) is None
    return node.type in _TRIES or (node.type == "for_statement" and _REPEATS.match(source(node)) is not None)


def _is_question(node: "Node") -> bool:
    """Whether a pipeline ends in a program that answers with its status."""
    calls = read_script(source(node)).calls
    program = invocation(calls[-1].words).program if calls else ""
    return program in _QUESTIONS or program in SEARCHES


def _ends_all(node: "Node") -> bool:
    """Whether a statement ends all groups that it is in, and so its status is that of the whole."""
    while node.parent is not None and _is_last(node) and node.parent.type in {"compound_statement", "subshell"}:
        node = node.parent
    return _is_last(node) and node.parent is not None and node.parent.type == "program"


def _is_looked_at(node: "Node") -> bool:
    """Whether what comes behind a statement asks how it ended."""
    while node.parent is not None and node.parent.type not in _SEQUENCES:
        node = node.parent
    behind = node.next_named_sibling
    return behind is not None and "$?" in source(behind)


def _is_last(node: "Node") -> bool:
    """Whether no command follows a statement."""
    behind = node.next_named_sibling
    return behind is None or (behind.type == "comment" and _is_last(behind))


def _between(body: str) -> str | None:
    """What ends the last command of a substitution; ``None`` where nothing can follow it."""
    bare = body.rstrip(" \t")
    last = bare.rpartition("\n")[2]
    if bare.endswith("&"):  # it runs on behind what the substitution waits for
        return None
    if bare.endswith(("\n", ";")):
        return " "
    return "\n" if "#" in last or "<<" in body else "; "


def _last_pipeline(root: "Node") -> tuple[Part, ...]:
    statements = statements_of(root)
    if not statements or root.children[-1].type == "&":
        return ()
    last = statements[-1]
    while last.type == "list" and last.children[1].type == "&&":
        last = last.children[-1]
    return tuple(pipeline_parts(last))


def _earlier_pipelines(root: "Node") -> Iterator[EarlierPipeline]:
    """In the order of their ends."""
    for child, in_background in parts_of(root):
        if not in_background and (chain := _chain(child)) is not None:
            yield from _before_and(chain)


def _chain(node: "Node") -> "Node | None":
    """The commands that operators join, also where what parses them takes a redirection of the last for one of all."""
    inner = node.child_by_field_name("body") if node.type == "redirected_statement" else node
    return inner if inner is not None and inner.type == "list" else None


def _before_and(node: "Node") -> Iterator[EarlierPipeline]:
    left, operator = node.children[0], node.children[1]
    if operator.type != "&&":
        return  # with an || anything may be meant to fail
    chain = _chain(left)
    if chain is not None:
        yield from _before_and(chain)
    parts = tuple(pipeline_parts(left if chain is None else chain.children[-1]))
    if len(parts) > 1:
        yield EarlierPipeline(end=left.end_byte, parts=parts)
