"""Imports point one way: a stage imports itself and earlier stages."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "harness"
LEAVES = (
    *(
        "lazy_exports",
        "gc_pause",
        "package_data",
        "patterns",
        "json_values",
        "deadline",
        "duration",
        "source",
        "capability",
        "checkout",
        "annotation",
        "fix",
        "diagnostic",
        "diagnostic_json",
        "errors",
    ),
    *("suggest", "plural", "edit", "extensions", "settings"),
)
NAMES_TYPES = PACKAGE / "extensions" / "hooks.py"  # of what hooks return; nothing of it is imported at run time
ORDER = (
    *((leaf,) for leaf in LEAVES),
    ("shell",),
    ("programs",),
    ("sites",),
    ("parse",),
    ("graph",),
    ("plan",),
    ("snips",),
    ("check",),
    ("cluster",),
    ("run",),
    ("match",),
    ("report",),
    ("drift",),
    ("accept",),
    ("session",),
    ("plugin", "cli"),
)
RANK = {stage: rank for rank, stages in enumerate(ORDER) for stage in stages}
MODULES = sorted(PACKAGE.rglob("*.py"))


def stage_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> list[tuple[int, str]]:
    """Line and stage of every import of this package, wherever in the module it stands."""
    found = []
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            names = [
                f"{node.module}.{alias.name}" if node.module == "harness" else str(node.module) for alias in node.names
            ]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found += [(node.lineno, name.split(".")[1]) for name in names if name.startswith("harness.")]
    return found


def external(module: Path) -> set[str]:
    roots = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            roots.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
    return roots


def test_every_module_belongs_to_a_stage() -> None:
    assert {stage_of(module) for module in MODULES} - {"__init__"} == set(RANK)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_a_stage_imports_only_itself_and_earlier_ones(module: Path) -> None:
    own = stage_of(module)
    wrong = [
        f"{module}:{line}: {own} imports {stage}"
        for line, stage in imports(module)
        if own not in ("__init__", stage) and RANK[stage] >= RANK[own] and module != NAMES_TYPES
    ]
    assert wrong == []


def names_imported(module: Path) -> set[str]:
    """The modules of this package that a module names, in whatever way."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & NAMES.keys()


def circle(name: str, imported: dict[str, set[str]]) -> list[str]:
    """A way from a module back to itself, without modules that only stand above it."""
    ways = [[name]]
    seen: set[str] = set()
    for way in ways:
        for following in sorted(imported[way[-1]] - seen):
            if following == name:
                return [*way, name]
            seen.add(following)
            ways.append([*way, following])
    return []


NAMES = {".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts): module for module in MODULES}
NAMES = {name.removesuffix(".__init__"): module for name, module in NAMES.items()}
WITHIN = sorted({stage for stage in RANK if (PACKAGE / stage).is_dir()})


@pytest.mark.parametrize("stage", WITHIN)
def test_no_module_of_a_stage_comes_back_to_itself(stage: str) -> None:
    """Not for the type checker either, nor inside of a function."""
    own = {name for name in NAMES if name.split(".")[1:2] == [stage] and NAMES[name].name != "__init__.py"}
    imported = {name: names_imported(NAMES[name]) & own for name in own}
    assert [way for name in sorted(own) if (way := circle(name, imported))] == []


def test_only_the_plugin_knows_pytest() -> None:
    assert {stage_of(module) for module in MODULES if {"pytest", "_pytest"} & external(module)} <= {"plugin"}


def test_only_the_command_line_parses_arguments() -> None:
    assert {stage_of(module) for module in MODULES if "argparse" in external(module)} <= {"cli"}


def test_what_names_types_of_later_stages_imports_them_for_the_type_checker_only() -> None:
    tree = ast.parse(NAMES_TYPES.read_text())
    at_run_time = [str(node.module) for node in tree.body if isinstance(node, ast.ImportFrom)]
    own = stage_of(NAMES_TYPES)
    assert [name for name in at_run_time if name.startswith("harness.") and name.split(".")[1] != own] == []
