"""The scanner with hyperscan, which runs all expressions at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hwextract.errors import ExtraError
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.markup import EMPHASES
from hwextract.openings import Openings
from hwextract.pages import BEGINNING
from hwextract.repair import SEAMS
from hwextract.scan.wanted import BEHIND_LABEL, LABEL, SIGNS, behind_digit, bracketed
from hwextract.scan.words import Seen, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Compiled"]


class Compiled(Words):
    """The scanner with hyperscan.

    Quantities that have no word are found by it: expressions for numbers, which are many, cost no more than one. Words
    are looked up as without it, since there are thousands. Worst case: one callback for every place.

    Raises
    ------
    ExtraError
        If hyperscan is not installed.
    """

    def __init__(self, knowledge: Knowledge = SHIPPED) -> None:
        caseless = _hyperscan().HS_FLAG_CASELESS
        super().__init__(knowledge)
        # Of all that has no word, the others are tried as without it.
        self._openings = Openings(*SEAMS, BEGINNING, *EMPHASES, self._number)
        quantities = [(expression, 0) for expression in (rb"[0-9]" + behind_digit(), *SIGNS)]
        quantities += [(label, caseless) for label in (LABEL + BEHIND_LABEL, bracketed())]
        self._quantities = _Database(quantities)

    def _look(self, texts: Sequence[str], raws: Sequence[bytes]) -> list[Seen]:
        every = super()._look(texts, raws)
        for seen, raw in zip(every, raws, strict=True):
            seen.quantities.update(self._places_of_quantities(raw))
        return every

    def _places_of_quantities(self, raw: bytes) -> Iterator[int]:
        # Behind the last digit is the character that stands for what is looked at ahead.
        ends = self._quantities.ends(b" " + raw + b" ")
        return (min(max(end - 3, 0), len(raw) - 1) for end in ends)


class _Database:
    """Expressions with their flags."""

    def __init__(self, expressions: list[tuple[bytes, int]]) -> None:
        self._compiled = _hyperscan().Database()
        every, flags = zip(*((_without_lookahead(expression), flag) for expression, flag in expressions), strict=True)
        self._compiled.compile(expressions=every, ids=range(len(every)), flags=flags)

    def ends(self, raw: bytes) -> set[int]:
        """Where matches end."""
        found: set[int] = set()

        def add(_number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            found.add(end)

        self._compiled.scan(raw, match_event_handler=add)
        return found


def _hyperscan() -> Any:
    try:
        import hyperscan
    except ImportError:
        raise ExtraError("hyperscan", "fast") from None
    return hyperscan


def _without_lookahead(expression: bytes) -> bytes:
    return expression.replace(rb"(?![A-Za-z])", rb"[^A-Za-z]").replace(rb"(?=[A-Za-z?])", b"")
