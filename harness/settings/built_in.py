"""The rules of tolerance that the harness brings along."""

from harness.extensions import hookimpl
from harness.settings.tolerance import BUILT_IN, Tolerance


@hookimpl
def harness_tolerances() -> tuple[Tolerance, ...]:
    return BUILT_IN
