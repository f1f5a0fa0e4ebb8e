"""Every rule of tolerance by name: what it accepts. Reports name the rules; settings switch them off."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

TOLERANCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "access-log": "sizes, durations and addresses in a line of Envoy's access log",
        "add-on": "a row or a line about what clusters bring along, such as MetalLB, where the page shows none",
        "age": "a duration such as 10m or 3h18m, unless it is the value of a setting",
        "base64": "a certificate, a token or another long piece of base64",
        "blanks": "how many blanks stand between words and at the beginning of a line",
        "curl-prefix": "the < or > or * that curl -v puts before a line",
        "cut": "lines before the first and after the last promised one, of an output with ... in it",
        "date": "a date, or a date with a time",
        "deleted": "whether kubectl says from which namespace it has deleted something",
        "elision": "whatever stands in place of ...",
        "extra-column": "a column of a table that the page does not show",
        "extra-row": "a row that the page does not show, of a table with a ... row",
        "gone": "that a row is missing which the page shows as Terminating",
        "head": "the order of the headers of an HTTP answer, and those that servers add or leave out by themselves",
        "header": "the value of an HTTP header that differs with every answer, such as date",
        "hex": "a digest, a trace id or another long hexadecimal number of the same length",
        "image": "the registry docker.io, and a tag where the page shows none, in columns of images",
        "ip": "an address instead of another one; never instead of <pending> or <none>",
        "job": "a job's number and process id, and when the shell tells that a job has ended",
        "json-line": "the order of keys and the blanks of a line that is a JSON object",
        "line-order": "the order of lines each of which has an address of its own",
        "line-part": "a part of a line, next to a ... line",
        "listing": "how ls lays out the names of files",
        "log": "lines of a log that the page does not show, around those that it shows",
        "machine": "names and versions of nodes and their software, in columns that show them",
        "pod-hash": "the end of the name of a pod or ReplicaSet",
        "port": "a node port or another port from 30000 on",
        "progress": "the progress that curl shows",
        "restarts": "up to three restarts more than promised",
        "rfc3339": "a point in time such as 2006-01-02T15:04:05Z",
        "row-order": "the order of a table's rows",
        "serial": "a number of 15 digits or more, or a column of serial numbers",
        "size": "a size such as 12MiB, unless it is the value of a setting",
        "time": "a time of day",
        "trace": "what curl -v tells of its own doing; what the server answers counts",
        "usage": "columns of used processor time and memory",
        "uuid": "a UUID",
        "version": "a version of three parts such as 1.27.0",
        "volatile-field": "a field that the API server fills in, such as resourceVersion or uid",
        "warning": "a warning or another remark that the page does not show",
    }
)
