"""Expressions and functions of Python that only put texts together, worked out without running anything.

Anything else (an import, a loop, a call of something unknown) is a ``ValueError``: then the value is not known.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

Scope = Mapping[str, Any]
_DEEPEST: Final = 20  # calls inside each other
_OPERATORS: Final[Mapping[type[ast.AST], Callable[[Any, Any], Any]]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Eq: operator.eq,
        ast.NotEq: operator.ne,
        ast.In: lambda one, other: one in other,
        ast.NotIn: lambda one, other: one not in other,
        ast.Is: lambda one, other: one is other,
        ast.IsNot: lambda one, other: one is not other,
    }
)
_CHANGING: Final = ("format", "join", "lower", "lstrip", "removeprefix", "removesuffix", "replace", "rstrip", "strip")
_METHODS: Final = frozenset([*_CHANGING, "endswith", "get", "split", "startswith", "title", "upper"])
_BUILT_IN: Final[Scope] = MappingProxyType({"str": str, "int": int, "len": len, "dict": dict, "list": list})


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a module; ``depth`` is how many calls it is in."""

    node: ast.FunctionDef
    scope: Scope
    depth: int = 0

    def __call__(self, *positional: object, **named: object) -> Any:
        if self.depth > _DEEPEST:
            raise ValueError("calls that do not end")
        arguments = self.node.args
        names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
        if arguments.vararg or arguments.kwarg or len(positional) > len(names):
            raise ValueError("arguments of any number")
        defaults = zip(names[len(names) - len(arguments.defaults) :], arguments.defaults, strict=True)
        own = {name: value_of(default, self.scope) for name, default in defaults}
        own |= {
            one.arg: value_of(default, self.scope)
            for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
            if default is not None
        }
        own |= dict(zip(names, positional, strict=False)) | named
        deeper = {name: _deeper(value, self.depth) for name, value in self.scope.items()}
        return next(_returned(self.node.body, {**deeper, **own}), None)


def _deeper(value: Any, depth: int) -> Any:
    return Function(value.node, value.scope, depth + 1) if isinstance(value, Function) else value


def _returned(body: Sequence[ast.stmt], scope: dict[str, Any]) -> Iterator[Any]:
    """The value that statements return, if they do."""
    for statement in body:
        match statement:
            case ast.Return(value):
                yield None if value is None else value_of(value, scope)
                return
            case ast.If(test, then, otherwise):
                found = list(_returned(then if value_of(test, scope) else otherwise, scope))
                if found:
                    yield found[0]
                    return
            case ast.Expr(ast.Constant()) | ast.Pass():
                pass
            case _:
                assign(statement, scope)


def assign(statement: ast.stmt, scope: dict[str, Any]) -> None:
    """Set what an assignment to a name sets; ``ValueError`` for any other statement."""
    match statement:
        case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(ast.Name(name), _, ast.expr() as value):
            scope[name] = value_of(value, scope)
        case ast.AugAssign(ast.Name(name), ast.Add(), value):
            scope[name] = scope[name] + value_of(value, scope)
        case ast.FunctionDef(name):
            scope[name] = Function(statement, scope)
        case _:
            raise ValueError(f"a statement {type(statement).__name__}")


def value_of(node: ast.expr, scope: Scope) -> Any:
    """The value of an expression; ``ValueError`` where it is not known."""
    known = _KNOWN.get(type(node))
    if known is None:
        raise ValueError(f"an expression {type(node).__name__}")
    try:
        return known(node, scope)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _name(node: ast.Name, scope: Scope) -> Any:
    return scope[node.id] if node.id in scope else _BUILT_IN[node.id]


def _items(node: ast.List | ast.Tuple, scope: Scope) -> list[Any]:
    return [value_of(one, scope) for one in node.elts]


def _text(node: ast.JoinedStr, scope: Scope) -> str:
    return "".join(str(value_of(one, scope)) for one in node.values)


def _formatted(node: ast.FormattedValue, scope: Scope) -> str:
    if node.format_spec is not None:
        raise ValueError("a format")
    return str(value_of(node.value, scope))


def _mapping(node: ast.Dict, scope: Scope) -> dict[Any, Any]:
    pairs = zip(node.keys, node.values, strict=True)
    return {value_of(key, scope): value_of(value, scope) for key, value in pairs if key is not None}


def _two(node: ast.BinOp, scope: Scope) -> Any:
    left, right = value_of(node.left, scope), value_of(node.right, scope)
    if isinstance(node.op, ast.Mod) and isinstance(left, str):
        return left % (tuple(right) if isinstance(right, list) else right)
    return _OPERATORS[type(node.op)](left, right)


def _compared(node: ast.Compare, scope: Scope) -> Any:
    if len(node.ops) > 1:
        raise ValueError("a chain of comparisons")
    return _OPERATORS[type(node.ops[0])](value_of(node.left, scope), value_of(node.comparators[0], scope))


def _negated(node: ast.UnaryOp, scope: Scope) -> bool:
    if not isinstance(node.op, ast.Not):
        raise ValueError("a sign")  # noqa: TRY004 - of the text, not of a caller
    return not value_of(node.operand, scope)


def _chosen(node: ast.IfExp, scope: Scope) -> Any:
    return value_of(node.body if value_of(node.test, scope) else node.orelse, scope)


def _call(node: ast.Call, scope: Scope) -> Any:
    named = {one.arg: value_of(one.value, scope) for one in node.keywords if one.arg is not None}
    return _called(node.func, scope)(*[value_of(one, scope) for one in node.args], **named)


def _joined(node: ast.BoolOp, scope: Scope) -> Any:
    value = None
    for one in node.values:
        value = value_of(one, scope)
        if bool(value) is isinstance(node.op, ast.Or):
            break
    return value


def _called(function: ast.expr, scope: Scope) -> Callable[..., Any]:
    """A function that is known, or a method of a text."""
    if isinstance(function, ast.Attribute) and function.attr in _METHODS:
        of = value_of(function.value, scope)
        if isinstance(of, str | dict):
            found: Callable[..., Any] = getattr(of, function.attr)
            return found
    if isinstance(function, ast.Name) and callable(found := value_of(function, scope)):
        return found
    raise ValueError("a call of something that is not known")


_KNOWN: Final[Mapping[type[ast.expr], Callable[[Any, Scope], Any]]] = MappingProxyType(
    {
        ast.BinOp: _two,
        ast.BoolOp: _joined,
        ast.Call: _call,
        ast.Compare: _compared,
        ast.Constant: lambda node, _: node.value,
        ast.Dict: _mapping,
        ast.FormattedValue: _formatted,
        ast.IfExp: _chosen,
        ast.JoinedStr: _text,
        ast.List: _items,
        ast.Name: _name,
        ast.Subscript: lambda node, scope: value_of(node.value, scope)[value_of(node.slice, scope)],
        ast.Tuple: _items,
        ast.UnaryOp: _negated,
    }
)
