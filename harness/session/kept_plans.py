"""Plans of pages that an earlier run made, kept in the user's cache folder for as long as nothing has changed.

A plan depends on its page, on what that includes, on pages that come before it, on settings, and on which programs are
installed. A file of plans counts as a whole: no file of the site, none elsewhere that settings name, and nothing of the
harness or of this machine's programs may have changed. Its first line says so. Each plan behind it is a pickle of its
own: only those that are asked for are read, and only from a file that this very version of the harness has written.
"""

import json
import logging
import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from harness.edit.replace_file import replace_file
from harness.plan.step import PagePlan
from harness.session.site import Site
from harness.session.site_state import TooManyFilesError, digest, places_of, program_state, root_of, site_state
from harness.session.user_folders import cache_folder, keep_newest
from harness.settings import Settings
from harness.settings.places import places_in

LOG: Final = logging.getLogger(__name__)
MOST_FILES: Final = 10  # sites, or ways of calling; the oldest go first
MOST_SITE_FILES: Final = 20_000  # in a larger folder, looking for changes takes longer than planning some pages
WORTH_KEEPING: Final = 5  # new plans; fewer are made again in no time
FOLDER: Final = "HARNESS_PLANS"  # environment: where plans are kept instead


@dataclass(kw_only=True)
class SitePlans:
    """The plans of one site; ``state`` is what they depend on, ``new`` how many the file does not have yet."""

    file: Path
    state: str
    plans: dict[str, bytes] = field(default_factory=dict)
    new: int = 0

    def read(self) -> None:
        """The plans of the file, if they count."""
        try:
            with self.file.open("rb") as file:
                head = json.loads(file.readline())
                if not isinstance(head, dict) or head.get("state") != self.state:
                    return
                body = file.read()
        except (OSError, ValueError):
            return  # none yet
        starts = [0]
        for size in head["sizes"].values():
            starts.append(starts[-1] + size)
        if starts[-1] == len(body):  # else half a file of a machine that went down
            self.plans = {
                page: body[start:end] for page, start, end in zip(head["sizes"], starts, starts[1:], strict=False)
            }

    def add(self, page: Path, plan: PagePlan) -> None:
        """A plan with a plug-in's function that has no name, or nested beyond measure, is not kept."""
        try:
            self.plans[str(page)] = pickle.dumps(plan, pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, AttributeError, TypeError, RecursionError) as error:
            LOG.info("the plan of %s is not kept: %s", page, error)
        else:
            self.new += 1

    def write(self) -> None:
        head = {"state": self.state, "sizes": {page: len(plan) for page, plan in self.plans.items()}}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self.file, json.dumps(head).encode() + b"\n" + b"".join(self.plans.values()))
        keep_newest(self.file.parent.glob("*.plans"), MOST_FILES)


@dataclass(kw_only=True)
class KeptPlans:
    """The plans of a run's pages; ``fresh`` ones are made anew whatever is known of an earlier run."""

    site: Site
    fresh: bool = False
    most_files: int = MOST_SITE_FILES
    _sites: dict[tuple[Path, Path | None], SitePlans | None] = field(default_factory=dict, init=False)

    def plan(self, page: Path) -> PagePlan:
        """The plan of an earlier run if it still counts, else a new one. Raises what planning raises."""
        kept = self._plans_of(page)
        if kept is None:
            return self.site.plan(page)
        if (known := kept.plans.get(str(page))) is not None:
            plan: PagePlan = pickle.loads(known)  # noqa: S301 - the harness wrote it, for this user
            return plan
        plan = self.site.plan(page)
        kept.add(page, plan)
        return plan

    def save(self) -> None:
        """Write what an earlier run did not know, where that is worth it."""
        for site in self._sites.values():
            if site is not None and site.new >= WORTH_KEEPING:
                try:
                    site.write()
                except OSError as error:
                    LOG.info("the plans are not kept: %s", error)
                site.new = 0

    def _plans_of(self, page: Path) -> SitePlans | None:
        """What is known of the page's site; ``None`` for one that is too large."""
        settings = self.site.settings(page)
        key = root_of(page.absolute().parent), settings.file
        if key not in self._sites:
            self._sites[key] = self._open(page, settings)
        return self._sites[key]

    def _open(self, page: Path, settings: Settings) -> SitePlans | None:
        site = self.site
        places = sorted({*places_of([page]), *places_in(settings)})
        options = map(str, (site.settings_file, site.plan_files, site.variants, site.alternatives, site.timeouts))
        try:
            files = site_state(places, most=self.most_files, every_file=True)
        except (OSError, TooManyFilesError) as error:
            LOG.info("no plans are kept: %s", error)
            return None
        name = digest([str(Path.cwd()), *options, *places])
        state = digest([program_state(), *machine_state(os.environ), files.stat])
        plans = SitePlans(file=cache_folder("plans", variable=FOLDER) / f"{name}.plans", state=state)
        if not self.fresh:
            plans.read()
        return plans


def machine_state(environment: Mapping[str, str]) -> Iterator[str]:
    """Which system this is, and the folders in which it looks for programs with the time of their last change."""
    yield from (sys.platform, os.uname().machine)
    for place in ("/etc/os-release", *environment.get("PATH", "").split(os.pathsep)):
        yield f"{place} {Path(place).stat().st_mtime_ns if Path(place).exists() else ''}"
