"""Whether bash can read a command as it stands: a page may show ``<name>`` or half a loop, a file to source may not."""

from harness.shell.bash_n import read_by_bash
from harness.shell.completeness import open_at_end
from harness.shell.plain_script import is_plain


def reads(command: str) -> bool:
    """Whether bash accepts the command on its own, to its last line: nothing open, nothing left over."""
    if command.endswith("\\"):
        return False  # goes on in a line that is not there
    if "<<" in command and open_at_end(command) is not None:
        return bash_accepts(command)
    return is_plain(command) or bash_accepts(command)


def bash_accepts(command: str) -> bool:
    """The same, asked of bash itself, but for a backslash at the end."""
    reading = read_by_bash(command)
    # An unclosed heredoc is only warned about, and would swallow what stands after the command.
    return reading.accepted and not reading.words
