"""One command of a page, ready to run."""
