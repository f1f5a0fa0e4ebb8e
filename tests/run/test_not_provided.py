import pytest

from harness.capability import Capability
from harness.run.not_provided import not_provided
from harness.run.output import Ended, Output


@pytest.mark.parametrize(
    ("text", "capability"),
    [
        pytest.param(
            'Error from server: no exec found for container "c" in pod "default/p"\n', Capability.EXEC, id="exec"
        ),
        pytest.param('error: no attaches found for container "c" in pod "d/p"\n', Capability.EXEC, id="attach"),
        pytest.param('exec target not found for container "c" in pod "d/p"', Capability.EXEC, id="exec target"),
        pytest.param('Error: no logs found for container "c" in pod "d/p"\n', Capability.LOGS, id="logs"),
        pytest.param('log target not found for container "c" in pod "d/p"\n', Capability.LOGS, id="log target"),
        pytest.param('no forward found for port 80 in pod "d/p"\n', Capability.PORT_FORWARD, id="port-forward"),
        pytest.param('forward not found for port 80 in pod "d/p"\n', Capability.PORT_FORWARD, id="forward target"),
        pytest.param('Error from server (NotFound): pods "p" not found\n', None, id="a pod that is not there"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_answers_of_simulated_clusters(text: str, capability: Capability | None) -> None:
    assert not_provided(Output(text=text, status=1, ended=Ended.EXITED, seconds=0.1)) is capability
