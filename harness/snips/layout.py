"""Where the snippet file of a page stands, and what the page is called in it.

=============================  =====================  ======================  ========================================
page                           beside the page        below ``out``           below ``out``, dialect ``compat``
=============================  =====================  ======================  ========================================
``docs/a/index.md``            ``snips.sh``           ``a.sh``                ``a/snips.sh``
``docs/a/index.zh.md``         ``snips.zh.sh``        ``a.zh.sh``             ``a/snips.zh.sh``
``docs/a/b.md``                ``b_snips.sh``         ``a/b.sh``              ``a/b_snips.sh``
``docs/_index.md``             ``snips.sh``           ``index.sh``            ``snips.sh``
=============================  =====================  ======================  ========================================
"""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from harness.snips.names import bundle_suffix


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """``root`` is what paths in files are relative to; below ``out`` the tree of each ``content`` folder is mirrored.

    Without ``out`` the files stand beside their pages. Any of them may be relative to the current folder.
    """

    root: Path
    content: tuple[Path, ...] = ()
    out: Path | None = None

    def source(self, page: Path) -> str:
        """The page's path as files tell it: the same on every machine and in every current folder."""
        return PurePosixPath(os.path.relpath(page, self.root)).as_posix()

    def page(self, source: str) -> Path:
        """The page that a file says it comes from."""
        return self.root / source

    def bundled(self, page: Path) -> Path:
        """A file named like the page's bundle below ``out``, or one beside the page."""
        if self.out is None:
            return self.beside(page)
        suffix = bundle_suffix(page)
        inside = self.below_content(page)
        if suffix is None:
            return self.out / inside.with_suffix(".sh")
        bundle = inside.parent if inside.parent.name else inside.parent / "index"
        return self.out / bundle.with_name(f"{bundle.name}{suffix}.sh")

    def beside(self, page: Path) -> Path:
        """A file in the page's folder, or in its place below ``out``."""
        suffix = bundle_suffix(page)
        return self.place(page.with_name(f"{page.stem}_snips.sh" if suffix is None else f"snips{suffix}.sh"))

    def place(self, path: Path) -> Path:
        """Where a file of the pages' tree is written."""
        return path if self.out is None else self.out / self.below_content(path)

    def below_content(self, path: Path) -> Path:
        """The path in its content folder, the innermost where they are nested; without one, below ``root``."""
        whole = absolute(path)
        folders = [absolute(folder) for folder in (*self.content, self.root)]
        around = [folder for folder in folders if whole.is_relative_to(folder)]
        return whole.relative_to(max(around, key=lambda folder: len(folder.parts))) if around else Path(path.name)


def absolute(path: Path) -> Path:
    """One spelling for each path, so that relative and absolute ones can be compared."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links, and a page may be one
