"""What takes the place of a URL while a page runs: a path for programs that read files, else a URL of our own."""

import logging
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from harness.cluster.file_server import LOOPBACK, served
from harness.cluster.own_address import own_address_towards
from harness.cluster.provider import Fleet
from harness.errors import HarnessError
from harness.plan.commands.replacement import read_as_file
from harness.plan.step import Command, Replacement

LOG = logging.getLogger(__name__)
_SECONDS: Final = 5.0  # for a host to answer


@dataclass(kw_only=True)
class Copies:
    """The copies that pages of one run use; what is served is served until ``close``.

    ``source`` gives the path of a source on this machine, or a URL that is left as it is.
    """

    source: Callable[[str], str]
    _stack: ExitStack = field(default_factory=ExitStack, init=False)
    _urls: dict[tuple[Path, str], str] = field(default_factory=dict, init=False)
    _answers: dict[str, bool] = field(default_factory=dict, init=False)

    def target(self, replacement: Replacement, command: Command, address: str) -> str | None:
        """What stands in the command instead of the URL, ``None`` for the URL itself.

        ``address`` is one of this machine that the page's clusters can reach.
        """
        if replacement.if_unreachable and self._answers_at(replacement.url):
            return None
        try:
            target = self.source(replacement.source)
        except HarnessError:
            if not replacement.if_unreachable:
                raise
            LOG.warning("%s does not answer, and %s cannot be had", replacement.url, replacement.source, exc_info=True)
            return None  # nobody asked for the copy: the command tells that it has no answer
        if "://" in target or read_as_file(command.text, replacement.url):
            return target
        path = Path(target)
        return f"{self._url(path.parent, address)}/{path.name}"

    def close(self) -> None:
        self._stack.close()

    def _url(self, folder: Path, address: str) -> str:
        key = folder, address
        if key not in self._urls:
            self._urls[key] = self._stack.enter_context(served({"": folder}, address=address))[""]
        return self._urls[key]

    def _answers_at(self, url: str) -> bool:
        host = urlsplit(url if "://" in url else f"https://{url}").netloc
        if host not in self._answers:
            self._answers[host] = answers(f"https://{host}/")
        return self._answers[host]


def answers(url: str) -> bool:
    """Whether somebody answers there, whatever the answer is."""
    request = urllib.request.Request(url, method="HEAD")  # noqa: S310 - the scheme is ours
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310 - likewise
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:  # no such name, no way there, no TLS, no answer in time
        return False


def address_for(fleet: Fleet | None) -> str:
    """An address of this machine that the fleet's pods can reach: the loopback one where they are processes of ours."""
    node = None if fleet is None else fleet.extra.get(f"{fleet.clusters[0].name}.node_address")
    return LOOPBACK if node is None else own_address_towards(node)
