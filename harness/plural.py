"""How many there are of something, in words."""


def counted(number: int, noun: str) -> str:
    """``1 page``, ``2 pages``; the noun is one whose plural ends in ``s``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
