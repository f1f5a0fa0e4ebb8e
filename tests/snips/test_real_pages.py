"""The ``default`` dialect over real pages in three languages, read by bash and by ShellCheck."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.parse.page import Page
from harness.parse.read import read_page
from harness.plan.variants.variant import on_path, paths_of
from harness.snips.bash_names import word
from harness.snips.default_dialect import script

SHELLCHECK = Path(sys.executable).with_name("shellcheck")


@pytest.fixture(scope="module")
def pages(shared: Path) -> Mapping[str, Page]:
    content = shared / "corpus/content"
    return {page.relative_to(content).as_posix(): read_page(page) for page in sorted(content.rglob("*.md"))}


@pytest.fixture(scope="module")
def files(pages: Mapping[str, Page], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The snippet file of each page that has snippets."""
    folder = tmp_path_factory.mktemp("snippets")
    files = {}
    for source, page in pages.items():
        paths = [
            (variant.name, [snippet.id for snippet in page.snippets if on_path(snippet.tab_path, variant)])
            for variant in paths_of(page).variants
        ]
        text = script(page, source=source, paths=paths)
        if text is not None:
            files[source] = folder / f"{source.replace('/', '__')}.sh"
            files[source].write_text(text, encoding="utf-8")
    return files


def test_every_page_with_snippets_has_a_file(pages: Mapping[str, Page], files: Mapping[str, Path]) -> None:
    assert set(files) == {
        source for source, page in pages.items() if any(not snippet.excluded for snippet in page.snippets)
    }


def test_bash_reads_every_file_and_defines_what_it_should(pages: Mapping[str, Page], files: Mapping[str, Path]) -> None:
    wrong = {}
    for source, file in files.items():
        # Without PATH nothing but bash itself could run, and nothing at all should.
        done = subprocess.run(
            ["/bin/bash", "-c", 'set -eu; source "$0"; compgen -A function', str(file)],
            capture_output=True,
            text=True,
            check=False,
            env={"LC_ALL": "C.UTF-8"},
        )
        defined = {name for name in done.stdout.split() if "::" not in name}
        wanted = {word(snippet.id) for snippet in pages[source].snippets if snippet.segments and not snippet.excluded}
        if done.returncode or done.stderr or defined != wanted:
            wrong[source] = (done.returncode, done.stderr, defined ^ wanted)
    assert wrong == {}


def test_shellcheck_finds_nothing(files: Mapping[str, Path]) -> None:
    # Below the line that names the page, many translations say the same.
    distinct = {file.read_text(encoding="utf-8").split("\n", 1)[1]: str(file) for file in files.values()}
    done = subprocess.run([SHELLCHECK, "-f", "json", *distinct.values()], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout) == []


def test_only_what_is_broken_on_the_page_is_kept_as_text(files: Mapping[str, Path]) -> None:
    as_text = {source for source, file in files.items() if "\neval " in file.read_text(encoding="utf-8")}
    assert {source for source in as_text if source.startswith("en/")} == {
        "en/docs/ops/common-problems/injection/index.md",  # a loop whose last command takes in its end
        "en/docs/ops/deployment/application-requirements/index.md",  # <placeholders> in a substitution
        "en/docs/setup/platform-setup/oci/index.md",  # <placeholders> at the end of lines
    }
