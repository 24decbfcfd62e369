"""Where words that count stand in a text, and only where what stands beside them may belong to a phrase of theirs.

All words of a text are looked up at once, in arrays. A word's key is a sum over its letters, each times a power of one
number, modulo 2 ** 32; the running sum over the text gives the keys of all its words. Keys are looked up in tables of
bits: other words may share the bits of a word that counts, so that what is found here is looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

__all__ = ["ANYTHING", "SPACE", "Anchors"]

#: White space, which may stand between the words of a phrase.
SPACE = b" \t\n\r\f\v\x1c\x1d\x1e\x1f"
#: Sides of a word beside which anything may stand.
ANYTHING = (b"", b"")

# Odd numbers without a pattern in their bits; the last two tell the word on the left from that on the right.
_POWER, _SPREAD, _LEFT, _RIGHT = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F
_MODULUS = 1 << 32
#: The size of a table, as a power of two: a hundred times the number of sides of all words.
_BITS = 20

_LETTER, _DIGIT, _MARK = 1, 2, 3


def _code(byte: int) -> int:
    """The number of a character: 0 white space, 1 to 26 letters, 27 digits, others marks."""
    char = bytes([byte])
    if char.isalpha():
        return char.lower()[0] - 96
    if char.isdigit():
        return 27
    return 0 if char in SPACE else 28 + byte % 220


_CODES = np.array([_code(byte) for byte in range(256)], np.uint8)
_KINDS = np.array([0] + [_LETTER] * 26 + [_DIGIT] + [_MARK] * 228, np.uint8)[_CODES]
_UNKNOWN, _CLOSING, _OPENING, _HYPHEN, _X, _NUMBER = (int(_CODES[char]) for char in b"?)(-x0")


def _key(word: bytes) -> int:
    """The key of a word, a mark, or a number: that of all numbers is one."""
    if word[:1].isdigit():
        return _NUMBER
    return sum(int(_CODES[char]) * pow(_POWER, at, _MODULUS) for at, char in enumerate(word)) % _MODULUS


def _powers(of: int, length: int) -> NDArray[np.uint32]:
    powers = np.full(length, of, np.uint32)
    powers[:1] = 1
    return np.multiply.accumulate(powers, dtype=np.uint32)


class _Table:
    """A set of keys that may hold more than was put in."""

    def __init__(self, keys: Iterable[int]) -> None:
        self._bits = np.zeros(1 << _BITS, np.bool_)
        self._bits[self._places(np.array([key % _MODULUS for key in keys], np.uint32))] = True

    def holds(self, keys: NDArray[np.uint32]) -> NDArray[np.bool_]:
        return self._bits.take(self._places(keys))

    @staticmethod
    def _places(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
        return (keys * np.uint32(_SPREAD)) >> np.uint32(32 - _BITS)


class Anchors:
    """The words that count, and what must stand beside them.

    Parameters
    ----------
    words : mapping of bytes to sides
        Words of ASCII letters in lower case, each with the pairs of what stands on its left and on its right: a word in
        lower case, a mark, ``0`` for any number, or nothing where it may be anything.
    reach : int
        How much white space may stand between two words; where there is more, anything may stand beside them.
    longest : int
        How long texts may be.

    Examples
    --------
    >>> anchors = Anchors({b"pi": {(b"raspberry", b"")}, b"gpu": {ANYTHING}}, reach=100, longest=1000)
    >>> list(anchors.find(b"a Raspberry Pi, the GPU and the pi of it"))
    [(12, 14), (20, 23)]
    """

    def __init__(self, words: Mapping[bytes, Iterable[tuple[bytes, bytes]]], *, reach: int, longest: int) -> None:
        self._reach = reach
        keys = {word: _key(word) for word in words}
        self._words = _Table(keys.values())
        self._alone = _Table(keys[word] for word, sides in words.items() if ANYTHING in sides)
        self._sides = _Table(
            keys[word] + _key(left) * _LEFT + _key(right) * _RIGHT
            for word, sides in words.items()
            for left, right in sides
        )
        self._powers = _powers(_POWER, longest + 2)
        self._inverse = _powers(pow(_POWER, -1, _MODULUS), longest + 2)

    def find(self, raw: bytes) -> Iterator[tuple[int, int]]:
        """The places of words that count beside what they need, in order, and of some others.

        Where the end of the text, a character that is not known or a bracket stands beside a word, it is found.
        """
        text = np.frombuffer(b"?" + raw + b"?", np.uint8)
        starts, ends, kinds, keys, codes = self._tokens(text)
        at = np.flatnonzero((kinds == _LETTER) & self._words.holds(keys))
        left, right = at - 1, at + 1
        behind = np.minimum(at + 2, len(starts) - 1)
        # A number may have a hyphen before it.
        hyphen = (codes[right] == _HYPHEN) & ((kinds[behind] == _DIGIT) | np.isin(codes[behind], (_UNKNOWN, _HYPHEN)))
        found = (
            hyphen
            | np.isin(codes[left], (_UNKNOWN, _CLOSING, _X))
            | np.isin(codes[right], (_UNKNOWN, _OPENING))
            | (starts[at] - ends[left] >= self._reach)
            | (starts[right] - ends[at] >= self._reach)
        )
        own = keys[at]
        found |= self._alone.holds(own)
        on_left, on_right = keys[left] * np.uint32(_LEFT), keys[right] * np.uint32(_RIGHT)
        for sides in (own + on_left, own + on_right, own + on_left + on_right):
            found |= self._sides.holds(sides)
        at = at[found]
        yield from zip((starts[at] - 1).tolist(), (ends[at] - 1).tolist(), strict=True)

    def _tokens(
        self, text: NDArray[np.uint8]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.uint8], NDArray[np.uint32], NDArray[np.uint8]]:
        """The words, numbers and marks of a text: where each begins and ends, its kind, its key and first character."""
        codes = _CODES.take(text)
        kinds = _KINDS.take(text)
        borders = np.ones(len(text) + 1, np.bool_)
        np.not_equal(kinds[1:], kinds[:-1], out=borders[1:-1])
        marks = kinds == _MARK
        borders[:-1] |= marks
        borders[1:] |= marks
        places = np.flatnonzero(borders)
        starts = places[:-1]
        kept = kinds[starts] != 0
        starts, ends = starts[kept], places[1:][kept]
        sums = np.zeros(len(text) + 1, np.uint32)
        np.cumsum(codes * self._powers[: len(text)], out=sums[1:], dtype=np.uint32)
        keys = (sums[ends] - sums[starts]) * self._inverse[starts]
        first, kind = codes[starts], kinds[starts]
        keys[kind == _DIGIT] = _NUMBER
        return starts, ends, kind, keys, first
