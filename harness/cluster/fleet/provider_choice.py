"""Which provider a page gets when nobody says: the cheapest that gives everything the page needs for real."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from harness.capability import Capability, Fidelity
from harness.errors import ClusterError
from harness.plan.step import Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a provider can give; ``closed`` says why it cannot serve here, empty when it can."""

    provider: str
    capabilities: Mapping[Capability, Fidelity]
    closed: str = ""

    def lacks(self, needs: Needs) -> list[Capability]:
        """What a page needs and this provider cannot provide for real."""
        given = self.capabilities
        return sorted(need for need in needs.capabilities if given.get(need, Fidelity.NONE) is not Fidelity.REAL)


class Choice(NamedTuple):
    """A provider's name and one sentence why, to stand in a report."""

    provider: str
    reason: str


def choose_provider(needs: Needs, offers: Sequence[Offer], *, strict: bool = False) -> Choice:
    """``offers`` come cheapest first. Where nobody gives everything for real, the one that lacks least is taken.

    ``strict`` refuses that with ``ClusterError``. Without a cluster in its needs a page gets provider ``none``.
    """
    if not needs.clusters:
        return Choice("none", "no cluster is needed")
    open_offers = [offer for offer in offers if not offer.closed]
    closed = [f"{offer.provider} cannot run here ({on_one_line(offer.closed)})" for offer in offers if offer.closed]
    if not open_offers:
        raise ClusterError(
            "no provider can run here: " + "; ".join(closed),
            remedy="mend one of them, or leave out pages that need clusters: --provider none",
        )
    best = min(open_offers, key=lambda offer: (len(offer.lacks(needs)), weakest(offer, needs)))
    missing = best.lacks(needs)
    if not missing:
        cheaper = [offer for offer in open_offers[: open_offers.index(best)] if offer.lacks(needs)]
        if not cheaper:
            return Choice(best.provider, "the cheapest that provides everything the page needs")
        return Choice(
            best.provider,
            "; ".join(f"{offer.provider} cannot provide {listed(offer.lacks(needs))}" for offer in cheaper),
        )
    lack = f"no provider here can provide {listed(missing)}"
    if strict:
        raise ClusterError(
            "; ".join([lack, *closed]),
            expected="a provider that provides everything the page needs, as --strict-docs asks",
            remedy="make one available (--provider kind needs docker or podman), or run without --strict-docs",
        )
    return Choice(best.provider, "; ".join([lack, *closed]))


def weakest(offer: Offer, needs: Needs) -> int:
    """Simulated is better than not there at all: the count of what is not there."""
    return sum(offer.capabilities.get(need, Fidelity.NONE) is Fidelity.NONE for need in needs.capabilities)


def listed(capabilities: Sequence[Capability]) -> str:
    return ", ".join(capabilities)


def on_one_line(reason: str) -> str:
    """A reason whose further lines are its parts, such as one for each container engine."""
    first, *parts = (line.strip() for line in reason.splitlines())
    return f"{first}: {', '.join(parts)}" if parts else first
