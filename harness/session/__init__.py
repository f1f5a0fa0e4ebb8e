"""One page and variant from lease to cleanup: the stages put together, without pytest."""
