"""What clusters left that did not come up, written down before anybody is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.errors import ClusterError
from harness.report.paint import unpainted
from harness.session.clusters.evidence import write_files
from harness.session.clusters.redaction import redacted


@contextmanager
def evidence_kept(folder: Path) -> Iterator[None]:
    """A ``ClusterError`` that passes names files below ``folder`` with its evidence, without secrets and colours."""
    try:
        yield
    except ClusterError as error:
        if error.evidence:
            error.evidence = {name: redacted(unpainted(text)) for name, text in error.evidence.items()}
            error.files = write_files(folder, error.evidence)
        raise
