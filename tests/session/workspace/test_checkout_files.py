"""Which files of the checkout a page gets copies of, and what it does not get."""

import os
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.session.workspace import checkout_files as module
from harness.session.workspace.checkout_files import checkout_files, copy_into
from harness.settings import Settings

FILES = (
    "Makefile",
    "config/crd/oven.yaml",
    "config/samples/rye.yaml",
    "deploy.yaml",
    "docs/guides/bread.md",
    "docs/guides/oven.yaml",
    "scripts/heat.sh",
    "node_modules/x/y.yaml",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in (*FILES, ".git/HEAD", "../outside.yaml"):
        file = tmp_path / "bakery" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{name}\n", encoding="utf-8")
    return tmp_path / "bakery"


def found(checkout: Path, commands: str, root: Path | None = None) -> dict[str, str]:
    page, settings = checkout / "docs/guides/bread.md", Settings(root=root or checkout / "docs")
    parsed = parse_page(f"# Bread\n\n```bash\n{commands}\n```\n", path=page)
    steps = plan_page(parsed, settings, overrides=Overrides()).variants[0].steps
    return {name: str(place.relative_to(checkout)) for name, place in checkout_files(steps, settings.root).items()}


def test_settings_of_another_place(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    assert found(checkout, "kubectl apply -f deploy.yaml", tmp_path / "settings") == {"deploy.yaml": "deploy.yaml"}


@pytest.mark.parametrize(
    ("commands", "files"),
    [
        pytest.param("kubectl apply -f config/samples/rye.yaml", {"config": "config"}, id="the folder at the top"),
        pytest.param("kubectl apply -f config/samples/", {"config": "config"}, id="a folder"),
        pytest.param("kubectl apply -k ./config/samples", {"config": "config"}, id="for kustomize"),
        pytest.param("kubectl apply -f deploy.yaml", {"deploy.yaml": "deploy.yaml"}, id="a file at the root"),
        pytest.param("kubectl apply -f oven.yaml", {"oven.yaml": "docs/guides/oven.yaml"}, id="a file beside the page"),
        pytest.param("bash scripts/heat.sh", {"scripts": "scripts"}, id="a script"),
        pytest.param("./scripts/heat.sh", {"scripts": "scripts"}, id="a script that is called"),
        pytest.param("cd config\nkubectl apply -f samples/rye.yaml", {"config": "config"}, id="from within a folder"),
        pytest.param("D=config\nkubectl apply -f $D/samples/rye.yaml", {"config": "config"}, id="by a variable"),
        pytest.param("make test", {".": "."}, id="everything, for a program of the project"),
        pytest.param("make test\nbash scripts/heat.sh", {".": "."}, id="everything, once"),
        pytest.param("go test ./...", {}, id="no project of that program"),
        pytest.param("kubectl get pods config", {}, id="a word that is no path"),
        pytest.param("bake config --out scripts", {}, id="words of a program that nobody knows"),
        pytest.param("bake config/samples/rye.yaml", {"config": "config"}, id="but for paths"),
        pytest.param("kubectl apply -f other.yaml", {}, id="what is not there"),
        pytest.param("kubectl apply -f ../outside.yaml", {}, id="above"),
        pytest.param("mkdir -p config/my\ncat config/samples/rye.yaml", {}, id="a folder in it that the page makes"),
        pytest.param("sed -i s/a/b/ deploy.yaml", {"deploy.yaml": "deploy.yaml"}, id="a file that it changes"),
        pytest.param("mkdir config\ncat config/samples/rye.yaml", {}, id="a folder that the page makes"),
        pytest.param("echo a: b > deploy.yaml\nkubectl apply -f deploy.yaml", {}, id="a file that it writes"),
        pytest.param(
            "git clone https://example.org/bakery.git\ncd bakery\nkubectl apply -f deploy.yaml", {}, id="in a clone"
        ),
        pytest.param("kubectl apply -f https://example.org/deploy.yaml", {}, id="a URL"),
    ],
)
def test_files_of_the_checkout(checkout: Path, commands: str, files: dict[str, str]) -> None:
    assert found(checkout, commands) == files


def test_of_a_large_folder_only_what_is_named(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", len("config/samples/rye.yaml\n"))
    assert found(checkout, "kubectl apply -f config/samples/rye.yaml") == {"config/samples": "config/samples"}


def test_copies_are_of_no_use_to_change_the_checkout(checkout: Path, tmp_path: Path) -> None:
    workdir = tmp_path / "work"
    workdir.mkdir()
    copy_into(workdir, {".": checkout, "deploy.yaml": checkout / "deploy.yaml"})
    (workdir / "deploy.yaml").write_text("other\n", encoding="utf-8")
    assert (checkout / "deploy.yaml").read_text(encoding="utf-8") == "deploy.yaml\n"
    assert sorted(one.name for one in workdir.iterdir()) == ["Makefile", "config", "deploy.yaml", "docs", "scripts"]


def test_links_of_the_settings_stay_and_what_is_no_file_is_left_out(checkout: Path, tmp_path: Path) -> None:
    linked, workdir = tmp_path / "linked", tmp_path / "work"
    linked.mkdir()
    workdir.mkdir()
    (workdir / "config").symlink_to(linked)
    os.mkfifo(checkout / "docs" / "pipe")
    assert copy_into(workdir, {".": checkout, "config": checkout / "config"}) == ("all files",)
    assert list(linked.iterdir()) == []
    assert not (workdir / "docs/pipe").exists()


def test_a_file_that_cannot_be_copied(checkout: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="gone"):
        copy_into(tmp_path, {"a.yaml": checkout / "gone"})
