"""What one snippet becomes in a snippet file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harness.parse.page import Snippet
from harness.snips.bash_names import function_name, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """Bash code that defines ``names`` and nothing else: its own name first, then those of its outputs.

    ``commands`` is what the function runs, and empty for a variable. ``comment`` is no part of what the snippet means.
    """

    snippet: Snippet
    names: tuple[str, ...]
    code: str
    commands: str = ""
    comment: str = ""

    @property
    def name(self) -> str:
        """What is called, or read."""
        return self.names[0]


def define(snippet: Snippet, *, page_commands: str, reads: Callable[[str], bool]) -> Definition:
    """A function for shell commands, with a variable for each output; a variable for anything else.

    ``page_commands`` are all commands of the page, none of which a function may hide. Commands that bash cannot parse
    are kept as text that the function evaluates: the file stays usable, and the reader gets bash's own message.
    """
    if not snippet.segments:
        name = word(snippet.id)
        return Definition(
            snippet=snippet, names=(name,), code=variable(name, snippet.body), comment=_comment(snippet, name)
        )
    name = function_name(snippet.id, page_commands)
    commands = "\n".join(segment.command for segment in snippet.segments)
    texts = dict(_outputs(snippet, name))
    comment = _comment(snippet, name)
    if reads(commands):
        function = f"{name}() {{\n{commands}\n}}\n"
    else:
        texts[f"{name}_text"] = commands
        function = f'{name}() {{\neval "${name}_text"\n}}\n'
        comment += "# Bash cannot read this as the page shows it; calling it shows where.\n"
    return Definition(
        snippet=snippet,
        names=(name, *texts),
        code="\n".join((function, *(variable(*item) for item in texts.items()))),
        commands=commands,
        comment=comment,
    )


def _outputs(snippet: Snippet, name: str) -> Iterator[tuple[str, str]]:
    """The first expected output is found under the same name whether or not more follow."""
    outputs = [segment.expected for segment in snippet.segments if segment.expected is not None]
    for number, expected in enumerate(outputs, start=1):
        yield f"{name}_out" if number == 1 else f"{name}_out_{number}", expected


def _comment(snippet: Snippet, name: str) -> str:
    """Where the snippet belongs, as far as it does not follow from its place in the file."""
    facts = [f"tab {tab.category}={tab.value}" for tab in snippet.tab_path]
    if snippet.boilerplate is not None:
        facts.append(f"boilerplate {snippet.boilerplate}")
    if name != snippet.id:
        facts.append(f"id {snippet.id}")
    return f"# {', '.join(facts)}\n" if facts else ""


def variable(name: str, text: str) -> str:
    """A definition of ``name`` that holds exactly ``text``, less line breaks at either end.

    A quoted heredoc keeps the text readable as it stands on the page; its delimiter is one that is no line of the text.
    """
    lines = frozenset(text.split("\n"))
    end = next(word for word in ("END", *(f"END_{number}" for number in range(2, len(lines) + 3))) if word not in lines)
    # `read` reports the end of its input as a failure, which would end a shell with `set -e`.
    return f"IFS=$'\\n' read -r -d '' {name} <<'{end}' || :\n{text}\n{end}\n"
