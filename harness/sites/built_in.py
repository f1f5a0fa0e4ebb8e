"""The kinds of sites that the harness brings along."""

from typing import Final

from harness.sites.cert_manager import CERT_MANAGER
from harness.sites.docsy import DOCSY
from harness.sites.docusaurus import DOCUSAURUS
from harness.sites.gitbook import GITBOOK
from harness.sites.hugo import HUGO
from harness.sites.istio_io import ISTIO_IO
from harness.sites.jekyll import JEKYLL
from harness.sites.knative import KNATIVE
from harness.sites.kubernetes_io import KUBERNETES_IO
from harness.sites.mdbook import MDBOOK
from harness.sites.mkdocs_material import MKDOCS_MATERIAL
from harness.sites.myst import MYST
from harness.sites.nextra import NEXTRA
from harness.sites.plain import PLAIN
from harness.sites.site_profile import SiteProfile
from harness.sites.starlight import STARLIGHT
from harness.sites.vitepress import VITEPRESS

SITES: Final[tuple[SiteProfile, ...]] = (
    ISTIO_IO,
    KUBERNETES_IO,
    DOCSY,
    KNATIVE,
    MKDOCS_MATERIAL,
    CERT_MANAGER,
    NEXTRA,
    STARLIGHT,
    DOCUSAURUS,
    MYST,
    MDBOOK,
    VITEPRESS,
    HUGO,
    JEKYLL,
    GITBOOK,
    PLAIN,
)
"""The more special ones first: the first whose signs are there is taken."""
