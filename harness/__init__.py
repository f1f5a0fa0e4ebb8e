"""Documentation in, verdicts out: the commands of a page run against clusters, and what comes is compared."""
