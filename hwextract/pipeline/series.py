"""Numbers of cards whose series is said once, before them: "RTX 3090, 4090 and 5090", "GTX 1080/1080Ti"."""

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
#: What such a number may stand behind: "RTX A6000 and 3090".
_SHARES = (_SERIES, "NVIDIA RTX ")
#: A number as cards have them; the catalogue knows which there are.
_NUMBER = r"(?P<number>\d{4}(?:[ -]?(?:ti(?: super)?|super))?)"
_SIZE = r"(?: ?\(?\d{1,3} ?gi?b\)?)?"
_JOIN = rf"{_SIZE}(?: ?[/&+] ?|,? (?:and|or) | vs\.? |(?P<comma> ?, ))(?:an? |the |one )?"
#: What stands behind such a number; a noun would be what it counts.
_ENDS = (
    r"(?=s?(?:$|[;:)/|+\]]|[,.](?!\d)| [&(/|+,]"
    r"| (?:and|or|vs|gpus?|graphics|cards?|with|on|for|to|in|using|under|is|are|was|were|has|have)\b))"
)
_NEXT = re.compile(rf"{_JOIN}{_NUMBER}s?{_ENDS}", re.IGNORECASE)
#: What ends a list that only commas join: "On an RTX 3090, 3060 in total" is none.
_LAST = re.compile(rf"{_SIZE}(?:$|[.;:)\]](?!\d)| (?:gpus?|graphics|cards?)\b)", re.IGNORECASE)


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
        if not str(product.fields["name"]).startswith(_SHARES):
            continue
        for start, end, number in _behind(product.end, text):
            card = _card(number, catalog)
            if card is None:
                break
            if not any(d.start < end and start < d.end for d in (*products, *found)):
                fields = {**product.fields, "name": card}
                found.append(replace(product, start=start, end=end, fields=fields, flags=()))
    return found


def _behind(end: int, text: str) -> Iterator[tuple[int, int, str]]:
    """The numbers of a list that begins with a card; those behind commas where the list is closed."""
    waiting = []
    while (match := _NEXT.match(text, end)) is not None:
        end = match.end()
        waiting.append((match.start("number"), end, match["number"]))
        if match["comma"] is None or _LAST.match(text, end):
            yield from waiting
            waiting.clear()


def _card(number: str, catalog: Catalog) -> str | None:
    """The card that has a number, if one has it."""
    known = (catalog.look_up("accelerator", f"{_SERIES}{line} {number}") for line in ("RTX", "GTX"))
    return next((product.name for product in known if product is not None), None)
