"""Numbers of cards whose series is said once: "RTX 3090, 4090 and 5090", "GTX 1080/1080Ti"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hwextract.catalog import Catalog
    from hwextract.pipeline.draft import Draft

__all__ = ["of_series"]

_SERIES = "NVIDIA GeForce "
_NUMBER = r"(?P<number>(?:10[5-8]|16[56]|20[678]|[345]0[5-9])0(?:[ -]?(?:ti(?: super)?|super))?)"
_SIZE = r"(?: ?\(?\d{1,3} ?gi?b\)?)?"
_JOIN = rf"{_SIZE}(?: ?[/&+|] ?|, ?(?:(?:and|or) )?| (?:and|or|vs\.?) )(?:an? |the |one )?"
#: What stands behind such a number; a noun would be what it counts.
_ENDS = (
    r"(?=s?(?:$|[;:)/|+\]]|[,.](?!\d)| [&(/|+]"
    r"| (?:and|or|vs|gpus?|graphics|cards?|with|on|for|to|in|using|under|is|are|was|were|has|have)\b))"
)
_NEXT = re.compile(rf"{_JOIN}{_NUMBER}s?{_ENDS}", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<![\w.,/-]){_NUMBER}s?{_JOIN}$", re.IGNORECASE)
_LONGEST = 40


def of_series(products: Sequence[Draft], catalog: Catalog, text: str) -> list[Draft]:
    """A draft for each number that shares the series of a card beside it, where there is such a card.

    Parameters
    ----------
    products : sequence of Draft
        The products of a block.
    catalog : Catalog
        Where the cards are looked up.
    text : str
        The block.

    Examples
    --------
    >>> from hwextract.catalog.products import SHIPPED
    >>> from hwextract.pipeline.draft import Draft
    >>> card = Draft("accelerator", 0, 8, "a", fields={"name": "NVIDIA GeForce RTX 3090"})
    >>> [other.fields["name"] for other in of_series([card], SHIPPED, "RTX 3090/4090 and 5090")]
    ['NVIDIA GeForce RTX 4090', 'NVIDIA GeForce RTX 5090']
    """
    found: list[Draft] = []
    for product in products:
        if not str(product.fields["name"]).startswith(_SERIES):
            continue
        for start, end, number in (*_behind(product.end, text), *_before(product.start, text)):
            card = _card(number, catalog)
            if card is not None and not any(d.start < end and start < d.end for d in (*products, *found)):
                fields = {**product.fields, "name": card}
                found.append(replace(product, start=start, end=end, fields=fields, flags=()))
    return found


def _behind(end: int, text: str) -> Iterator[tuple[int, int, str]]:
    while (match := _NEXT.match(text, end)) is not None:
        end = match.end()
        yield match.start("number"), end, match["number"]


def _before(start: int, text: str) -> Iterator[tuple[int, int, str]]:
    while (match := _BEFORE.search(text, max(0, start - _LONGEST), start)) is not None:
        start = match.start()
        yield start, match.end("number"), match["number"]


def _card(number: str, catalog: Catalog) -> str | None:
    """The card that has a number."""
    known = (catalog.look_up("accelerator", f"{_SERIES}{line} {number}") for line in ("RTX", "GTX"))
    return next((product.name for product in known if product is not None), None)
