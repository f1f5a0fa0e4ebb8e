"""How output shows that a page wanted more than simulated pods."""

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.embedded.embedded_provider import CAPABILITIES as EMBEDDED
from harness.cluster.simulated_errors import refused


@pytest.mark.parametrize(
    ("text", "capability"),
    [
        pytest.param(
            'error: Internal error occurred: error executing command in container: no exec found for container "nginx"',
            Capability.EXEC,
            id="exec",
        ),
        pytest.param('error: no attaches found for container "c" in pod "d/p"\n', Capability.EXEC, id="attach"),
        pytest.param('error: no attach found for container "c" in pod "d/p"\n', Capability.EXEC, id="one attach"),
        pytest.param('exec target not found for container "c" in pod "d/p"', Capability.EXEC, id="exec target"),
        pytest.param('attaches target not found for container "c"', Capability.EXEC, id="attach target"),
        pytest.param('Error from server (BadRequest): no logs found for container "c"', Capability.LOGS, id="logs"),
        pytest.param('log target not found for container "c" in pod "d/p"\n', Capability.LOGS, id="log target"),
        pytest.param("error: Metrics API not available\n", Capability.METRICS, id="top"),
        pytest.param('no forward found for port 80 in pod "d/p"\n', Capability.PORT_FORWARD, id="port-forward"),
        pytest.param(
            "spec: Forbidden: Pod running on node without support for resize", Capability.PODS, id="a resize of a pod"
        ),
        pytest.param("error: no forward found for pod", Capability.PORT_FORWARD, id="port-forward of a pod"),
        pytest.param('forward not found for port 80 in pod "d/p"\n', Capability.PORT_FORWARD, id="forward target"),
    ],
)
def test_refusals_of_simulated_pods(text: str, capability: Capability) -> None:
    assert refused(text, EMBEDDED) == {capability}
    assert refused(text, dict.fromkeys(Capability, Fidelity.SIMULATED)) == {capability}
    assert refused(text, dict.fromkeys(Capability, Fidelity.REAL)) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Error from server (NotFound): pods "p" not found\n', id="a pod that is not there"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_refusal(text: str) -> None:
    assert refused(text, EMBEDDED) == frozenset()


def test_one_output_may_refuse_several() -> None:
    text = 'no exec found for container "c"\nno logs found for container "c"\n'
    assert refused(text, EMBEDDED) == {Capability.EXEC, Capability.LOGS}
