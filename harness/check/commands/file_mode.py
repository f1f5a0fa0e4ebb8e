"""Modes of ``chmod`` that there are none of."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.check.commands.argument_slip import Slip
from harness.programs.invocation import base_name, unwrapped

_CHANGE: Final = r"[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+"
_MODE: Final = re.compile(rf"[0-7]{{1,5}}|(?!-[-+=]){_CHANGE}(?:,{_CHANGE})*")
_OF_CHMOD: Final = re.compile(r"--[a-z-]+|-[Rcfv]+")
_LIKE_MODE: Final = re.compile(r"\d{3,4}|[ugoa]*[-+=rwxX]*[-+=][-+=rwxX]*")


def mode_slips(words: Sequence[str]) -> Iterator[Slip]:
    """``chmod x+ FILE`` and ``chmod 788 FILE``: no mode that there is."""
    own = unwrapped(tuple(words))
    if not own or base_name(own[0]) != "chmod":
        return
    mode = next((word for word in own[1:] if not _OF_CHMOD.fullmatch(word)), "")
    if _LIKE_MODE.fullmatch(mode) and not _MODE.fullmatch(mode):
        letters = "".join(re.findall(r"[rwxX]", mode))
        expected = "digits from 0 to 7, or letters behind a sign, such as +x"
        meant = f"+{letters}" if letters and "=" not in mode and mode.strip("-+rwxX") == "" else ""
        yield Slip(message=f"'chmod' refuses the mode '{mode}'", expected=expected, old=mode, new=meant)
