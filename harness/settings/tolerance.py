"""Every rule of tolerance, as a value: what it accepts. Reports name the rules; settings and plug-ins add some."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from harness.settings.constraint import NewShape, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """A rule by its ``name``, with what it ``accepts`` in a few words.

    Of one that settings or a plug-in add, ``pattern`` is a regular expression: two texts that it matches agree. The
    built-in ones have no pattern here: shapes of lines, tables and documents refer to them.
    """

    name: str
    accepts: str = ""
    pattern: str = ""

    def __hash__(self) -> int:
        return hash(self.name)  # asked for each line: the text knows its own

    def __str__(self) -> str:
        return self.name

    def problem(self) -> Problem | None:
        """Why a plug-in cannot add it."""
        return NewShape().problem(self.pattern) if self.pattern else Problem("it has no pattern", "a pattern")


@dataclass(frozen=True, slots=True)
class Tolerances:
    """The rules that hold for a comparison."""

    held: frozenset[Tolerance] = frozenset()

    def __contains__(self, tolerance: Tolerance | None) -> bool:
        return tolerance in self.held

    def __iter__(self) -> Iterator[Tolerance]:
        return iter(sorted(self.held, key=str))

    def __sub__(self, others: Iterable[Tolerance]) -> "Tolerances":
        return Tolerances(self.held - frozenset(others))

    def __or__(self, others: Iterable[Tolerance]) -> "Tolerances":
        return Tolerances(self.held | frozenset(others))

    def without(self, names: Iterable[str]) -> "Tolerances":
        """Those with other names."""
        off = frozenset(names)
        return Tolerances(frozenset(one for one in self.held if one.name not in off))

    @property
    def custom(self) -> tuple[Tolerance, ...]:
        """Those with a pattern of their own, by name."""
        return tuple(one for one in self if one.pattern)


ACCESS_LOG: Final = Tolerance(
    name="access-log", accepts="sizes, durations and addresses in a line of Envoy's access log"
)
ADD_ON: Final = Tolerance(
    name="add-on", accepts="a row or a line about what clusters bring along, such as MetalLB, where the page shows none"
)
AGE: Final = Tolerance(name="age", accepts="a duration such as 10m or 3h18m, unless it is the value of a setting")
BASE64: Final = Tolerance(name="base64", accepts="a certificate, a token or another long piece of base64")
BLANKS: Final = Tolerance(name="blanks", accepts="how many blanks are between words and at the beginning of a line")
CURL_PREFIX: Final = Tolerance(name="curl-prefix", accepts="the < or > or * that curl -v puts before a line")
CUT: Final = Tolerance(
    name="cut", accepts="lines before the first and after the last expected one, of an output with ... in it"
)
DATE: Final = Tolerance(name="date", accepts="a date, or a date with a time")
DELETED: Final = Tolerance(name="deleted", accepts="whether kubectl says from which namespace it has deleted something")
ELISION: Final = Tolerance(name="elision", accepts="whatever is in place of ...")
EXTRA_COLUMN: Final = Tolerance(name="extra-column", accepts="a column of a table that the page does not show")
EXTRA_ROW: Final = Tolerance(name="extra-row", accepts="a row that the page does not show, of a table with a ... row")
GONE: Final = Tolerance(name="gone", accepts="that a row is missing which the page shows as Terminating")
HEAD: Final = Tolerance(
    name="head",
    accepts="the order of the headers of an HTTP answer, and those that servers add or leave out by themselves",
)
HEADER: Final = Tolerance(
    name="header", accepts="the value of an HTTP header that differs with every answer, such as date"
)
HEX: Final = Tolerance(
    name="hex",
    accepts="a digest, a trace id or another long hexadecimal number of the same length, and git's short ones",
)
IMAGE: Final = Tolerance(
    name="image", accepts="the registry docker.io, and a tag where the page shows none, in columns of images"
)
IP: Final = Tolerance(name="ip", accepts="another address; never <pending> or <none>")
JOB: Final = Tolerance(
    name="job", accepts="a job's number, the id of a process, and when the shell reports that a job has ended"
)
JSON_LINE: Final = Tolerance(
    name="json-line", accepts="the order of keys and the blanks of a line that is a JSON object"
)
LINE_ORDER: Final = Tolerance(
    name="line-order",
    accepts="the order of lines each of which has an address of its own, of the errors of an object's fields, and of "
    "described fields",
)
LINE_PART: Final = Tolerance(name="line-part", accepts="a part of a line, next to a ... line")
LISTING: Final = Tolerance(name="listing", accepts="how ls lays out the names of files")
LOG: Final = Tolerance(name="log", accepts="lines of a log that the page does not show, around those that it shows")
MACHINE: Final = Tolerance(
    name="machine",
    accepts="names, sizes and versions of nodes and their software, in columns and fields that show them, and what "
    "programs such as hostname and date tell of the machine, its user and the moment",
)
OWN_CLUSTER: Final = Tolerance(
    name="own-cluster",
    accepts="what kubectl's configuration and cluster-info say of a cluster: names, those of nodes and of its "
    "administrator too, addresses and keys",
)
OWNER: Final = Tolerance(
    name="owner",
    accepts="who owns a file, of which group it is, and whether that may write as well, as ls -l prints it",
)
PENDING: Final = Tolerance(
    name="pending", accepts="an address in the column EXTERNAL-IP where the page shows <pending>, never the reverse"
)
POD_HASH: Final = Tolerance(
    name="pod-hash",
    accepts="the end of a name that is given out: of a pod, ReplicaSet, a CronJob's Job, or by Kustomize",
)
PORT: Final = Tolerance(name="port", accepts="a node port or another port from 30000 on")
PROGRESS: Final = Tolerance(name="progress", accepts="the progress that curl shows")
RESTARTS: Final = Tolerance(name="restarts", accepts="up to three restarts more than expected")
RFC3339: Final = Tolerance(name="rfc3339", accepts="a point in time such as 2006-01-02T15:04:05Z")
ROW_ORDER: Final = Tolerance(name="row-order", accepts="the order of a table's rows")
SERIAL: Final = Tolerance(name="serial", accepts="a number of 15 digits or more, or a column of serial numbers")
SIZE: Final = Tolerance(name="size", accepts="a size such as 12MiB, unless it is the value of a setting")
TIME: Final = Tolerance(name="time", accepts="a time of day")
TRACE: Final = Tolerance(name="trace", accepts="what curl -v reports about itself; what the server answers counts")
USAGE: Final = Tolerance(name="usage", accepts="columns of used processor time and memory")
UUID: Final = Tolerance(name="uuid", accepts="a UUID")
VERSION: Final = Tolerance(name="version", accepts="a version of three parts such as 1.27.0")
VOLATILE_FIELD: Final = Tolerance(
    name="volatile-field", accepts="a field that the API server fills in, such as resourceVersion or uid"
)
WARNING: Final = Tolerance(name="warning", accepts="a warning or another remark that the page does not show")

FILE: Final = Tolerance(
    name="file",
    accepts="the folder or the address of a manifest that a message names in quotes, and where the page's own folder "
    "is",
)
WRAPPED: Final = Tolerance(
    name="wrapped", accepts="a line of sixty characters or more that the page breaks into several"
)

BUILT_IN: Final = tuple(sorted((one for one in tuple(globals().values()) if isinstance(one, Tolerance)), key=str))
"""All of the above: what is defined need not be listed as well."""

NO_TOLERANCES: Final = Tolerances()
BUILT_IN_TOLERANCES: Final = Tolerances(frozenset(BUILT_IN))


@cache
def known_tolerances() -> Mapping[str, Tolerance]:
    """The built-in ones and those of plug-ins, by name."""
    from harness.extensions.manager import contributions  # noqa: PLC0415 - reading settings needs no plug-ins

    known: Mapping[str, Tolerance] = contributions("harness_tolerances")
    return known


@cache
def all_tolerances() -> Tolerances:
    """All that hold where no settings switch one off or add one."""
    return Tolerances(frozenset(known_tolerances().values()))
