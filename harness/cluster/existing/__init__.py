"""Clusters that the user already has."""

from harness.cluster.existing.existing_provider import ExistingOptions, ExistingProvider

__all__ = ["ExistingOptions", "ExistingProvider"]
