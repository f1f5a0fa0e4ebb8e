"""What a whole site costs: pages a minute, and the shares of time in start states, in failing commands, in retries.

``python bench/site.py [PYTEST ARGUMENTS]``, such as ``content/en --provider embedded -n 2 --fleets 2``.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SETUP = re.compile(r"^\s*([\d.]+)s setup\b", re.MULTILINE)
READY = re.compile(r"\bready after ([\d.]+) s")


def main(arguments: list[str]) -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", *arguments, "-q", "--durations=0", "--durations-min=0.01"]
        done = subprocess.run([*command, "--report-dir", folder], capture_output=True, text=True, check=False)
        report = json.loads((Path(folder) / "report.json").read_text())
    minutes = (time.monotonic() - started) / 60
    steps = [one for one in objects(report) if {"outcome", "page", "commands"} <= one.keys()]
    commands = [one for step in steps for one in step["commands"]]
    in_commands = sum(one["seconds"] for one in commands)
    failing = sum(one["seconds"] for one in commands if one.get("failure"))
    again = sum(one["seconds"] for one in commands if one.get("attempts", 1) > 1)
    in_setup = sum(map(float, SETUP.findall(done.stdout)))
    pages = {(step["page"], step.get("variant", "")) for step in steps}
    returns = [float(text) for text in READY.findall(done.stdout)]
    whole = (in_commands + in_setup) or 1.0
    print(f"pages           {len(pages):6d}   {len(pages) / minutes:.1f} a minute, {minutes:.1f} minutes")
    print(f"start states    {in_setup:6.0f} s {in_setup / whole:.0%} of {whole:.0f} s: fleets, layers, resets")
    print(f"failing         {failing:6.0f} s {failing / whole:.0%}")
    print(f"repeated        {again:6.0f} s {again / whole:.0%}")
    print(f"ready fleets    {len(returns):6d}   {sum(returns) / (len(returns) or 1):.1f} s each")
    print("outcomes        ", dict(Counter(step["outcome"] for step in steps)))


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every table in a JSON document."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(one)


if __name__ == "__main__":
    main(sys.argv[1:])
