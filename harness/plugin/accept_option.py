"""``--accept``: what the run printed goes into its pages, when all of them have run."""

from collections.abc import Iterator, Sequence

import pytest

from harness.edit.changes import write
from harness.errors import SettingsError
from harness.plugin.options import Options
from harness.report.step_record import Record
from harness.session.accepting import acceptance, accepted_lines
from harness.session.site import Site


def accept_drifts(records: Sequence[Record], config: pytest.Config) -> Iterator[str]:
    """Writes the pages; the lines that say which, and what is not accepted."""
    found = acceptance(
        records,
        site=Site(settings_file=Options.of(config).settings),
        root=config.rootpath,
        everywhere=config.option.harness_accept_translations,
    )
    try:
        write(found.changes.changes, force=config.option.harness_accept_force)
    except SettingsError as error:
        yield from str(error).splitlines()
        return
    yield from accepted_lines(found)
    yield from (line for one in (*found.refusals, *found.changes.refused) for line in str(one).splitlines())
