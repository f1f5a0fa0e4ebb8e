"""The providers that the harness brings along, cheapest first; what one needs is imported when it is made."""

from typing import TYPE_CHECKING

from harness.cluster.provider_entry import ProviderContext, ProviderEntry
from harness.extensions import hookimpl

if TYPE_CHECKING:
    from harness.cluster.provider import ClusterProvider


@hookimpl
def harness_providers() -> tuple[ProviderEntry, ...]:
    return (
        ProviderEntry(name="embedded", make=embedded, automatic=True, light=True),
        ProviderEntry(name="kind", make=kind, automatic=True),
        ProviderEntry(name="existing", make=existing, named=contexts_named),
    )


def embedded(context: ProviderContext) -> "ClusterProvider":
    from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider  # noqa: PLC0415 - see above

    cluster = context.settings.cluster
    options = EmbeddedOptions(
        owner=context.owner,
        keep=context.keep,
        addresses=cluster.metallb.addresses,
        workloads=cluster.workloads,
    )
    return EmbeddedProvider(context.toolchain, context.root, options)


def kind(context: ProviderContext) -> "ClusterProvider":
    from harness.cluster.containers import ContainerOptions, ContainerProvider  # noqa: PLC0415 - likewise
    from harness.cluster.kind import KindTool  # noqa: PLC0415 - likewise

    cluster = context.settings.cluster
    options = ContainerOptions(
        owner=context.owner,
        keep=context.keep,
        metallb=cluster.metallb,
        folder=context.settings.root,
        environ=context.environ,
    )
    return ContainerProvider(KindTool(cluster.kind), context.toolchain, context.root, options)


def existing(context: ProviderContext) -> "ClusterProvider":
    from harness.cluster.existing import ExistingOptions, ExistingProvider  # noqa: PLC0415 - likewise

    cluster = context.settings.cluster
    options = ExistingOptions(
        owner=context.owner,
        contexts={**cluster.contexts, **context.contexts},
        allow=cluster.allow,
        confirm=context.confirm,
        environ=context.environ,
        kubeconfig=cluster.kubeconfig,
        read_only=context.read_only,
    )
    return ExistingProvider(context.toolchain, context.root, options)


def contexts_named(context: ProviderContext) -> str:
    """Who says which contexts stand for clusters means those."""
    if context.contexts:
        return "--contexts names clusters of yours"
    if context.settings.cluster.contexts:
        return "cluster.contexts in the settings names clusters of yours"
    return ""
