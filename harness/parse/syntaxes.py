"""The syntaxes that a block can name, and which of them hold commands."""

from typing import Final

SHELLS: Final = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session", "sh-session", "terminal", "bask"})
"""Blocks in these hold commands. ``bask`` is a known misspelling."""
SESSIONS: Final = frozenset({"console", "shell-session", "sh-session", "terminal"})
"""In these only what follows a prompt is a command, also in a fence."""
KNOWN: Final = SHELLS | frozenset(
    """
    asciidoc c cpp cs css csv cue diff dockerfile dot envoy go golang gotemplate graphql groovy hcl helm html http ini java
    javascript js json json5 jsonc jsonnet jsx kotlin kotl log lua makefile markdown md mermaid nginx none output perl php
    plain plaintext powershell promql properties protobuf proto python py rego ruby rust rs scala sql starlark swift
    terraform text toml ts tsx txt typescript wasm xml yaml yml
    """.split()
)
