"""Addresses in texts: those of this machine, and hosts of the internet."""

import re
from typing import Final

from harness.programs.names import INTERNET_ENDINGS

HERE: Final = re.compile(r"(?:\b(?:localhost|127\.0\.0\.1)|(?<![\w.])0\.0\.0\.0)(?![\w.-])|\[::1\]")
"""This machine, by a name or an address."""
PORT_HERE: Final = re.compile(rf"(?<![\w.-])(?:{HERE.pattern}):(\d{{1,5}})(?!\d)")
PUBLIC_NAME: Final = rf"[\w-]+(?:\.[\w-]+)*\.(?:{'|'.join(sorted(INTERNET_ENDINGS))})(?![\w-]|\.\w)"
"""A host of the internet, by how it ends: names of services and namespaces look alike otherwise."""
PUBLIC_URL: Final = re.compile(rf"https?://({PUBLIC_NAME})")
