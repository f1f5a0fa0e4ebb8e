"""The syntaxes that a block can name, and which of them hold commands."""

from typing import Final

SESSIONS: Final = frozenset({"console", "sh-session", "shell-session", "shellsession", "terminal"})
"""In these only what follows a prompt is a command, also in a fence."""
SHELLS: Final = SESSIONS | {"bash", "sh", "shell", "zsh", "bask"}
"""Blocks in these hold commands. ``bask`` is a misspelling that real pages have."""
KNOWN: Final = SHELLS | frozenset(
    (  # what highlighters know, by first letter
        *(
            "asciidoc",
            "c",
            "cpp",
            "cs",
            "css",
            "csv",
            "cue",
            "diff",
            "dockerfile",
            "dot",
            "go",
            "gotemplate",
            "graphql",
        ),
        *(
            "groovy",
            "hcl",
            "helm",
            "html",
            "http",
            "ini",
            "java",
            "javascript",
            "js",
            "json",
            "json5",
            "jsonc",
            "jsonnet",
        ),
        *("kotlin", "log", "lua", "makefile", "markdown", "md", "mermaid", "nginx", "output", "perl", "php", "plain"),
        *("plaintext", "powershell", "promql", "properties", "protobuf", "proto", "python", "rego", "ruby", "rust"),
        *("scala", "sql", "starlark", "swift", "terraform", "text", "toml", "typescript", "wasm", "xml", "yaml", "yml"),
    )
)
