"""Pages in, plans out: which paths a page has, what is run on each, in which order, and what that needs."""
