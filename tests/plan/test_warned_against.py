# ruff: noqa: RUF001 - marks of Chinese and letters of Ukrainian
"""Blocks that the text says not to run."""

from collections.abc import Callable

import pytest

from harness.plan.step import PagePlan
from harness.plan.warned_against import WARNED


@pytest.mark.parametrize(
    ("words", "skipped"),
    [
        ("Do not:", True),
        ("Never run this:", True),
        ("There is an oven. Don't run the following command:", True),
        ('<Aside type="caution">\nNever run this:', True),
        (":::danger\nDo not run this:", True),
        ("> [!WARNING]\n> Never do this:", True),
        ("Do not do this on the oven of somebody else:", True),
        ("不要运行以下命令：", True),
        ("Не виконуйте цю команду:", True),
        ("If you do not have one, run this:", False),
        ("Do not worry, run this:", False),
        ("Run this:", False),
    ],
)
def test_what_is_not_to_be_run(plan: Callable[..., PagePlan], words: str, *, skipped: bool) -> None:
    step = plan(f"{words}\n\n```bash\necho a\n```\n").variants[0].steps[0]
    assert step.skip == (WARNED if skipped else None)
