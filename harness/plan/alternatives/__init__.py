"""Parts of a page that exclude one another by their own words: one is run, the others are reported as not taken."""
