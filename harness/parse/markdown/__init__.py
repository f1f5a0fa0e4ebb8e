"""Markdown's own structure of a page."""
