from harness.run.hosts import resolves


def test_this_machine_has_an_address() -> None:
    assert resolves("localhost")


def test_a_name_that_nobody_may_have_has_none() -> None:
    assert not resolves("nowhere.invalid")
