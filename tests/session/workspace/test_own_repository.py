"""A page that clones the repository it is in gets the checkout, and pushes nothing into it."""

import subprocess
from pathlib import Path

import pytest

from harness.parse.read import read_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.session.workspace.own_repository import from_checkout, name_of
from harness.session.workspace.workdir import GIT_CONFIG, Workspace, make_workspace
from harness.settings import Settings

CONFIG = "site_name: Tea\nrepo_url: https://github.com/tea/pots\nedit_uri: edit/main/docs/\ntheme: material\n"


def git(folder: Path, *words: str, home: Path) -> str:
    environment = {"HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    done = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path, "page", {})


@pytest.fixture
def checkout(tmp_path: Path, workspace: Workspace) -> Path:
    root = tmp_path / "checkout"
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG)
    (root / "oven.txt").write_text("hot\n")
    git(root, "init", "-q", "-b", "main", home=workspace.home)
    git(root, "add", "-A", home=workspace.home)
    git(root, "commit", "-qm", "x", home=workspace.home)
    return root


def used(checkout: Path, command: str, workspace: Workspace) -> tuple[str, ...]:
    page = checkout / "docs/a.md"
    page.write_text(f"```bash\n{command}\n```\n")
    plan = plan_page(read_page(page), Settings(), overrides=Overrides())
    return from_checkout(workspace, plan.variants[0].steps, plan.page.site, checkout)


@pytest.mark.parametrize(
    "address", ["https://github.com/tea/pots.git", "https://github.com/tea/pots", "git@github.com:tea/pots"]
)
def test_it_is_the_checkout(checkout: Path, workspace: Workspace, address: str) -> None:
    assert used(checkout, f"git clone {address} && cat pots/oven.txt", workspace) == (
        "the repository github.com/tea/pots",
    )
    git(workspace.workdir, "clone", "-q", address, home=workspace.home)
    cloned = workspace.workdir / "pots"
    assert (cloned / "oven.txt").read_text() == "hot\n"
    assert git(cloned, "remote", "get-url", "--push", "origin", home=workspace.home) == address


def test_remotes_of_the_checkout_count(checkout: Path, workspace: Workspace) -> None:
    git(checkout, "remote", "add", "up", "https://code.example.org/shop/cups.git", home=workspace.home)
    command = "git clone --depth 1 https://code.example.org/shop/cups here"
    assert used(checkout, command, workspace) == ("the repository code.example.org/shop/cups",)


@pytest.mark.parametrize(
    "addresses",
    [
        ("https://github.com/tea/pots", "https://github.com/tea/pots-of-others"),
        ("https://github.com/tea/pots-of-others.git", "https://github.com/tea/pots"),
        ("https://github.com/tea/pots.git", "https://github.com/tea/pots"),
    ],
    ids=["one that begins so", "the longer one first", "both forms"],
)
def test_each_address_gets_its_own(checkout: Path, workspace: Workspace, addresses: tuple[str, ...]) -> None:
    used(
        checkout, "\n".join(f"git clone {address} folder{index}" for index, address in enumerate(addresses)), workspace
    )
    for address in addresses:
        git(workspace.workdir, "init", "-q", home=workspace.home)
        git(workspace.workdir, "remote", "add", "other", address, home=workspace.home)
        meant = git(workspace.workdir, "remote", "get-url", "other", home=workspace.home)
        git(workspace.workdir, "remote", "remove", "other", home=workspace.home)
        assert meant == (address if "others" in address else f"file://{checkout}")


def test_other_repositories_are_left_alone(checkout: Path, workspace: Workspace) -> None:
    before = (workspace.home / GIT_CONFIG).read_text()
    assert used(checkout, "git clone https://github.com/tea/pots-of-others", workspace) == ()
    assert (workspace.home / GIT_CONFIG).read_text() == before


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://github.com/Tea/Pots.git", "github.com/tea/pots"),
        ("ssh://git@code.example.org/tea/pots/", "code.example.org/tea/pots"),
        ("git@github.com:tea/pots.git", "github.com/tea/pots"),
        ("pots", ""),
        ("--depth", ""),
        ("$REPOSITORY", ""),
    ],
)
def test_addresses(address: str, name: str) -> None:
    assert name_of(address) == name
