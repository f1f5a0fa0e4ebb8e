from pathlib import Path

import pytest

from harness.plan.commands.unattended import Hindrance, hindrance
from harness.plan.step import Elsewhere, Stay
from harness.shell.script_reader import read_script


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("kubectl logs <pod>", "has to be filled in by the reader: <pod>", id="placeholder"),
        pytest.param(
            "kubectl create token x --bound-object-uid 123...456",
            "has to be filled in by the reader: 123...456",
            id="a value that is cut short",
        ),
        pytest.param(
            "kubectl logs pod/POD_NAME -n x",
            "has to be filled in by the reader: pod/POD_NAME",
            id="no name of an object",
        ),
        pytest.param(
            "kubectl get -f <file|url>", "has to be filled in by the reader: <file|url>", id="one of two placeholders"
        ),
        pytest.param("while true; do curl x; done", "loops until interrupted", id="endless loop"),
        pytest.param("sudo ls", "needs administrator rights: sudo", id="sudo"),
        pytest.param("echo x | sudo tee y", "needs administrator rights: sudo", id="sudo in a pipe"),
        pytest.param("vi x", "opens an editor: vi", id="editor"),
        pytest.param("kubectl get x | less", "waits for a person: less", id="pager"),
        pytest.param("scp a b:c", "runs on another machine: scp", id="scp"),
        pytest.param("watch -n 1 curl x", "runs until interrupted: watch", id="watch"),
        pytest.param("killall istioctl", "would kill processes of other users: killall", id="killall"),
        pytest.param("kubectl edit cm x", "opens an editor: kubectl edit", id="kubectl edit"),
        pytest.param("kubectl create cm x --edit", "opens an editor: kubectl create --edit", id="--edit"),
        pytest.param("git commit", "opens an editor: git commit", id="git commit"),
        pytest.param("read X", "waits for input: read", id="read"),
        pytest.param("cat", "waits for input: cat", id="cat"),
        pytest.param("python3", "waits for input: python3", id="python"),
        pytest.param("/usr/bin/env python3", "waits for input: python3", id="python by env"),
        pytest.param("mysql -u root -p", "waits for input: mysql", id="mysql"),
        pytest.param("mysql -u root -p shop < shop.sql", "waits for input: mysql", id="a password is not in a file"),
        pytest.param("psql -h db", "waits for input: psql", id="psql"),
        pytest.param("sqlite3 shop.db", "waits for input: sqlite3", id="sqlite3"),
        pytest.param("docker login ghcr.io", "waits for input: docker login", id="docker login"),
        pytest.param("gcloud auth login", "waits for a person: gcloud auth login", id="gcloud"),
        pytest.param("az login", "waits for a person: az login", id="az"),
        pytest.param("terraform apply", "waits for input: terraform apply", id="terraform"),
        pytest.param("openssl req -new -key a -out b", "waits for input: openssl req -new", id="the parts of a name"),
        pytest.param("htpasswd -c auth ann", "waits for input: htpasswd", id="htpasswd"),
        pytest.param("docker compose exec web bash", "waits for a person: docker compose exec", id="compose exec"),
        pytest.param("k9s", "waits for a person: k9s", id="k9s"),
        pytest.param("gdb ./a", "waits for input: gdb", id="gdb"),
        pytest.param("python3 -m pdb a.py", "waits for input: python3 -m pdb", id="a debugger of python's"),
        pytest.param("openssl genrsa -aes256 -out k", "waits for input: openssl genrsa -aes256", id="a pass phrase"),
        pytest.param("openssl enc -aes-256-cbc -in a", "waits for input: openssl enc", id="a password to encrypt"),
        pytest.param("ls | fzf", "waits for a person: fzf", id="a menu"),
        pytest.param("vagrant ssh", "runs on another machine: vagrant ssh", id="vagrant"),
        pytest.param("adduser ann", "waits for input: adduser", id="adduser"),
    ],
)
def test_not_run(text: str, reason: str) -> None:
    assert hindrance(read_script(text)) == Hindrance(reason=reason)


@pytest.mark.parametrize("text", ["minikube ip", "minikube tunnel", "curl http://$(minikube ip):30080"])
def test_clusters_of_programs_that_are_not_here(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PATH", "")
    found = hindrance(read_script(text))
    assert found is not None
    assert (found.reason.startswith("unsupported here: minikube"), found.stays) == (True, None)


def test_clusters_of_programs_that_are_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "minikube").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hindrance(read_script("minikube ip")) is None
    assert hindrance(read_script("minikube ssh -- ls")) is None
    assert hindrance(read_script("minikube ssh -p two")) == Hindrance(reason="waits for input: minikube ssh")


@pytest.mark.parametrize(
    ("text", "reason", "where"),
    [
        ("kubectl exec -it x -- sh", "opens a shell in a pod: kubectl exec", Elsewhere.POD),
        ("kubectl exec -ti x -- /bin/bash", "opens a shell in a pod: kubectl exec", Elsewhere.POD),
        ("kubectl run x -it --image=y", "opens a shell in a pod: kubectl run", Elsewhere.POD),
        ("ssh x", "runs on another machine: ssh", None),
        ("docker exec -it x bash", "opens a shell in a container: docker exec", None),
        ("docker exec -it x /bin/sh", "opens a shell in a container: docker exec", None),
        ("bash", "opens a shell: bash", None),
    ],
)
def test_what_follows_is_typed_into_it(text: str, reason: str, where: Elsewhere | None) -> None:
    assert hindrance(read_script(text)) == Hindrance(reason=reason, opens_shell=True, where=where)


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("kubectl port-forward svc/x-2 8080:80", (8080,)),
        ("kubectl port-forward -n shop svc/x :80", ()),
        ("kubectl proxy", (8001,)),
        ("kubectl proxy --port=8011", (8011,)),
        ("istioctl dashboard kiali --port 20001", (20001,)),
        ("istioctl d kiali", ()),
        ("python3 -m http.server", (8000,)),
        ("cd www && python3 -m http.server 8123 --bind 127.0.0.1", (8123,)),
        ("python3 -m http.server --directory www $PORT", (8000,)),
        ("python3 -m uvicorn app:app --port 9000", (9000,)),
        ("docker run --rm -p 127.0.0.1:8080:80 nginx", (8080,)),
        ("docker compose up", ()),
        ("npm start", ()),
        ("shop() { python3 -m http.server 8123; }; shop", (8123,)),
        ("npm run dev -- --port 3001", (3001,)),
        ("npx http-server -p 8099", (8099,)),
        ("uv run flask run --port 5001", (5001,)),
        ("hugo server -D", (1313,)),
        ("php -S localhost:8000 -t public", (8000,)),
        ("nc -l 8080", (8080,)),
        ("socat TCP-LISTEN:8080,fork EXEC:cat", (8080,)),
        ("redis-server --port 7777", (7777,)),
        ("vault server -dev", ()),
        ("nginx -g 'daemon off;'", ()),
        ("kafka-server-start.sh a.properties", ()),
        ("celery -A app worker", ()),
        ("locust -f a.py", (8089,)),
    ],
)
def test_servers(text: str, ports: tuple[int, ...]) -> None:
    found = hindrance(read_script(text))
    assert found is not None
    assert (found.stays, found.ports) == (Stay.SERVES, ports)


@pytest.mark.parametrize(
    "text",
    [
        "tail -f x",
        "tail -n 3 -F x",
        "journalctl -fu x",
        "kubectl get pods -w",
        "kubectl get pods --watch",
        "kubectl events -w",
        "kubectl logs -f x",
        "docker logs --follow x",
        "stern x",
        "mosquitto_sub -t x",
        "kafka-console-consumer.sh --topic x",
        "inotifywait -m .",
        "nats sub x",
        "etcdctl watch x",
        "consul monitor",
    ],
)
def test_watches(text: str) -> None:
    found = hindrance(read_script(text))
    assert found is not None
    assert found.stays is Stay.WATCHES


def test_what_cannot_be_run_at_all_comes_first() -> None:
    found = hindrance(read_script("kubectl port-forward x 80; sudo ls"))
    assert found == Hindrance(reason="needs administrator rights: sudo")


@pytest.mark.parametrize(
    "text",
    [
        "kubectl get pods",
        "kubectl get pods --watch=false",
        "command -v bash",
        "inotifywait .",
        "nats pub x y",
        "etcdctl get x",
        "gdb -batch -ex bt a",
        "openssl genrsa -out key 2048",
        "openssl genrsa -aes256 -passout pass:x -out key",
        "openssl enc -base64 -in a",
        "openssl enc -aes-256-cbc -k x -in a",
        "nginx -t",
        "adduser --disabled-password ann",
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
        "serve() { python3 -m http.server; }",
        "timeout 5 kubectl get pods -w",
        "timeout --signal=INT 10s tail -f x",
        "docker run -d -p 80:80 nginx",
        "docker run hello-world",
        "echo x | docker login --username ann --password-stdin",
        "npm run build",
        "hugo",
        "python3 -c 'print(1)'",
        "python3 shop.py --port 80",
        "python3 <<'E'\nprint(1)\nE",
        "echo 'print(1)' | python3",
        "psql -c 'select 1'",
        "mysql shop < shop.sql",
        "mysql -u root -psecret -e 'select 1'",
        "sqlite3 shop.db 'select 1'",
        "redis-cli ping",
        "terraform apply -auto-approve",
        "terraform apply tfplan",
        "openssl req -new -key a -out b -subj /CN=c",
        "htpasswd -bc auth ann warm",
        "docker compose exec web ls",
        "socat - TCP:localhost:80",
        "git commit -am x",
        "echo 'sudo vi <x>'",
        "exit",
        "kubectl get x || exit 1",
        "kubectl set env deploy/x OVEN_HEAT=9 OVEN_FAN-",
        "kubectl exec x -- printenv OVEN_HEAT",
    ],
)
def test_run_as_they_are(text: str) -> None:
    assert hindrance(read_script(text)) is None
