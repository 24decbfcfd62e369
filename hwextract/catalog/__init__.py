"""The catalogue: product names live here and nowhere else, as data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter

from hwextract.catalog.products import Product, find, suggest, to_frame

__all__ = ["Product", "System", "find", "suggest", "systems", "to_frame"]


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
    with files(__package__).joinpath("data", "systems.csv").open(encoding="utf-8") as stream:
        reader = csv.reader(stream)
        place = {column: number for number, column in enumerate(next(reader))}
        columns = itemgetter(*(place[c] for c in ("id", "name", "vendor", "kind", "aliases", "ambiguous")))
        return tuple(
            System(row_id, name, vendor or None, kind, tuple(filter(None, aliases.split("|"))), ambiguous == "1")
            for row_id, name, vendor, kind, aliases, ambiguous in map(columns, reader)
        )
