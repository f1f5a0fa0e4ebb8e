"""Providers of plug-ins: what one of them does wrong is an error that names it, and none of the others' business."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from harness.capability import Capability, Fidelity
from harness.cluster.api import kubeconfig
from harness.cluster.fleet.topology import Topology
from harness.cluster.provider import ClusterProvider, Fleet, FleetLayers, Progress
from harness.cluster.provider_entry import ProviderContext, ProviderEntry
from harness.errors import ClusterError, HarnessError
from harness.extensions.manager import BUILT_IN, origin_of
from harness.extensions.packages import RAISED, reason_of
from harness.extensions.value_check import misfits, require_members

T = TypeVar("T")
LOG = logging.getLogger(__name__)


class GuardedProvider:
    """A plug-in's provider under the name of its entry, whatever it calls itself: it may be one of ours in disguise.

    Errors that are not ours become ``ClusterError``; that of a ``sweep`` is only logged, and one that cannot say what
    it can do, or why it cannot, is unavailable for that reason: others may be chosen.
    """

    def __init__(self, inner: ClusterProvider, name: str, whose: str) -> None:
        self._inner, self._whose = inner, whose
        self.name, self.owned = name, inner.owned
        layers = getattr(inner, "layers", None)  # one that remembers nothing need not say so
        self.layers = None if layers is None else GuardedLayers(layers, self._guard)

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:
        return self._capabilities(topology)[0]

    def unavailable(self, topology: Topology, /) -> str:
        try:
            reason = self._guard("unavailable", lambda: require_text(self._inner.unavailable(topology)))
        except ClusterError as error:
            return error.message
        return reason or self._capabilities(topology)[1]

    def _capabilities(self, topology: Topology) -> tuple[Mapping[Capability, Fidelity], str]:
        """What it says, and why it cannot be used if that is nothing to go by."""
        try:
            return self._guard("capabilities", lambda: require_known(self._inner.capabilities(topology))), ""
        except ClusterError as error:
            return {}, error.message

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        fleet = self._guard("create", lambda: require_fleet(self._inner.create(name, topology, progress=progress)))
        return replace(fleet, provider=self.name)

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        self._guard("reset", lambda: self._inner.reset(fleet, progress=progress))

    def destroy(self, fleet: Fleet, /) -> None:
        self._guard("destroy", lambda: self._inner.destroy(fleet))

    def sweep(self) -> tuple[str, ...]:
        try:
            return self._guard("sweep", lambda: tuple(self._inner.sweep()))
        except ClusterError as error:
            LOG.warning("%s", error.message)
            return ()

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:
        return self._guard("claim_namespaces", lambda: tuple(self._inner.claim_namespaces(fleet, mentioned)))

    def _guard(self, method: str, call: Callable[[], T]) -> T:
        try:
            return call()
        except HarnessError:
            raise
        except RAISED as error:
            raise ClusterError(
                f"provider {self.name!r} of {self._whose} failed in {method}: {reason_of(error)}",
                remedy="correct the provider, or choose another one with --provider",
            ) from error


class Guard(Protocol):
    """Calls what a plug-in wrote; errors that are not ours become ``ClusterError``."""

    def __call__(self, method: str, call: Callable[[], T], /) -> T: ...


class GuardedLayers:
    """What a plug-in's provider remembers."""

    def __init__(self, inner: FleetLayers, guard: Guard) -> None:
        self._inner, self._guard = inner, guard

    def remember(self, fleet: Fleet, layer: str, /) -> None:
        self._guard("remember", lambda: self._inner.remember(fleet, layer))

    def return_to(self, fleet: Fleet, layer: str, /, *, progress: Progress) -> None:
        self._guard("return_to", lambda: self._inner.return_to(fleet, layer, progress=progress))

    def forget(self, fleet: Fleet, layer: str, /) -> None:
        self._guard("forget", lambda: self._inner.forget(fleet, layer))


class UnusableProvider:
    """In the place of a provider that could not be made."""

    owned = False
    layers = None

    def __init__(self, name: str, reason: str) -> None:
        self.name, self._reason = name, reason

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:  # noqa: ARG002 - a Protocol's method
        return {}

    def unavailable(self, topology: Topology, /) -> str:  # noqa: ARG002 - likewise
        return self._reason

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:  # noqa: ARG002 - likewise
        raise self._error()

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:  # noqa: ARG002 - likewise
        raise self._error()

    def destroy(self, fleet: Fleet, /) -> None:  # noqa: ARG002 - likewise
        raise self._error()

    def sweep(self) -> tuple[str, ...]:
        return ()

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:  # noqa: ARG002 - likewise
        return ()

    def _error(self) -> ClusterError:
        return ClusterError(self._reason, remedy="install or correct the package, or choose another provider")


class Providers(dict[str, ClusterProvider]):
    """Providers by name. A kept fleet may be of one whose package is no longer installed."""

    def __missing__(self, name: str) -> ClusterProvider:
        return UnusableProvider(name, f"the provider {name!r} is not installed")


def made(entry: ProviderEntry, context: ProviderContext) -> ClusterProvider:
    """The entry's provider, as safe as one of ours."""
    whose = origin_of("harness_providers", entry.name)
    if whose == BUILT_IN:
        return entry.make(context)
    try:
        return GuardedProvider(whole(entry.make(context)), entry.name, whose)
    except RAISED as error:
        return UnusableProvider(entry.name, f"provider {entry.name!r} of {whose} cannot be made: {reason_of(error)}")


def whole(provider: Any) -> ClusterProvider:
    """``provider`` if it has what the Protocol asks for; ``TypeError`` otherwise."""
    require_members(provider, ClusterProvider, but=("name", "layers"))  # the name is its entry's
    found: ClusterProvider = provider
    return found


def require_fleet(fleet: Any) -> Fleet:
    if not isinstance(fleet, Fleet):
        raise TypeError(f"it returned {fleet!r}, and not a Fleet")
    if (wrong := next(misfits(fleet, "Fleet"), None)) is not None:
        raise TypeError(wrong)
    config = kubeconfig.read(fleet.kubeconfig) if fleet.clusters else {}
    known = {one["name"] for one in config.get("contexts") or ()}
    if absent := sorted({one.context for one in fleet.clusters} - known):
        raise ValueError(f"the fleet's kubeconfig has no context {absent[0]!r}")
    return fleet


def require_text(reason: Any) -> str:
    if not isinstance(reason, str):
        raise TypeError(f"it returned {reason!r}, and not why it cannot be used: an empty text when it can")
    return reason


def require_known(able: Any) -> dict[Capability, Fidelity]:
    wrong = [one for one in able.items() if not isinstance(one[0], Capability) or not isinstance(one[1], Fidelity)]
    if wrong:
        raise TypeError(f"it returned {dict(wrong)!r}, and not a Fidelity for each Capability")
    return dict(able)
