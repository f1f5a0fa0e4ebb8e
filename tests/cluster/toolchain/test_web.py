"""Downloads from a host of our own: what is used, what is refused, and what is said about it."""

import errno
import hashlib
import io
import json
import os
import socket
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.toolchain.attempt import UnavailableError
from harness.cluster.toolchain.tools import TOOLS, Checksum, Release
from harness.cluster.toolchain.web import Web, this_platform

BODY = b"#!/bin/sh\necho a program\n"
DIGEST = hashlib.sha256(BODY).hexdigest()
VALUES = {"tool": "thing", "version": "v1.2.3", "os": "linux", "arch": "amd64"}
PLAIN = Release(
    url="https://releases.example/{version}/{tool}-{os}-{arch}",
    checksum_url="https://releases.example/{version}/{tool}-{os}-{arch}.sha256",
    checksum=Checksum.DIGEST,
)
FILE = "/v1.2.3/thing-linux-amd64"


def web_of(host: Any) -> Web:
    return Web({"https://releases.example": host.url}, connect_seconds=0.5)


def archive(member: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        entry = tarfile.TarInfo(member)
        entry.size = len(BODY)
        tar.addfile(entry, io.BytesIO(BODY))
    return buffer.getvalue()


def test_a_program_with_the_published_digest_is_used(host: Any, tmp_path: Path, said: list[str]) -> None:
    host.files = {FILE: BODY, f"{FILE}.sha256": DIGEST.encode()}
    web_of(host).fetch_program(PLAIN, VALUES, tmp_path / "thing", said.append)
    assert (tmp_path / "thing").read_bytes() == BODY
    assert (tmp_path / "thing").stat().st_mode & 0o777 == 0o755
    assert [path.name for path in tmp_path.iterdir()] == ["thing"]
    assert said == [f"thing: downloading {host.url}{FILE}"]


@pytest.mark.parametrize(
    ("checksum", "text"),
    [
        pytest.param(Checksum.DIGEST, DIGEST.upper(), id="digest alone, in capitals"),
        pytest.param(Checksum.LINES, f"{'0' * 64}  other\n{DIGEST}  thing-linux-amd64\n", id="lines of sha256sum"),
        pytest.param(Checksum.LINES, f"{DIGEST} *thing-linux-amd64\n", id="lines of sha256sum --binary"),
        pytest.param(Checksum.LINES, f"{DIGEST}  _dist/thing-linux-amd64\n", id="lines with a folder"),
        pytest.param(
            Checksum.GITHUB,
            json.dumps({"assets": [{"name": "thing-linux-amd64", "digest": f"sha256:{DIGEST}"}]}),
            id="GitHub's API",
        ),
    ],
)
def test_every_way_of_publishing_a_digest(
    host: Any, tmp_path: Path, said: list[str], checksum: Checksum, text: str
) -> None:
    host.files = {FILE: BODY, f"{FILE}.sha256": text.encode()}
    release = Release(url=PLAIN.url, checksum_url=PLAIN.checksum_url, checksum=checksum)
    web_of(host).fetch_program(release, VALUES, tmp_path / "thing", said.append)
    assert (tmp_path / "thing").read_bytes() == BODY


def test_a_program_is_taken_out_of_its_archive(host: Any, tmp_path: Path, said: list[str]) -> None:
    packed = archive("linux-amd64/thing")
    host.files = {f"{FILE}.tar.gz": packed, f"{FILE}.sha256": hashlib.sha256(packed).hexdigest().encode()}
    release = Release(
        url=f"{PLAIN.url}.tar.gz",
        checksum_url=PLAIN.checksum_url,
        checksum=Checksum.DIGEST,
        member="{os}-{arch}/{tool}",
    )
    web_of(host).fetch_program(release, VALUES, tmp_path / "thing", said.append)
    assert (tmp_path / "thing").read_bytes() == BODY
    assert [path.name for path in tmp_path.iterdir()] == ["thing"]


@pytest.mark.parametrize(
    ("files", "cut", "reason"),
    [
        pytest.param(
            {FILE: b"another program", f"{FILE}.sha256": DIGEST.encode()},
            set(),
            f"its SHA-256 is {hashlib.sha256(b'another program').hexdigest()}, the published one is {DIGEST}",
            id="wrong digest",
        ),
        pytest.param({FILE: BODY}, set(), "HTTP 404", id="no digest published"),
        pytest.param({f"{FILE}.sha256": DIGEST.encode()}, set(), "HTTP 404", id="no program"),
        pytest.param(
            {FILE: BODY, f"{FILE}.sha256": b""}, set(), "names no SHA-256 of thing-linux-amd64", id="empty digest"
        ),
        pytest.param(
            {FILE: BODY, f"{FILE}.sha256": DIGEST.encode()},
            {FILE},
            f"ended after {len(BODY)} of {len(BODY) + 1000} bytes",
            id="truncated",
        ),
    ],
)
def test_what_is_not_as_published_is_refused(
    *, host: Any, tmp_path: Path, said: list[str], files: dict[str, bytes], cut: set[str], reason: str
) -> None:
    host.files, host.cut = files, cut
    with pytest.raises(UnavailableError) as caught:
        web_of(host).fetch_program(PLAIN, VALUES, tmp_path / "thing", said.append)
    assert reason in str(caught.value)
    assert not (tmp_path / "thing").exists()


def test_a_name_in_no_line_is_no_digest(host: Any, tmp_path: Path, said: list[str]) -> None:
    host.files = {FILE: BODY, f"{FILE}.sha256": f"{DIGEST}  other\n".encode()}
    release = Release(url=PLAIN.url, checksum_url=PLAIN.checksum_url, checksum=Checksum.LINES)
    with pytest.raises(UnavailableError, match=r"names no SHA-256 of thing-linux-amd64"):
        web_of(host).fetch_program(release, VALUES, tmp_path / "thing", said.append)


def test_an_archive_without_the_program(host: Any, tmp_path: Path, said: list[str]) -> None:
    packed = archive("elsewhere/thing")
    host.files = {FILE: packed, f"{FILE}.sha256": hashlib.sha256(packed).hexdigest().encode()}
    release = Release(url=PLAIN.url, checksum_url=PLAIN.checksum_url, checksum=Checksum.DIGEST, member="thing")
    with pytest.raises(UnavailableError, match=r"the archive has no thing"):
        web_of(host).fetch_program(release, VALUES, tmp_path / "thing", said.append)


def test_a_host_that_refuses_is_asked_once(tmp_path: Path, said: list[str]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        web = Web({"https://releases.example": f"http://127.0.0.1:{closed.getsockname()[1]}"}, connect_seconds=0.5)
        reasons = set()
        for _ in range(2):
            with pytest.raises(UnavailableError) as caught:
                web.fetch_program(PLAIN, VALUES, tmp_path / "thing", said.append)
            reasons.add(str(caught.value).partition(": ")[2])
    assert reasons == {f"cannot be reached: {os.strerror(errno.ECONNREFUSED)}"}


def test_a_silent_host_costs_its_waiting_time_once(tmp_path: Path, said: list[str]) -> None:
    with socket.socket() as silent, socket.socket() as first:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        first.connect(silent.getsockname())  # the only place in its queue
        second = socket.socket()
        second.setblocking(False)  # noqa: FBT003 - positional in the standard library
        second.connect_ex(silent.getsockname())
        web = Web({"https://releases.example": f"http://127.0.0.1:{silent.getsockname()[1]}"}, connect_seconds=0.3)
        started = time.monotonic()
        for _ in range(5):
            with pytest.raises(UnavailableError, match=r"does not answer within 0\.3 s|cannot be reached: timed out"):
                web.fetch_program(PLAIN, VALUES, tmp_path / "thing", said.append)
        assert time.monotonic() - started < 1.2
        second.close()


def test_the_longest_mirror_that_fits_is_taken(host: Any, tmp_path: Path, said: list[str]) -> None:
    host.files = {"/special/thing-linux-amd64": BODY, "/special/thing-linux-amd64.sha256": DIGEST.encode()}
    web = Web(
        {"https://releases.example": "http://127.0.0.1:1", "https://releases.example/v1.2.3": f"{host.url}/special"}
    )
    web.fetch_program(PLAIN, VALUES, tmp_path / "thing", said.append)
    assert host.asked == ["/special/thing-linux-amd64.sha256", "/special/thing-linux-amd64"]


@pytest.mark.parametrize("name", [name for name, tool in TOOLS.items() if tool.release is not None])
def test_every_template_of_the_table_can_be_filled(name: str) -> None:
    release = TOOLS[name].release
    assert release is not None
    values = {"tool": name, "version": "v1.2.3", **this_platform()}
    for template in (release.url, release.checksum_url, release.member):
        assert "{" not in template.format(**values)
    assert release.url.format(**values).startswith("https://")
