"""The paths through the tabs of a page."""
