"""Verdicts in, text, JUnit, JSON and HTML out."""
