"""Promised and actual output in, Verdicts out; the same text gives the same answer."""
