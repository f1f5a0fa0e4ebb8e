"""What plan files and front matter say about a page."""
