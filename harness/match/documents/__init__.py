"""Outputs compared as YAML or JSON."""
