r"""What is put around a page's command, so that its beginning, end and status are known whatever the page did.

The shell is an interactive bash on a terminal. What is typed is one short line that evaluates a file: long commands
meet no limit of the terminal, and a command that reads its input cannot eat the next one. The file holds the page's
command between two groups of ours. They call builtins past functions and aliases of the same name, need no program and
no function, and hide what traps and traces of the page would say about them. They write to the terminal by its path,
wherever the page has sent standard output.

The state of a turn is in two variables. ``_harness_status`` says how far it came, as words: ``17`` typed,
``17 begun``, ``17 ended 0``; the end of the typed line adds the status of evaluating as one word more.
``_harness_last`` holds ``$_``. So ``$?`` and ``$_`` of one command are seen by the next, as at a reader's prompt. Where
a syntax error keeps the second group from being reached, the end of the typed line runs it; where even that is not
reached (Ctrl-C), the prompt says so.
"""

from dataclasses import dataclass
from pathlib import Path

SECTIONS = ("turn", "variables", "functions", "aliases", "umask", "jobs")
"""What a snapshot of the shell holds; each section ends with a NUL."""

OWN_VARIABLES = frozenset({"_harness_status", "_harness_last"})

_DUMPS = (
    r"\builtin declare -p",
    r"\builtin declare -f; \builtin declare -F",
    r"\builtin alias -p",
    r"\builtin umask -p",
    r"\builtin jobs -p",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The scripts of one shell. ``tty`` is the path of its terminal, ``nonce`` the word that marks its markers."""

    nonce: str
    tty: str

    @property
    def prompt(self) -> str:
        """The value of PS1; escapes and expansions in it are bash's to resolve each time it prompts."""
        return rf"\036{self.nonce}:prompt:${{_harness_status-}}:$?\036"

    def typed(self, turn: int, script: Path, epilogue: Path) -> str:
        """The blank in front keeps the line out of a history that ignores such lines."""
        evaluate = rf' _harness_status={turn}; \builtin eval "$(<{script})";'
        otherwise = rf'[[ $_harness_status == *begun* ]] && \builtin eval "$(<{epilogue})"'
        return f'{evaluate} {{ _harness_status+=" $?"; {otherwise}; }} >/dev/null 2>&1\n'

    def script(self, command: str, *, turn: int, status: int, snapshot: Path) -> str:
        """The file that is evaluated. ``status`` is what ``$?`` is at the start of the command.

        The empty line keeps a backslash at the end of the command from joining the next line to it.
        """
        return f"{self._before(turn, status)}\n{command}\n\n{self.after(turn, snapshot)}\n"

    def after(self, turn: int, snapshot: Path) -> str:
        """One line, so that it can be told from output where ``set -v`` shows it."""
        ended = f'_harness_status="{turn} ended $?" _harness_last=$_'
        return f"{{ {ended}; {self.epilogue(turn, snapshot)}; }} >/dev/null 2>&1"

    def epilogue(self, turn: int, snapshot: Path) -> str:
        """The prompt is set last: where a page made it read-only, bash gives up the rest of the line."""
        dumps = "; ".join(rf"{dump}; \builtin printf '\0'" for dump in (rf"\builtin printf {turn}", *_DUMPS))
        fields = '"${_harness_status##* }" "$-" "${!-}" "${PS1@a}"'
        mark = rf"\builtin printf '\036{self.nonce}:end:{turn}:%s:%s:%s:%s\036' {fields} >>{self.tty}"
        return f"{{ {dumps}; }} >|{snapshot}; {mark}; PS1='{self.prompt}'"

    def _before(self, turn: int, status: int) -> str:
        last_status = f" (exit {status}) && :;" if status else ""
        mark = rf"\builtin printf '\036{self.nonce}:start:{turn}\036%.0s'" + ' "${_harness_last-}";'
        return f"_harness_status='{turn} begun'; {{ {mark}{last_status} }} 2>/dev/null >>{self.tty}"


def first_words() -> str:
    """What a fresh shell runs once: nothing that is typed is remembered, expanded or announced."""
    settings = r"\builtin history -c; \builtin set +o history +o histexpand"
    return rf"{settings}; \builtin unset HISTFILE PROMPT_COMMAND MAILCHECK TMOUT; PS2="
