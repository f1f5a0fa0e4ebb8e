"""The grammar of bash, and what nodes of its tree mean."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

NAME = re.compile(r"[A-Za-z_]\w*")
SLEEPS = re.compile(r"sleep [\w.]+")
JOB_WITH_HEREDOC = re.compile(r"""(<<-?[ \t]*['"\\]?\w+['"]?[^\n&]*?)[ \t]*&(?=[ \t]*\n)""")  # cat <<EOF &

BEYOND = re.compile("(?<=\\{)[\U00010000-\U0010ffff]")
"""What may end the process behind a brace: the grammar looks such a character up in a table that ends before it."""


@cache
def bash_parser() -> "Parser":
    """The grammar is loaded on first use: most commands of the harness never read shell."""
    import tree_sitter_bash  # noqa: PLC0415 - 15 ms of start-up
    from tree_sitter import Language, Parser  # noqa: PLC0415 - likewise

    return Parser(Language(tree_sitter_bash.language()))


def tree_of(text: str) -> "Node":
    """The root of a text's tree; what is no UTF-8 in it stays as it is."""
    return _parsed(text, errors="surrogateescape")


def tree_or_job(text: str) -> "tuple[Node, bool]":
    """The root of a text's tree, and whether it is a job with a here-document, whose ``&`` the grammar misreads."""
    root = _parsed(text)
    job_text = JOB_WITH_HEREDOC.sub(r"\1", text, count=1) if root.has_error else text
    other = _parsed(job_text) if job_text != text else root
    job = not other.has_error and len(other.named_children) == 1 and job_text != text
    return other if job else root, job


def _parsed(text: str, errors: str = "strict") -> "Node":
    readable = text if text.isascii() else BEYOND.sub("xxxx", text)  # as many bytes
    return bash_parser().parse(readable.encode(errors=errors)).root_node


def source(node: "Node") -> str:
    return (node.text or b"").decode()


def statements_of(node: "Node") -> "list[Node]":
    """What is in a node, without comments."""
    return [child for child in node.named_children if child.type != "comment"]


def parts_of(node: "Node") -> "Iterator[tuple[Node, bool]]":
    """What is in a node, each part with whether ``&`` right behind it puts it into the background."""
    children = node.children
    for child, following in zip_longest(children, children[1:]):
        yield child, following is not None and following.type == "&"


def outermost(node: "Node", kinds: Collection[str], *, but: Collection[str] = ()) -> "Iterator[Node]":
    """The nodes of some kinds in a tree that are in no other one of these, nor in one of the kinds ``but``."""
    if node.type in kinds:
        yield node
    elif node.type not in but:
        for child in node.named_children:
            yield from outermost(child, kinds, but=but)


def plain(node: "Node") -> str:
    """A word without its quotes; what bash fills in stays as written."""
    kind, text = node.type, source(node)
    if kind in {"concatenation", "command_name"}:
        return "".join(plain(child) for child in node.children)
    if kind == "raw_string":
        return text[1:-1]
    if kind == "string":
        return re.sub(r'\\(["\\$`\n])', lambda found: "" if found[1] == "\n" else found[1], text[1:-1])
    if kind == "word":
        return re.sub(r"\\(.)", lambda found: "" if found[1] == "\n" else found[1], text, flags=re.DOTALL)
    return text


def behind(redirect: "Node") -> tuple[str, ...]:
    """Words after a redirection's file: the grammar takes them for more files, bash for arguments."""
    return tuple(plain(node) for node in redirect.children_by_field_name("destination")[1:])


def redirection(node: "Node") -> "tuple[str, list[Node]]":
    """The sign of a redirection, and where it leads."""
    signs = (child.type for child in node.children if "<" in child.type or ">" in child.type)
    return next(signs, ">"), node.children_by_field_name("destination")


def lost_dash(statement: "Node", heredoc: "Node") -> tuple[str, ...]:
    """The ``-`` of ``kubectl apply -f - <<EOF``, which the grammar drops between a command and its heredoc."""
    before = heredoc.prev_sibling
    if before is None:
        return ()
    start = statement.start_byte
    gap = (statement.text or b"")[before.end_byte - start : heredoc.start_byte - start]
    return ("-",) if b"-" in gap else ()


def set_by(words: list[str]) -> list[str]:
    """Variables that a builtin sets by name."""
    if words[0] == "printf" and "-v" in words[:-1]:
        return [words[words.index("-v") + 1]]
    if words[0] == "coproc":
        names = ["COPROC", *(word for word in words[1:2] if NAME.fullmatch(word))]
        return [*names, *(f"{name}_PID" for name in names)]
    if words[0] in {"read", "mapfile", "readarray"}:
        return [word for word in words[1:] if NAME.fullmatch(word)]
    return []


def never_ends(loop: "Node") -> bool:
    """``while true`` and its like, without a way out."""
    if loop.type != "while_statement":
        return False
    condition = loop.child_by_field_name("condition")
    kind = loop.children[0].type
    for_ever = {"while": {"true", ":", "[ 1 ]", "[[ 1 ]]"}, "until": {"false"}}
    if condition is None:
        return False
    said = source(condition)
    if said not in for_ever.get(kind, set()) and not (kind == "while" and SLEEPS.fullmatch(said)):
        return False
    return re.search(r"\b(break|exit|return)\b", source(loop)) is None
