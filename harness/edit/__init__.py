"""Edits in, changed files out: shown as a diff, then all of a file's edits or none."""
