"""Clusters of containers on this machine, by kind: real pods, real traffic."""

from harness.cluster.kind.provider import CAPABILITIES, KindOptions, KindProvider

__all__ = ["CAPABILITIES", "KindOptions", "KindProvider"]
