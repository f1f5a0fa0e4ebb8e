import pytest

from harness.plan.hindrance import Hindrance, hindrance
from harness.plan.script_reader import read_script


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("kubectl logs <pod>", "has to be filled in by the reader: <pod>", id="placeholder"),
        pytest.param("while true; do curl x; done", "loops until a reader stops it", id="endless loop"),
        pytest.param("sudo ls", "needs administrator rights: sudo", id="sudo"),
        pytest.param("echo x | sudo tee y", "needs administrator rights: sudo", id="sudo in a pipe"),
        pytest.param("vi x", "waits for a person: vi", id="editor"),
        pytest.param("kubectl get x | less", "waits for a person: less", id="pager"),
        pytest.param("scp a b:c", "runs on another machine: scp", id="scp"),
        pytest.param("watch -n 1 curl x", "shows something until a reader stops it: watch", id="watch"),
        pytest.param("journalctl -fu x", "shows something until a reader stops it: journalctl", id="journal"),
        pytest.param("tail -f x", "shows lines until a reader stops it: tail -f", id="tail"),
        pytest.param("killall istioctl", "would end programs of others on this machine: killall", id="killall"),
        pytest.param("kubectl edit cm x", "opens an editor: kubectl edit", id="kubectl edit"),
        pytest.param("kubectl get pods -w", "shows changes until a reader stops it: kubectl get --watch", id="-w"),
        pytest.param(
            "kubectl get pods --watch", "shows changes until a reader stops it: kubectl get --watch", id="--watch"
        ),
        pytest.param("kubectl logs -f x", "shows lines until a reader stops it: kubectl logs --follow", id="logs -f"),
        pytest.param("read X", "waits for what a reader types: read", id="read"),
        pytest.param("cat", "waits for what a reader types: cat", id="cat"),
    ],
)
def test_not_run(text: str, reason: str) -> None:
    assert hindrance(read_script(text)) == Hindrance(reason=reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kubectl exec -it x -- sh", "opens a shell in a pod: kubectl exec"),
        ("kubectl exec -ti x -- /bin/bash", "opens a shell in a pod: kubectl exec"),
        ("kubectl run x -it --image=y", "opens a shell in a pod: kubectl run"),
        ("ssh x", "runs on another machine: ssh"),
        ("docker exec -it x bash", "opens a shell in a container: docker exec"),
        ("bash", "opens a shell: bash"),
    ],
)
def test_what_follows_is_typed_into_it(text: str, reason: str) -> None:
    assert hindrance(read_script(text)) == Hindrance(reason=reason, opens_shell=True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kubectl port-forward svc/x 8080:80", "serves until a reader stops it: kubectl port-forward"),
        ("kubectl proxy", "serves until a reader stops it: kubectl proxy"),
        ("istioctl dashboard kiali", "serves until a reader stops it: istioctl dashboard"),
        ("minikube tunnel", "serves until a reader stops it: minikube tunnel"),
    ],
)
def test_run_beside_the_page(text: str, reason: str) -> None:
    assert hindrance(read_script(text)) == Hindrance(reason=reason, elsewhere=True)


def test_what_cannot_be_run_at_all_comes_first() -> None:
    found = hindrance(read_script("kubectl port-forward x 80; sudo ls"))
    assert found == Hindrance(reason="needs administrator rights: sudo")


@pytest.mark.parametrize(
    "text",
    [
        "kubectl get pods",
        "kubectl get pods --watch=false",
        "kubectl exec -it x -- curl y",
        "kubectl exec -it x -- sh -c 'curl y'",
        "kubectl port-forward svc/x 80 &",
        "while true; do curl x; done &",
        "kubectl get x | while read y; do echo $y; done",
        "cat x",
        "cat <<EOF\nx\nEOF",
        "read X <<< y",
        "curl x | sh -",
        "bash script.sh",
        "tail -n 3 x",
        "echo 'sudo vi <x>'",
        "exit",
        "kubectl get x || exit 1",
    ],
)
def test_run_as_they_are(text: str) -> None:
    assert hindrance(read_script(text)) is None
