"""Values and macros that a module of a MkDocs site defines for its pages, read without running the module.

def define_env(env):
env.variables["release"] = "v1.4"             {{ release }}

@env.macro
def manifest(name, version="latest"):         {{ manifest("oven") }}
return f"https://tea.example/{version}/{name}.yaml"
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from harness.parse.shortcodes.python_subset import Function, assign, value_of

_DEFINING: Final = frozenset({"define_env", "declare_variables"})
_USUAL: Final = "main"


def module_values(root: Path, name: object = None) -> Mapping[str, Any]:
    """What the module says of the site whose configuration is in this folder; nothing where there is none."""
    file = _module(root, str(name or _USUAL))
    if file is None:
        return {}
    try:
        module = ast.parse(file.read_text(encoding="utf-8", errors="replace"))
    except (SyntaxError, ValueError):
        return {}  # its values stay unknown, and a block that needs one says so
    scope: dict[str, Any] = {}
    _run(module.body, scope)
    found: dict[str, Any] = {}
    for statement in module.body:
        if isinstance(statement, ast.FunctionDef) and statement.name in _DEFINING:
            _define(statement.body, scope, found)
    return found


def _module(root: Path, name: str) -> Path | None:
    path = root / name.removesuffix(".py")
    return next((one for one in (path.with_name(f"{path.name}.py"), path / "__init__.py") if one.is_file()), None)


def _run(body: Sequence[ast.stmt], scope: dict[str, Any]) -> None:
    """Set what can be known; a statement that does more leaves its names without a value."""
    for statement in body:
        with suppress(ValueError, LookupError):
            assign(statement, scope)


def _define(body: Sequence[ast.stmt], module: Mapping[str, Any], found: dict[str, Any]) -> None:
    scope = dict(module)
    for statement in body:
        with suppress(ValueError, LookupError):
            found.update(_defined(statement, scope))


def _defined(statement: ast.stmt, scope: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a statement defines for pages; others set names of the module's own."""
    match statement:
        case ast.FunctionDef(name) if any(map(_is_macro, statement.decorator_list)):
            scope[name] = Function(statement, scope)
            yield name, scope[name]
        case ast.Assign([ast.Subscript(of, ast.Constant(str(name)))], value) if _is_variables(of):
            yield name, value_of(value, scope)
        case ast.Assign([ast.Attribute(of, name)], value) if _is_variables(of):
            yield name, value_of(value, scope)
        case ast.Expr(ast.Call(ast.Attribute(of, "update"), [ast.Dict() as values])) if _is_variables(of):
            yield from value_of(values, scope).items()
        case ast.Expr(ast.Call(called, [ast.Name(function), *named])) if _is_macro(called):
            yield str(value_of(named[0], scope)) if named else function, scope[function]
        case _:
            assign(statement, scope)


def _is_macro(node: ast.expr) -> bool:
    """``env.macro``, or ``macro`` of the plug-in's first releases."""
    return _last_name(node) == "macro"


def _is_variables(node: ast.expr) -> bool:
    return _last_name(node) == "variables"


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
