"""What a call of ``git clone`` is told."""

import pytest

from harness.programs.git_clone import git_clone

POTS = "https://example.org/tea/pots.git"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (f"git clone {POTS}", (POTS, "pots")),
        (f"git clone --depth 1 -b main {POTS}", (POTS, "pots")),
        (f"git clone -q {POTS} shop/here", (POTS, "shop/here")),
        (f"git -C /srv clone {POTS}", (POTS, "pots")),
        ("git clone git@example.org:pots.git", ("git@example.org:pots.git", "pots")),
        ("git clone https://example.org/tea/pots/", ("https://example.org/tea/pots/", "pots")),
        ("git clone --branch x", None),
        ("git pull", None),
        ("gitk clone a", None),
    ],
)
def test_told(command: str, told: tuple[str, str] | None) -> None:
    found = git_clone(tuple(command.split()))
    assert (found and (found.address, found.folder)) == told
