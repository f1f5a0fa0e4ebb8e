"""knative.dev: MkDocs with a macro for files of its releases, which are nightly ones where no release is named."""

from typing import Final

from harness.sites.mkdocs_material import CONFIG_FILES, MKDOCS_MATERIAL
from harness.sites.site_profile import Sign

KNATIVE: Final = MKDOCS_MATERIAL.extended(
    name="knative",
    signs=(Sign(paths=CONFIG_FILES, says=r"site_url:\s*\W?https://knative\.dev"),),
    page_sign="",
    values={"artifact": "https://storage.googleapis.com/knative-nightly/{$repo}/latest/{$file}"},
)
