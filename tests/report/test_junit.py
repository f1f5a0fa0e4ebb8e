import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from harness.annotation import annotation
from harness.errors import SettingsError
from harness.match.verdict import Failure, Outcome
from harness.report.failure_text import failure_text
from harness.report.github import annotations
from harness.report.junit import junit_properties, junit_text, junit_xml, merge_junit
from harness.report.step_record import Record
from harness.source import Location

Golden = Callable[[str, str], None]


def test_a_whole_file(records: list[Record], golden: Golden) -> None:
    golden(junit_xml(records), "junit.xml")


def test_properties_are_those_that_say_something(records: list[Record]) -> None:
    assert junit_properties(records[2]) == [
        ("page", "docs/shop/index.md"),
        ("variant", "helm"),
        ("snippet", "visit"),
        ("place", "docs/shop/index.md:60"),
        ("outcome", "knock-on"),
        ("failure", "command failed"),
        ("sentence", "exit status 7: `curl: (7) Failed to connect`"),
        ("cause", "check_pods"),
        ("command", "curl -s http://shop/"),
        ("exit-status", "7"),
        ("attempts", "1"),
    ]


def test_texts(records: list[Record]) -> None:
    assert junit_text(records[0]) == ""
    assert junit_text(records[1]) == failure_text(records[1])
    assert junit_text(records[3]) == "needs exec, logs\n"


@pytest.mark.parametrize(
    ("outcome", "failure", "children"),
    [
        pytest.param(Outcome.PASSED, None, ["properties"], id="passed"),
        pytest.param(Outcome.FAILED, Failure.OUTPUT, ["properties", "failure"], id="a page's fault"),
        pytest.param(Outcome.ERROR, Failure.INFRASTRUCTURE, ["properties", "error"], id="nobody's fault"),
        pytest.param(Outcome.KNOCK_ON, Failure.STATUS, ["properties", "skipped", "system-out"], id="knock-on"),
        pytest.param(Outcome.UNSUPPORTED, None, ["properties", "skipped", "system-out"], id="unsupported"),
        pytest.param(Outcome.EXCLUDED, None, ["properties", "skipped", "system-out"], id="excluded"),
        pytest.param(Outcome.SKIPPED, None, ["properties", "skipped", "system-out"], id="skipped"),
    ],
)
def test_whose_turn_it_is(
    records: list[Record], outcome: Outcome, failure: Failure | None, children: list[str]
) -> None:
    record = replace(records[0], outcome=outcome, failure=failure, sentence="x")
    root = ET.fromstring(junit_xml([record]))
    assert [child.tag for child in root[0][0]] == children


def test_characters_that_xml_has_no_place_for(records: list[Record]) -> None:
    record = replace(records[1], sentence="a\x1b\x00\ud800<&>", commands=())
    root = ET.fromstring(junit_xml([record]).encode())
    assert root[0][0][1].get("message") == r"a\x1b\x00\ud800<&>"


def test_merging_keeps_every_suite(records: list[Record], tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(junit_xml(records[:3]), encoding="utf-8")
    single = ET.fromstring(junit_xml(records[3:]))[0]
    (tmp_path / "two.xml").write_bytes(ET.tostring(single))
    root = ET.fromstring(merge_junit([tmp_path / "one.xml", tmp_path / "two.xml"]).encode())
    assert root.attrib == {"tests": "7", "failures": "1", "errors": "0", "skipped": "4", "time": "74.300"}
    assert [len(suite.findall("testcase")) for suite in root] == [3, 4]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("<a", "not a JUnit report: unclosed token: line 1, column 0", id="not XML"),
        pytest.param("<a/>", "not a JUnit report: its root is <a>", id="another document"),
    ],
)
def test_what_cannot_be_merged(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(content)
    with pytest.raises(SettingsError) as caught:
        merge_junit([path])
    assert (caught.value.message, caught.value.at) == (message, str(path))


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=os.strerror(errno.ENOENT)):
        merge_junit([tmp_path / "x.xml"])


def test_annotations(records: list[Record]) -> None:
    error = replace(records[1], id="other", outcome=Outcome.ERROR, failure=Failure.INFRASTRUCTURE, sentence="disk full")
    assert list(annotations([*records, error])) == [
        (
            "::error file=docs/shop/index.md,line=46,col=1,title=check_pods [helm]%3A output differs"
            "::productpage-v1 READY: expected 2/2, got 1/2%0A1 knock-on failure"
        ),
        "::warning file=docs/shop/index.md,line=46,col=1,title=other [helm]%3A infrastructure::disk full",
    ]


def test_an_annotation_escapes_what_means_something() -> None:
    at = Location(path=Path("a,b:c.md"), line=3)
    assert annotation("notice", at, "50%, x: y", "one\ntwo 100%") == (
        "::notice file=a%2Cb%3Ac.md,line=3,col=1,title=50%25%2C x%3A y::one%0Atwo 100%25"
    )
