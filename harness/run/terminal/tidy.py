"""What an interactive shell says about itself, taken out of a command's output."""

import re

from harness.shell.completeness import open_at_end

_JOB_STARTED = re.compile(r"^\[\d+\] \d+\n", re.MULTILINE)
_JOB_ENDED = re.compile(r"^\[\d+\][+ -] +(?:Done|Exit \d+|Terminated|Killed|Hangup)\b(?P<job>.*)\n", re.MULTILINE)
_LONGEST_JOB = 100  # lines
_BACKGROUND = re.compile(r"(?<![&>|<])&(?![&>])|\bcoproc\b")
_JOBS = re.compile(r"(?:^|[;&|(])\s*jobs\b", re.MULTILINE)
_TRACING = re.compile(r"\bset\b.*\s-\w*x|\bxtrace\b")
_TRACED = re.compile(r"^\+(\++ )", re.MULTILINE)
_GOODBYE = re.compile(r"^(?:exit|logout)\n", re.MULTILINE)


def tidy(text: str, *, command: str, epilogue: str, traced: bool = False, shell_ended: bool = False) -> str:
    """``epilogue`` is the harness's line after the command, which ``set -v`` shows; ``traced`` tells of ``set -x``."""
    if epilogue:
        text = text.removesuffix(f"\n{epilogue}\n")
    if "[" in text and not _JOBS.search(command):
        text = _without_ended_jobs(text)
        if _BACKGROUND.search(command):
            text = _JOB_STARTED.sub("", text)
    if traced or _TRACING.search(command):
        text = _TRACED.sub(r"\1", text)  # evaluated commands are traced one level deeper than typed ones
    return without_goodbye(text) if shell_ended else text


def _without_ended_jobs(text: str) -> str:
    """Without the lines on jobs that have ended, which show a job's text over as many lines as it takes."""
    while (found := _JOB_ENDED.search(text)) is not None:
        lines = text[found.start() :].splitlines(keepends=True)
        shown = found["job"]
        count = 1
        while count < min(len(lines), _LONGEST_JOB) and open_at_end(shown) is not None:
            shown += f"\n{lines[count].rstrip()}"
            count += 1
        if open_at_end(shown) is not None:  # no text of a job
            count = 1
        text = text[: found.start()] + "".join(lines[count:])
    return text


def jobs_told(text: str) -> tuple[str, ...]:
    """The lines with which the shell told that jobs began: ``[1] 4711``."""
    return tuple(line.strip() for line in _JOB_STARTED.findall(text))


def without_goodbye(text: str) -> str:
    """Without the ``exit`` that an interactive shell says when it ends; what traps say may follow it."""
    goodbyes = list(_GOODBYE.finditer(text))
    return text if not goodbyes else text[: goodbyes[-1].start()] + text[goodbyes[-1].end() :]
