"""Which provider a page's clusters come from: the one that was asked for, or the first that can serve."""

from collections.abc import Iterator
from typing import Final

from harness.cluster.fleet.provider_choice import Choice, Offer, choose_provider
from harness.cluster.fleet.topology import Topology
from harness.cluster.provider_entry import require_provider
from harness.errors import ClusterError
from harness.plan.step import VariantPlan
from harness.session.resources import Resources

NO_CLUSTERS: Final = "none"


def chosen(resources: Resources, provider: str, variant: VariantPlan, topology: Topology, *, strict: bool) -> Choice:
    """``provider`` is what was asked for; ``auto`` chooses for each page. Raises ``ClusterError`` where none can be."""
    if not variant.needs.clusters:
        return Choice(NO_CLUSTERS, "no cluster is needed")
    if provider == NO_CLUSTERS:
        raise ClusterError("the page needs clusters, and --provider none was asked for")
    if provider != "auto":
        require_provider(provider, resources.entries)
        return Choice(provider, "as asked for")
    for name, entry in resources.entries.items():
        if reason := entry.named(resources.provider_context(name)):
            return Choice(name, reason)
    return choose_provider(variant.needs, list(_offers(resources, variant, topology)), strict=strict)


def _offers(resources: Resources, variant: VariantPlan, topology: Topology) -> Iterator[Offer]:
    """Up to the first that serves: asking a container engine costs time."""
    for name, entry in resources.entries.items():
        if not entry.automatic:
            continue
        provider = resources.providers[name]
        offer = Offer(
            provider=name,
            capabilities=provider.capabilities(topology),
            closed=provider.unavailable(topology),
        )
        yield offer
        if not offer.closed and not offer.lacks(variant.needs):
            return
