"""Shell text in, what it does as values out: the one reader of bash."""
