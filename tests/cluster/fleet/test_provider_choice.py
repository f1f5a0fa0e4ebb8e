from collections.abc import Mapping
from dataclasses import replace

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.provider_choice import Choice, Offer, choose_provider
from harness.errors import ClusterError
from harness.plan.step import Needs

EVERYTHING = dict.fromkeys(Capability, Fidelity.REAL)
SIMULATED: Mapping[Capability, Fidelity] = {
    Capability.API: Fidelity.REAL,
    Capability.LB_ADDRESS: Fidelity.REAL,
    Capability.PODS: Fidelity.SIMULATED,
}
EMBEDDED = Offer(provider="embedded", capabilities=SIMULATED)
KIND = Offer(provider="kind", capabilities=EVERYTHING)
NO_KIND = Offer(provider="kind", capabilities=EVERYTHING, closed="no container engine answers")
NO_POLICY = Offer(provider="kind", capabilities={**EVERYTHING, Capability.NETWORK_POLICY: Fidelity.NONE})


def needs(*capabilities: Capability, clusters: int = 1) -> Needs:
    return Needs(clusters=clusters, capabilities=frozenset(capabilities))


@pytest.mark.parametrize(
    ("wanted", "offers", "expected"),
    [
        pytest.param(needs(clusters=0), [EMBEDDED, KIND], Choice("none", "no cluster is needed"), id="no cluster"),
        pytest.param(
            needs(Capability.API, Capability.LB_ADDRESS),
            [EMBEDDED, KIND],
            Choice("embedded", "the cheapest that provides everything the page needs"),
            id="the cheapest serves",
        ),
        pytest.param(
            needs(Capability.EXEC, Capability.PODS, Capability.API),
            [EMBEDDED, KIND],
            Choice("kind", "embedded cannot provide exec, pods"),
            id="real pods",
        ),
        pytest.param(
            needs(Capability.EXEC, Capability.PODS),
            [EMBEDDED, NO_KIND],
            Choice(
                "embedded",
                "no provider here can provide exec, pods; kind cannot run here (no container engine answers)",
            ),
            id="what cannot run is told",
        ),
        pytest.param(
            needs(Capability.PODS),
            [EMBEDDED, replace(NO_KIND, closed="no engine answers\n  docker: no daemon\n  podman: not on PATH")],
            Choice(
                "embedded",
                "no provider here can provide pods; "
                "kind cannot run here (no engine answers: docker: no daemon, podman: not on PATH)",
            ),
            id="a reason of several lines",
        ),
        pytest.param(
            needs(Capability.NETWORK_POLICY, Capability.EXEC),
            [EMBEDDED, NO_POLICY],
            Choice("kind", "no provider here can provide network-policy"),
            id="the one that lacks least",
        ),
        pytest.param(
            needs(Capability.NETWORK_POLICY, Capability.PODS),
            [Offer(provider="bare", capabilities={}), EMBEDDED],
            Choice("embedded", "no provider here can provide network-policy, pods"),
            id="simulated is better than nothing",
        ),
        pytest.param(
            needs(Capability.API),
            [NO_KIND, EMBEDDED],
            Choice("embedded", "the cheapest that provides everything the page needs"),
            id="the first is closed",
        ),
    ],
)
def test_choice(wanted: Needs, offers: list[Offer], expected: Choice) -> None:
    assert choose_provider(wanted, offers) == expected


def test_strict_refuses_what_is_not_real() -> None:
    with pytest.raises(ClusterError) as caught:
        choose_provider(needs(Capability.EXEC), [EMBEDDED, NO_KIND], strict=True)
    assert str(caught.value) == (
        "no provider here can provide exec; kind cannot run here (no container engine answers)\n"
        "  expected: a provider that provides everything the page needs, as --strict-docs asks\n"
        "  to fix:   make one available (--provider kind needs docker or podman), or run without --strict-docs"
    )


def test_strict_takes_what_is_real() -> None:
    assert choose_provider(needs(Capability.EXEC), [EMBEDDED, KIND], strict=True).provider == "kind"


def test_nobody_can() -> None:
    with pytest.raises(ClusterError) as caught:
        choose_provider(needs(Capability.API), [NO_KIND])
    assert str(caught.value) == (
        "no provider can run here: kind cannot run here (no container engine answers)\n"
        "  to fix:   mend one of them, or leave out pages that need clusters: --provider none"
    )
