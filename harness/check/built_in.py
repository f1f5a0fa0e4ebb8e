"""The rules that the harness brings along, by family."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from harness.check import (
    expectation,
    front_matter_key,
    http_status,
    links,
    markup,
    prose_value,
    shortcode_attribute,
    typography,
)
from harness.check.commands import (
    argument_form,
    asked_host,
    checkout_path,
    cloned_folder,
    cluster_twin,
    context,
    cut_name,
    data_flow,
    early_expansion,
    exec_call,
    expected_objects,
    expected_table,
    file_name,
    file_order,
    filter_program,
    flag_value,
    flags,
    forgotten_cleanup,
    fragment,
    host_name,
    jsonpath,
    kustomization,
    local_port,
    lost_character,
    lost_dollar,
    lost_namespace,
    lost_pipe,
    lost_sign,
    missing_argument,
    namespace_name,
    never_made,
    object_name,
    object_source,
    output_format,
    patch,
    pod_container,
    program_name,
    reference,
    repeated_name,
    resource_word,
    search_path,
    service_port,
    set_values,
    single_quoted,
    step_order,
    syntax,
    time_budget,
    unattended_prompt,
    url,
    wait_condition,
)
from harness.check.manifests import manifest, object_key, patch_fields, relation
from harness.check.rule import Family, Rule, Subject
from harness.diagnostic import Diagnostic
from harness.extensions import hookimpl


class RuleModule(Protocol):
    """A module with the rules that its ``check`` finds."""

    @property
    def RULES(self) -> tuple[Rule, ...]: ...  # noqa: N802 - a constant of modules
    def check(self, subject: Subject) -> Iterator[Diagnostic]: ...


FAMILIES: Final[dict[str, Sequence[RuleModule]]] = {
    "manifest": (manifest, relation, object_key, patch_fields, set_values, early_expansion),
    "shell": (
        syntax,
        filter_program,
        single_quoted,
        lost_sign,
        lost_dollar,
        lost_pipe,
        lost_character,
        fragment,
        typography,
    ),
    "program": (
        flags,
        flag_value,
        argument_form,
        resource_word,
        program_name,
        exec_call,
        jsonpath,
        patch,
        object_source,
        wait_condition,
        output_format,
        missing_argument,
    ),
    "data-flow": (data_flow, search_path),
    "context": (context, cluster_twin),
    "prompt": (unattended_prompt,),
    "expectation": (expectation, expected_objects, expected_table, http_status),
    "time": (time_budget,),
    "reference": (
        namespace_name,
        lost_namespace,
        object_name,
        cut_name,
        repeated_name,
        file_name,
        kustomization,
        checkout_path,
        service_port,
        local_port,
        host_name,
        asked_host,
        pod_container,
        step_order,
        file_order,
        cloned_folder,
        forgotten_cleanup,
        never_made,
        url,
        reference,
        links,
        prose_value,
        shortcode_attribute,
        front_matter_key,
        markup,
    ),
}


@hookimpl
def harness_rules() -> tuple[Family, ...]:
    return tuple(family(name, modules) for name, modules in FAMILIES.items())


def family(name: str, modules: Sequence[RuleModule]) -> Family:
    """One family with the rules and the findings of all ``modules``."""

    def check(subject: Subject) -> Iterator[Diagnostic]:
        for module in modules:
            yield from module.check(subject)

    return Family(name=name, rules=tuple(rule for module in modules for rule in module.RULES), check=check)
