"""Plans in, diagnostics out: what running cannot find; nothing runs."""
