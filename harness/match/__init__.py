"""Expected and actual output in, verdicts out; the same text gives the same answer."""
