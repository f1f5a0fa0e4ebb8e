r"""What is put around a page's command, so that its beginning, end and status are known whatever the page did.

The shell is an interactive bash on a terminal. What is typed is one short line that evaluates a file: long commands
meet no limit of the terminal, and a command that reads its input cannot eat the next one. The file holds the page's
command between two groups of ours. They call builtins past functions and aliases of the same name, need no program and
no function, and hide what traps and traces of the page would say about them. They write to the terminal by its path,
wherever the page has sent standard output.

The state of a turn is in three variables. ``_harness_status`` says how far it came, as words: ``17`` typed,
``17 begun``, ``17 ended 0``; the end of the typed line adds the status of evaluating as one word more.
``_harness_parts`` holds the statuses of the last pipeline's parts, ``_harness_last`` holds ``$_``. So ``$?`` and
``$_`` of one command are seen by the next, as at a reader's prompt. Where
a syntax error keeps the second group from being reached, the end of the typed line runs it; where even that is not
reached (Ctrl-C), the prompt says so.

A call that changes nothing in a shell in which nothing can get between (no traps, no functions, no ``set``) needs none
of this: it is typed in a line of ours, and the prompt after it says how it ended.
"""

from dataclasses import dataclass
from pathlib import Path

SECTIONS = ("turn", "variables", "functions", "aliases", "umask", "jobs")
"""What a snapshot of the shell holds; each section ends with a NUL."""

OWN_VARIABLES = frozenset({"_harness_status", "_harness_parts", "_harness_last"})

_DUMPS = (
    r"\builtin declare -p",
    r"\builtin declare -f; \builtin declare -F",
    r"\builtin alias -p",
    r"\builtin umask -p",
    r"\builtin jobs -p",
)


_PARTS = "${PIPESTATUS[@]-}"
"""In an assignment, so that the words are joined by blanks whatever IFS is."""

Statuses = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The scripts of one shell. ``tty`` is the path of its terminal, ``nonce`` the word that marks its markers.

    ``bell`` is the path of a pipe to which a byte is written at the end of a command, so that nobody has to look for
    the end in every line that comes.
    """

    nonce: str
    tty: str
    bell: Path

    @property
    def prompt(self) -> str:
        """The value of PS1; escapes and expansions in it are bash's to resolve each time it prompts."""
        return rf"\036{self.nonce}:prompt:${{_harness_status-}}:$?\036"

    def typed(self, turn: int, script: Path, epilogue: Path) -> str:
        """The blank in front keeps the line out of a history that ignores such lines."""
        evaluate = rf' _harness_status={turn}; \builtin eval "$(<{script})";'
        otherwise = rf'[[ $_harness_status == *begun* ]] && \builtin eval "$(<{epilogue})"'
        return f'{evaluate} {{ _harness_status+=" $?"; {otherwise}; }} >/dev/null 2>&1\n'

    def line(self, turn: int, command: str) -> str:
        """What is typed for a plain call; where output does not lead to the terminal any more, it is not begun."""
        seen = rf"[[ /dev/fd/1 -ef {self.tty} && /dev/fd/2 -ef {self.tty} ]]"
        mark = rf"_harness_status+=' begun'; \builtin printf '\036{self.nonce}:start:{turn}\036%.0s'"
        ended = f'_harness_status="{turn} ended $?" _harness_last=$_'
        return f' _harness_status={turn}; {seen} && {{ {mark} "${{_harness_last-}}"; {command}; {ended}; }}\n'

    def prompt_after(self, turn: int) -> bytes:
        """What the terminal shows once the call typed in ``line`` has ended."""
        return f"\x1e{self.nonce}:prompt:{turn} ended ".encode()

    def script(self, command: str, *, turn: int, before: Statuses = (0,), after: str, prepared: str = "") -> str:
        """The file that is evaluated. ``before`` is what ``$?`` and ``PIPESTATUS`` are at the start of the command.

        ``prepared`` is run before all else. The empty line keeps a backslash at the end of the command from joining the
        next line to it.
        """
        return f"{self._before(turn, before, prepared)}\n{command}\n\n{after}\n"

    def after(self, turn: int, epilogue: str) -> str:
        """One line, so that it can be told from output where ``set -v`` shows it."""
        ended = rf'_harness_status="{turn} ended $?" _harness_parts="{_PARTS}" _harness_last=$_'
        return f"{{ {ended}; {epilogue}; }} >/dev/null 2>&1"

    def epilogue(self, turn: int, snapshot: Path | None, restored: str = "") -> str:
        """The prompt is set last: where a page made it read-only, bash gives up the rest of the line.

        ``restored`` undoes what was done to the page's functions for this command.
        ``snapshot`` is ``None`` for a command that changes nothing in its shell: the one before still holds.
        """
        fields = '"${_harness_status##* }" "$-" "${!-}" "${PS1@a}" "${_harness_parts-}"'
        mark = rf"\builtin printf '\036{self.nonce}:end:{turn}:%s:%s:%s:%s:%s\036' {fields} >>{self.tty}"
        return rf"{restored}{_dump(turn, snapshot)}{mark}; \builtin echo >>{self.bell}; PS1='{self.prompt}'"

    def part(self, turn: int, number: int) -> str:
        """The end of a command substitution, in whose shell it runs: its status stays what it was."""
        return rf"{{ {self._part_ended(turn, number)}; \builtin exit ${{_harness_parts%% *}}; }} 2>/dev/null"

    def earlier(self, turn: int, number: int) -> str:
        """What runs behind a pipeline that ended well, before the command that follows it."""
        return rf"{{ {self._part_ended(turn, number)}; \builtin :; }} 2>/dev/null"

    def statement(self, turn: int, number: int) -> str:
        """What runs behind a pipeline that is a statement of its own. Nothing is told of one without a failed part.

        Its status stays what it was; in a condition neither a trap nor ``set -e`` heeds it once more.
        """
        told = f"[[ $_harness_parts == *[1-9]* ]] && {self._told(turn, number)}"
        again = "[[ $_harness_parts == 0* ]] || (\\builtin exit ${_harness_parts%% *}) && \\builtin :"
        return f'{{ _harness_parts="$? {_PARTS}"; {told}; {again}; }} 2>/dev/null'

    def matching(self, turn: int, number: int, variable: str) -> str:
        """What runs first in the body of a loop over files; told is that a pattern itself is what it goes over."""
        there = f"$- == *f* || ${variable} != *[*?[]* || -e ${variable} || -L ${variable}"
        return f"{{ [[ {there} ]] || {{ _harness_parts=1; {self._told(turn, number)}; }}; }} 2>/dev/null"

    def _part_ended(self, turn: int, number: int) -> str:
        """Tells how what ran just before has ended, and its parts."""
        return f'_harness_parts="$? {_PARTS}"; {self._told(turn, number)}'

    def _told(self, turn: int, number: int) -> str:
        return rf"\builtin printf '\036{self.nonce}:part:{turn}:{number}:%s\036'" + f' "$_harness_parts" >>{self.tty}'

    def _before(self, turn: int, before: Statuses, prepared: str) -> str:
        """The status is put back by subshells, in a condition: no trap and no ``set -e`` heeds it there."""
        last_statuses = f" {' | '.join(f'(exit {status})' for status in before)} && :;" if any(before) else ""
        mark = rf"\builtin printf '\036{self.nonce}:start:{turn}\036%.0s'" + ' "${_harness_last-}";'
        return f"_harness_status='{turn} begun'; {{ {prepared}{mark}{last_statuses} }} 2>/dev/null >>{self.tty}"


def _dump(turn: int, snapshot: Path | None) -> str:
    if snapshot is None:
        return ""
    dumps = "; ".join(rf"{dump}; \builtin printf '\0'" for dump in (rf"\builtin printf {turn}", *_DUMPS))
    return f"{{ {dumps}; }} >|{snapshot}; "


def first_words() -> str:
    """What a fresh shell runs once: nothing that is typed is remembered, expanded or announced."""
    settings = r"\builtin history -c; \builtin set +o history +o histexpand"
    return rf"{settings}; \builtin unset HISTFILE PROMPT_COMMAND MAILCHECK TMOUT; PS2="
