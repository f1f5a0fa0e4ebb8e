"""Clusters of plain processes: real control planes, simulated pods, and processes that stand for some of them."""

from harness.cluster.embedded.embedded_provider import EmbeddedOptions, EmbeddedProvider

__all__ = ["EmbeddedOptions", "EmbeddedProvider"]
