"""The catalogue: product names live here and nowhere else, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hwextract.catalog.products import Product, table, to_frame
from hwextract.catalog.search import Suggestion, find, suggest

__all__ = ["Product", "Suggestion", "System", "find", "suggest", "systems", "to_frame"]


@dataclass(frozen=True, slots=True)
class System:
    """A named machine or platform. ``ambiguous`` marks names that are ordinary words, people or places too."""

    id: str
    name: str
    vendor: str | None
    kind: str
    aliases: tuple[str, ...]
    ambiguous: bool


@cache
def systems() -> tuple[System, ...]:
    """Every system of the catalogue."""
    return tuple(
        System(
            row["id"],
            row["name"],
            row["vendor"] or None,
            row["kind"],
            tuple(alias for alias in row["aliases"].split("|") if alias),
            row["ambiguous"] == "1",
        )
        for row in table("system")
    )
