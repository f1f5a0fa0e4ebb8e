"""Text as a bash variable, whatever stands in it."""


def variable(name: str, text: str) -> str:
    """A definition of ``name`` that holds exactly ``text``, less line breaks at either end.

    A quoted heredoc keeps the text readable as it stands on the page; its delimiter is one that is no line of the text.
    """
    lines = frozenset(text.split("\n"))
    end = next(word for word in ("END", *(f"END_{number}" for number in range(2, len(lines) + 3))) if word not in lines)
    # `read` reports the end of its input as a failure, which would end a shell with `set -e`.
    return f"IFS=$'\\n' read -r -d '' {name} <<'{end}' || :\n{text}\n{end}\n"
