"""What a command's output stands on that the clusters only simulate or lack: neither a pass nor a failure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from harness.capability import Capability, Fidelity
from harness.match.kubelet import ASKED, not_simulated
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.session.clusters.watch import Watch

Judged = tuple[CommandResult, frozenset[Capability]]


def with_what_lacks(judged: Judged, *, offered: Mapping[Capability, Fidelity], watch: Watch | None) -> Judged:
    """A result and what its output shows to be missing, with what only a look at it or at the clusters tells."""
    result, missing = judged
    lacking = without_storage(result, offered, watch) | without_pods(result, offered)
    lacking |= frozenset() if lacking else without_controllers(result, offered, watch)
    lacking |= frozenset() if lacking else without_measures(result, offered, watch)
    return (replace(result, failure=None), missing | lacking) if lacking else judged


def without_storage(
    result: CommandResult, offered: Mapping[Capability, Fidelity], watch: Watch | None
) -> frozenset[Capability]:
    """What a command did may stand on storage that these clusters do not have."""
    if watch is None or result.output is None or offered.get(Capability.STORAGE) is not Fidelity.NONE:
        return frozenset()
    lacks = watch.lacks_storage(result.command.text, result.output.text)
    return frozenset({Capability.STORAGE}) if lacks else frozenset()


def without_pods(result: CommandResult, offered: Mapping[Capability, Fidelity]) -> frozenset[Capability]:
    """What a page shows of pods that really ran is no difference where nothing runs them."""
    if offered.get(Capability.PODS) is not Fidelity.SIMULATED:
        return frozenset()
    if result.match is None:
        asked = result.failure is Failure.STATUS and ASKED.search(result.command.text)
        answered = result.output is not None and result.output.status == 0
        return frozenset({Capability.PODS}) if asked and answered else frozenset()
    other = result.failure not in {None, Failure.OUTPUT, Failure.INFRASTRUCTURE}
    return frozenset() if other else not_simulated(result.match)


def without_controllers(
    result: CommandResult, offered: Mapping[Capability, Fidelity], watch: Watch | None
) -> frozenset[Capability]:
    """What controllers in pods make of custom objects does not come where nothing runs these pods."""
    failed = result.failure in {Failure.OUTPUT, Failure.STATUS} and result.thread is None
    if watch is None or not failed or offered.get(Capability.PODS) is not Fidelity.SIMULATED:
        return frozenset()
    return frozenset({Capability.PODS}) if watch.lacks_controllers(result) else frozenset()


def without_measures(
    result: CommandResult, offered: Mapping[Capability, Fidelity], watch: Watch | None
) -> frozenset[Capability]:
    """What autoscalers do by the load of pods does not come where nobody measures it."""
    offers = offered.get(Capability.METRICS, Fidelity.NONE)
    if watch is None or offers is not Fidelity.NONE or not watch.lacks_measures(result):
        return frozenset()
    return frozenset({Capability.METRICS})


def passed_on_simulated(
    verdicts: Iterable[Verdict], offered: Mapping[Capability, Fidelity]
) -> Mapping[Capability, int]:
    """How many steps passed on what clusters only simulate, by capability."""
    needs = Counter(need for one in verdicts if one.outcome is Outcome.PASSED for need in one.step.needs)
    return {need: count for need, count in needs.items() if offered.get(need) is Fidelity.SIMULATED}
