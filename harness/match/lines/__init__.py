"""Outputs compared line by line."""
