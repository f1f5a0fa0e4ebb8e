"""Hugo's shortcodes: tags, and what each of them does."""
