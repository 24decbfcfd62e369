"""The scanner with hyperscan, which runs all expressions at once."""

from __future__ import annotations

import re
from typing import Any

from hwextract.errors import ExtraError
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.openings import Openings
from hwextract.repair import SEAMS, seam
from hwextract.scan.wanted import BEHIND_LABEL, LABEL, SIGNS, behind_digit, bracketed
from hwextract.scan.words import BETWEEN, Words

__all__ = ["Compiled"]


class Compiled(Words):
    """The scanner with hyperscan.

    What has no word is found by it: expressions for numbers, which are many, cost no more than one. Words are looked up
    as without it, since there are thousands. Worst case: one callback for every place.

    Raises
    ------
    ExtraError
        If hyperscan is not installed.
    """

    def __init__(self, knowledge: Knowledge = SHIPPED) -> None:
        caseless = _hyperscan().HS_FLAG_CASELESS
        super().__init__(knowledge)
        quantities = [(expression, 0) for expression in (rb"[0-9]" + behind_digit(), *SIGNS)]
        quantities += [(label, caseless) for label in (LABEL + BEHIND_LABEL, bracketed())]
        lettered = rb"[^A-WYZa-wyz][A-Za-z](?:" + b"|".join(BETWEEN) + rb")|[\s\x1c-\x1f?]{2}"
        self._seams = Openings(*SEAMS)
        # Together in one database they would take twice the time.
        self._compiled_quantities = _Database(quantities)
        self._compiled_codes = _Database([(rb"[^0-9]%b[^0-9]" % code, 0) for code in sorted(self.codes)])
        self._compiled_lettered = _Database([(rb"(?:" + lettered + rb")[0-9]", 0)])

    def _look(self, text: str, raw: bytes) -> tuple[set[int], set[int], list[tuple[int, int]]]:
        padded = b" " + raw + b" "
        # Behind the last digit is the character that stands for what is looked at ahead.
        names = {end - 3 for end in self._compiled_codes.ends(padded)}
        for start in (end - 2 for end in self._compiled_lettered.ends(padded)):
            number = _DIGITS.match(raw, start)
            if number and self.is_lettered_code(raw, *number.span()):
                names.add(start)
        quantities = {min(max(end - 3, 0), len(raw) - 1) for end in self._compiled_quantities.ends(padded)}
        return names, quantities, [*filter(None, map(seam, self._seams.matches(text, raw)))]


_DIGITS = re.compile(rb"[0-9]+")


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
