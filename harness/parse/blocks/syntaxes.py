"""The syntaxes that a block can name, and which of them hold commands."""

from typing import Final

SESSIONS: Final = frozenset(
    {"bash-session", "cli", "console", "sh-session", "shell-session", "shellsession", "terminal", "zsh-session"}
)
"""In these only what follows a prompt is a command, also in a fence."""
MISSPELT: Final = frozenset({"bask"})
"""A misspelling that real pages have."""
SHELLS: Final = SESSIONS | {"bash", "sh", "shell", "zsh"} | MISSPELT
"""Blocks in these hold commands."""
NOT_GIVEN: Final = frozenset({"none", "plain", "plaintext", "raw", "text", "txt"})
"""Names of no syntax."""
OUTPUTS: Final = frozenset({"log", "logs", "output", "stdout"})
"""Blocks in these show what a program prints."""
_HIGHLIGHTED: Final = """
ansi apache asciidoc bat batch c c++ caddyfile cfg cmd conf config cpp cs csharp css csv cue diagram diff dns
docker docker-compose dockerfile dosini dot editorconfig elixir env erb erlang fish go golang gotemplate gotmpl
graphql groovy haskell hcl helm htm html http ini java javascript jinja jinja2 js json json5 jsonata jsonc jsonl
jsonnet jsx kotlin latex less liquid lua make makefile markdown md mdx mermaid mysql ndjson nginx nix
nohighlight nu objc patch pem perl php postgresql powershell promql properties proto protobuf ps ps1 pwsh py python
python3 r rb regex rego rs rst ruby rust sass scala scss sql ssh-config starlark svelte svg swift systemd
terraform tex tf toc toml tpl tree treeview ts tsx typescript vim vue wasm xhtml xml yaml yaml+jinja yang yml
zig
"""
KNOWN: Final = SHELLS | NOT_GIVEN | OUTPUTS | set(_HIGHLIGHTED.split())
"""These, and what highlighters know."""
