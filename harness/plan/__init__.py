"""Pages in, Steps in order out: variants, needs, predecessors; nothing runs."""
