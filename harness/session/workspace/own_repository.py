"""What a page has of the checkout that it is in: files that it reads, and the repository where it clones that."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from harness.checkout import repository_of
from harness.parse.shortcodes.published_urls import repository_in
from harness.plan.step import Step
from harness.programs.git_clone import git_clone
from harness.session.workspace.checkout_files import checkout_files, copy_into
from harness.session.workspace.workdir import GIT_CONFIG, Workspace
from harness.shell.script_reader import read_script
from harness.sites.site_profile import SiteProfile

_ADDRESS: Final = re.compile(
    r"(?:https?://|ssh://|git://)?(?:git@)?(?P<host>[\w-]+(?:\.[\w-]+)+)[:/](?P<path>[\w./-]+)"
)


def from_checkout(workspace: Workspace, steps: Iterable[Step], site: SiteProfile, root: Path) -> tuple[str, ...]:
    """Copy the files that steps read, and let git clone from the checkout; what was copied, in a report's words.

    ``root`` is that of the settings. ``SettingsError`` for a file that cannot be read.
    """
    steps = tuple(steps)
    files = copy_into(workspace.workdir, checkout_files(steps, root))
    return (*files, *_cloned(workspace.home / GIT_CONFIG, steps, site))


def _cloned(config: Path, steps: Iterable[Step], site: SiteProfile) -> Iterator[str]:
    """Tell git where the repository is that pages are in; pushes go to where they went.

    Git goes by the beginning of an address, and the longest beginning counts: the address of another repository that
    begins with an own one is told to stand for itself.
    """
    places = {address: place for step in steps if step.skip is None for address, place in _places(step, site)}
    own = tuple(address for address, place in places.items() if place != address)
    for address, place in places.items():
        text = config.read_text(encoding="utf-8")
        if address.startswith(own) and f"\tinsteadOf = {address}\n" not in text:
            pushed = f'[url "{address}"]\n\tpushInsteadOf = {address}\n' if address in own else ""
            config.write_text(f'{text}\n[url "{place}"]\n\tinsteadOf = {address}\n{pushed}', encoding="utf-8")
            if address in own:
                yield f"the repository {name_of(address)}"


def _places(step: Step, site: SiteProfile) -> Iterator[tuple[str, str]]:
    """Each address that a step clones, and where to get it: the checkout that the page is in, or the address itself."""
    addresses = tuple(_addresses(step))
    repository = repository_of(step.at.path.absolute().parent) if addresses else None
    own = set() if repository is None else {*_remotes(repository), *_named_by(site)}
    yield from ((each, f"file://{repository}" if name_of(each) in own else each) for each in addresses)


def _addresses(step: Step) -> Iterator[str]:
    for command in step.commands:
        if "clone" in command.text:
            clones = (git_clone(call.words) for call in read_script(command.text).calls)
            yield from (clone.address for clone in clones if clone and name_of(clone.address))


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
