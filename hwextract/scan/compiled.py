"""The scanner in hyperscan, which runs all expressions at once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from hwextract.errors import ExtraError
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.pipeline.ruler import DIGITS
from hwextract.scan.joined import joined_words
from hwextract.scan.places import Places
from hwextract.scan.wanted import SIGNS, Wanted, behind_digit, bounded, guarded, labels, phrases, quantities, raw_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Compiled"]


class Compiled:
    """The scanner in hyperscan: all expressions at once.

    A phrase of several tokens is looked for in the text's letters and digits alone, as a plain word: that takes a
    quarter of the time. What is found so is compared with the expression. Worst case: one callback for every place.

    Raises
    ------
    ExtraError
        If hyperscan is not installed.
    """

    def __init__(self, knowledge: Knowledge = SHIPPED) -> None:
        self._knowledge = knowledge
        try:
            import hyperscan
        except ImportError:
            raise ExtraError("hyperscan", "fast") from None
        caseless = hyperscan.HS_FLAG_CASELESS
        joined: dict[tuple[bytes, int], list[Wanted]] = {}
        single: list[Wanted] = []
        for wanted in phrases(knowledge):
            spelled = _kept(wanted.phrase)
            if spelled is None:
                single.append(wanted)
            else:
                joined.setdefault((spelled, 0 if wanted.exact else caseless), []).append(wanted)
        expressions: list[bytes] = [rb"[0-9]" + behind_digit(), *SIGNS]
        flags = [0] * len(expressions)
        for label, marks, number in labels():
            expressions.append(label + rb"(?:" + b"|".join(map(re.escape, marks)) + rb")" + number)
            flags.append(caseless)
        for wanted in (*quantities(), *single):
            expressions.append(bounded(wanted.expression))
            flags.append(0 if wanted.exact else caseless)
        self._first_name = len(expressions) - len(single)
        self._lengths = [len(word) for word, _ in joined]
        self._joined = [_Spelled(found) for found in joined.values()]
        self._database, self._words = hyperscan.Database(), hyperscan.Database()
        for database, all_of, all_flags in (
            (self._database, [_without_lookahead(expression) for expression in expressions], flags),
            (self._words, [word.replace(b"#", b"[0-9]") for word, _ in joined], [flag for _, flag in joined]),
        ):
            database.compile(expressions=all_of, ids=list(range(len(all_of))), flags=all_flags)

    def places(self, text: str) -> Places:
        """The places of a text; every block that passes the gate holds one."""
        plain = raw_of(text)
        found: set[tuple[int, bool]] = set()

        def add(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            found.add((end, number < self._first_name))

        self._database.scan(b" " + plain + b" ", match_event_handler=add)
        last, seams = len(text) - 1, {*joined_words(text, plain, self._knowledge)}
        quantities = {min(max(end - 3, 0), last) for end, is_quantity in found if is_quantity} | seams
        names = {min(max(end - 3, 0), last) for end, is_quantity in found if not is_quantity}
        names.update(self._phrases(plain))
        return Places(sorted(quantities | names), sorted(quantities))

    def _phrases(self, raw: bytes) -> Iterator[int]:
        """The places of phrases of several tokens."""
        ends: list[tuple[int, int]] = []

        def add(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            ends.append((number, end))

        self._words.scan(raw.translate(None, _NOT_KEPT), match_event_handler=add)
        if ends:
            import numpy as np

            kept = np.flatnonzero(np.frombuffer(raw.translate(_IS_KEPT), np.bool_))
            for number, end in ends:
                if self._joined[number].stands(raw, int(kept[end - self._lengths[number]])):
                    yield int(kept[end - 1])


class _Spelled:
    """The phrases that are one word of letters and digits, in raw text. Compiled when such a word is first met."""

    def __init__(self, found: list[Wanted]) -> None:
        self._found = found

    def stands(self, raw: bytes, start: int) -> bool:
        """Whether one of them stands at a place."""
        return self._expression.match(raw, start) is not None

    @cached_property
    def _expression(self) -> re.Pattern[bytes]:
        flags = 0 if self._found[0].exact else re.IGNORECASE
        return re.compile(b"|".join(sorted(guarded(wanted.expression) for wanted in self._found)), flags)


#: What is left out where only letters and digits are compared.
_NOT_KEPT = bytes(byte for byte in range(256) if not (byte < 128 and chr(byte).isalnum()))
_IS_KEPT = bytes(byte not in _NOT_KEPT for byte in range(256))
#: Shorter words of letters stand inside of others too often.
_SHORTEST = 5


def _kept(phrase: tuple[str, ...]) -> bytes | None:
    """The letters and digits of a phrase of several tokens that begins with one, if they hardly stand inside words."""
    spelled = re.sub(rb"[^A-Za-z0-9#]", b"", raw_of(" ".join(phrase)))
    begins = raw_of(phrase[0])[:1].isalnum() or phrase[0] == DIGITS
    numbered = any(token.isdigit() or token == DIGITS for token in phrase)
    # "ti-one" stands in "attention".
    telling = numbered or (len(spelled) >= _SHORTEST and len(phrase[0]) > 2)
    return spelled if len(phrase) > 1 and begins and telling else None


def _without_lookahead(expression: bytes) -> bytes:
    return expression.replace(rb"(?![A-Za-z])", rb"[^A-Za-z]").replace(rb"(?=[A-Za-z?])", b"")
