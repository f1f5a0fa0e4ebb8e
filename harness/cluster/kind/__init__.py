"""Clusters of containers on this machine, by kind: real pods, real traffic."""

from harness.cluster.kind.kind_tool import KindTool

__all__ = ["KindTool"]
