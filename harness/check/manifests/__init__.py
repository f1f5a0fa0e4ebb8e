"""Checks of the manifests on a page."""
