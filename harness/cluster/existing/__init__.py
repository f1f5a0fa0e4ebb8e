"""Clusters that the user already has."""

from harness.cluster.existing.provider import ExistingOptions, ExistingProvider

__all__ = ["ExistingOptions", "ExistingProvider"]
