"""What a scan gives, and what a scanner is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Places", "Scanner"]


class Places(NamedTuple):
    """Places in a text, in order: all, those that may be of a name, and those that may be of a quantity."""

    all: list[int]
    names: list[int]
    quantities: list[int]


class Scanner(Protocol):
    """Finds the places of a text that are worth a look."""

    def places(self, texts: Sequence[str]) -> Sequence[Places | None]:
        """The places of each of some texts: every block that passes the gate holds one.

        None where all blocks of a text are to be read.
        """
        ...
