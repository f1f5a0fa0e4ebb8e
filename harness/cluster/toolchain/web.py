"""Files from release hosts: found unreachable within seconds, and used only when their checksum is right."""

import hashlib
import http.client
import json
import platform
import shutil
import socket
import tarfile
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from harness.cluster.provider import Progress
from harness.cluster.toolchain.attempt import UnavailableError
from harness.cluster.toolchain.tools import Checksum, Release

CONNECT_SECONDS: Final = 3.0
_READ_SECONDS: Final = 30.0
_CHUNK: Final = 1 << 20
_ARCHITECTURES: Final = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


def this_platform() -> dict[str, str]:
    """``os`` and ``arch`` in Go's words, which release hosts use as well."""
    machine = platform.machine().lower()
    return {"os": platform.system().lower(), "arch": _ARCHITECTURES.get(machine, machine)}


class Web:
    """Downloads; remembers which hosts do not answer, so that each costs its waiting time once a run.

    ``mirrors`` replaces the start of an address: ``{"https://dl.k8s.io": "https://mirror.example/k8s"}``.
    """

    def __init__(self, mirrors: Mapping[str, str], *, connect_seconds: float = CONNECT_SECONDS) -> None:
        self._mirrors = dict(sorted(mirrors.items(), key=lambda item: -len(item[0])))  # the longest start wins
        self._connect_seconds = connect_seconds
        self._silent: dict[str, str] = {}

    def fetch_program(self, release: Release, values: Mapping[str, str], into: Path, progress: Progress) -> None:
        """Put the program that ``release`` names, verified, at ``into``; ``UnavailableError`` when that cannot be."""
        url = self._mirrored(release.url.format(**values))
        progress(f"{values['tool']}: downloading {url}")
        wanted = self._digest(release, values, url.rsplit("/", 1)[-1])
        archive = into.with_name(f"{into.name}.download")
        self.fetch(url, archive, digest=wanted)
        if release.member:
            _extract(archive, release.member.format(**values), into)
            archive.unlink()
        else:
            archive.rename(into)
        into.chmod(0o755)

    def fetch(self, url: str, into: Path, *, digest: str | None) -> None:
        """Put a file at ``into``; ``UnavailableError`` without one, or for another SHA-256 than ``digest``."""
        url = self._mirrored(url)
        got = self._download(url, into)
        if digest is not None and got != digest:
            raise UnavailableError(f"{url}: its SHA-256 is {got}, the published one is {digest}")

    def _digest(self, release: Release, values: Mapping[str, str], name: str) -> str:
        url = self._mirrored(release.checksum_url.format(**values))
        with self._open(url) as response:
            text = response.read().decode("utf-8", "replace")
        digest = _published_digest(text, release.checksum, name)
        if digest is None:
            raise UnavailableError(f"{url}: names no SHA-256 of {name}")
        return digest

    def _download(self, url: str, into: Path) -> str:
        digest = hashlib.sha256()
        with self._open(url) as response, into.open("wb") as file:
            try:
                while chunk := response.read(_CHUNK):
                    digest.update(chunk)
                    file.write(chunk)
            except (OSError, http.client.HTTPException) as error:
                raise UnavailableError(f"{url}: {error}") from error
            length = response.headers.get("Content-Length")
            if length is not None and file.tell() < int(length):
                raise UnavailableError(f"{url}: ended after {file.tell()} of {length} bytes")
        return digest.hexdigest()

    def _open(self, url: str) -> http.client.HTTPResponse:
        host = urlsplit(url).netloc
        if host not in self._silent and (reason := self._unreachable(url)):
            self._silent[host] = reason
        if host in self._silent:
            raise UnavailableError(f"{url}: {self._silent[host]}")
        request = urllib.request.Request(url, headers={"User-Agent": "docs-harness"})  # noqa: S310 - http and https only
        try:
            response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=_READ_SECONDS)  # noqa: S310 - as above
        except urllib.error.HTTPError as error:
            with error:
                raise UnavailableError(f"{url}: HTTP {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            raise UnavailableError(f"{url}: {error}") from error
        return response

    def _unreachable(self, url: str) -> str:
        """Why the host, or the proxy in front of it, takes no connection in time; empty when it does.

        In a thread, because looking up a name has a time limit of its own that no call can set.
        """
        target = urlsplit(url)
        proxy = urllib.request.getproxies().get(target.scheme)
        if proxy and not urllib.request.proxy_bypass(target.hostname or ""):
            target = urlsplit(proxy if "//" in proxy else f"//{proxy}")
        address = (target.hostname or "", target.port or (80 if target.scheme == "http" else 443))
        outcome = [f"does not answer within {self._connect_seconds:g} s"]

        def connect() -> None:
            try:
                socket.create_connection(address, timeout=self._connect_seconds).close()
                outcome[0] = ""
            except OSError as error:
                outcome[0] = f"cannot be reached: {error.strerror or error}"

        thread = threading.Thread(target=connect, daemon=True)
        thread.start()
        thread.join(self._connect_seconds)
        return outcome[0]

    def _mirrored(self, url: str) -> str:
        for start, instead in self._mirrors.items():
            if url.startswith(start):
                return instead.rstrip("/") + url[len(start.rstrip("/")) :]
        return url


def _published_digest(text: str, checksum: Checksum, name: str) -> str | None:
    if checksum is Checksum.DIGEST:
        words = text.split()
        return words[0].lower() if words else None
    if checksum is Checksum.LINES:
        pairs = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
        named = {pair[1].lstrip("*").rsplit("/", 1)[-1]: pair[0].lower() for pair in pairs if len(pair) > 1}
        return named.get(name)
    try:
        assets = json.loads(text).get("assets", [])
    except (ValueError, AttributeError):
        return None
    digests = {asset.get("name"): str(asset.get("digest") or "") for asset in assets}
    return digests.get(name, "").removeprefix("sha256:") or None


def _extract(archive: Path, member: str, into: Path) -> None:
    try:
        with tarfile.open(archive) as tar:
            source = tar.extractfile(member)
            if source is None:
                raise UnavailableError(f"{archive.name}: {member} is no file")
            with source, into.open("wb") as file:
                shutil.copyfileobj(source, file)
    except (tarfile.TarError, KeyError, EOFError) as error:
        raise UnavailableError(f"the archive has no {member}: {error}") from error
