"""Annotations of GitHub Actions: a line of output that puts a mark at a line of a page.

Source of the syntax: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from harness.source import Location


def annotation(level: str, at: Location, title: str, message: str) -> str:
    """One annotation; ``level`` is error, warning or notice."""
    properties = {"file": at.path.as_posix(), "line": str(at.line), "col": str(at.column), "title": title}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(message)}"


def notice(title: str, message: str) -> str:
    """An annotation that belongs to no page."""
    return f"::notice title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
