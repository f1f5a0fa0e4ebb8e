"""The languages in which a site's text has values between ``{{`` and ``}}``."""

from enum import Enum, auto


class MacroLanguage(Enum):
    """``JINJA`` is that of MkDocs' plug-ins, ``LIQUID`` that of Jekyll."""

    JINJA = auto()
    LIQUID = auto()
