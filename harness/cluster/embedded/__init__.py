"""Clusters of plain processes: real control planes, simulated pods, and processes that stand for some of them."""

from harness.cluster.embedded.embedded_provider import EmbeddedOptions, EmbeddedProvider
from harness.cluster.workloads import Workload

__all__ = ["EmbeddedOptions", "EmbeddedProvider", "Workload"]
