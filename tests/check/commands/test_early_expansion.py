from collections.abc import Callable

import pytest

from harness.check.commands import early_expansion

Found = Callable[..., list[str]]

POD = """$ kubectl apply -f - <<{delimiter}
apiVersion: v1
kind: Pod
spec:
  containers:
  - name: a
    command: ["sh", "-c", "echo {text}"]
EOF"""


def test_a_substitution_meant_for_the_container(found: Found) -> None:
    assert found(early_expansion.check, POD.format(delimiter="EOF", text="$(date)")) == [
        (
            "page.md:11: warning: bash replaces $(date) when the page is followed, not when the container runs "
            "[early-expansion]\n"
            "  expected: \\$(date), or a quoted delimiter: <<'EOF'\n"
            "  to fix:   quote the delimiter, or put a backslash before the dollar sign"
        )
    ]


def test_a_script_in_a_config_map(found: Found) -> None:
    text = "$ kubectl apply -f - <<EOF\ndata:\n  run: |\n    #!/bin/sh\n    echo `date`\nEOF"

    assert [line.split(" when")[0] for line in found(early_expansion.check, text)] == [
        "page.md:9: warning: bash replaces `date`"
    ]


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param(POD.format(delimiter="'EOF'", text="$(date)"), id="a quoted delimiter"),
        pytest.param(POD.format(delimiter="EOF", text=r"\\$(date)"), id="a backslash"),
        pytest.param("$ cat <<EOF > a.yaml\ndata:\n  ca: $(cat ca.crt)\nEOF", id="meant for bash"),
    ],
)
def test_what_is_well(found: Found, commands: str) -> None:
    assert found(early_expansion.check, commands) == []
