"""URLs of the checkout's own files, by what a site's configuration says: where it is served, and its repository.

baseURL = "https://tea.example.org"                        https://tea.example.org/cup.yaml is static/cup.yaml
edit_uri: https://github.com/tea/pots/edit/main/docs       .../tea/pots/main/pot.yaml is pot.yaml
"""

import re
from typing import Final

_OF_REPOSITORY: Final = re.compile(r"https://raw\.githubusercontent\.com/([\w.-]+)/([\w.-]+)/")
_COMMENT: Final = re.compile(r"(?m)^[ \t]*(?:#|//).*$")
_NAME: Final = r"https://github\.com/(?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?"
_EDITED: Final = re.compile(rf"{_NAME}/(?:edit|tree)/(?P<branch>[\w.-]+)(?=[/\"'\s]|$)")
_NAMED: Final = re.compile(rf"(?im)^[^\n:=]*(?:repo|github|edit)[^\n:=]*[:=]\s*[\"'`]?{_NAME}/?[\"'`]?\s*,?\s*$")
_SERVED: Final = re.compile(
    r"(?m)(?:^|[{,])\s*(?:url|site|html_baseurl)\s*[:=]\s*[\"'`]?(?P<address>https?://[^\"'`\s,#]+)"
)
_BASE: Final = re.compile(r"(?m)(?:^|[{,])\s*base(?:Url)?\s*:\s*[\"'`](?P<base>/[^\"'`\s]*)[\"'`]")
_ADDRESS: Final = re.compile(r"https?://[\w.-]+\.\w[\w./-]*")
_BRANCHES: Final = ("main", "master")


def published_urls(config: str, *, address: str | None = None, folder: str = "static") -> dict[str, str]:
    """Templates of URLs with their files, seen from a folder above a page; ``config`` is the configuration's text.

    ``address`` is where the site is served, by default what the text says, and ``folder`` has what it publishes as
    it is. Of a repository it is the main branch: other ones may hold something else.
    """
    text = _COMMENT.sub("", config)
    found = {}
    served = (_served(text) if address is None else address).rstrip("/")
    if _ADDRESS.fullmatch(served):
        found[f"{served}/{{path*}}"] = f"{folder}/{{path*}}".lstrip("/")
    repository = _EDITED.search(text) or _NAMED.search(text)
    if repository is not None:
        branches = dict.fromkeys([repository.groupdict().get("branch") or _BRANCHES[0], *_BRANCHES])
        name = repository["name"]
        for branch in branches:
            for url in (
                f"https://raw.githubusercontent.com/{name}/{branch}",
                f"https://raw.githubusercontent.com/{name}/refs/heads/{branch}",
                f"https://github.com/{name}/raw/{branch}",
            ):
                found[f"{url}/{{path*}}"] = "{path*}"
    return found


def repository_in(url: str) -> tuple[str, str] | None:
    """Who has the repository of such a URL, and its name; ``None`` for an address where the site is served."""
    found = _OF_REPOSITORY.match(url)
    return None if found is None else (found[1], found[2])


def _served(text: str) -> str:
    served, base = _SERVED.search(text), _BASE.search(text)
    return "" if served is None else served["address"].rstrip("/") + ("" if base is None else base["base"])
