"""What people write, to a unit: our own table of spellings, with factors that pint confirms (in the tests).

pint's parser is never used on text of papers, where ``16 KB`` is undefined and ``11 Gb`` is eleven gilbert.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from hwextract.lexicon import rows

if TYPE_CHECKING:
    import pint

__all__ = ["Unit", "currencies", "quantity", "spellings", "unit", "units"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its dimension, pint's name for it, and how many base units (s, GB, GHz, kWh, kg) it is."""

    id: str
    dimension: str
    pint: str
    factor: float


@cache
def units() -> dict[str, dict[str, Unit]]:
    """Spelling to unit, by dimension.

    Examples
    --------
    >>> units()["bytes"]["GiB"].factor
    1
    """
    table: dict[str, dict[str, Unit]] = {}
    for row in rows("units"):
        known = Unit(row["id"], row["dimension"], row["pint"], row["factor"])
        for form in row["forms"]:
            table.setdefault(known.dimension, {})[form] = known
    return table


def unit(dimension: str, spelling: str) -> Unit:
    """The unit that a spelling means in a dimension."""
    return units()[dimension][spelling]


@cache
def spellings(dimension: str) -> str:
    """An alternation of all spellings of a dimension, longest first, for use in an expression."""
    return "|".join(re.escape(form) for form in sorted(units()[dimension], key=len, reverse=True))


@cache
def currencies() -> dict[str, str]:
    """The code of a currency by each of its spellings: signs as they are, words and codes in lower case.

    Examples
    --------
    >>> currencies()["US$"], currencies()["euros"], currencies()["chf"]
    ('USD', 'EUR', 'CHF')
    """
    return {form: row["id"] for row in rows("currencies") for form in (*row["signs"], *row["words"])}


@cache
def _registry() -> pint.UnitRegistry[Any]:
    """A registry of our own: the application's is left alone."""
    import pint

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry()
    registry.define("device = [device]")
    registry.define("operation = [operation]")
    for code in ("USD", "EUR", "GBP", "JPY", "CNY", "CHF", "INR", "CAD", "AUD", "KRW", "BRL", "SEK", "NOK", "DKK"):
        registry.define(f"{code} = [currency_{code}]")
    return registry


def quantity(value: float, name: str) -> pint.Quantity[Any]:
    """A pint quantity in hwextract's registry.

    It knows ``device``, ``operation`` (FLOP) and one dimension per currency, beside pint's units.

    Examples
    --------
    >>> quantity(90, "minute").to("hour").magnitude
    1.5
    """
    registry = _registry()
    if name.isalpha() and name.isupper() and name not in registry:
        registry.define(f"{name} = [currency_{name}]")
    return registry.Quantity(value, name)
