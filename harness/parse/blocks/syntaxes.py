"""The syntaxes that a block can name, and which of them hold commands."""

from typing import Final

SESSIONS: Final = frozenset(
    {"bash-session", "cli", "console", "sh-session", "shell-session", "shellsession", "terminal", "zsh-session"}
)
"""In these only what follows a prompt is a command, also in a fence."""
SHELLS: Final = SESSIONS | {"bash", "sh", "shell", "zsh", "bask"}
"""Blocks in these hold commands. ``bask`` is a misspelling that real pages have."""
NOT_GIVEN: Final = frozenset({"none", "plain", "plaintext", "raw", "text", "txt"})
"""Names of no syntax."""
OUTPUTS: Final = frozenset({"log", "logs", "output", "stdout"})
"""Blocks in these show what a program prints."""
KNOWN: Final = (
    SHELLS
    | NOT_GIVEN
    | OUTPUTS
    | frozenset(
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
            *(
                "kotlin",
                "log",
                "lua",
                "makefile",
                "markdown",
                "md",
                "mermaid",
                "nginx",
                "output",
                "perl",
                "php",
                "plain",
            ),
            *("plaintext", "powershell", "promql", "properties", "protobuf", "proto", "python", "rego", "ruby", "rust"),
            *(
                "scala",
                "sql",
                "starlark",
                "swift",
                "terraform",
                "text",
                "toml",
                "typescript",
                "wasm",
                "xml",
                "yaml",
                "yml",
            ),
            *("ansi", "apache", "bat", "batch", "caddyfile", "cmd", "conf", "config", "cfg", "csharp", "dns", "docker"),
            *(
                "docker-compose",
                "dosini",
                "editorconfig",
                "elixir",
                "env",
                "erb",
                "erlang",
                "golang",
                "gotmpl",
                "haskell",
            ),
            *("htm", "jinja", "jinja2", "jsonata", "jsonl", "jsx", "latex", "less", "liquid", "mdx", "ndjson", "nix"),
            *(
                "objc",
                "patch",
                "pem",
                "ps",
                "ps1",
                "pwsh",
                "py",
                "python3",
                "r",
                "rb",
                "regex",
                "rs",
                "rst",
                "sass",
                "scss",
            ),
            *(
                "ssh-config",
                "svg",
                "systemd",
                "tex",
                "tf",
                "toc",
                "tpl",
                "ts",
                "tsx",
                "vim",
                "vue",
                "xhtml",
                "zig",
                "make",
            ),
            *(
                "c++",
                "diagram",
                "postgresql",
                "mysql",
                "nohighlight",
                "treeview",
                "tree",
                "yaml+jinja",
                "yang",
                "svelte",
            ),
        )
    )
)
