"""Checks of the commands on a page."""
