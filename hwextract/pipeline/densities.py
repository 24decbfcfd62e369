"""Units that another unit goes on with: 35 J cm-2, 0.6 kWh per m3, 3 kg/ha are densities and rates, and no amounts."""

from __future__ import annotations

import re

from hwextract.expressions import lazy
from hwextract.units import spellings, units

__all__ = ["AREA_OR_VOLUME", "is_divided"]

_UNIT = rf"(?:{'|'.join(map(spellings, units()))})"
#: So much per hour or day may be what computing takes: who asks knows that better.
_NO_TIME = rf"(?:{'|'.join(spellings(dimension) for dimension in units() if dimension != 'time')})"
#: A length that is squared or cubed, as it is written small: "20 m3".
AREA_OR_VOLUME = rf"(?:{spellings('length')})[23](?![^\W_])"
#: Behind a space or a point in the middle of the line, with an exponent that may have lost its height.
_DIVIDED = rf"(?: ?[*\u00b7\u2022\u2219\u22c5] ?|[ .]){_UNIT} ?\^? ?[{{(]?-[1-4](?!\d)"
#: Behind a stroke or a word, and of so many: "per 100 g"; a stroke with spaces parts two amounts: "3 kWh / 1 kg CO2".
_PER = rf"(?: ?/ ?(?!(?<= )\d)| per )(?:\d[\d.,]* )?(?:cubic |square )?{_NO_TIME}(?:\^?[23])?(?![^\W_])"
_GOES_ON = lazy(rf"{_DIVIDED}|{_PER}")
#: What land is mapped by: a network may take so much for each.
_OF_LAND = re.compile(r"(?: ?/ ?| per )(?:\d[\d.,]* )?(?:square (?:kilomet(?:re|er)s?)|km\^?2|ha|hectares?)(?![^\W_])")


def is_divided(text: str, end: int) -> bool:
    """Whether the unit that ends at a place is divided by another one of nature; a computer may do so much per hectare.

    Examples
    --------
    >>> [
    ...     is_divided(f"3 kWh{rest}", 5)
    ...     for rest in (" kg-1", " m\u00b7-3", " per litre", "/m2", " per epoch", " per km2")
    ... ]
    [True, False, True, True, False, False]
    """
    return _GOES_ON.match(text, end) is not None and _OF_LAND.match(text, end) is None
