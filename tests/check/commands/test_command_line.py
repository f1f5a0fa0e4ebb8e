from harness.check.commands.command_line import command_line


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def test_flags_take_their_values() -> None:
    line = command_line(words("kubectl -n a get pods front -o wide --watch --selector=b=c"))

    assert line is not None
    assert (line.program, line.verb, line.arguments) == ("kubectl", "get", ("pods", "front"))
    assert line.flags == (("-n", "a"), ("-o", "wide"), ("--watch", None), ("--selector", "b=c"))


def test_what_follows_two_dashes_is_the_rest() -> None:
    line = command_line(words("timeout 5 kubectl exec a -- ls -l"))

    assert line is not None
    assert (line.arguments, line.rest) == (("a",), ("ls", "-l"))


def test_a_program_that_is_not_known() -> None:
    assert command_line(words("grep a b")) is None
