"""Where words that count stand in a text, and only where what stands beside them may belong to a phrase of theirs.

All words of a text are looked up at once, in arrays. A word's key are its first eight letters, read as a number. Keys
are looked up in tables of bits: other words may share the bits of a word that counts, so that what is found in one
table is looked up in another, and what is found here is looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["ANYTHING", "SPACE", "Anchors"]

#: White space, which may stand between the words of a phrase.
SPACE = b" \t\n\r\f\v\x1c\x1d\x1e\x1f"
#: Sides of a word beside which anything may stand.
ANYTHING = (b"", b"")

#: How many letters of a word make its key.
_LETTERS = 8
# Odd numbers without a pattern in their bits; three of them tell a word from those on its left and on its right.
_SPREAD, _OWN, _LEFT, _RIGHT = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
_MODULUS = 1 << 64
# The sides of a word that must stand there together: none, the left one, the right one, both.
_LEFTS = np.array([[0], [_LEFT], [0], [_LEFT]], np.uint64)
_RIGHTS = np.array([[0], [0], [_RIGHT], [_RIGHT]], np.uint64)
#: The sizes of the tables of words and of the sides of words, as powers of two. The first one is small enough to be at
#: hand for every word; the others are a hundred times as large as what is in them.
_FIRST_BITS, _WORD_BITS, _SIDE_BITS = 17, 19, 21

_AROUND = b"?" * _LETTERS
_IS_LETTER = np.array([byte < 128 and chr(byte).isalpha() for byte in range(256)])
_IS_SPACE = np.array([byte in SPACE for byte in range(256)])
#: Beside these anything may stand: what is not known, and more white space than is looked behind.
_IS_UNKNOWN = _IS_SPACE | (np.arange(256) == ord("?"))
#: The key of a mark, and of a number: that of all numbers is one.
_MARKS = np.arange(256, dtype=np.uint64)
_MARKS[list(b"0123456789")] = ord("0")
#: The bits of a word's key that count, by its length.
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(_LETTERS + 1)], np.uint64)


def _key(word: bytes) -> int:
    """The key of a word, a mark, or a number."""
    return int.from_bytes(word[:_LETTERS], "little")


class _Table:
    """A set of keys that may hold more than was put in."""

    def __init__(self, keys: Iterable[int], bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._bits = np.zeros(1 << bits, np.bool_)
        self._bits[self._places(np.array([key % _MODULUS for key in keys], np.uint64))] = True

    def holds(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        return self._bits.take(self._places(keys))

    def _places(self, keys: NDArray[np.uint64]) -> NDArray[np.intp]:
        places = keys * np.uint64(_SPREAD)
        places >>= self._shift
        # As places they need no conversion.
        return places.view(np.intp)


class Anchors:
    """The words that count, and what must stand beside them.

    Parameters
    ----------
    words : mapping of bytes to sides
        Words of ASCII letters in lower case, each with the pairs of what stands on its left and on its right: a word in
        lower case, a mark, ``0`` for any number, or nothing where it may be anything.
    reach : int
        How much white space may stand between two words; where there is more, anything may stand beside them.

    Examples
    --------
    >>> anchors = Anchors({b"pi": {(b"raspberry", b"")}, b"gpu": {ANYTHING}}, reach=100)
    >>> list(anchors.find([b"a Raspberry Pi, the GPU", b"the pi of a GPU"]))
    [(0, 12, 14), (0, 20, 23), (1, 12, 15)]
    """

    def __init__(self, words: Mapping[bytes, Iterable[tuple[bytes, bytes]]], *, reach: int) -> None:
        self._reach = reach
        self._first = _Table(map(_key, words), _FIRST_BITS)
        self._words = _Table((_key(word) * _OWN for word in words), _WORD_BITS)
        keys = (
            _key(word) * _OWN + _key(left) * _LEFT + _key(after) * _RIGHT
            for word, sides in words.items()
            for left, right in sides
            # A number may have a hyphen before it.
            for after in ((right, b"-") if right == b"0" else (right,))
        )
        self._sides = _Table(keys, _SIDE_BITS)

    def find(self, raws: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
        """The places of words that count beside what they need, in order, and of some others: each in which text it is.

        Where the end of a text or a character that is not known stands beside a word, it is found.
        """
        codes = np.frombuffer(_AROUND.join((b"", *raws, b"")), np.uint8)
        starts, ends, keys = _runs(codes)
        (at,) = self._first.holds(keys).nonzero()
        own = keys[at] * np.uint64(_OWN)
        is_word = self._words.holds(own)
        at, own = at[is_word], own[is_word]
        starts, ends = starts[at], ends[at]
        before, behind = self._solid(codes, starts, -1), self._solid(codes, ends - 1, 1)
        left, right = _keys_beside(before, keys, at - 1), _keys_beside(behind, keys, at + 1)
        # The "x" of a count may stand right before a word: "8xRaspberry Pi".
        found = _IS_UNKNOWN.take(before) | _IS_UNKNOWN.take(behind) | (left.astype(np.uint8) == ord("x"))
        found |= self._sides.holds(own + left * _LEFTS + right * _RIGHTS).any(axis=0)
        starts, ends = starts[found], ends[found]
        firsts = np.array([len(_AROUND) + len(raw) for raw in (b"", *raws)]).cumsum()
        of = firsts.searchsorted(starts, "right") - 1
        first = firsts[of]
        yield from zip(of.tolist(), (starts - first).tolist(), (ends - first).tolist(), strict=True)

    def _solid(self, codes: NDArray[np.uint8], places: NDArray[np.intp], step: int) -> NDArray[np.uint8]:
        """The first characters beside some places that are no white space, or white space where there is too much."""
        # Most often it is one space.
        solid = codes.take(places + step)
        solid = np.where(_IS_SPACE.take(solid), codes.take(places + 2 * step), solid)
        (blank,) = _IS_SPACE.take(solid).nonzero()
        if len(blank):
            solid[blank] = self._behind_wide(codes, places[blank] + 2 * step, step)
        return solid

    def _behind_wide(self, codes: NDArray[np.uint8], places: NDArray[np.intp], step: int) -> NDArray[np.uint8]:
        blank = np.arange(len(places))
        for _ in range(self._reach - 2):
            places[blank] += step
            blank = blank[_IS_SPACE.take(codes.take(places[blank]))]
            if not len(blank):
                break
        return codes.take(places)


def _runs(codes: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.uint64]]:
    """The runs of letters of a text that neither begins nor ends with one: where each begins and ends, and its key."""
    lower = codes | np.uint8(32)
    letters = lower - np.uint8(ord("a")) < 26
    (borders,) = (letters[1:] != letters[:-1]).nonzero()
    borders += 1
    starts, ends = borders[::2], borders[1::2]
    # Eight characters from every place on, of which those of the runs are taken.
    windows = np.ndarray((len(lower) - _LETTERS + 1,), "<u8", lower.data, 0, (1,))
    keys = windows[starts]
    keys &= _MASKS.take(ends - starts, mode="clip")
    return starts, ends, keys


def _keys_beside(codes: NDArray[np.uint8], keys: NDArray[np.uint64], runs: NDArray[np.intp]) -> NDArray[np.uint64]:
    """The keys of what stands beside words: of a mark or a number its own, of a letter that of its run."""
    return np.where(_IS_LETTER.take(codes), keys.take(runs, mode="clip"), _MARKS.take(codes))
