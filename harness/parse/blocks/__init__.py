"""Blocks of a page as snippets: commands and expected outputs."""
