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


@pytest.mark.parametrize(
    ("commands", "count"),
    [
        pytest.param("mkdir bakery_certs\n$ rm -rf ./bakery_crts", 1, id="a folder that rm names"),
        pytest.param("mkdir bakery_certs\n$ cd bakery_cets", 1, id="a folder that cd names"),
        pytest.param("mkdir bakery1 bakery2\n$ rm -rf bakery1 bakery2", 0, id="the same"),
        pytest.param("mkdir bakery1\n$ rm -rf bakery2", 0, id="another number"),
    ],
)
def test_names_of_folders(found: Found, commands: str, count: int) -> None:
    assert ["[unknown-folder]" in each for each in found(cloned_folder.check, f"$ {commands}")] == [True] * count
