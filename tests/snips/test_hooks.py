import shlex
from pathlib import Path

import yaml

from harness.cli.main import COMMANDS

HOOKS = Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml"


def test_hooks_call_commands_that_there_are() -> None:
    hooks = {hook["id"]: shlex.split(hook["entry"])[:2] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    assert hooks == {"harness-snips": ["harness", "snips"], "harness-check": ["harness", "check"]}
    assert {command for _, command in hooks.values()} <= set(COMMANDS)
