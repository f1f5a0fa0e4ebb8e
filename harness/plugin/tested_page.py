"""Whether a page asks to be run, read before a run knows that it has pages at all."""

import re
from pathlib import Path
from typing import Final

from harness.plugin.all_pages import settings_file

TESTED: Final = re.compile(rb"^test:[ \t]*[\"']?(?:yes|true)\b", re.MULTILINE | re.IGNORECASE)
HEAD: Final = 8192  # bytes of a page in which its front matter says whether it is tested


def says_tested(page: Path, chosen: Path | None) -> bool:
    """A file that cannot be read does not say so: it may be anybody's, and is counted as not tested.

    ``chosen`` is the file of ``--settings``. Kinds of sites that packages add may call the key otherwise.
    """
    try:
        with page.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    _, _, after = head.partition(b"---")
    usual = TESTED.search(after.partition(b"\n---")[0]) is not None
    if head.lstrip()[:3] not in {b"---", b"+++"}:
        return usual
    from harness.extensions.installed import has_plugins  # noqa: PLC0415 - most projects have no such page

    if not has_plugins():
        return usual
    own = _says_so_to_its_site(page, chosen)
    return usual if own is None else own


def _says_so_to_its_site(page: Path, chosen: Path | None) -> bool | None:
    """``None`` where the settings or a package have a mistake, which is reported where a page is run."""
    from harness.errors import HarnessError  # noqa: PLC0415 - few environments have packages that add something
    from harness.parse.markdown.front_matter import read_front_matter  # noqa: PLC0415 - see above
    from harness.parse.markdown.offsets import Lines  # noqa: PLC0415 - see above
    from harness.parse.shortcodes.boilerplate import read_text  # noqa: PLC0415 - see above
    from harness.settings import read_settings  # noqa: PLC0415 - see above
    from harness.sites.detection import site_of  # noqa: PLC0415 - see above

    try:
        file = settings_file(page.parent, chosen)
        text = read_text(page)
        site = site_of("" if file is None else read_settings(file=file).site, page, text)
    except HarnessError:
        return None
    return site.front_matter.says_tested(read_front_matter(Lines(text, page)).values)
