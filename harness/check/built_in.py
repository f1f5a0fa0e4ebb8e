"""The rules that the harness brings along, by family."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Final

from harness.check.rule import Family, Subject
from harness.diagnostic import Diagnostic
from harness.extensions import hookimpl

FAMILIES: Final = {
    "manifest": (
        "manifests.manifest manifests.relation manifests.object_key manifests.patch_fields "
        "commands.set_values commands.early_expansion"
    ),
    "shell": (
        "commands.syntax commands.filter_program commands.single_quoted commands.lost_sign "
        "commands.lost_dollar commands.lost_pipe commands.lost_character commands.fragment typography output_quote"
    ),
    "program": (
        "commands.flags commands.flag_value commands.argument_form commands.resource_word "
        "commands.program_name commands.exec_call commands.jsonpath commands.patch commands.object_source "
        "commands.wait_condition commands.output_format commands.missing_argument commands.program_usage"
    ),
    "data-flow": "commands.data_flow commands.search_path",
    "context": "commands.context commands.cluster_twin",
    "prompt": "commands.unattended_prompt",
    "expectation": "expectation commands.expected_objects commands.expected_table http_status",
    "time": "commands.time_budget",
    "reference": (
        "commands.namespace_name commands.lost_namespace commands.object_name commands.cut_name "
        "commands.repeated_name commands.file_name commands.kustomization commands.checkout_path "
        "commands.service_port commands.local_port commands.host_name commands.asked_host commands.request_path "
        "commands.pod_container commands.step_order commands.file_order commands.cloned_folder "
        "commands.forgotten_cleanup commands.never_made commands.url commands.reference links prose_value "
        "shortcode_attribute front_matter_key markup"
    ),
}
"""The modules of each family below ``harness.check``. ``RULES`` of one are those that its ``check(subject)`` finds."""


@hookimpl
def harness_rules() -> tuple[Family, ...]:
    return tuple(
        family(name, [import_module(f"harness.check.{module}") for module in modules.split()])
        for name, modules in FAMILIES.items()
    )


def family(name: str, modules: Sequence[Any]) -> Family:
    """One family with the rules and the findings of all ``modules``."""

    def check(subject: Subject) -> Iterator[Diagnostic]:
        for module in modules:
            yield from module.check(subject)

    return Family(name=name, rules=tuple(rule for module in modules for rule in module.RULES), check=check)
