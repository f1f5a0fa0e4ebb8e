"""Plans are kept between runs for as long as nothing has changed that they depend on."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.parse.page_files import find_pages
from harness.plan.step import PagePlan
from harness.session.kept_plans import FOLDER, MOST_FILES, WORTH_KEEPING, KeptPlans
from harness.session.site import Site

PAGE = "---\ntitle: Page\ntest: yes\n---\n\n{{{{< text bash >}}}}\n$ kubectl get {word}\n{{{{< /text >}}}}\n"
PAGES = [Path(f"content/en/docs/{number}/index.md") for number in range(WORTH_KEEPING)]


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of a few pages, the current folder; plans are kept beside it, and one folder has programs."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "bin").mkdir()
    for page in PAGES:
        write(tmp_path / "site" / page, PAGE.format(word="pods"))
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


class Counting(Site):
    """Counts the pages that it has to plan."""

    planned = 0

    def plan(self, path: Path, *, text: str | None = None) -> PagePlan:
        self.planned += 1
        return super().plan(path, text=text)


def run(site: Site | None = None, *, fresh: bool = False) -> tuple[int, list[PagePlan]]:
    """How many plans a run makes, and the plans of all pages."""
    counting = Counting() if site is None else site
    kept = KeptPlans(site=counting, fresh=fresh)
    plans = [kept.plan(page) for page in PAGES]
    kept.save()
    return getattr(counting, "planned", -1), plans


def test_a_second_run_plans_nothing_and_has_the_same_plans(root: Path) -> None:
    made, plans = run()
    assert made == len(PAGES)
    assert run() == (0, plans)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda root: write(root / PAGES[0], PAGE.format(word="services")), id="a page"),
        pytest.param(lambda root: os.utime(root / PAGES[0], (1, 1)), id="a page that was touched"),
        pytest.param(lambda root: write(root / "content/en/docs/new/index.md", "text"), id="a new page"),
        pytest.param(lambda root: write(root / "content/en/docs/0/main.go", "package main"), id="any other file"),
        pytest.param(lambda root: write(root / "harness.toml", 'language = "en"\n'), id="settings"),
        pytest.param(lambda root: write(root.parent / "bin/kind", ""), id="a program is installed"),
    ],
)
def test_any_change_makes_all_plans_anew(root: Path, change: Callable[[Path], None]) -> None:
    run()
    change(root)
    assert run()[0] == len(PAGES)
    assert run()[0] == 0


def test_files_elsewhere_that_settings_name(root: Path) -> None:
    write(root / "harness.toml", 'values = ["../elsewhere/values.yml"]\n')
    write(root.parent / "elsewhere/values.yml", "version: one\n")
    run()
    write(root.parent / "elsewhere/values.yml", "version: other\n")
    assert run()[0] == len(PAGES)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Counting(plan_files=False), id="plan files"),
        pytest.param(Counting(alternatives="all"), id="alternatives"),
        pytest.param(Counting(timeouts={"page": 5.0}), id="timeouts"),
    ],
)
def test_each_way_of_calling_has_its_plans(root: Path, other: Counting) -> None:
    run()
    assert run(other)[0] == len(PAGES)
    assert run()[0] == 0


def test_fresh_plans_take_the_place_of_those_that_are_kept(root: Path) -> None:
    run()
    assert run(fresh=True)[0] == len(PAGES)
    assert run()[0] == 0


def test_plans_of_some_pages_are_joined_with_those_of_others(root: Path) -> None:
    run()
    for number in range(WORTH_KEEPING):
        write(root / f"content/en/docs/new{number}/index.md", PAGE.format(word="nodes"))
    pages = list(find_pages([Path("content")]))
    for some in (PAGES, pages):
        kept = KeptPlans(site=Counting())
        for page in some:
            kept.plan(page)
        kept.save()
    counting = Counting()
    last = KeptPlans(site=counting)
    assert [last.plan(page).page.path for page in pages] == pages
    assert counting.planned == 0


def test_few_plans_are_not_worth_a_file(root: Path) -> None:
    kept = KeptPlans(site=Site())
    for page in PAGES[1:]:
        kept.plan(page)
    kept.save()
    assert not (root.parent / "kept").exists()


def test_large_folders_are_not_looked_through(root: Path) -> None:
    kept = KeptPlans(site=Site(), most_files=3)
    for page in PAGES:
        kept.plan(page)
    kept.save()
    assert not (root.parent / "kept").exists()


@pytest.mark.parametrize("text", [b"{", b"{}", b'{"state": "x", "sizes": {}}\n', b""])
def test_what_is_no_file_of_plans_is_none(root: Path, text: bytes) -> None:
    run()
    (file,) = (root.parent / "kept").iterdir()
    file.write_bytes(text)
    assert run()[0] == len(PAGES)


def test_half_a_file_is_none(root: Path) -> None:
    run()
    (file,) = (root.parent / "kept").iterdir()
    file.write_bytes(file.read_bytes()[:-10])
    assert run()[0] == len(PAGES)


def test_no_more_than_so_many_files_are_kept(root: Path) -> None:
    for number in range(MOST_FILES + 5):
        write(root.parent / f"kept/{number}.plans", "{}")
    run()
    assert len(list((root.parent / "kept").iterdir())) == MOST_FILES


def test_real_plans_come_back_whole(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.chdir(shared / "corpus")
    pages = list(find_pages([Path("content/en/docs/tasks/traffic-management")]))
    kept = KeptPlans(site=Site())
    plans = [kept.plan(page) for page in pages]
    kept.save()
    counting = Counting()
    again = KeptPlans(site=counting)
    assert [again.plan(page) for page in pages] == plans
    assert counting.planned == 0
