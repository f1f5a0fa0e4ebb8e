"""The folders and files a page runs with."""
