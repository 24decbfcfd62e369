"""The scanner in hyperscan, which runs all expressions at once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from hwextract.blocks import CAP
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

    A word is looked for in the text's letters, with a space for all else, and a phrase of several tokens in its letters
    and digits alone, as a plain word: that takes a quarter of the time. What is found so of a phrase is compared with
    its expression. Worst case: one callback for every place.

    Raises
    ------
    ExtraError
        If hyperscan is not installed.
    """

    def __init__(self, knowledge: Knowledge = SHIPPED) -> None:
        self._knowledge = knowledge
        caseless = _hyperscan().HS_FLAG_CASELESS
        expressions = [_Compiling(expression, 0, quantity=True) for expression in (rb"[0-9]" + behind_digit(), *SIGNS)]
        for label, marks, number in labels():
            any_mark = rb"(?:" + b"|".join(map(re.escape, marks)) + rb")"
            expressions.append(_Compiling(label + any_mark + number, caseless, quantity=True))
        words: list[_Compiling] = []
        joined: dict[tuple[bytes, int], list[Wanted]] = {}
        for wanted in (*quantities(), *phrases(knowledge)):
            flags, is_quantity = 0 if wanted.exact else caseless, not wanted.phrase
            spelled = _kept(wanted.phrase) if wanted.phrase else None
            if spelled is not None:
                joined.setdefault((spelled, flags), []).append(wanted)
            elif wanted.expression == wanted.word:
                # "8xGPU" is a count and a word.
                forms = b" %b " % wanted.word, b" x%b " % wanted.word, b" X%b " % wanted.word
                words += [_Compiling(form, flags, is_quantity) for form in (forms[:2] if flags else forms)]
            else:
                expressions.append(_Compiling(bounded(wanted.expression), flags, is_quantity))
        self._lengths = [len(word) for word, _ in joined]
        self._joined = [_Spelled(found) for found in joined.values()]
        self._expressions, self._words = _Database(expressions), _Database(words)
        self._phrases = _compiled([(word.replace(b"#", b"[0-9]"), flags) for word, flags in joined])

    def places(self, text: str) -> Places:
        """The places of a text; every block that passes the gate holds one."""
        raw = raw_of(text)
        padded = b" " + raw + b" "
        found = self._expressions.ends(padded) | self._words.ends(padded.translate(_LETTERS_ALONE))
        last, joined = len(text) - 1, {*joined_words(text, raw, self._knowledge)}
        quantities = {min(max(end - 3, 0), last) for end, is_quantity in found if is_quantity}
        names = {min(max(end - 3, 0), last) for end, is_quantity in found if not is_quantity}
        names.update(self._spelled(raw))
        return Places(sorted(quantities | names | joined), sorted(names | joined), sorted(quantities | joined))

    def _spelled(self, raw: bytes) -> Iterator[int]:
        """The places of phrases of several tokens."""
        import numpy as np

        ends: list[tuple[int, int]] = []

        def add(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            ends.append((number, end))

        for first in range(0, len(raw), _PIECE):
            # A phrase that goes on in the next piece is no longer than a block.
            piece = raw[first : first + _PIECE + CAP]
            kept = np.flatnonzero(np.frombuffer(piece.translate(_IS_KEPT), np.bool_))
            ends.clear()
            self._phrases.scan(np.frombuffer(piece, np.uint8)[kept].tobytes(), match_event_handler=add)
            for number, end in ends:
                if self._joined[number].stands(raw, first + int(kept[end - self._lengths[number]])):
                    yield first + int(kept[end - 1])


class _Compiling(NamedTuple):
    """An expression, its flags, and whether it is of a quantity."""

    expression: bytes
    flags: int
    quantity: bool


class _Database:
    """Expressions, and whether each is of a quantity."""

    def __init__(self, all_of: list[_Compiling]) -> None:
        self._is_quantity = [one.quantity for one in all_of]
        self._compiled = _compiled([(_without_lookahead(one.expression), one.flags) for one in all_of])

    def ends(self, raw: bytes) -> set[tuple[int, bool]]:
        """Where a match ends, and whether it is of a quantity."""
        found: set[tuple[int, bool]] = set()

        def add(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            found.add((end, self._is_quantity[number]))

        self._compiled.scan(raw, match_event_handler=add)
        return found


def _hyperscan() -> Any:
    try:
        import hyperscan
    except ImportError:
        raise ExtraError("hyperscan", "fast") from None
    return hyperscan


def _compiled(expressions: list[tuple[bytes, int]]) -> Any:
    """The database of expressions with their flags, each known by its place in the list."""
    database = _hyperscan().Database()
    every, flags = zip(*expressions, strict=True)
    database.compile(expressions=every, ids=range(len(every)), flags=flags)
    return database


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


_LETTERS_ALONE = bytes(byte if byte < 128 and chr(byte).isalpha() else ord(" ") for byte in range(256))
#: What is left where only letters and digits are compared.
_IS_KEPT = bytes(byte < 128 and chr(byte).isalnum() for byte in range(256))
#: A long text is read in pieces of so many characters: arrays of a piece need little memory.
_PIECE = 1 << 18
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
