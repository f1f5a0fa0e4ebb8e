"""What ``git clone`` is told to clone, and where to."""

from dataclasses import dataclass

from harness.programs.invocation import base_name, invocation


@dataclass(frozen=True, slots=True, kw_only=True)
class GitClone:
    """``folder`` is the one that is made: that of the command, or the last part of the address."""

    address: str
    folder: str


def git_clone(words: tuple[str, ...]) -> GitClone | None:
    """``None`` for the words of another call."""
    call = invocation(words)
    if call.program != "git" or call.verb != "clone" or not call.object:
        return None
    folder = call.verbs[2] if len(call.verbs) > len(("clone", "address")) else ""
    named = base_name(call.object.rstrip("/").replace(":", "/")).removesuffix(".git")
    return GitClone(address=call.object, folder=folder or named)
