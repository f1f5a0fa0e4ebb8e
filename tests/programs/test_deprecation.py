from harness.programs.deprecation import deprecated_flag, deprecated_subcommand
from harness.programs.registry import known_programs
from harness.programs.removed_api import is_older, predecessor, served_since, served_until, successor


def test_what_is_said_of_a_program_holds_for_its_subcommands() -> None:
    assert deprecated_flag("kubectl scale", "--record") == deprecated_flag("kubectl", "--record")
    assert deprecated_flag("kubectl scale", "--replicas") is None


def test_a_subcommand_that_has_gone() -> None:
    removed = deprecated_subcommand("kubectl", "rolling-update")

    assert removed is not None
    assert not removed.works


def test_all_that_no_longer_works_says_what_to_do() -> None:
    assert all(instead for one in known_programs().values() for instead in one.profile().removed.values())


def test_successors_of_versions() -> None:
    assert successor("extensions/v1beta1", "Ingress") == "networking.k8s.io/v1"
    assert successor("extensions/v1beta1", "Deployment") == "apps/v1"
    assert successor("autoscaling/v2beta2", "HorizontalPodAutoscaler") == "autoscaling/v2"
    assert successor("apps/v1", "Deployment") == ""


def test_when_versions_were_served() -> None:
    assert served_until("extensions/v1beta1", "Ingress") == "1.22"
    assert served_until("extensions/v1beta1", "Deployment") == "1.16"
    assert served_since("autoscaling/v2", "HorizontalPodAutoscaler") == "1.23"
    assert served_since("apps/v1", "Deployment") == ""
    assert predecessor("autoscaling/v2", "HorizontalPodAutoscaler") == "autoscaling/v2beta2"
    assert predecessor("networking.k8s.io/v1", "Ingress") == "networking.k8s.io/v1beta1"
    assert predecessor("apps/v1", "Deployment") == "apps/v1beta2"
    assert is_older("1.9", "1.22")
    assert not is_older("v1.22.3", "1.22")
