"""Markdown text in, Page values out; no file is opened here but by page reading at the edge."""
