"""The only place that parses argv."""
