"""Hugo with the theme Docsy, whose tabs hold code unless ``text=true``."""

from dataclasses import replace
from typing import Final

from harness.sites.hugo import CONFIG_FILES, HUGO
from harness.sites.plain import BLOCK
from harness.sites.site_profile import Sign

DOCSY: Final = HUGO.extended(
    name="docsy",
    shortcodes={"card": replace(BLOCK, guessed=True)},
    signs=(Sign(paths=(*CONFIG_FILES, "config/_default/module.toml", "go.mod"), says=r"\bdocsy\b"), *HUGO.signs),
)
