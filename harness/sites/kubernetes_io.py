"""kubernetes.io: Docsy with tabs of its own, whose text is code where ``codelang`` says so."""

from dataclasses import replace
from typing import Final

from harness.settings.prerequisite_table import PrerequisiteSetting
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
_BASICS: Final = "/docs/tutorials/kubernetes-basics"
_DEPLOYED: Final = f"{_BASICS}/deploy-app/deploy-intro/"
_CONTINUED: Final = {
    rf"^{_BASICS}/(?:explore|expose|scale)/[\w-]+": (_DEPLOYED,),
    rf"^{_BASICS}/update/[\w-]+": (f"{_BASICS}/scale/scale-intro/", _DEPLOYED),
}
_PREREQUISITES: Final = {
    "kubernetes-basics": PrerequisiteSetting(  # for a checkout without that page
        links=(_DEPLOYED,),
        before=("kubectl create deployment kubernetes-bootcamp --image=gcr.io/google-samples/kubernetes-bootcamp:v1",),
        after=("kubectl delete deployment kubernetes-bootcamp --ignore-not-found",),
        met_by=("create deployment kubernetes-bootcamp",),
        stands_in=True,
    ),
}
KUBERNETES_IO: Final = DOCSY.extended(
    name="kubernetes_io",
    signs=(Sign(paths=CONFIG_FILES, says=r"(?i)baseURL\W+https://kubernetes\.io"), *DOCSY.signs),
    values={"skew": _SKEW, "latest-version": "{params.latest:bare}"},
    preparation=replace(PREPARATION, knowledge=(*PREPARATION.knowledge, _TOOLS)),
    published=_PUBLISHED,
    continued=_CONTINUED,
    prerequisites=_PREREQUISITES,
)
