"""``harness prove``: what the expected outputs of a run prove."""

import argparse
import sys
import time
from pathlib import Path
from typing import Final

from harness.errors import SettingsError
from harness.report.built_in import JSON
from harness.report.proof import prove_records
from harness.report.proof_text import proof_json, proof_text
from harness.report.record_json import load

PATIENCE: Final = 1.0  # seconds without a word

DESCRIPTION: Final = """\
Change each expected output that a run confirmed (a state, a status, a number, a word, a line less or twice, two lines
swapped) and compare again with the output that was recorded: what is still accepted, the page does not prove. Nothing
is run.
"""
EXAMPLES: Final = """\
examples:
  pytest docs/ --report-dir reports    record a run, then
  harness prove reports                tell which wrong expected outputs would also have passed
  harness prove reports --page install only pages with `install` in their path
  harness prove reports --json         the same for programs

exit status: 0 fine, 1 a wrong state or status would also have passed, 2 usage
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description, parser.epilog = f"{parser.description}\n\n{DESCRIPTION}", EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "report", type=Path, metavar="REPORT", help=f"what --report-dir wrote: the folder, or its {JSON}"
    )
    parser.add_argument("--page", metavar="TEXT", default="", help="only pages that have this in their path")
    parser.add_argument("--json", action="store_true", help="write JSON, with every single change")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when a wrong state or status would also have passed."""
    file = arguments.report / JSON if arguments.report.is_dir() else arguments.report
    if not file.is_file():
        raise SettingsError(
            f"{file}: no such file",
            expected="a folder that `pytest --report-dir` wrote",
            remedy=f"run `pytest PAGES --report-dir {arguments.report}` first",
        )
    records = load(file.read_text(encoding="utf-8"), name=str(file)).records
    chosen = [record for record in records if arguments.page in record.page]
    proofs = prove_records(chosen, progress=Spoken())
    text = proof_json(proofs) if arguments.json else proof_text(proofs, colour=sys.stdout.isatty())
    sys.stdout.write(text)
    return int(any(proof.grave for proof in proofs))


class Spoken:
    """Says on standard error how far it is, once a second, from the first second on."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= PATIENCE:
            self._last = now
            sys.stderr.write(f"harness prove: {done} of {total} expected outputs\n")
