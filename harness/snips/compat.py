"""The ``compat`` dialect: the snippet file of a page exactly as a site's own line-by-line generator writes it.

Scripts written for that generator source its files by name, so its oddities are the specification: a page is read a
line at a time and without Markdown, and nothing is repaired; ``script.py`` is the dialect that does better. The rules,
for each line, first match wins:

=================  =====================================================================================================
heading            of level 2 and deeper, in blocks as well: names the section, starts its count again, is dropped
opening tag        counts, also when its id is ``none``; starts a function (``bash``) or a variable (all else)
boilerplate tag    its file is sourced, if it has one; is dropped
closing tag        ends the function, its output or the variable
in a shell block   ``$ `` is cut off; the first line that neither has it nor continues a command starts the output
in any block       six version shortcodes are replaced
=================  =====================================================================================================
"""

import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

SOURCE_PLACEHOLDER: Final = "{source}"

# Replaced on every line before it is looked at; the others only inside blocks, and only in exactly this spelling.
_EARLY_VALUE: Final = "github_file"
_VALUES: Final = (
    "istio_version",
    "istio_full_version",
    "istio_previous_version",
    "istio_full_version_revision",
    "istio_previous_version_revision",
    "k8s_gateway_api_version",
)

_HEADING: Final = re.compile(r"^##+ ([^{]*)({.*})?$")
_NOT_IN_SECTION: Final = re.compile(r"[^0-9a-zA-Z_]")
_OPENING: Final = re.compile(r"^(\s*){{< text (?:syntax=)?\"?(\w+)\"? .*>}}$")
_SNIP_ID: Final = re.compile(r"snip_id=(\w+)")
_BOILERPLATE: Final = re.compile(r"^\s*{{< boilerplate\s*\"?([a-zA-Z0-9-]+)\"? >}}$")
_CLOSING: Final = "{{< /text >}}"
_SAMPLE: Final = re.compile(r"^(.*)(?<![A-Za-z0-9])@([\w.\-/]+)@(.*)$")
_INTERACTIVE: Final = re.compile(r"kubectl exec.* -it ")
_HEREDOC: Final = re.compile(r"<<\s*\\?EOF")
_VALUE: Final = re.compile("{{< (" + "|".join(_VALUES) + ") >}}")

# Deleting a Gateway returns before what was made for it is gone; scripts that go on at once rely on this.
_GATEWAY_DELETE: Final = "kubectl delete gtw"
_GATEWAY_DELETE_WAITS: Final = "kubectl delete gtw --cascade=foreground"


@dataclass(slots=True)
class _Block:
    """A block that is open. ``script`` is what has been written of it, an item a line or more."""

    id: str
    shell: bool
    indent: str
    script: list[str]


@dataclass(slots=True)
class _Reader:
    """What the generator remembers from line to line; an unclosed block leaves all of it as it is."""

    prefix: str
    values: Mapping[str, str]
    sourceable: Collection[str]
    section: str = ""
    count: int = 0
    block: _Block | None = None
    in_heredoc: bool = False
    in_output: bool = False
    scripts: list[list[str]] = field(default_factory=list)
    boilerplates: dict[str, None] = field(default_factory=dict)

    def read(self, line: str, number: int) -> None:
        """One line, with its line end."""
        if "{{< g" in line and _EARLY_VALUE in self.values:
            line = line.replace(f"{{{{< {_EARLY_VALUE} >}}}}", self.values[_EARLY_VALUE])
        line = line.replace(_GATEWAY_DELETE, _GATEWAY_DELETE_WAITS)
        if line.startswith("##") and (heading := _HEADING.match(line)):
            self.section = _NOT_IN_SECTION.sub("", heading[1].strip().replace(" ", "_")).lower()
            self.count = 0
        elif "{{< " in line and self._tag(line):
            pass
        elif self.block is not None:
            self._inside(self.block, line, number)

    def _tag(self, line: str) -> bool:
        """Read an opening tag or a boilerplate's; false for any other line."""
        if opening := _OPENING.match(line):
            self._open(line, indent=opening[1], syntax=opening[2])
            return True
        if boilerplate := _BOILERPLATE.match(line):
            if boilerplate[1] in self.sourceable:
                self.boilerplates[boilerplate[1]] = None
            return True
        return False

    def _open(self, line: str, *, indent: str, syntax: str) -> None:
        self.count += 1
        given = _SNIP_ID.search(line)
        if given and given[1] == "none":
            return
        snippet_id = f"{self.prefix}_{given[1]}" if given else f"{self.prefix}_{self.section}_{self.count}"
        shell = syntax == "bash"
        head = f"\n{snippet_id}() {{\n" if shell else _variable(snippet_id)
        self.block = _Block(id=snippet_id, shell=shell, indent=indent, script=[head])
        self.scripts.append(self.block.script)

    def _inside(self, block: _Block, line: str, number: int) -> None:
        line = line.removeprefix(block.indent)
        if _CLOSING in line:
            block.script.append("}\n" if block.shell and not self.in_output else "ENDSNIP\n")
            self.block, self.in_heredoc, self.in_output = None, False, False
            return
        if block.shell:
            line = self._shell_line(block, line, number)
        if "{{< " in line:
            line = _VALUE.sub(lambda value: self.values.get(value[1], value[0]), line)
        block.script.append(line)

    def _shell_line(self, block: _Block, line: str, number: int) -> str:
        if line.startswith("$ "):
            line = line[2:]
        elif self.in_heredoc:
            self.in_heredoc = line != "EOF\n"
        elif not (self.in_output or block.script[-1].endswith("\\\n")):
            block.script.append("}\n" + _variable(f"{block.id}_out"))
            self.in_output = True
        if "@" in line:
            line = _without_sample_marks(line)
        if _INTERACTIVE.search(line):
            line += (
                ">>> ERROR: 'kubectl exec -it' will not work in test environment. "
                f"Please remove -it from .md line: {number}\n"
            )
        if "<<" in line and _HEREDOC.search(line):
            self.in_heredoc = True
        return line


def compat(
    text: str,
    *,
    source: str,
    header: str = "",
    prefix: str = "snip",
    values: Mapping[str, str] | None = None,
    boilerplates: Collection[str] = (),
    boilerplate_folder: str = "",
) -> str | None:
    """The snippet file of a page, or ``None`` for a page that has neither a snippet nor a boilerplate with one.

    ``header`` is the head of the file, with ``{source}`` where the page's path ``source`` belongs. ``values`` gives the
    text of value shortcodes by name; one that is missing stays as written. ``boilerplates`` are the names of those that
    have a snippet file in ``boilerplate_folder``.
    """
    reader = _Reader(prefix=prefix, values=values or {}, sourceable=boilerplates)
    # Not str.splitlines: a line ends at a line feed, and other separators are text.
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        reader.read(line, number)
    if not (reader.scripts or reader.boilerplates):
        return None
    return "".join(
        (
            header.replace(SOURCE_PLACEHOLDER, source),
            *(f'source "{boilerplate_folder}/{name}.sh"\n' for name in reader.boilerplates),
            *(part for script in reader.scripts for part in script),
        )
    )


def _variable(name: str) -> str:
    return f"\n! IFS=$'\\n' read -r -d '' {name} <<\\ENDSNIP\n"


def _without_sample_marks(line: str) -> str:
    """Cut the ``@`` around paths, the last on the line first; in outputs too, where an ``@`` may mean itself."""
    while sample := _SAMPLE.match(line):
        line = f"{sample[1]}{sample[2]}{sample[3]}\n"
    return line
