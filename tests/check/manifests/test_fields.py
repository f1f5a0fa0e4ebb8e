from collections.abc import Callable

import pytest

from harness.check.manifests import manifest

Found = Callable[..., list[str]]
Wrap = Callable[[str], str]


def resource(version: str, kind: str, rest: str) -> str:
    return f"apiVersion: {version}\nkind: {kind}\n{rest}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            resource("v1", "Service", "spec:\n  ports:\n  - protcol: TCP"),
            "page.md:6: error: Service spec.ports has no field 'protcol' [unknown-field]\n"
            "  expected: appProtocol, name, nodePort, port, protocol or targetPort\n"
            "  to fix:   did you mean 'protocol'?",
            id="a mistyped field",
        ),
        pytest.param(
            resource("networking.istio.io/v1", "VirtualService", "spec:\n  host: x"),
            "page.md:5: error: VirtualService spec has no field 'host' [unknown-field]\n"
            "  expected: exportTo, gateways, hosts, http, tcp or tls\n"
            "  to fix:   did you mean 'hosts'?",
            id="one for many",
        ),
        pytest.param(
            resource("v1", "Service", "spec:\n  ports:\n  - port: 1\n    selector: {a: b}"),
            "page.md:7: error: Service spec.ports has no field 'selector' [unknown-field]\n"
            "  expected: appProtocol, name, nodePort, port, protocol or targetPort\n"
            "  to fix:   it belongs beside 'ports': indent it less",
            id="indented too far",
        ),
        pytest.param(
            resource("apps/v1", "Deployment", "spec:\n  containers: []"),
            "page.md:5: error: Deployment spec has no field 'containers' [unknown-field]\n"
            "  expected: minReadySeconds, paused, progressDeadlineSeconds, replicas, revisionHistoryLimit, selector, "
            "strategy or template\n"
            "  to fix:   remove it, or check the version that the page is written for",
            id="two levels up",
        ),
        pytest.param(
            resource("apps/v1", "Deployment", "matchLabels: {a: b}"),
            "page.md:4: error: Deployment has no field 'matchLabels' [unknown-field]\n"
            "  expected: apiVersion, kind, metadata, spec or status\n"
            "  to fix:   remove it, or check the version that the page is written for",
            id="a field of something else",
        ),
        pytest.param(
            resource("v1", "Pod", "spec:\n  containers:\n  - containerPort: 80"),
            "page.md:6: error: Pod spec.containers has no field 'containerPort' [unknown-field]\n"
            "  expected: args, command, env, envFrom, image, imagePullPolicy, lifecycle, livenessProbe "
            "or one of 17 more\n"
            "  to fix:   it belongs into 'ports': indent it there",
            id="not indented enough",
        ),
        pytest.param(
            resource("gateway.networking.k8s.io/v1", "Gateway", "spec:\n  servers: []"),
            "page.md:5: error: Gateway spec has no field 'servers' [unknown-field]\n"
            "  expected: addresses, allowedListeners, backendTLS, defaultScope, gatewayClassName, infrastructure, "
            "listeners or tls\n"
            "  to fix:   networking.istio.io/v1 has it: did you mean 'apiVersion: networking.istio.io/v1'?",
            id="a field of the other Gateway",
        ),
        pytest.param(
            resource("install.istio.io/v1alpha1", "IstioOperator", "spec:\n  values:\n    global:\n      meshId: x"),
            "page.md:7: error: IstioOperator spec.values.global has no field 'meshId' [unknown-field]\n"
            "  expected: agentgateway, arch, caAddress, caName, certSigners, configCluster, configValidation, "
            "defaultNodeSelector or one of 40 more\n"
            "  to fix:   did you mean 'meshID'?",
            id="values of charts",
        ),
        pytest.param(
            resource("install.istio.io/v1alpha1", "IstioOperator", "spec:\n  meshConfig:\n    zebra: x"),
            "page.md:6: note: IstioOperator spec.meshConfig has no field 'zebra' [unknown-field]\n"
            "  expected: accessLogEncoding, accessLogFile, accessLogFormat, ca, caCertificates, certificates, "
            "configSources, connectTimeout or one of 42 more\n"
            "  to fix:   remove it, or check the version that the page is written for",
            id="what comes and goes with versions",
        ),
        pytest.param(
            resource("security.istio.io/v1", "PeerAuthentication", "spec:\n  mtls:\n    mode: STRCIT"),
            "page.md:6: error: PeerAuthentication spec.mtls.mode cannot be 'STRCIT' [wrong-value]\n"
            "  expected: DISABLE, PERMISSIVE, STRICT or UNSET\n"
            "  to fix:   did you mean 'STRICT'?",
            id="a mistyped value",
        ),
        pytest.param(
            resource("v1", "Service", "spec:\n  type: Zebra"),
            "page.md:5: error: Service spec.type cannot be 'Zebra' [wrong-value]\n"
            "  expected: ClusterIP, ExternalName, LoadBalancer or NodePort\n"
            "  to fix:   choose one of these",
            id="a value like no other",
        ),
        pytest.param(
            resource("gateway.networking.k8s.io/v1", "Gateway", "spec:\n  listeners:\n  - protocol: HTP"),
            "page.md:6: error: Gateway spec.listeners.protocol cannot be 'HTP' [wrong-value]\n"
            "  expected: HBONE, HTTP, HTTPS, TCP, TLS or UDP\n"
            "  to fix:   did you mean 'HTTP'?",
            id="a mistyped protocol",
        ),
        pytest.param(
            resource("gateway.networking.k8s.io/v1", "Gateway", "spec:\n  listeners:\n  - port: 80000"),
            "page.md:6: error: Gateway spec.listeners.port cannot be 80000 [wrong-value]\n  expected: 1 to 65535",
            id="a number out of bounds",
        ),
        pytest.param(
            resource("v1", "Service", 'spec:\n  ports:\n  - port: "80"'),
            "page.md:6: error: Service spec.ports.port must be a whole number, got the text '80' "
            "[wrong-type]\n"
            "  expected: a whole number, as every Service of v1 has there\n"
            "  to fix:   remove the quotes: 80",
            id="a number in quotes",
        ),
        pytest.param(
            resource("v1", "Pod", "spec:\n  containers:\n  - env:\n    - value: 1"),
            "page.md:7: error: Pod spec.containers.env.value must be text, got the number 1 [wrong-type]\n"
            "  expected: text, as every Pod of v1 has there\n"
            '  to fix:   quote it: "1"',
            id="a number for text",
        ),
        pytest.param(
            resource("v1", "Pod", "metadata:\n  labels:\n    a: true"),
            "page.md:6: error: Pod metadata.labels.a must be text, got true [wrong-type]\n"
            "  expected: text, as every Pod of v1 has there\n"
            '  to fix:   quote it: "true"',
            id="a truth value for text",
        ),
        pytest.param(
            resource("networking.istio.io/v1", "VirtualService", "spec:\n  hosts: reviews"),
            "page.md:5: error: VirtualService spec.hosts must be a list, got the text 'reviews' "
            "[wrong-type]\n"
            "  expected: a list, as every VirtualService of networking.istio.io/v1 has there\n"
            "  to fix:   write it as an entry: - reviews",
            id="text for a list",
        ),
        pytest.param(
            resource("v1", "Pod", "spec:\n  containers:\n    name: a"),
            "page.md:6: error: Pod spec.containers must be a list, got a mapping [wrong-type]\n"
            "  expected: a list, as every Pod of v1 has there\n"
            "  to fix:   put '- ' before its first key",
            id="a mapping for a list",
        ),
        pytest.param(
            resource("v1", "Pod", "spec:\n- containers: []"),
            "page.md:5: error: Pod spec must be a mapping, got a list [wrong-type]\n"
            "  expected: a mapping, as every Pod of v1 has there\n"
            "  to fix:   remove the '- '",
            id="a list for a mapping",
        ),
        pytest.param(
            resource("v1", "Pod", "metadata: x"),
            "page.md:4: error: Pod metadata must be a mapping, got the text 'x' [wrong-type]\n"
            "  expected: a mapping, as every Pod of v1 has there",
            id="text for a mapping",
        ),
    ],
)
def test_what_a_kind_does_not_have(found: Found, shown: Wrap, text: str, expected: str) -> None:
    assert found(manifest.check, shown(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            resource("v1", "Service", "spec:\n  ports:\n  - port: 80\n    targetPort: http"), id="a port by name"
        ),
        pytest.param(resource("v1", "Pod", "spec:\n  containers:\n  - resources: {limits: {cpu: 1}}"), id="a quantity"),
        pytest.param(resource("v1", "Pod", "spec:\n  containers: ..."), id="left out"),
        pytest.param(resource("v1", "Pod", "spec:\n  containers:\n  ...\n  - name: a"), id="lines left out"),
        pytest.param(
            resource("v1", "Pod", "...\ncontainers:\n- name: a"), id="a field further in, behind lines left out"
        ),
        pytest.param(resource("v1", "Secret", "data:\n  token: {YOUR_TOKEN}"), id="a name in braces to fill in"),
        pytest.param(resource("v1", "Pod", "spec:\n  terminationGracePeriodSeconds: <seconds>"), id="to be filled in"),
        pytest.param(resource("v1", "Pod", "spec:\n  hostNetwork: yes"), id="an old word for true"),
        pytest.param(resource("v1", "ConfigMap", 'data:\n  a: "1"\n  b: 1:30'), id="text that is no number"),
        pytest.param(resource("v1", "Pod", "spec:"), id="nothing"),
        pytest.param(resource("v1", "Service", "spec:\n  ports:\n  - port: PORT"), id="a word for a number to come"),
        pytest.param(resource("v1", "Service", "spec:\n  ports:\n  - port: {{ .port }}"), id="a template"),
        pytest.param(
            resource("networking.istio.io/v1", "Gateway", "spec:\n  servers:\n  - port: {protocol: http}"), id="case"
        ),
        pytest.param(
            resource(
                "networking.istio.io/v1alpha3", "EnvoyFilter", "spec:\n  configPatches:\n  - patch: {value: {any: 1}}"
            ),
            id="fields that no schema knows",
        ),
        pytest.param(
            resource("install.istio.io/v1alpha1", "IstioOperator", "spec:\n  meshConfig:\n    access_log_file: x"),
            id="the other spelling of messages",
        ),
    ],
)
def test_what_is_well(found: Found, shown: Wrap, text: str) -> None:
    assert found(manifest.check, shown(text)) == []


def test_what_is_applied_has_all_that_is_required(found: Found, applied: Wrap) -> None:
    text = resource("gateway.networking.k8s.io/v1", "Gateway", "metadata:\n  name: x\nspec:\n  gatewayClassName: istio")

    assert found(manifest.check, applied(text)) == [
        (
            "page.md:11: warning: Gateway spec lacks 'listeners' [missing-field]\n"
            "  expected: every Gateway of gateway.networking.k8s.io/v1 has it there"
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("limits:\n  memory: 200MiB", ["page.md:3: error"], id="an amount"),
        pytest.param("limits:\n  cpu: 500m\n  memory: <memory>", [], id="right ones"),
        pytest.param("limits:\n  cpu: none", [], id="a word of a program's own configuration"),
        pytest.param("pathType: Prefxi", ["page.md:2: error"], id="a field that is an enumeration everywhere"),
        pytest.param("pathType: regex", [], id="a value of its own"),
        pytest.param("type: LoadBalncer", [], id="a field that may be anything"),
    ],
)
def test_parts_of_a_manifest(found: Found, shown: Wrap, text: str, expected: list[str]) -> None:
    assert [each[: len("page.md:2: error")] for each in found(manifest.check, shown(text))] == expected


def test_what_is_shown_may_be_a_part(found: Found, shown: Wrap) -> None:
    assert found(manifest.check, shown(resource("gateway.networking.k8s.io/v1", "Gateway", "spec: {}"))) == []
