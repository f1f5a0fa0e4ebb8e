"""A bash on a terminal: typed to, read from, ended."""
