import pytest

from harness.run.output import Ended, Output
from harness.run.retry_rules import hopeless, too_early


def failed(text: str, status: int = 1) -> Output:
    return Output(text=text, status=status, ended=Ended.EXITED, seconds=0.1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("bash: istoctl: command not found\n", "unknown program", id="program"),
        pytest.param('Error: unknown command "isntall" for "istioctl"\n', "unknown command", id="command"),
        pytest.param("error: unknown flag: --contxt\nSee 'kubectl get --help'.\n", "unknown flag", id="flag"),
        pytest.param("error: unknown shorthand flag: 'z' in -z\n", "unknown flag", id="short flag"),
        pytest.param("grep: unrecognized option '--foo'\n", "unknown flag", id="GNU option"),
        pytest.param("curl: option --foo: is unknown\n", "unknown flag", id="option of curl"),
        pytest.param("ls: invalid option -- 'z'\n", "unknown flag", id="GNU letter"),
        pytest.param("Usage:  kubectl [flags]\n", "wrong usage", id="usage"),
        pytest.param('Error: required flag(s) "name" not set\n', "wrong usage", id="required flag"),
        pytest.param("Error: accepts 1 arg(s), received 0\n", "wrong usage", id="arguments"),
        pytest.param("bash: syntax error near unexpected token `)'\n", "syntax error", id="syntax"),
        pytest.param("bash: unexpected EOF while looking for matching `\"'\n", "syntax error", id="unclosed quote"),
        pytest.param("bash: INGRESS_HOST: unbound variable\n", "syntax error", id="unbound variable"),
        pytest.param('error: context "cluster3" does not exist\n', "unknown context", id="context"),
        pytest.param(
            "Error in configuration: context was not found for specified context: x\n",
            "unknown context",
            id="no context",
        ),
        pytest.param('error: the path "a.yaml" does not exist\n', "missing file", id="file of kubectl"),
        pytest.param("cat: a.yaml: No such file or directory\n", "missing file", id="file"),
        pytest.param('Error from server (NotFound): namespaces "a" not found\n', "no such namespace", id="namespace"),
        pytest.param("Error: INSTALLATION FAILED: repo istio not found\n", "no such repository", id="repository"),
        pytest.param("fatal: repository 'https://a/b/' not found\n", "no such repository", id="repository of git"),
        pytest.param(
            'Error from server (Forbidden): pods "a" is forbidden: exceeded quota: q, requested: pods=1\n',
            "exceeds a quota",
            id="quota",
        ),
        pytest.param('The Pod "a" is invalid: spec.x: Required\n', "refused by validation", id="invalid"),
        pytest.param('error: error validating "a": unknown field\n', "refused by validation", id="validated here"),
        pytest.param(
            'Error from server: admission webhook "v" denied the request: no\n', "refused by validation", id="webhook"
        ),
        pytest.param("error: error parsing a.yaml: error converting YAML to JSON\n", "unreadable input", id="YAML"),
        pytest.param(
            'OCI runtime exec failed: exec: "openssl": executable file not found in $PATH\n'
            "command terminated with exit code 127\n",
            "no such program in the container",
            id="program of an image",
        ),
        pytest.param(
            'Error from server (Forbidden): pods is forbidden: User "jane" cannot list resource "pods"\n',
            "not allowed",
            id="no right",
        ),
        pytest.param(
            "ERROR: (gcloud.container) You do not currently have an active account selected.\n",
            "no account",
            id="cloud",
        ),
        pytest.param(
            'Error from server (AlreadyExists): namespaces "a" already exists\n', "refused by validation", id="there"
        ),
        pytest.param("error: no objects passed to apply\n", "refused by validation", id="nothing to apply"),
        pytest.param("Error: uninstall: Release not loaded: a: release: not found\n", "no such release", id="release"),
        pytest.param("fatal: not a git repository\n", "no such repository", id="folder without repository"),
        pytest.param("bash: HOST: parameter null or not set\n", "syntax error", id="a variable that is demanded"),
        pytest.param('Can\'t open "a.pem" for reading, No such file\n', "missing file", id="file of openssl"),
    ],
)
def test_waiting_cannot_help(text: str, reason: str) -> None:
    assert hopeless(failed(text)) == reason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Error from server (NotFound): pods "a" not found\n', id="not there yet"),
        pytest.param("error: no matching resources found\n", id="nothing matches yet"),
        pytest.param("curl: (7) Failed to connect to 172.18.0.2 port 80: Connection refused\n", id="refused"),
        pytest.param("curl: (28) Connection timed out after 5000 milliseconds\n", id="timed out"),
        pytest.param("no healthy upstream", id="no upstream"),
        pytest.param("HTTP/1.1 503 Service Unavailable\n", id="503"),
        pytest.param('error: no matches for kind "Gateway" in version "v1"\n', id="kind not served yet"),
        pytest.param('container "a" in pod "b" is waiting to start: ContainerCreating\n', id="container not started"),
        pytest.param('Get "https://10.0.0.1:6443/api": EOF\n', id="cut off"),
        pytest.param("cat: /tmp/log: No such file or directory\ncommand terminated with exit code 1\n", id="in a pod"),
        pytest.param("", id="nothing was said"),
        pytest.param("something nobody knows\n", id="something new"),
        pytest.param("Connection refused\nusage: none\n", id="the rule that comes first decides"),
    ],
)
def test_waiting_may_help(text: str) -> None:
    assert hopeless(failed(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('error: unable to upgrade connection: container not found ("curl")\n', id="exec"),
        pytest.param(
            "Error: failure running port forward process: unable to forward port because pod is not running."
            " Current status=Pending\n",
            id="tunnel",
        ),
        pytest.param(
            "Error: failed to execute command on Envoy: failure running port forward process:"
            " building port forwarded: pod is not running. Status=Pending\n",
            id="tunnel of istioctl",
        ),
        pytest.param(
            "error forwarding port 15017 to pod a: connect: connection refused\n"
            "port forward failed: lost connection to pod\n",
            id="nothing listens in the pod yet",
        ),
        pytest.param('container "a" in pod "b" is waiting to start: PodInitializing\n', id="logs"),
        pytest.param(
            'Internal error occurred: failed calling webhook "v.istio.io": failed to call webhook: Post'
            ' "https://istiod:443/validate": dial tcp 10.0.0.1:443: connect: connection refused\n',
            id="webhook",
        ),
        pytest.param(
            'Internal error occurred: failed calling webhook "v.istio.io": failed to call webhook: Post'
            ' "https://istiod:443/validate": tls: failed to verify certificate: x509: valid for a, not b\n',
            id="somebody else answers for a webhook",
        ),
        pytest.param('error: no matches for kind "Gateway" in version "v1"\n', id="kind"),
        pytest.param("error: resource name may not be empty\n", id="no pod yet"),
    ],
)
def test_what_failed_before_it_did_anything_was_too_early(text: str) -> None:
    assert too_early(failed(text))
    assert too_early(failed(text, status=0)), "a part of it, such as <(...)"
    assert hopeless(failed(text)) is None


@pytest.mark.parametrize(
    "output",
    [
        pytest.param(failed('Error from server (AlreadyExists): namespaces "a" already exists\n'), id="done before"),
        pytest.param(failed('admission webhook "v" denied the request: pod is not running\n'), id="denied"),
        pytest.param(failed("container not found\n", status=0), id="succeeded"),
    ],
)
def test_other_failures_were_not(output: Output) -> None:
    assert not too_early(output)


NO_KIND = failed('error: no matches for kind "Gateway" in version "v1"\n')
NO_TYPE = failed('error: the server doesn\'t have a resource type "gtw"\n')
NO_NAME = failed("error: resource name may not be empty\n")


@pytest.mark.parametrize(
    ("output", "come", "reason"),
    [
        pytest.param(NO_KIND, True, None, id="a kind that was just defined"),
        pytest.param(NO_KIND, False, "no such kind", id="a kind that nothing defines"),
        pytest.param(NO_TYPE, False, "no such kind of resource", id="a resource type that nothing defines"),
        pytest.param(NO_NAME, True, None, id="a name that is asked for"),
        pytest.param(NO_NAME, False, "a name is empty", id="a name in a variable"),
    ],
)
def test_what_may_come_where_something_makes_it(output: Output, come: bool, reason: str | None) -> None:  # noqa: FBT001
    assert hopeless(output, kinds_may_come=come, names_may_come=come) == reason


def test_a_command_that_succeeds_may_print_something_else_later() -> None:
    assert hopeless(failed("No such file or directory", status=0)) is None


def test_a_command_that_waits_for_somebody_gets_no_better() -> None:
    waiting = Output(text="Name: ", status=None, ended=Ended.TIMED_OUT, seconds=3.0, waiting_for="Name:")
    assert hopeless(waiting) == "it waits for somebody to type"
