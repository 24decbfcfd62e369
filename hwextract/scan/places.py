"""What a scan gives, and what a scanner is."""

from __future__ import annotations

from typing import NamedTuple, Protocol

__all__ = ["Places", "Scanner"]


class Places(NamedTuple):
    """Places in a text, in order: all, those that may be of a name, and those that may be of a quantity."""

    all: list[int]
    names: list[int]
    quantities: list[int]


class Scanner(Protocol):
    """Finds the places of a text that are worth a look."""

    def places(self, text: str) -> Places | None:
        """The places of a text; every block that passes the gate holds one. None where all blocks are to be read."""
        ...
