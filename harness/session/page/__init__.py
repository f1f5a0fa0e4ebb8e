"""The commands of one path of a page, run in order."""
