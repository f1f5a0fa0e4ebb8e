"""Shell text in, ``Script`` out; read with a grammar of bash, so that quotes and heredocs are what they are."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from harness.shell.nodes import behind, lost_dash, never_ends, parts_of, plain, redirection, set_by, source, tree_or_job
from harness.shell.placeholders import placeholders
from harness.shell.rounds import rounds
from harness.shell.script import Call, Mention, Script, Use

if TYPE_CHECKING:
    from tree_sitter import Node

LOOPS = frozenset({"while_statement", "for_statement", "c_style_for_statement"})
BRANCHES = frozenset({"if_statement", "case_statement", "while_statement", "||"})
SENT_AWAY = frozenset({"/dev/null", "/dev/stderr", "/dev/stdout", "/dev/tty"})
DEFAULTING = frozenset({":-", "-", ":=", "=", ":+", "+", ":?", "?"})
NO_NAME = re.compile(r"[^A-Za-z_]")  # $1, $?, $@
ASSIGNED = re.compile(r"([A-Za-z_]\w*)=")


@lru_cache(maxsize=8192)
def read_script(text: str) -> Script:
    """The script that ``text`` is; any text gives one, ``broken`` where bash would refuse it."""
    (root, job), reader = tree_or_job(text), _Reader()
    reader.block(root, _Around(background=job))
    return Script(
        calls=tuple(reader.calls),
        mentions=tuple(reader.mentions),
        writes=tuple(reader.writes),
        takes=tuple(reader.takes),
        functions=tuple(reader.functions),
        placeholders=placeholders(text, root),
        background=job or (bool(root.children) and root.children[-1].type == "&"),
        endless=reader.endless,
        waits=reader.waits,
        branches=reader.branches,
        broken=root.has_error,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a node and matters to the calls in it."""

    fed: bool = False
    background: bool = False
    gives: str | None = None
    optional: bool = False  # a function's body, a test
    function: bool = False
    heredoc: str | None = None
    heredoc_reads: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # arguments that stand behind a redirection
    times: int = 1


@dataclass(slots=True)
class _Reader:
    """Walks the tree in the order in which bash runs it."""

    calls: list[Call] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    takes: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    endless: bool = False
    waits: bool = False
    branches: bool = False

    def visit(self, node: "Node", around: _Around) -> None:
        self.branches |= node.type in BRANCHES
        handler = HANDLERS.get(node.type)
        if handler is not None:
            handler(self, node, around)
        elif node.child_count:
            self.block(node, around)

    def block(self, node: "Node", around: _Around = _Around()) -> None:
        """Commands one after the other; one followed by ``&`` runs in the background."""
        for child, in_background in parts_of(node):
            self.visit(child, replace(around, background=True) if in_background else around)

    def pipeline(self, node: "Node", around: _Around) -> None:
        """Each part runs in a shell of its own."""
        part = around
        for child in node.children:
            if child.type in {"|", "|&"}:
                part = replace(around, fed=True, heredoc=None)
            else:
                start = len(self.mentions)
                self.visit(child, part)
                self.leave_shell(start)

    def subshell(self, node: "Node", around: _Around) -> None:
        start = len(self.mentions)
        self.block(node, around)
        self.leave_shell(start)

    def substitution(self, node: "Node", around: _Around) -> None:
        self.subshell(node, _Around(gives=around.gives, optional=around.optional))

    def leave_shell(self, start: int) -> None:
        """Variables that a shell of its own set since ``start`` are gone with it, and so are its readings of them."""
        inside, self.mentions[start:] = self.mentions[start:], []
        own: set[str] = set()
        for mention in inside:
            if mention.use is Use.SET:
                own.add(mention.name)
            elif mention.use is Use.READ and mention.name not in own:
                self.mentions.append(mention)

    def command(self, node: "Node", around: _Around) -> None:
        start = len(self.mentions)
        words, heredoc, fed = [], around.heredoc, around.fed
        for child in node.children:
            if child.type == "variable_assignment":
                self.for_one_command(child, around)
                continue
            if child.type == "file_redirect":
                fed |= self.redirect(child, around)
                continue
            if child.type == "herestring_redirect":
                fed = True
            else:
                words.append(plain(child))
            tested = around.optional or words[:1] == ["test"]  # as in brackets
            self.visit(child, _Around(gives=around.gives, optional=tested, function=around.function))
        reads = tuple(dict.fromkeys((*self.read_since(start), *around.heredoc_reads)))
        words.extend(around.words)
        if not words:
            return
        line = node.start_point[0]
        self.calls.append(
            Call(
                words=tuple(words),
                line=line,
                reads=reads,
                heredoc=heredoc,
                fed=fed or heredoc is not None,
                background=around.background,
                gives=around.gives,
                in_function=around.function,
                times=around.times,
            )
        )
        for name in set_by(words):
            self.mentions.append(Mention(name=name, line=line, use=Use.SET))

    def for_one_command(self, node: "Node", around: _Around) -> None:
        """What is assigned before a program is set for that program alone."""
        start = len(self.mentions)
        self.visit(node, around)
        self.mentions[start:] = [each for each in self.mentions[start:] if each.use is Use.READ]

    def read_since(self, start: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.name for each in self.mentions[start:] if each.use is Use.READ))

    def redirected(self, node: "Node", around: _Around) -> None:
        body = node.child_by_field_name("body")
        inner = around
        later: list[Node] = []
        for child in node.children:
            if child.type == "file_redirect":
                fed = self.redirect(child, around)
                inner = replace(inner, fed=inner.fed or fed, words=(*inner.words, *behind(child)))
            elif child.type == "heredoc_redirect":
                inner, rest = self.heredoc(child, replace(inner, words=(*inner.words, *lost_dash(node, child))))
                later.extend(rest)
            elif child.type == "herestring_redirect":
                self.visit(child, around)
                inner = replace(inner, fed=True)
        if body is not None:
            self.visit(body, inner)
        for child in later:
            self.visit(child, replace(around, fed=child.type == "pipeline" or around.fed))

    def heredoc(self, node: "Node", around: _Around) -> "tuple[_Around, list[Node]]":
        """What it gives to its command, and the commands that stand on the line behind it."""
        start = len(self.mentions)
        body, rest, words = "", [], list(around.words)
        for index, child in enumerate(node.children):
            kind = child.type
            if kind == "heredoc_body":
                body = source(child)
                self.block(child)
            elif kind == "file_redirect":
                self.redirect(child, around)
                words.extend(behind(child))
            elif node.field_name_for_child(index) == "argument":
                words.append(plain(child))
                self.visit(child, _Around())
            elif child.is_named and kind not in {"heredoc_start", "heredoc_end"}:
                rest.append(child)
        return replace(around, heredoc=body, heredoc_reads=self.read_since(start), words=tuple(words)), rest

    def lost_heredoc(self, _node: "Node", _around: _Around) -> None:
        """One that the grammar gives up: a second one on a line, one that is not closed."""
        self.calls[-1:] = [replace(call, fed=True) for call in self.calls[-1:]]

    def redirect(self, node: "Node", around: _Around) -> bool:
        """Note the file written, if any; whether it is input."""
        operator, targets = redirection(node)
        for target in targets:
            self.visit(target, _Around(gives=around.gives))
        name = plain(targets[0]) if targets and targets[0].type != "process_substitution" else ""
        if operator.startswith("<"):
            self.takes += [name] if operator == "<" and name else []
            return True
        if name and name not in SENT_AWAY and not (operator == ">&" and name.isdigit()):  # 2>&1
            self.writes.append(name)
        return False

    def assignment(self, node: "Node", around: _Around) -> None:
        name_node = node.child_by_field_name("name")
        value = node.child_by_field_name("value")
        if name_node is None:
            return
        if name_node.type == "subscript":
            if (index := name_node.child_by_field_name("index")) is not None:
                self.visit(index, around)
            name_node = name_node.child_by_field_name("name") or name_node
        name, start = source(name_node), len(self.mentions)
        if value is not None:
            self.visit(value, _Around(gives=name, optional=around.optional))
        mention = Mention(name=name, line=node.start_point[0], use=Use.SET, sources=self.read_since(start))
        self.mentions.append(mention)

    def declaration(self, node: "Node", around: _Around) -> None:
        """``export X=1`` sets, ``export X`` says nothing new about X."""
        for child in node.children:
            if child.type != "variable_name":
                self.visit(child, around)
            if child.type in {"string", "raw_string", "concatenation"} and (name := ASSIGNED.match(plain(child))):
                self.mentions.append(Mention(name=name[1], line=child.start_point[0], use=Use.SET))

    def unset(self, node: "Node", _around: _Around) -> None:
        names = (child for child in node.children if child.type == "variable_name")
        self.mentions += (Mention(name=source(one), line=one.start_point[0], use=Use.UNSET) for one in names)

    def expansion(self, node: "Node", around: _Around) -> None:
        operators = {child.type for child in node.children_by_field_name("operator")}
        for child in node.children:
            if child.type == "variable_name":
                self.read(child, optional=around.optional or bool(operators & DEFAULTING))
                if operators & {":=", "="}:
                    self.mentions.append(Mention(name=source(child), line=child.start_point[0], use=Use.SET))
            else:
                self.visit(child, around)

    def read(self, node: "Node", *, optional: bool) -> None:
        name = source(node)
        if NO_NAME.match(name) is None and name != "_":
            self.mentions.append(Mention(name=name, line=node.start_point[0], use=Use.READ, optional=optional))

    def variable(self, node: "Node", _around: _Around) -> None:
        """A name on its own, as in arithmetic, where a variable that is not set counts as 0."""
        self.read(node, optional=True)

    def test(self, node: "Node", around: _Around) -> None:
        self.block(node, replace(around, optional=True))

    def loop(self, node: "Node", around: _Around) -> None:
        variable, around = node.child_by_field_name("variable"), replace(around, times=around.times * rounds(node))
        for child in node.children:
            if child.type == "do_group" and variable is not None:
                words = tuple(map(plain, node.children_by_field_name("value")))
                mention = Mention(name=source(variable), line=node.start_point[0], use=Use.SET, words=words)
                self.mentions.append(mention)
            if variable is None or child.start_byte != variable.start_byte:
                self.visit(child, around)
        self.endless |= never_ends(node)
        self.waits |= node.type == "while_statement" and not around.fed and not never_ends(node)

    def function(self, node: "Node", around: _Around) -> None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is not None and body is not None:
            self.functions.append(source(name))
            self.visit(body, replace(around, optional=True, function=True))


HANDLERS = {
    "pipeline": _Reader.pipeline,
    "subshell": _Reader.subshell,
    "command_substitution": _Reader.substitution,
    "process_substitution": _Reader.substitution,
    "command": _Reader.command,
    "redirected_statement": _Reader.redirected,
    "variable_assignment": _Reader.assignment,
    "declaration_command": _Reader.declaration,
    "unset_command": _Reader.unset,
    "expansion": _Reader.expansion,
    "simple_expansion": _Reader.expansion,
    "variable_name": _Reader.variable,
    "heredoc_start": _Reader.lost_heredoc,
    "test_command": _Reader.test,
    "function_definition": _Reader.function,
    **dict.fromkeys(LOOPS, _Reader.loop),
}
