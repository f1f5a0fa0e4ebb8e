"""``harness``: the commands beside ``pytest``. Exit status 0 fine, 1 findings or stale, 2 usage, 3 infrastructure."""

import argparse
import importlib
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from harness.errors import ClusterError, HarnessError, PageError

COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "snips": "write one sourceable bash file per page, or check that they are current",
        "check": "find what running cannot: manifests, shell syntax, variables, contexts",
        "drift": "compare translations with the pages that they are translated from",
        "plan": "show what would run, in which variants, and what it needs",
        "graph": "show which pages build on which, and where they say so",
        "clusters": "list, make or remove fleets that are kept between runs",
        "tools": "show, find or build the programs that clusters need",
        "prove": "show which wrong expected outputs would also have passed in a recorded run",
        "accept": "write the actual output of a recorded run into its pages",
        "merge": "join the JUnit, JSON and HTML reports of shards",
    }
)

FINE, FINDINGS, USAGE, INFRASTRUCTURE, INTERRUPTED = 0, 1, 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; every message of an error goes to standard error."""
    parser = argparse.ArgumentParser(
        prog="harness",
        description="Documentation pages as tests. To run pages: pytest docs/",
        epilog="exit status: 0 fine, 1 findings or stale files, 2 usage, 3 infrastructure",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    arguments = list(sys.argv[1:] if argv is None else argv)
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name == wanted:  # the others stay unread: start-up is what a pre-commit hook waits for
            module = importlib.import_module(f"harness.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `harness plan | head` is no error
        sys.stderr.close()
        return FINE
    except HarnessError as error:
        sys.stderr.write(f"{error}\n")
        return _status(error)


def _status(error: HarnessError) -> int:
    if isinstance(error, PageError):
        return FINDINGS
    return INFRASTRUCTURE if isinstance(error, ClusterError) else USAGE


class _Version(argparse.Action):
    """The installed version, looked up only when somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - 20 ms that only --version is worth

        sys.stdout.write(f"harness {version('docs-harness')}\n")
        parser.exit()
