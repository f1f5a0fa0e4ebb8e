"""kubernetes.io: Docsy with tabs of its own, whose text is code where ``codelang`` says so."""

from dataclasses import replace
from typing import Final

from harness.sites.docsy import DOCSY
from harness.sites.hugo import CONFIG_FILES
from harness.sites.preparation import PREPARATION
from harness.sites.profile import Sign

_TOOLS: Final = r"/docs/(?:tasks/tools|setup)(?:/|#|$)"  # a cluster and kubectl, which are there
KUBERNETES_IO: Final = DOCSY.extended(
    name="kubernetes_io",
    signs=(Sign(paths=CONFIG_FILES, says=r"(?i)baseURL\W+https://kubernetes\.io"), *DOCSY.signs),
    preparation=replace(PREPARATION, knowledge=(*PREPARATION.knowledge, _TOOLS)),
)
