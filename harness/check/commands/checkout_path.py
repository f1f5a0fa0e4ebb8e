"""Paths of commands that lead nowhere in the page's repository, one slip off one that leads somewhere."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness.check.commands.command_line import segments
from harness.check.commands.file_name import FILE, files_made, reads_of
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip
from harness.checkout import folders_of, repository_of
from harness.diagnostic import Diagnostic, Severity
from harness.programs.git_clone import git_clone
from harness.shell.script_reader import read_script

RULES: Final[tuple[Rule, ...]] = ()  # another module has the code


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Nothing is known of a page that clones a repository: its files are of that one."""
    page = subject.plan.page
    reads = [(at, name) for each in segments(page) for at, name in reads_of(each) if "/" in name.rstrip("/")]
    file = page.path.absolute()
    if not reads or (top := repository_of(file)) is None:
        return
    scripts = [read_script(segment.command) for segment in segments(page)]
    if any(git_clone(call.words) for script in scripts for call in script.calls):
        return
    made = {word for script in scripts for call in script.calls if call.program == "mkdir" for word in call.words[1:]}
    made.update(name for segment in segments(page) for name in files_made(segment.command))
    tops = {name.removeprefix("./").partition("/")[0] for name in made}
    for at, name in reads:
        if name.partition("/")[0] not in {"", "..", "~", *tops} and (meant := path_meant(name, folders_of(file, top))):
            message, expected = f"the repository has no '{name}'", f"a path that is there, such as '{meant}'"
            yield FILE.slip(at, message, name, meant, expected=expected, severity=Severity.WARNING)


def path_meant(name: str, folders: Sequence[Path]) -> str:
    """The path with one part replaced by one that is there; empty where it is there itself, or nothing is like it."""
    if any((folder / name).exists() for folder in folders):
        return ""
    parts = name.rstrip("/").split("/")
    for folder in folders:
        for index, part in enumerate(parts):
            above = folder.joinpath(*parts[:index])
            if not above.is_dir():
                break
            near = (each.name for each in above.iterdir() if is_one_slip(part, each.name))
            for other in sorted(near):
                path = "/".join((*parts[:index], other, *parts[index + 1 :]))
                if (folder / path).exists():
                    return path + "/" * name.endswith("/")
    return ""
