"""Faults by kind, as authors make them who change one place of a page and forget another, or mix up two forms."""

from collections.abc import Mapping
from typing import Final

from fault_kinds import Mutate, either, in_bodies, in_commands, in_manifests, in_page, slip, to

OBJECT = r"kubectl (?:-n \S+ )?rollout \w+ [a-z]+/[\w-]+()(?=\s|$)"

PAGE_KINDS: Final[Mapping[str, Mutate]] = {
    "9 word beside a file": in_commands(r"kubectl (?:apply|create) -f \S+()$", to(" staging-system")),
    "9 word beside an object": in_commands(OBJECT, to(" staging-system")),
    "9 two subcommands": in_commands(r"helm (repo (?:add|update))", lambda f, _c: " ".join(reversed(f[1].split()))),
    "9 namespace of a release": in_commands(r"helm uninstall [^\n]*(?:-n|--namespace)[ =]([a-z][\w-]+)", to("staging")),
    "9 plural of a repository": in_commands(
        r"helm (?:install|upgrade) .*?(?<=\s)([a-z][\w-]{3,})/[a-z]", lambda f, _c: f"{f[1]}s"
    ),
    "9 JSON without quotes": in_commands(r"(?:-p|--patch)[ =]('\{[^'\n]*\}')", lambda f, _c: f[1][1:-1]),
    "9 bracket before a test": in_bodies(r"\b(?:if|while) (\[ )", to("[")),
    "9 account without namespace": in_commands(r"--as[= ]system:serviceaccount:([\w-]+:)", to("")),
    "9 namespace of an account": in_commands(r"--as[= ]system:serviceaccount:([a-z][\w-]{4,}):", slip),
    "9 group of an account": in_manifests(
        r"^( *)- kind: ServiceAccount$", lambda f, _c: f"{f[1]}- apiGroup: rbac.authorization.k8s.io\n{f[1]}  kind: X"
    ),
    "9 host of a route": in_manifests(r"kind: HTTPRoute\n(?:.*\n)*?\s+hostnames:\n\s+- \"?([\w.-]+)", to("a.invalid")),
    "9 name of a target": in_manifests(r"targetRefs?:\n(?:.*\n){1,2}?\s+(?:- )?name: ([a-z][\w-]{3,})$", slip),
    "9 number as a label": in_manifests(r"^  labels:\n    [\w./-]+: ([\w-]+)$", to("7")),
    "9 backslash before the output": in_page(
        r"^ *(?:\$ )?kubectl describe [^\n|]*[\w\"]()\n *Name: ", either(" \\", "  \\")
    ),
    "9 tabs of one name": in_page(
        r"tab (?:name|header)=\"([^\"\n]+)\"[^\n]*\n(?:.*\n)*?.*tab (?:name|header)=\"(?!\1\")([^\"\n]+)\"",
        lambda f, _c: f[1],
    ),
}
