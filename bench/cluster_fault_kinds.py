"""Faults by kind, as readers report them whose cluster refuses a step: right words that do not fit together."""

from collections.abc import Mapping
from typing import Final

from fault_kinds import Mutate, either, in_bodies, in_commands, in_manifests, to

ROLLOUT = r"kubectl (?:-n \S+ )?rollout (?:status|restart|undo|history)"

CLUSTER_KINDS: Final[Mapping[str, Mutate]] = {
    "8 container that the pod lacks": in_commands(
        r"kubectl (?:-n \S+ )?(?:logs|exec) .*-c[ =]([a-z][\w-]+)", either("main", "worker-x")
    ),
    "8 condition of another kind": in_commands(
        r"wait .*--for[= ]\"?condition=(Ready|ready|Available|available)\b",
        lambda f, _c: "Available" if f[1].lower() == "ready" else "Ready",
    ),
    "8 rollout of another kind": in_commands(
        rf"{ROLLOUT} (deploy(?:ment)?s?|statefulset|daemonset)[ /]", either("service", "pod", "configmap")
    ),
    "8 scale of another kind": in_commands(
        r"kubectl (?:-n \S+ )?scale .*?(deploy(?:ment)?s?|statefulset|rs)[ /]", either("service", "pod", "daemonset")
    ),
    "8 expose of another kind": in_commands(
        r"kubectl (?:-n \S+ )?expose (deploy(?:ment)?|pod|service|rc)[ /]", either("configmap", "secret", "daemonset")
    ),
    "8 autoscale of another kind": in_commands(r"kubectl autoscale (deploy(?:ment)?)[ /]", either("service", "pod")),
    "8 key of a selector": in_commands(r"(?:-l|--selector)[= ]\"?(app|run|tier|role)=", either("application", "nam")),
    "8 key of a reference": in_manifests(r"KeyRef:\n(?:.*\n)*?\s+key: ([\w.-]+)$", either("value", "content")),
    "8 unit of memory": in_manifests(r"memory: \"?\d+(Mi|Gi)\b", to("m")),
    "8 unit of cpu": in_manifests(r"cpu: \"?\d+(m)\b", either("Mi", "mi")),
    "8 keys of a TLS secret": in_manifests(
        r"^  (tls\.crt|tls\.key|\.dockerconfigjson|ssh-privatekey): ", either("cert", "key.pem", "config.json")
    ),
    "8 segment of a path": in_bodies(
        r"jsonpath=['\"]?\{[^}\n]*(\.(?:status|spec|metadata|loadBalancer))\b(?=[.\[])", to("")
    ),
    "8 annotate for label": in_commands(
        r"kubectl (?:-n \S+ )?(label) (?:ns|namespaces?|pods?|nodes?) ", to("annotate")
    ),
    "8 group of a resource": in_manifests(r"apiGroups: \[\"(|apps|batch)\"\]", either("core", "extensions/v1", "app")),
    "8 variable of an argument": in_manifests(r"\$\(([A-Z][A-Z_]+)\)", lambda f, _c: f[1]),
    "8 type of a Service": in_manifests(
        r"type: (NodePort|LoadBalancer|ClusterIP)$", either("Loadbalancer", "External", "nodePort")
    ),
    "8 type of a path": in_manifests(r"pathType: (Prefix|Exact)$", either("prefix", "PathPrefix", "Regex")),
    "8 range of node ports": in_manifests(r"nodePort: (\d{5})$", either("8080", "300", "80")),
    "8 account without namespace": in_commands(r"--serviceaccount[= ](\"?[\w$-]+:)", to("")),
    "8 mode of access": in_manifests(
        r"accessModes:(?: \[|\n\s+- )\"?(ReadWriteOnce|ReadWriteMany)", either("RWO", "ReadWrite")
    ),
    "8 dry run": in_commands(r"--dry-run=(client|server)", either("true1", "local", "clients")),
    "8 name of a release": in_commands(r"helm upgrade (?:--install )?([a-z][\w-]+) \S+/", to("")),
    "8 verb of configuration": in_commands(
        r"kubectl config (use-context|set-context|current-context)", either("use", "set", "current")
    ),
    "8 port of expose": in_commands(r"expose .*--target-port[= ](\d+)", either("8099", "http-x")),
    "8 capital in a label": in_commands(
        r"(?:-l|--selector)[= ]\"?[\w./-]+=([a-z][\w-]+)", lambda f, _c: f[1].capitalize()
    ),
    "8 slash of a namespaced name": in_commands(
        r"kubectl (?:-n \S+ )?(?:get|describe|delete) (?:pods?|svc|services?|deploy(?:ment)?s?)( )[a-z][\w-]+(?=\s|$)",
        to("."),
    ),
    "8 namespace as an argument": in_commands(r"kubectl [^|]*?( -n) [a-z][\w-]+(?=\s|$)", to("")),
    "8 file and folder": in_commands(r"kubectl (?:apply|create|delete) (-k) ", to("-f")),
    "8 selector of a Service as matchLabels": in_manifests(
        r"kind: Service\n(?:.*\n)*?  selector:(\n)(?=    \w)", to("\n    matchLabels:\n  ")
    ),
    "8 labels beside metadata": in_manifests(r"template:\n\s+metadata:\n( +)labels:\n", lambda f, _c: f[1][:-2]),
    "8 template without metadata": in_manifests(
        r"  template:\n(    metadata:\n      labels:\n        .*\n)    spec:", to("")
    ),
    "8 containers as a mapping": in_manifests(r"containers:\n\s+(- )name:", to("  ")),
    "8 env as a mapping": in_manifests(r"env:\n\s+(- name: )\w+", to("")),
    "8 ports without a list": in_manifests(r"ports:\n\s+(- )(?:containerPort|port|name):", to("  ")),
}
