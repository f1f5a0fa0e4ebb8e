from collections.abc import Callable

import pytest

from harness.check.commands import cloned_folder

Found = Callable[..., list[str]]
CLONE = "$ git clone https://code.example/shop/bakery-samples.git\n"


@pytest.mark.parametrize("folder", ["bakery", "bakery-sample/deploy"])
def test_another_folder(found: Found, folder: str) -> None:
    (finding,) = found(cloned_folder.check, f"{CLONE}$ cd {folder}")

    assert finding.startswith("page.md:6: warning")
    assert "bakery-samples" in finding
    assert "[unknown-folder]" in finding


@pytest.mark.parametrize("then", ["cd bakery-samples/deploy", "cd ..", "cd $HOME", "ls", "mkdir a && cd a"])
def test_right(found: Found, then: str) -> None:
    assert found(cloned_folder.check, f"{CLONE}$ {then}") == []


def test_a_folder_of_its_own(found: Found) -> None:
    assert found(cloned_folder.check, "$ git clone https://code.example/shop/bakery.git shop\n$ cd shop") == []
