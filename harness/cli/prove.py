"""``harness prove``: what the expected outputs of a run prove."""

import argparse
import sys
from typing import Final

from harness.cli.counted import Counted
from harness.cli.report_file import add_report, records_in
from harness.report.page_proof import prove_records
from harness.report.proof_text import proof_json, proof_text

DESCRIPTION: Final = """\
Change each expected output that a run confirmed (a state, a status, a number, a word, a line less or twice, two lines
swapped) and compare again with the output that was recorded: what is still accepted, the page does not prove. Nothing
is run.
"""
EXAMPLES: Final = """\
examples:
  pytest docs/ --report-dir reports    record a run, then
  harness prove reports                show which wrong expected outputs would also have passed
  harness prove reports --page install only pages with `install` in their path
  harness prove reports --json         the same for programs

exit status: 0 fine, 1 a wrong state or status would also have passed, 2 usage
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description, parser.epilog = f"{parser.description}\n\n{DESCRIPTION}", EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add_report(parser)
    parser.add_argument("--json", action="store_true", help="write JSON, with every single change")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when a wrong state or status would also have passed."""
    records = records_in(arguments.report)
    chosen = [record for record in records if arguments.page in record.page]
    with Counted("prove", "expected outputs") as counted:
        proofs = prove_records(chosen, progress=counted)
    text = proof_json(proofs) if arguments.json else proof_text(proofs, colour=sys.stdout.isatty())
    sys.stdout.write(text)
    return int(any(proof.grave for proof in proofs))
