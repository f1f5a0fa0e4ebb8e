"""Why pods do not start, read from what the API tells of them: the one place that knows the reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

ON_ITS_WAY: Final = frozenset({"ContainerCreating", "PodInitializing"})  # why a container may wait and be well
NEVER_PULLED: Final = frozenset({"ErrImageNeverPull", "InvalidImageName"})  # no time heals these
PULL_FAILED: Final = frozenset({"ErrImagePull", "ImagePullBackOff"})
NOT_THERE: Final = ("not found", "does not exist", "manifest unknown", "pull access denied")
"""How registries say that they have no such image; a pull that failed for another reason may work the next time."""
CRASHING: Final = "CrashLoopBackOff"
SCHEDULED: Final = "PodScheduled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a container waits and is not on its way, or (without ``container``) why a pod has no node."""

    reason: str
    message: str = ""
    container: str = ""
    image: str = ""
    restarts: int = 0
    exit_code: int | None = None  # of the container's last end

    @property
    def no_such_image(self) -> bool:
        missing = self.reason in PULL_FAILED and any(words in self.message for words in NOT_THERE)
        return self.reason in NEVER_PULLED or missing

    def __str__(self) -> str:
        if not self.container:
            return f"{self.reason}: {self.message}"
        image = f" of image {self.image}" if "Image" in self.reason and self.image else ""
        last = "" if self.exit_code is None else f", last with exit code {self.exit_code}"
        return f"container {self.container}{image}: {self.reason}{last}"


def troubles_of(status: Mapping[str, Any]) -> Iterator[Trouble]:
    """Why a pod with this status does not start and will not by waiting a little."""
    for container in containers_of(status):
        waiting = container.get("state", {}).get("waiting") or {}
        if (reason := waiting.get("reason", "")) and reason not in ON_ITS_WAY:
            ended = container.get("lastState", {}).get("terminated") or {}
            yield Trouble(
                reason=reason,
                message=waiting.get("message", ""),
                container=container.get("name", ""),
                image=container.get("image", ""),
                restarts=container.get("restartCount", 0),
                exit_code=ended.get("exitCode"),
            )
    for condition in status.get("conditions") or ():
        if condition.get("type") == SCHEDULED and condition.get("status") == "False":
            yield Trouble(reason=condition.get("reason", "not scheduled"), message=condition.get("message", ""))


def containers_of(status: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*(status.get("initContainerStatuses") or ()), *(status.get("containerStatuses") or ())]
