"""What kubectl's subcommands have in common is in the data of programs; elsewhere a rule may be about one of them."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[2] / "harness"
VERBS: Final = frozenset(
    {
        *("annotate", "api-resources", "apply", "attach", "auth", "autoscale", "certificate", "cluster-info"),
        *("config", "cordon", "cp", "create", "debug", "delete", "describe", "diff", "drain", "edit"),
        *("events", "exec", "explain", "expose", "get", "kustomize", "label", "logs", "patch", "port-forward"),
        *("proxy", "replace", "rollout", "run", "scale", "set", "taint", "top", "uncordon", "wait"),
    }
)
ALSO_PROGRAMS: Final = frozenset({"cp", "exec", "kustomize", "set", "wait"})  # of a list of programs, too
SUBCOMMANDS: Final = frozenset({"verb", "verbs", "subcommand"})
_ARGUMENTS: Final = "the arguments of that one subcommand are what the rule is about"
_MAKES: Final = "what calls make and need, one rule for each kind of call"
EXCEPTIONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "check/commands/wait_condition.py",
            "check/commands/exec_call.py",
            "check/commands/expected_objects.py",
            "check/commands/forgotten_cleanup.py",
            "check/commands/local_port.py",
            "check/commands/lost_namespace.py",
            "check/commands/never_made.py",
            "check/commands/object_name.py",
            "check/commands/object_source.py",
            "check/commands/patch.py",
            "check/commands/service_port.py",
            "check/commands/step_order.py",
            "check/manifests/object_key.py",
            "check/manifests/page_names.py",
            "check/manifests/patch_fields.py",
            "match/hidden_failure.py",
            "plan/commands/command.py",
            "plan/commands/unattended.py",
            "session/clusters/command_targets.py",
            "session/clusters/stand_ins.py",
            "session/clusters/waits.py",
        ),
        _ARGUMENTS,
    ),
    "session/threads/cluster_calls.py": _MAKES,
}


def texts(node: ast.AST) -> frozenset[str]:
    return frozenset(
        each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def lists(tree: ast.AST) -> Iterator[tuple[int, frozenset[str]]]:
    """Sets and tables that have several subcommands for members or keys."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Dict):
            members = node.elts if isinstance(node, ast.Set) else [key for key in node.keys if key is not None]
            named = frozenset().union(*map(texts, members)) & VERBS
            if named <= ALSO_PROGRAMS:
                continue
            if len(named) > 1:
                yield node.lineno, named


def comparisons(tree: ast.AST) -> Iterator[int]:
    """Lines that compare a subcommand with one of kubectl's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            names = {getattr(each, "attr", getattr(each, "id", "")) for each in ast.walk(node.left)}
            if names & SUBCOMMANDS and frozenset().union(*map(texts, node.comparators)) & VERBS:
                yield node.lineno


@cache
def modules() -> Mapping[str, ast.AST]:
    found = {module.relative_to(PACKAGE).as_posix(): module for module in PACKAGE.rglob("*.py")}
    return {name: ast.parse(found[name].read_text()) for name in sorted(found) if not name.startswith("programs/")}


def test_lists_of_subcommands_are_data() -> None:
    assert [f"{name}:{line}: {sorted(named)}" for name, tree in modules().items() for line, named in lists(tree)] == []


def test_only_these_modules_are_about_one_subcommand() -> None:
    assert {name for name, tree in modules().items() if any(comparisons(tree))} == set(EXCEPTIONS)
