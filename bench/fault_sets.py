"""All kinds of faults, by the set that they belong to."""

from collections.abc import Mapping
from typing import Final

from author_fault_kinds import AUTHOR_KINDS
from cluster_fault_kinds import CLUSTER_KINDS
from doc_fault_kinds import DOC_KINDS
from fault_kinds import KINDS, Mutate
from more_fault_kinds import MORE_KINDS
from page_fault_kinds import PAGE_KINDS
from reported_fault_kinds import REPORTED_KINDS
from value_fault_kinds import VALUE_KINDS

SETS: Final[Mapping[str, Mapping[str, Mutate]]] = {
    "first": KINDS,
    "more": MORE_KINDS,
    "value": VALUE_KINDS,
    "doc": DOC_KINDS,
    "reported": REPORTED_KINDS,
    "author": AUTHOR_KINDS,
    "cluster": CLUSTER_KINDS,
    "page": PAGE_KINDS,
}
ALL_KINDS: Final[Mapping[str, Mutate]] = {name: mutate for kinds in SETS.values() for name, mutate in kinds.items()}
