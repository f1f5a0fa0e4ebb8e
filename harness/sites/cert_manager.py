"""cert-manager.io: Markdown for Next.js, which shows files of the checkout and fills in values of its own."""

from typing import Final

from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

CERT_MANAGER: Final = PLAIN.extended(
    name="cert_manager",
    signs=(Sign(paths=("content/docs/variables.json",), says="cert_manager"),),
    published={
        "https://raw.githubusercontent.com/cert-manager/website/{branch}/{path*}": "{path*}",
        "https://cert-manager.io/docs/{path*}": "public/docs/{path*}",
    },
    data_files=("content/docs/variables.json",),
    marks={r"\[\[VAR::(\w+)\]\]": "{variables.$0}"},
)
