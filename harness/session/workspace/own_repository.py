"""What a page has of the checkout that it is in: files that it reads, and the repository where it clones that."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from harness.checkout import repository_of
from harness.parse.shortcodes.published_urls import repository_in
from harness.plan.step import Step
from harness.session.workspace.checkout_files import checkout_files, copy_into
from harness.session.workspace.workdir import GIT_CONFIG, Workspace
from harness.shell.script_reader import read_script
from harness.sites.site_profile import SiteProfile

_ADDRESS: Final = re.compile(
    r"(?:https?://|ssh://|git://)?(?:git@)?(?P<host>[\w-]+(?:\.[\w-]+)+)[:/](?P<path>[\w./-]+)"
)
_CLONE: Final = ("git", "clone")


def from_checkout(workspace: Workspace, steps: Iterable[Step], site: SiteProfile, root: Path) -> tuple[str, ...]:
    """Copy the files that steps read, and let git clone from the checkout; what was copied, in a report's words.

    ``root`` is that of the settings. ``SettingsError`` for a file that cannot be read.
    """
    steps = tuple(steps)
    files = copy_into(workspace.workdir, checkout_files(steps, root))
    return (*files, *_cloned(workspace.home / GIT_CONFIG, steps, site))


def _cloned(config: Path, steps: Iterable[Step], site: SiteProfile) -> Iterator[str]:
    """Tell git where the repository is that pages are in; pushes go to where they went."""
    for step in steps:
        addresses = list(_addresses(step)) if step.skip is None else []
        repository = repository_of(step.at.path.absolute().parent) if addresses else None
        own = set() if repository is None else {*_remotes(repository), *_named_by(site)}
        for address in addresses:
            if (name := name_of(address)) in own and address not in (text := config.read_text(encoding="utf-8")):
                config.write_text(
                    f'{text}\n[url "file://{repository}"]\n\tinsteadOf = {address}\n'
                    f'[url "{address}"]\n\tpushInsteadOf = {address}\n',
                    encoding="utf-8",
                )
                yield f"the repository {name}"


def _addresses(step: Step) -> Iterator[str]:
    for command in step.commands:
        if "clone" in command.text:
            calls = (call.words for call in read_script(command.text).calls if call.words[:2] == _CLONE)
            yield from (word for words in calls for word in words[2:] if name_of(word))


def name_of(address: str) -> str:
    """``github.com/tea/pots`` for all forms of its address; empty for what is none."""
    found = _ADDRESS.fullmatch(address)
    return "" if found is None else f"{found['host']}/{found['path'].removesuffix('.git').strip('/')}".lower()


def _remotes(repository: Path) -> Iterator[str]:
    asked = ["git", "-C", str(repository), "config", "--get-regexp", r"^remote\..*\.url$"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    yield from (name_of(line.partition(" ")[2]) for line in told.splitlines())


def _named_by(site: SiteProfile) -> Iterator[str]:
    found = filter(None, map(repository_in, site.published))
    yield from (f"github.com/{owner}/{name}".lower() for owner, name in found)
