"""The options that running a snippet or a check again needs: without them something else would run, or elsewhere."""

from collections.abc import Container, Iterator, Sequence
from typing import Final

import pytest

TAKES_VALUE: Final = frozenset(
    {
        "--provider",
        "--contexts",
        "--alternatives",
        "--settings",
        "-c",
        "--config-file",
        "-o",
        "--override-ini",
        "-p",
        "--rootdir",
    }
    | {"--page-timeout", "--run-timeout"}
)
ALONE: Final = frozenset(
    {
        *("--yes", "--dry-run", "--keep", "--no-plan-files", "--all-pages"),
        *("--strict-docs", "--stop-page", "--no-stop-page"),
    }
)
LIMITS: Final = frozenset(
    {"--variant", "--fleets", "--shard", "--report-dir", "--docs-github", "--prove"}
    | {"--accept", "--translations", "--force"}
)
"""Options of ours that choose what runs or where reports go: the name of a snippet says what runs."""
OF_CHECKS: Final = frozenset({"--settings", "--no-plan-files"})
"""Those that ``harness check`` knows, too."""


def run_options(config: pytest.Config) -> tuple[str, ...]:
    """The options of this run that running one snippet again needs."""
    return repeated([str(argument) for argument in config.invocation_params.args], TAKES_VALUE | ALONE)


def check_options(config: pytest.Config) -> tuple[str, ...]:
    """The options of this run that ``harness check`` needs for the same findings."""
    return repeated([str(argument) for argument in config.invocation_params.args], OF_CHECKS)


def repeated(arguments: Sequence[str], names: Container[str]) -> tuple[str, ...]:
    return tuple(_repeated(arguments, names))


def _repeated(arguments: Sequence[str], names: Container[str]) -> Iterator[str]:
    rest = iter(arguments)
    for argument in rest:
        name, given, _ = argument.partition("=")
        if name not in names:
            continue
        value = next(rest, None) if name in TAKES_VALUE and not given else None
        if (name, value or argument.partition("=")[2]) != ("-p", "no:cacheprovider"):  # changes nothing about pages
            yield argument
            yield from () if value is None else (value,)
