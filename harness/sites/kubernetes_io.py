"""kubernetes.io: Docsy with tabs of its own, whose text is code where ``codelang`` says so."""

from dataclasses import replace
from typing import Final

from harness.sites.docsy import DOCSY
from harness.sites.hugo import CONFIG_FILES
from harness.sites.preparation import PREPARATION
from harness.sites.site_profile import ByArgument, Sign

_TOOLS: Final = r"/docs/(?:tasks/tools|setup)(?:/|#|$)"  # a cluster and kubectl, which are there
_SKEW: Final = ByArgument(
    {
        "currentVersion": "{params.version:bare}",
        "currentVersionAddMinor": "{params.version:minor}",
        "currentPatchVersion": "{params.version:bare}.0",
        "latestVersion": "{params.latest:bare}",
        "latestVersionAddMinor": "{params.latest:minor}",
        "nextMinorVersion": "{params.latest:next}",
        "prevMinorVersion": "{params.latest:previous}",
        "oldestMinorVersion": "{params.latest:oldest}",
    }
)
_EXAMPLE: Final = "content/en/examples/{path*}"
_PUBLISHED: Final = {
    "https://k8s.io/examples/{path*}": _EXAMPLE,
    "https://kubernetes.io/examples/{path*}": _EXAMPLE,
    "https://raw.githubusercontent.com/kubernetes/website/{branch}/{path*}": "{path*}",
}
KUBERNETES_IO: Final = DOCSY.extended(
    name="kubernetes_io",
    signs=(Sign(paths=CONFIG_FILES, says=r"(?i)baseURL\W+https://kubernetes\.io"), *DOCSY.signs),
    values={"skew": _SKEW, "latest-version": "{params.latest:bare}"},
    preparation=replace(PREPARATION, knowledge=(*PREPARATION.knowledge, _TOOLS)),
    published=_PUBLISHED,
)
