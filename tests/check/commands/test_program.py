from harness.check.commands.program import known_programs


def test_subcommands_have_their_own_flags_and_the_program_s() -> None:
    kubectl = known_programs()["kubectl"]

    assert {"--all-namespaces", "--context", "-n"} <= kubectl.commands["get"].flags
    assert "--all-namespaces" not in kubectl.commands["cp"].flags


def test_an_alias_is_the_command() -> None:
    istioctl = known_programs()["istioctl"]

    assert istioctl.commands["pc"] is istioctl.commands["proxy-config"]


def test_words_go_to_the_innermost_command() -> None:
    walked = known_programs()["kubectl"].walk(("rollout", "restart", "deploy/x"))

    assert [(command.name, word) for command, word in walked] == [
        ("kubectl", "rollout"),
        ("kubectl rollout", "restart"),
        ("kubectl rollout restart", "deploy/x"),
    ]
