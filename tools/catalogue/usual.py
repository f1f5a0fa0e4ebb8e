"""Fields whose schema takes any text, although only some values mean anything: a slip in one is a mistake."""

ISTIO_PROTOCOLS = (
    "GRPC",
    "GRPC-WEB",
    "HBONE",
    "HTTP",
    "HTTP2",
    "HTTPS",
    "MONGO",
    "MYSQL",
    "REDIS",
    "TCP",
    "TLS",
    "UDP",
)
GATEWAY_PROTOCOLS = ("HBONE", "HTTP", "HTTPS", "TCP", "TLS", "UDP")
PROFILES = (
    "ambient",
    "default",
    "demo",
    "empty",
    "minimal",
    "openshift",
    "openshift-ambient",
    "preview",
    "remote",
    "stable",
)

# API group, kind, path of the field; in every version of the group.
USUAL = (
    ("networking.istio.io", "Gateway", "spec.servers.port.protocol", ISTIO_PROTOCOLS),
    ("networking.istio.io", "ServiceEntry", "spec.ports.protocol", ISTIO_PROTOCOLS),
    ("networking.istio.io", "Sidecar", "spec.ingress.port.protocol", ISTIO_PROTOCOLS),
    ("networking.istio.io", "Sidecar", "spec.egress.port.protocol", ISTIO_PROTOCOLS),
    ("gateway.networking.k8s.io", "Gateway", "spec.listeners.protocol", GATEWAY_PROTOCOLS),
    ("install.istio.io", "IstioOperator", "spec.profile", PROFILES),
)
