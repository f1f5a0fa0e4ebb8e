"""Faults by kind, as authors make them who know what they mean: forms that are nearly right."""

from collections.abc import Mapping
from typing import Final

from doc_fault_kinds import removed_quotes
from fault_kinds import Mutate, either, in_bodies, in_commands, in_manifests, in_page, slip, to

OBJECTS = r"(?:pods?|svc|services?|deployments?|secrets?|configmaps?|gateways?|virtualservices?)"
VERBS = r"(?:get|describe|delete)"

AUTHOR_KINDS: Final[Mapping[str, Mutate]] = {
    "7 port of localhost": in_bodies(r"(?:localhost|127\.0\.0\.1):(\d{4,5})\b", lambda f, _c: f"{int(f[1]) + 1}"),
    "7 tilde in quotes": in_commands(r"(?<=\s)(~/[\w./-]+)(?=\s|$)", lambda f, _c: f'"{f[1]}"'),
    "7 resource twice": in_commands(
        rf"kubectl (?:-n \S+ )?{VERBS} {OBJECTS}( )[a-z]", lambda f, _c: f" {f[0].split()[-2]}/"
    ),
    "7 resource of logs": in_commands(r"kubectl logs (?:-f )?(?:-n \S+ )?()[a-z][\w-]+(?=\s|$)", to("pod ")),
    "7 resource of exec": in_commands(r"kubectl exec (?:-it? |-ti )?()[a-z][\w-]+(?= )", to("pod ")),
    "7 wait without condition": in_commands(r"--for[= ]\"?(condition=)", to("")),
    "7 rollout without status": in_commands(r"kubectl (?:-n \S+ )?rollout (status )", to("")),
    "7 blank before a resource": in_commands(rf"kubectl (?:-n \S+ )?{VERBS}( ){OBJECTS}\b", to("")),
    "7 blank before =": in_commands(r"(?<=\s)--[a-z][a-z-]+(=)[\w\"'$]", either(" =", "= ")),
    "7 blank behind a comma": in_commands(r"(?<=\s)[a-z]+(,)[a-z]+(?=\s)", to(", ")),
    "7 bracket of a test": in_bodies(r"\[ [^\]\n]*( \])", to("]")),
    "7 comma at the end of JSON": in_bodies(r"json[^\n]*(?:-d|--data)[ =]'[^'\n]*\"()\}", to(",")),
    "7 bare name in JSON": in_bodies(r"json[^\n]*(?:-d|--data)[ =]'[^'\n]*?(\"\w+\"):", removed_quotes),
    "7 singular in a role": in_manifests(r"resources: \[\"([a-z]+s)\"", lambda f, _c: f[1][:-1]),
    "7 subject of a binding": in_manifests(r"subjects:\n\s*- (?:.*\n\s+)*?name: ([a-z][\w-]{3,})$", slip),
    "7 name of a role": in_manifests(r"roleRef:\n(?:\s+.*\n)*?\s+name: ([a-z][\w-]{3,})$", slip),
    "7 claim": in_manifests(r"claimName: ([a-z][\w-]{3,})$", slip),
    "7 target of a scaler": in_manifests(r"scaleTargetRef:\n(?:\s+.*\n)*?\s+name: ([a-z][\w-]{3,})$", slip),
    "7 lost end of a fence": in_page(r"^[ \t]*(```\n)(?=\n)", to("\n")),
    "7 two backticks of a fence": in_page(r"^[ \t]*(```)\w+$", to("``")),
    "7 dots of a relative link": in_page(r"\]\((\.\./)[\w/-]+", to("./")),
    "7 sudo misspelt": in_commands(r"^\s*(?:\$ )?(sudo) ", either("sduo", "sudp")),
    "7 quoted list": in_manifests(r"(?:command|args): (\[\"[^\]\n]*\"\])$", removed_quotes),
    "7 assignment with a colon": in_commands(r"export [A-Z_]+(=)", to(":")),
    "7 comment of another language": in_manifests(r"^\s*(#) \w", to("//")),
}
