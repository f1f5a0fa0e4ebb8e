"""What a command says is not there, and what it says is wrong with the command itself: from messages of programs."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from harness.match.counterparts import ADDRESS
from harness.match.thread import Sort, Thing
from harness.package_data import toml_data
from harness.programs.invocation import base_name
from harness.session.threads.call_part import PACKAGES
from harness.session.threads.files import path
from harness.session.threads.kinds import kind_of

Reader = Callable[[re.Match[str]], Thing]
API_SERVER: Final = "the API server"
LONGEST: Final = 2_000  # characters of a line that are looked at


def of_sort(sort: Sort) -> Reader:
    return lambda found: Thing(sort=sort, name=found[1])


def an_object(found: re.Match[str]) -> Thing:
    return Thing(sort=Sort.OBJECT, kind=kind_of(found[1]), name=found[2])


def listed(found: re.Match[str]) -> Thing:
    return Thing(sort=Sort.OBJECT, namespace=found[1] or "")


def kind(found: re.Match[str]) -> Thing:
    return Thing(sort=Sort.KIND, name=kind_of(found[1]))


def server(found: re.Match[str]) -> Thing:
    near = found[1] in {"localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0"}  # noqa: S104 - no address to bind to
    return Thing(sort=Sort.SERVER, name=found[2] if near else f"{found[1]}:{found[2]}")


def plug_in(found: re.Match[str]) -> Thing:
    """``kubectl foo-bar`` calls the program ``kubectl-foo_bar``, and ``git foo`` calls ``git-foo``."""
    name = found["name"].replace("-", "_") if found["of"] == "kubectl" else found["name"]
    return Thing(sort=Sort.PROGRAM, name=f"{found['of']}-{name}")


def package(found: re.Match[str]) -> Thing:
    return Thing(sort=Sort.STATE, name=PACKAGES, kind=base_name(found[1]))


def api_server(_found: re.Match[str]) -> Thing:
    return Thing(sort=Sort.SERVER, name=API_SERVER)


def of_program(name: str) -> Reader:
    return lambda found: Thing(sort=Sort.STATE, name=name, kind=found[1] if found.re.groups else "")


READERS: Final[Mapping[str, Reader]] = {
    "object": an_object,
    "listed": listed,
    "kind": kind,
    "context": of_sort(Sort.CONTEXT),
    "repository": of_sort(Sort.REPOSITORY),
    "release": of_sort(Sort.RELEASE),
    "program": of_sort(Sort.PROGRAM),
    "package": package,
    "plug_in": plug_in,
    "variable": of_sort(Sort.VARIABLE),
    "server": server,
    "host": of_sort(Sort.SERVER),
    "api_server": api_server,
    "docker": of_program("docker"),
    "git": of_program("git"),
    "directory": of_sort(Sort.DIRECTORY),
}
MESSAGES: Final = tuple(
    (re.compile(pattern), READERS[what])
    for what, patterns in toml_data("harness.session.threads", "absence.toml").items()
    for pattern in patterns
)
NO_ROWS: Final = re.compile(r"\s*[A-Z][A-Z-]+(?:[ \t]+[A-Z][A-Z-]+)+\s*")
"""A table that has a header and nothing else."""
NO_FILE: Final = re.compile(r"no such file or directory|does not exist|not a directory|cannot open", re.IGNORECASE)
_QUOTES: Final = "'\"`\u2018\u2019"
QUOTED: Final = re.compile(f"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]")
BEFORE: Final = re.compile(
    r"(?:open|stat|lstat|read|access|from) ([^\s:]+)|([^\s:]+): (?:Cannot open|No such|Not a)", re.IGNORECASE
)
"""Where programs that do not quote put a file's name."""
SAYS_UNSET: Final = re.compile(r"\$(\w+)(?=(?: and \$\w+)* (?:is|are) not set)")

WRONG_WORDS: Final = re.compile(
    r"unrecogni[sz]ed (?:option|argument)|illegal option|invalid choice|flag needs an argument|no such option"
    r"|invalid (?:option|number|date|mode|field|byte|column|key|line|time|user|group|base|width|suffix)\b"
    r"|unknown (?:option|flag|shorthand flag|command|subcommand|argument)"
    r"|(?:extra|missing) (?:file )?operand|too (?:many|few) arguments|is not a \w+ command"
    r"|^bash: (?:.*: )?syntax error|unexpected EOF while looking",
    re.IGNORECASE | re.MULTILINE,
)
"""The command was never right, whatever else is not there."""
WRONG_CONTENT: Final = re.compile(
    r"unknown field|error validating data|strict decoding error|The \S+ \"\S*\" is invalid|error converting YAML"
    r"|error parsing |Invalid value|mapping values are not allowed|error: unable to match a printer|invalid argument"
    r"|near \"[^\"]*\": syntax error|syntax error at or near|error in your SQL syntax|in prepare, incomplete input"
)
"""What it was given was never right; a variable or a file may have brought that in."""


def missing_in(text: str, note: str = "") -> tuple[Thing, ...]:
    """The things that an output says are not there, each once; ``note`` is the harness's own remark on it."""
    found: dict[Thing, None] = {}
    for line in text.splitlines():
        found.update(dict.fromkeys(missing_on(line[:LONGEST])))
    found.update(dict.fromkeys(one for one in missing_on(note[:LONGEST]) if one.name == API_SERVER))
    if NO_ROWS.fullmatch(text):
        found.setdefault(Thing(sort=Sort.OBJECT))
    unset = (Thing(sort=Sort.VARIABLE, name=name) for name in SAYS_UNSET.findall(note))
    return (*found, *unset)


def missing_on(line: str) -> Iterator[Thing]:
    for pattern, reader in MESSAGES:
        yield from map(reader, pattern.finditer(line))
    if NO_FILE.search(line) and "context" not in line:
        for name in QUOTED.findall(line) or [first or second for first, second in BEFORE.findall(line)]:
            yield Thing(sort=Sort.FILE, name=path(name))


IMAGE: Final = re.compile(
    r"\bpod ([\w.-]+)/([\w.-]+): container \S+ of image (\S+): (?:ErrImage\w+|ImagePullBackOff|InvalidImageName)"
)
"""What the harness says of a pod whose image cannot be had."""
MADE_BY_HASH: Final = re.compile(r"(?:-[a-z0-9]{5,10})?-[a-z0-9]{5}$|-\d+$")


def without_image(text: str) -> tuple[Thing, ...]:
    """Workloads whose pods do not start for want of an image, and what goes through them."""
    found: dict[Thing, None] = {}
    for namespace, pod, _ in IMAGE.findall(text):
        name = MADE_BY_HASH.sub("", pod)
        found[Thing(sort=Sort.OBJECT, kind="pod", name=pod, namespace=namespace)] = None
        found[Thing(sort=Sort.OBJECT, kind="deployment", name=name, namespace=namespace)] = None
        found[Thing(sort=Sort.TRAFFIC, name=f"deployment {name}")] = None
    return tuple(found)


UNRESOLVED: Final = re.compile(
    r"(?:this machine cannot resolve|[Cc]ould not resolve host:) ([\w.-]+\.[a-z]{2,})", re.ASCII
)
"""What the harness and curl say of a host whose name nobody knows here."""


def unresolved_hosts(text: str) -> tuple[Thing, ...]:
    """Hosts of the internet that could not be asked: what was to come of that is not there either."""
    return tuple(Thing(sort=Sort.HOST, name=host) for host in dict.fromkeys(UNRESOLVED.findall(text)))


def speaks_of(text: str, host: str) -> bool:
    """Whether a text names a host, or another one of its domain; an address has none."""
    domain = host if ADDRESS.fullmatch(host) else ".".join(host.split(".")[-2:])
    return re.search(rf"(?<![\w-]){re.escape(domain)}(?![\w-])", text) is not None
