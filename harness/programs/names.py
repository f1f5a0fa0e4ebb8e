"""Names of programs by what calling them does, and of kinds: ``data/names.toml``, read when one is asked for first."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from harness.package_data import toml_data


@cache
def lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(names.split()) for name, names in toml_data("harness.programs.data", "names.toml").items()}


class Names(AbstractSet[str]):
    """A list of the file by its name; a set in all that is asked of it."""

    def __init__(self, name: str) -> None:
        self.name: Final = name

    def __contains__(self, name: object) -> bool:
        return name in lists()[self.name]

    def __iter__(self) -> Iterator[str]:
        return iter(lists()[self.name])

    def __len__(self) -> int:
        return len(lists()[self.name])

    @classmethod
    def _from_iterable(cls, names: Iterable[str]) -> AbstractSet[str]:  # type: ignore[override] # what operators give
        return frozenset(names)


BUILTINS: Final = Names("builtins")
STANDARD: Final = Names("standard")
READING: Final = Names("reading")
LOCAL: Final = Names("local")
COMMON: Final = Names("common")
OTHERS: Final = Names("others")
ENDINGS: Final = Names("endings")
ENGLISH: Final = Names("english")
SETTING_UP: Final = Names("setting_up")
OFTEN_MISSING: Final = Names("often_missing")
WEB_HOSTS: Final = Names("web_hosts")
USUAL_PORTS: Final = Names("usual_ports")
INTERNET_ENDINGS: Final = Names("internet_endings")
OUTPUT_FLAGS: Final = Names("output_flags")
KUBECTL_APPLYING: Final = Names("kubectl_applying")
KUBECTL_LISTING: Final = Names("kubectl_listing")
KUBECTL_CREATING: Final = Names("kubectl_creating")
KUBECTL_OF_PODS: Final = Names("kubectl_of_pods")
KUBECTL_WITHOUT_OBJECTS: Final = Names("kubectl_without_objects")
KUBECTL_WITH_SUBTYPES: Final = Names("kubectl_with_subtypes")
KUBECTL_TOO_MANY: Final = Names("kubectl_too_many")
KUBECTL_ANSWERED: Final = Names("kubectl_answered")
KUBECTL_BEFORE_NOUNS: Final = Names("kubectl_before_nouns")
KUBECTL_NAMING_OBJECTS: Final = Names("kubectl_naming_objects")
KUBECTL_NEEDING_OBJECTS: Final = Names("kubectl_needing_objects")
KUBECTL_INTO_PODS: Final = Names("kubectl_into_pods")
KUBECTL_RUNNING_INSIDE: Final = Names("kubectl_running_inside")
KUBECTL_WITH_TERMINALS: Final = Names("kubectl_with_terminals")
KUBECTL_WITH_CONTAINERS: Final = Names("kubectl_with_containers")
KUBECTL_RELIED_ON: Final = Names("kubectl_relied_on")
KUBECTL_ASKING_OBJECTS: Final = Names("kubectl_asking_objects")
KUBECTL_WITH_SUBCOMMANDS: Final = Names("kubectl_with_subcommands")
KUBECTL_OF_ONE_NAME: Final = Names("kubectl_of_one_name")
KUBECTL_CHANGING_ONE: Final = Names("kubectl_changing_one")
KUBECTL_OF_KIND_AND_NAME: Final = Names("kubectl_of_kind_and_name")
KUBECTL_FROM_FILES: Final = Names("kubectl_from_files")
KUBECTL_OF_ONE_SOURCE: Final = Names("kubectl_of_one_source")
MADE_BY_USERS: Final = Names("made_by_users")
KUBECTL_OF_FILES_ONLY: Final = Names("kubectl_of_files_only")
KUBECTL_MAKING: Final = Names("kubectl_making")
TAKING_PAIRS: Final = Names("taking_pairs")
KUBECTL_CHANGING_OBJECTS: Final = Names("kubectl_changing_objects")
KUBECTL_OF_PARTS: Final = Names("kubectl_of_parts")
KUBECTL_NAMING_ANEW: Final = Names("kubectl_naming_anew")
KUBECTL_CHANGING_DATA: Final = Names("kubectl_changing_data")
KUBECTL_WITH_PATCHES: Final = Names("kubectl_with_patches")
KUBECTL_OF_WHOLE_OBJECTS: Final = Names("kubectl_of_whole_objects")
GIVEN_TO_EACH_CLUSTER: Final = Names("given_to_each_cluster")
RUNNING_INSIDE: Final = Names("running_inside")
HELM_MAKING: Final = Names("helm_making")
HELM_OF_CHARTS: Final = Names("helm_of_charts")
HELM_OF_RELEASES: Final = Names("helm_of_releases")
TEXT_OR_NUMBER: Final = Names("text_or_number")
HELM_USUAL_KEYS: Final = Names("helm_usual_keys")
TAKING_PROGRAMS: Final = Names("taking_programs")
VARIABLES_OF_MACHINE: Final = Names("variables_of_machine")
READING_URLS: Final = Names("reading_urls")
PYTHON_MODULES: Final = Names("python_modules")
