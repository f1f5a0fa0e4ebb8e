"""What takes the place of a URL while a page runs."""

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.cluster.file_server import LOOPBACK, served
from harness.cluster.own_address import own_address_towards
from harness.errors import ClusterError
from harness.plan.step import Command, Replacement
from harness.session.workspace.copies import Copies, address_for, answers
from harness.source import Location

URL = "https://shop.invalid/price.txt"  # RFC 2606: nobody ever answers there


def command(text: str) -> Command:
    return Command(at=Location(path=Path("p.md"), line=1), text=text, documented=text, expected=None)


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "price.txt").write_text("12")
    used = Copies(source=lambda text: text if "://" in text else str(tmp_path / "copy" / text))
    yield used
    used.close()


def test_a_program_that_reads_files_gets_a_path(copies: Copies, tmp_path: Path) -> None:
    one = Replacement(url=URL, source="price.txt")
    target = copies.target(one, command(f"kubectl apply -f {URL}"), LOOPBACK)
    assert target == str(tmp_path / "copy" / "price.txt")


def test_a_program_that_fetches_gets_a_url_until_the_end(copies: Copies) -> None:
    one = Replacement(url=URL, source="price.txt")
    target = copies.target(one, command(f"curl {URL}"), LOOPBACK)
    assert target is not None
    assert target.startswith("http://127.0.0.1:")
    assert copies.target(one, command(f"wget {URL}"), LOOPBACK) == target, "one server is enough"
    with urllib.request.urlopen(target) as answer:
        assert answer.read() == b"12"
    copies.close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(target)


def test_a_source_that_is_a_url_stays_one(copies: Copies) -> None:
    one = Replacement(url=URL, source="https://mirror.example.com/a")
    assert copies.target(one, command(f"curl {URL}"), LOOPBACK) == "https://mirror.example.com/a"


def test_a_copy_serves_only_where_nobody_answers(
    copies: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Replacement(url=URL, source="price.txt", if_unreachable=True)
    reading = command(f"kubectl apply -f {URL}")
    assert copies.target(one, reading, LOOPBACK) == str(tmp_path / "copy" / "price.txt")
    monkeypatch.setattr("harness.session.workspace.copies.answers", lambda _: True)
    other = Replacement(url="other.invalid/crd?ref=v1", source="price.txt", if_unreachable=True)
    assert copies.target(other, reading, LOOPBACK) is None, "a host that answers is left alone"
    assert copies.target(one, reading, LOOPBACK) is not None, "each host is asked once"


def test_a_copy_that_cannot_be_had_is_no_reason_to_stop(copies: Copies) -> None:
    def source(_: str) -> str:
        raise ClusterError("no module proxy")

    copies.source = source
    nobody_asked = Replacement(url=URL, source="price.txt", if_unreachable=True)
    assert copies.target(nobody_asked, command(f"curl {URL}"), LOOPBACK) is None
    with pytest.raises(ClusterError, match="no module proxy"):
        copies.target(Replacement(url=URL, source="price.txt"), command(f"curl {URL}"), LOOPBACK)


def test_who_answers(tmp_path: Path) -> None:
    with served({"a": tmp_path}) as urls:
        assert answers(urls["a"])
        assert answers(f"{urls['a']}/nothing-there"), "an error is an answer"
    assert not answers(urls["a"])
    assert not answers("https://shop.invalid/")


def test_addresses_of_this_machine() -> None:
    assert address_for(None) == LOOPBACK
    with socket.socket() as listening:  # somebody can be called there
        listening.bind((own_address_towards("127.0.0.1"), 0))
