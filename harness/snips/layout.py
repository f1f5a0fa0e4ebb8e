"""Where the snippet file of a page stands, and what the page is called in it.

=============================  =====================  ======================  ========================================
page                           beside the page        below ``out``           below ``out``, dialect ``compat``
=============================  =====================  ======================  ========================================
``docs/a/index.md``            ``snips.sh``           ``a.sh``                ``a/snips.sh``
``docs/a/index.zh.md``         ``snips.zh.sh``        ``a.zh.sh``             ``a/snips.zh.sh``
``zh/docs/a/index.md``         ``snips.sh``           ``docs/a.zh.sh``        ``docs/a/snips.sh``
``docs/a/b.md``                ``b_snips.sh``         ``a/b.sh``              ``a/b_snips.sh``
``docs/_index.md``             ``snips.sh``           ``index.sh``            ``snips.sh``
=============================  =====================  ======================  ========================================

Below ``out`` the tree of the content folder is mirrored. Which folder that is does not depend on how many pages are
written at once: it is one of the settings', else Hugo's own ``content/LANGUAGE``; without either, the first folder
below the root.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from harness.snips.bash_names import bundle_suffix, snips_name

_HUGO_CONTENT: Final = re.compile(r".*/content/[^/]+/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """``root`` is what paths in files are relative to. Without ``out`` the files stand beside their pages.

    ``content`` are the settings' content folders; ``given`` folders that the user named, for pages that are neither
    in these nor below the root. Any of them may be relative to the current folder. ``language`` is the one whose
    files have no language in their names.
    """

    root: Path
    content: tuple[Path, ...] = ()
    given: tuple[Path, ...] = ()
    out: Path | None = None
    language: str = "en"

    def source(self, page: Path) -> str:
        """The page's path as files tell it: the same on every machine and in every current folder."""
        return PurePosixPath(os.path.relpath(page, self.root)).as_posix()

    def page(self, source: str) -> Path:
        """The page that a file says it comes from."""
        return self.root / source

    def bundled(self, page: Path, language: str) -> Path:
        """A file named like the page's bundle below ``out``, or one beside the page."""
        if self.out is None:
            return self.beside(page)
        inside = self.below_content(page)
        suffix = bundle_suffix(page)
        folder = inside.parent if suffix is None else inside.parent.parent
        name = page.stem if suffix is None else (inside.parent.name or "index") + suffix
        if language != self.language and not name.endswith(f".{language}"):
            name += f".{language}"
        return self.out / folder / f"{name}.sh"

    def beside(self, page: Path) -> Path:
        """A file in the page's folder, or in its place below ``out``."""
        path = page.with_name(snips_name(page))
        return path if self.out is None else self.out / self.below_content(path)

    def below_content(self, path: Path) -> Path:
        """The path in its content folder, the innermost where they are nested."""
        whole = absolute(path)
        return (
            _below(whole, self.content)
            or hugo_path(whole)
            or self._below_root(whole)
            or _below(whole, self.given)
            or Path(path.name)
        )

    def _below_root(self, path: Path) -> Path | None:
        below = _below(path, [self.root])
        return below if below is None or self.content or len(below.parts) == 1 else Path(*below.parts[1:])


def hugo_path(path: Path) -> Path | None:
    """The path below ``content/LANGUAGE``, where sites made by Hugo have their pages; ``None`` for others."""
    content = _HUGO_CONTENT.match(absolute(path).as_posix())
    return None if content is None else absolute(path).relative_to(content[0])


def absolute(path: Path) -> Path:
    """One spelling for each path, so that relative and absolute ones can be compared."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links, and a page may be one


def _below(path: Path, folders: Iterable[Path]) -> Path | None:
    around = [folder for folder in map(absolute, folders) if path.is_relative_to(folder)]
    return path.relative_to(max(around, key=lambda folder: len(folder.parts))) if around else None
