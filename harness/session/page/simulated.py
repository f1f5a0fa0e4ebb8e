"""What a command's output stands on that the clusters only simulate or lack: neither a pass nor a failure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from harness.capability import Capability, Fidelity
from harness.match.kubelet import ASKED, UNREACHED, not_simulated
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.session.clusters.autoscalers import stands_on_measures
from harness.session.clusters.claims import lacks_storage
from harness.session.clusters.idle_objects import stands_on_idle_objects
from harness.session.clusters.watch import Watch

Offered = Mapping[Capability, Fidelity]
Missing = frozenset[Capability]
Judged = tuple[CommandResult, Missing]


def with_what_lacks(judged: Judged, *, offered: Offered, watch: Watch | None) -> Judged:
    """A result and what its output shows to be missing, with what only a look at it or at the clusters tells."""
    result, missing = judged
    lacking = without_pods(result, offered)
    if watch is not None and watch.fleet is not None:
        clusters = watch.fleet.kubeconfig, watch.story.contexts
        lacking |= without_storage(result, offered, *clusters)
        lacking |= frozenset() if lacking else without_controllers(result, offered, *clusters)
        lacking |= frozenset() if lacking else without_measures(result, offered, *clusters)
    return (replace(result, failure=None), missing | lacking) if lacking else judged


def without_pods(result: CommandResult, offered: Offered) -> Missing:
    """What a page shows of pods that really ran is no difference where nothing runs them."""
    if offered.get(Capability.PODS) is not Fidelity.SIMULATED:
        return frozenset()
    if result.failure is Failure.INFRASTRUCTURE and UNREACHED.search(result.printed):
        return frozenset({Capability.PODS})
    if result.match is None:
        asked = result.failure is Failure.STATUS and ASKED.search(result.command.text)
        answered = result.output is not None and result.output.status == 0
        return frozenset({Capability.PODS}) if asked and answered else frozenset()
    other = result.failure not in {None, Failure.OUTPUT, Failure.INFRASTRUCTURE}
    return frozenset() if other else not_simulated(result.match)


def without_storage(result: CommandResult, offered: Offered, kubeconfig: Path, contexts: Collection[str]) -> Missing:
    """What a command did may stand on storage that these clusters do not have."""
    if result.output is None or offered.get(Capability.STORAGE) is not Fidelity.NONE:
        return frozenset()
    lacks = lacks_storage(result.command.text, result.output.text, kubeconfig, contexts)
    return frozenset({Capability.STORAGE}) if lacks else frozenset()


def without_controllers(
    result: CommandResult, offered: Offered, kubeconfig: Path, contexts: Collection[str]
) -> Missing:
    """What controllers in pods make of custom objects does not come where nothing runs these pods."""
    failed = result.failure in {Failure.OUTPUT, Failure.STATUS} and result.thread is None
    if not failed or offered.get(Capability.PODS) is not Fidelity.SIMULATED:
        return frozenset()
    lacks = stands_on_idle_objects(result, kubeconfig, contexts)
    return frozenset({Capability.PODS}) if lacks else frozenset()


def without_measures(result: CommandResult, offered: Offered, kubeconfig: Path, contexts: Collection[str]) -> Missing:
    """What autoscalers do by the load of pods does not come where nobody measures it."""
    measured = offered.get(Capability.METRICS, Fidelity.NONE) is not Fidelity.NONE
    lacks = not measured and stands_on_measures(result, kubeconfig, contexts)
    return frozenset({Capability.METRICS}) if lacks else frozenset()


def passed_on_simulated(verdicts: Iterable[Verdict], offered: Offered) -> Mapping[Capability, int]:
    """How many steps passed on what clusters only simulate, by capability."""
    needs = Counter(need for one in verdicts if one.outcome is Outcome.PASSED for need in one.step.needs)
    return {need: count for need, count in needs.items() if offered.get(need) is Fidelity.SIMULATED}


def needs(missing: Missing) -> str:
    """``needs exec, pods``."""
    return f"needs {', '.join(sorted(missing))}"


def not_done(result: CommandResult, missing: Missing) -> str:
    """Why a command has not made what it should, if the clusters lack something for it; else empty."""
    failed = result.output is not None and result.output.status != 0
    return result.lacks or (needs(missing) if missing and failed else "")
