"""The kinds of resources that pages may use, and the fields of those whose schemas are at hand."""
