"""Steps in, Outputs out: one shell per page and variant."""
