"""Numbers of pods that an autoscaler would change, where no metrics tell it anything: no fault of the page."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from harness.match.match import BAD, Difference, Mark
from harness.match.verdict import CommandResult, Failure
from harness.session.clusters.command_targets import ALL
from harness.session.clusters.lookout import listed, names_on

GROUP: Final = "/apis/autoscaling/v2"
PLURAL: Final = "horizontalpodautoscalers"
NUMBER: Final = re.compile(r"\d+(?:/\d+)?|(?:\w+:\s*)?(?:\d+%|<unknown>)(?:/\d+%)?")
"""How many pods there are, or how busy they are."""


def stands_on_measures(result: CommandResult, kubeconfig: Path, contexts: Collection[str]) -> bool:
    """Whether all that is wrong are such numbers, of autoscalers without measures or of what they scale."""
    if result.match is None or result.failure is not Failure.OUTPUT:
        return False
    wrong = [one for one in result.match.differences if one.mark in BAD]
    if not wrong or any(one.mark is not Mark.WRONG for one in wrong):
        return False
    names = names_on(kubeconfig, contexts, lambda api: without_measures(listed(api, GROUP, ALL, PLURAL)))
    return all(differs_in_numbers(one, names) for one in wrong)


def without_measures(autoscalers: Collection[Any]) -> Iterator[str]:
    """The names of autoscalers that get no metrics, and of what they scale."""
    for item in autoscalers:
        conditions = {one["type"]: one for one in item.get("status", {}).get("conditions") or ()}
        if conditions.get("ScalingActive", {}).get("reason", "FailedGetResourceMetric").startswith("FailedGet"):
            yield from (item["metadata"]["name"], item["spec"]["scaleTargetRef"]["name"])


def differs_in_numbers(one: Difference, names: Collection[str]) -> bool:
    """Whether two rows are about one of these names, and the same but for numbers."""
    shown, printed = ((text or "").replace(": ", ":").split() for text in (one.expected, one.actual))
    if len(shown) != len(printed) or not {*shown[:2]} & {*names}:
        return False
    other = ((word, text) for word, text in zip(shown, printed, strict=True) if word != text)
    return all((NUMBER.fullmatch(word) and NUMBER.fullmatch(text)) or is_age(word, text) for word, text in other)


def is_age(word: str, text: str) -> bool:
    return all(re.fullmatch(r"(?:\d+[smhd])+", each) for each in (word, text))
