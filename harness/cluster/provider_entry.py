"""Providers as they are chosen from: a name, how one is made, and when it is taken without being named."""

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import ClusterProvider
from harness.cluster.toolchain import Toolchain
from harness.errors import SettingsError
from harness.settings import Settings
from harness.settings.constraint import Problem
from harness.settings.package_table import schema_problem
from harness.settings.sections import ClusterSettings
from harness.suggest import nearest

NO_PROVIDERS: Final = frozenset({"auto", "none"})
"""What ``--provider`` takes beside the names of providers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderContext:
    """What a provider is made from. Its fleets live below ``root``, a folder of its own, and end with ``owner``.

    ``contexts`` are the user's contexts by cluster as the command line names them; ``confirm`` shows a text and says
    whether the user agrees to it; ``read_only`` forbids every change of clusters that are not owned.
    """

    settings: Settings
    toolchain: Toolchain
    root: Path
    owner: ProcessIdentity
    keep: bool = False
    read_only: bool = False
    contexts: Mapping[str, str] = field(default_factory=dict)
    confirm: Callable[[str], bool] = lambda _: False
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    options: Any = None  # what [cluster.NAME] sets, as the class that the entry names; its defaults without the table


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEntry:
    """A provider that can be chosen, by ``name``.

    ``automatic`` ones are tried, in their order, for pages whose user names none. ``named`` says why the user means
    this one though no provider is named (such as "--contexts names clusters of yours"), empty otherwise.
    ``light``: a machine has room for several of its fleets, so each worker of a run may have one.
    ``settings`` is a frozen dataclass whose fields, each with a default, are the keys of ``[cluster.NAME]``; a
    ``ValueError`` of its ``__post_init__`` is an error at that table. ``None``: the provider has no such table.
    """

    name: str
    make: Callable[[ProviderContext], ClusterProvider]
    automatic: bool = False
    light: bool = False
    named: Callable[[ProviderContext], str] = lambda _: ""
    settings: type[Any] | None = None

    def problem(self) -> Problem | None:
        """Why a plug-in cannot add it."""
        if self.name in NO_PROVIDERS:
            return Problem("'auto' and 'none' name no provider", "another name")
        if self.settings is not None and self.name.replace("-", "_") in {each.name for each in fields(ClusterSettings)}:
            return Problem(f"[cluster.{self.name}] is a setting of the harness", "another name")
        return None if self.settings is None else schema_problem(self.settings)

    def options(self, settings: Settings) -> Any:
        """What ``[cluster.NAME]`` sets; ``None`` for an entry without settings."""
        return None if self.settings is None else settings.cluster.of_providers.get(self.name, self.settings())


def require_provider(name: str, known: Collection[str], *, but: Collection[str] = ()) -> None:
    """``SettingsError`` for a provider that is none of those ``known``; the words ``but`` are taken as well."""
    if name in known or name in but:
        return
    names = ["auto", "none", *known]
    meant = nearest(name, names)
    raise SettingsError(
        f"unknown provider {name!r}",
        expected=f"one of {', '.join(names)}",
        remedy=f"did you mean {meant!r}?" if meant else "see which there are: harness clusters providers",
    )
