"""The pages of a site as a graph: what each expects to be done, on which other page, and where it says so."""
