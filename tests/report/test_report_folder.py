"""Reports that are files of their own: HTML, replay scripts, merged shards."""

import errno
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from harness.errors import HarnessError, SettingsError
from harness.match.verdict import Outcome
from harness.report.html import html
from harness.report.junit import junit_xml
from harness.report.merge import merge_json
from harness.report.record_json import dump
from harness.report.replay import replay_name, replay_script
from harness.report.report_folder import unwritable, write_reports
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.run.output import PromptAnswered

Golden = Callable[[str, str], None]


class Outline(HTMLParser):
    """Which elements a page opens and leaves open, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.links += [value for name, value in attrs if name in {"src", "href"} and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def outline(text: str) -> Outline:
    parser = Outline()
    parser.feed(text)
    return parser


def test_html_is_one_file_that_says_everything(records: list[Record], run: Run) -> None:
    page = outline(html(records, run))
    assert page.open == []
    assert page.links == []
    for record in records:
        assert record.id in page.text
        assert record.sentence in page.text
    for said in (
        "embedded, the cheapest that has everything",
        "exec 1, logs 1",
        "v1.34.4",
        "accepted: pod-hash, age",
    ):
        assert said in page.text


def test_html_marks_what_is_wrong(records: list[Record], run: Run) -> None:
    assert "<mark>1/2</mark>" in html(records, run)


def test_html_escapes_what_commands_printed(records: list[Record], run: Run) -> None:
    bad = replace(records[1].commands[1], output="<script>alert(1)</script>", match=None)
    text = html([replace(records[1], commands=(bad,), sentence="<b>")], run)
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_html_is_cut_around_differences(failed: Callable[..., Record], run: Run) -> None:
    lines = [f"line {number}" for number in range(200)]
    text = html([failed("x", 5, "\n".join([*lines[:100], "other", *lines[101:]]), expected="\n".join(lines))], run)
    assert ("line 98" in text, "line 97" in text, "98 lines that agree" in text) == (True, False, True)


def test_html_of_nothing() -> None:
    assert outline(html([], Run())).open == []


def test_replay(records: list[Record], run: Run, golden: Golden) -> None:
    asking = replace(
        records[0],
        commands=(
            replace(records[0].commands[0], prompts=(PromptAnswered(prompt="Proceed? (y/N) ", reply="y\n"),)),
            replace(records[0].commands[0], text="cat <<EOF\nx\nEOF", ended=None, note="unsupported here"),
        ),
    )
    golden(replay_script([asking, records[1]], run), "replay.sh")


def test_a_replay_script_runs_the_commands_in_order(records: list[Record], run: Run, tmp_path: Path) -> None:
    first = replace(records[0].commands[0], text='false; x="it\'s"')
    last = replace(records[1].commands[1], text='echo "$x in $CTX_CLUSTER1"; cat <<EOF\n$CTX_CLUSTER1\nEOF')
    never = replace(last, text="echo never")
    script = replay_script(
        [replace(records[0], commands=(first,)), replace(records[1], commands=(last, never))],
        replace(run, variables={"CTX_CLUSTER1": "a 'b' $c"}),
    )
    path = tmp_path / "replay.sh"
    path.write_text(script)
    done = subprocess.run(["bash", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "",
        "== docs/shop/index.md:12 apply",
        "",
        "== docs/shop/index.md:43 check_pods",
        "it's in a 'b' $c",
        "a 'b' $c",
    ]


def test_a_folder_that_cannot_be_made_is_no_fault_of_a_writer(records: list[Record], run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "new"):
        with pytest.raises(HarnessError, match="reports cannot be written here"):
            write_reports(folder, records, run)


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        pytest.param("new/deep", "", id="it can be made"),
        pytest.param("file", "file is no folder", id="a file"),
        pytest.param("file/new", "file is no folder", id="below a file"),
    ],
)
def test_folders_that_reports_can_be_written_to(tmp_path: Path, folder: str, reason: str) -> None:
    (tmp_path / "file").write_text("")
    said = unwritable(tmp_path / folder)
    assert said.endswith(reason)
    assert bool(said) == bool(reason)


def test_names_of_scripts(records: list[Record]) -> None:
    assert replay_name(replace(records[0], page="../docs/a b/index.md")) == "docs-a-b-index.md--helm--apply.sh"


def test_merging_takes_each_snippet_once_with_the_worst_that_became_of_it(
    records: list[Record], run: Run, tmp_path: Path
) -> None:
    again = replace(records[1], outcome=Outcome.PASSED, failure=None)
    other = replace(records[0], page="docs/a.md")
    shards = {
        "1.json": dump(run, [*records[:2], other]),
        "2.json": dump(replace(run, provider="kind", seconds=10.0, versions={"kind": "v0.33.0"}), [again, records[2]]),
    }
    for name, text in shards.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = merge_json([tmp_path / name for name in shards])
    assert report.records == (other, *records[:3])
    assert report.run == replace(run, provider="embedded, kind", versions={"kubectl": "v1.34.4", "kind": "v0.33.0"})


def test_merging_names_a_file_that_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        merge_json([tmp_path / "x.json"])
    assert caught.value.at == str(tmp_path / "x.json")
    assert os.strerror(errno.ENOENT) in caught.value.message


def test_all_reports_of_a_run_are_written_below_one_folder(records: list[Record], run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "reports"
    written = write_reports(folder, records, run)
    assert {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in written} == {
        "report.json": dump(run, records),
        "report.html": html(records, run),
        "junit.xml": junit_xml(records, run),
        f"replay/{replay_name(records[1])}": replay_script(records[:2], run),
    }


def test_reports_are_written_over_older_ones(records: list[Record], run: Run, tmp_path: Path) -> None:
    write_reports(tmp_path, records, run)
    write_reports(tmp_path, records[:1], run)
    assert merge_json([tmp_path / "report.json"]).records == tuple(records[:1])


def test_scripts_of_failures_that_are_gone_are_removed(records: list[Record], run: Run, tmp_path: Path) -> None:
    write_reports(tmp_path, records, run)
    write_reports(tmp_path, records[:1], run)
    assert list((tmp_path / "replay").glob("*")) == []
