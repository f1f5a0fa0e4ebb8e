"""Outputs compared as tables."""
