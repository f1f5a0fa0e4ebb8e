"""The names that a page has for contexts, given to the clusters of its fleet."""

from harness.cluster.api.kubeconfig import call_contexts
from harness.cluster.fleet.environment import fleet_variables
from harness.cluster.provider import Fleet
from harness.plan.step import PageContexts


def name_contexts(fleet: Fleet, contexts: PageContexts) -> dict[str, str]:
    """By variable and by name the context that each stands for; names are in the fleet's kubeconfig from now on.

    Where all names are contexts of the user's own, each stands for that cluster, whatever its number.
    """
    called = fleet_variables(fleet, contexts.all)
    own = {cluster.user_context: cluster.context for cluster in fleet.clusters if cluster.user_context}
    if contexts.names.keys() <= own.keys():
        called |= {name: own[name] for name in contexts.names}
    call_contexts(fleet.kubeconfig, {name: called[name] for name in contexts.names if name in called})
    return called
