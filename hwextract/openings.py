"""Where expressions may match, by the characters around the place where they begin: in arrays, of all places at once.

An expression that is searched for reads every character of a text. But what stands right before its matches and what
they begin with is known from the expression, and it is tried only where text is so. Each way in which its matches may
begin is a shape: for each character around such a place those that may stand there. A shape is one bit of a number, and
for each character and place of it there is the number of the shapes that allow it: what is left of all the numbers
together are the shapes of a place. As there are more shapes than bits, those that are much alike share one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import prod
from operator import or_
from typing import TYPE_CHECKING, Any

from hwextract.parsed import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Openings", "Shape", "shapes"]

#: A long text is read in pieces of so many characters: arrays of a piece need little memory.
_PIECE = 1 << 18
#: How many characters around the beginning of a match are looked at, and how many of these stand before it.
_WINDOW, _BEFORE = 8, 4
#: The pairs of characters that they are, the one that leaves the fewest places first.
_PAIRS = (2, 1, 3, 0)
_BITS = 64
_CODES = 128
#: Stands for every character beyond ASCII.
_OTHER = 1 << ord("?")
#: Stands for the characters before the first and behind the last one of a text.
_NONE, _NOTHING = 1, b"\0"
_ANY = (1 << _CODES) - 1

#: For each character around the beginning of a match the set of those that may stand there: a bit for each of ASCII.
Shape = tuple[int, ...]
#: What is read of an expression so far: how far it goes, and the shape of that.
_Way = tuple[int, Shape]


class Openings:
    r"""Finds the matches of expressions that begin with one of a few characters, each between a few others.

    Matches may overlap. Worst case: every place is one at which an expression may begin, and each is tried there.

    Parameters
    ----------
    *expressions : re.Pattern
        Of text, or of its bytes in ASCII; none may match what is empty.

    Raises
    ------
    ValueError
        If there are more expressions than bits.

    Examples
    --------
    >>> openings = Openings(re.compile(r"\$ ?\d"), re.compile(r"[€£]\d"))
    >>> [(of, match.group()) for of, match in openings.matches(["to €7 and $x", "$ 5"], [b"to ?7 and $x", b"$ 5"])]
    [(1, '$ 5'), (0, '€7')]
    """

    def __init__(self, *expressions: re.Pattern[Any]) -> None:
        if len(expressions) > _BITS:
            raise ValueError(f"there are more than {_BITS} expressions")
        self._expressions = expressions

    def matches(self, texts: Sequence[str], raws: Sequence[bytes]) -> Iterator[tuple[int, re.Match[Any]]]:
        """The matches in some texts, each with the number of its text.

        ``raws`` are the texts in ASCII, with a question mark for every other character. Matches of an expression are in
        order; in much text those in a piece of it come before those in the next one.
        """
        import numpy as np

        firsts = np.array([0, *(len(raw) + _BEFORE for raw in raws)]).cumsum()
        for at, found in self._places(raws):
            met = int(np.bitwise_or.reduce(found))
            of = firsts.searchsorted(at, "right") - 1
            places = at - firsts[of]
            for expression, own in zip(self._expressions, self._own, strict=True):
                if met & own:
                    (where,) = (found & np.uint64(own)).nonzero()
                    numbers = of[where].tolist()
                    sources: Sequence[str | bytes] = texts if isinstance(expression.pattern, str) else raws
                    tried = map(expression.match, map(sources.__getitem__, numbers), places[where].tolist())
                    yield from ((number, match) for number, match in zip(numbers, tried, strict=True) if match)

    def _places(self, raws: Sequence[bytes]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.uint64]]]:
        """For each piece of the texts where a match may begin, with the shapes that are there.

        The texts are one here, with so much between them that what stands around a place of one is of no other.
        """
        import numpy as np

        between = _NOTHING * _BEFORE
        joined = between.join((b"", *raws, between))
        windows = np.ndarray((len(joined) - _WINDOW + 1,), "<u8", joined, 0, (1,))
        end = len(joined) - 2 * len(between)
        first, *others = _PAIRS
        for start in range(_BEFORE, end, _PIECE):
            may_begin = joined[start : min(start + _PIECE, end)].translate(self._firsts)
            (at,) = np.frombuffer(may_begin, np.bool_).nonzero()
            at += start - _BEFORE
            around = windows[at]
            found = self._allowing(first, around)
            for pair in others:
                (kept,) = found.nonzero()
                at, around = at.take(kept), around.take(kept)
                found = found.take(kept) & self._allowing(pair, around)
            yield at, found

    def _allowing(self, pair: int, around: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """The shapes that allow a pair of the characters around some places."""
        return self._by_pair[pair].take(around.view("<u2")[pair :: _WINDOW // 2])

    @cached_property
    def _shapes(self) -> list[tuple[int, Shape]]:
        """The shapes of all expressions, each with the number of its expression."""
        return _fewer([(of, shape) for of, one in enumerate(self._expressions) for shape in shapes(one)], _BITS)

    @cached_property
    def _firsts(self) -> bytes:
        """For each byte whether a match may begin with it."""
        firsts = 0
        for _, shape in self._shapes:
            firsts |= shape[_BEFORE]
        return bytes(firsts >> code & 1 for code in range(256))

    @cached_property
    def _own(self) -> list[int]:
        """The shapes of each expression."""
        own = [0] * len(self._expressions)
        for bit, (of, _) in enumerate(self._shapes):
            own[of] |= 1 << bit
        return own

    @cached_property
    def _by_pair(self) -> list[NDArray[np.uint64]]:
        """For each pair of characters the shapes that allow it, by both as a number."""
        import numpy as np

        allowing = np.zeros((_WINDOW, 256), np.uint64)
        for bit, (_, shape) in enumerate(self._shapes):
            chars = np.frombuffer(b"".join(chars.to_bytes(_CODES // 8, "little") for chars in shape), np.uint8)
            is_allowed = np.unpackbits(chars, bitorder="little").reshape(_WINDOW, _CODES)
            allowing[:, :_CODES] |= is_allowed.astype(np.uint64) << np.uint64(bit)
        return [(allowing[place] & allowing[place + 1, :_CODES, np.newaxis]).ravel() for place in range(0, _WINDOW, 2)]


def shapes(expression: re.Pattern[Any]) -> set[Shape]:
    r"""How text may be around the beginnings of matches; a question mark stands for every character beyond ASCII, too.

    Raises
    ------
    ValueError
        If the expression may match what is empty, or has a part in it that cannot be read.

    Examples
    --------
    >>> around = [
    ...     ["".join(char for char in "0BGPUx" if chars >> ord(char) & 1) for chars in shape[3:7]]
    ...     for shape in shapes(re.compile(r"(?<=\d)G(?:PU|B)|x"))
    ... ]
    >>> sorted(around)
    [['0', 'G', 'B', '0BGPUx'], ['0', 'G', 'P', 'U'], ['0BGPUx', 'x', '0BGPUx', '0BGPUx']]
    """
    reader = _Reader(is_text=isinstance(expression.pattern, str), any_case=bool(expression.flags & re.IGNORECASE))
    ways = reader.read(parse(expression.pattern, expression.flags), {(_BEFORE, (_ANY,) * _WINDOW)})
    if any(end == _BEFORE for end, _ in ways):
        raise ValueError(f"{expression.pattern!r} may match what is empty")
    return _merged({shape for _, shape in ways})


def _merged(found: set[Shape]) -> set[Shape]:
    """The same in fewer shapes: those that differ in one character alone are one."""
    before = 0
    while len(found) != before:
        before = len(found)
        for place in range(_WINDOW):
            by_others: dict[tuple[Shape, Shape], int] = defaultdict(int)
            for shape in found:
                by_others[shape[:place], shape[place + 1 :]] |= shape[place]
            found = {(*left, chars, *right) for (left, right), chars in by_others.items()}
    return found


def _fewer(found: list[tuple[int, Shape]], most: int) -> list[tuple[int, Shape]]:
    """No more shapes than some: of those of an expression two become one, where that allows least that neither does.

    Each expression keeps one.
    """
    left = dict(enumerate(found))
    allowed = [_allowed(shape) for _, shape in found]

    def together(one: int, other: int) -> tuple[int, int, int]:
        both = _either(left[one][1], left[other][1])
        return _allowed(both) - allowed[one] - allowed[other], one, other

    pairs = [together(one, other) for one, other in combinations(left, 2) if left[one][0] == left[other][0]]
    heapify(pairs)
    while len(left) > most and pairs:
        _, one, other = heappop(pairs)
        if one in left and other in left:
            (of, shape), (_, second) = left.pop(one), left.pop(other)
            left[len(allowed)] = of, _either(shape, second)
            allowed.append(_allowed(left[len(allowed)][1]))
            for rest in left:
                if left[rest][0] == of and rest != len(allowed) - 1:
                    heappush(pairs, together(rest, len(allowed) - 1))
    return [*left.values()]


def _either(one: Shape, other: Shape) -> Shape:
    return tuple(map(or_, one, other))


def _allowed(shape: Shape) -> int:
    """How many texts are of a shape."""
    return prod(map(int.bit_count, shape))


class _Reader:
    """Reads the shapes of text that parts of a parsed expression match.

    A way that has reached the end of the window is read no further.
    """

    def __init__(self, *, is_text: bool, any_case: bool) -> None:
        self._is_text = is_text
        self._any_case = any_case
        self._other = _OTHER if is_text else 0

    def read(self, parts: Iterable[tuple[Any, Any]], ways: set[_Way]) -> set[_Way]:
        """The ways in which some others go on, where some parts match next."""
        for kind, value in parts:
            if all(end == _WINDOW for end, _ in ways):
                break
            ways = self._part(kind.name, value, ways)
        return ways

    def _part(self, kind: str, value: Any, ways: set[_Way]) -> set[_Way]:
        if kind == "AT":
            return _narrowed(ways, -1, _NONE) if value.name == "AT_BEGINNING_STRING" else ways
        if kind in ("ASSERT", "ASSERT_NOT"):
            direction, parts = value
            if kind == "ASSERT_NOT":
                return self._without(direction, [*parts], ways)
            return self._ahead(parts, ways) if direction > 0 else self._behind(parts, ways)
        if kind == "SUBPATTERN" and not any(value[1:3]):
            return self.read(value[-1], ways)
        if kind == "BRANCH":
            return set().union(*(self.read(way, ways) for way in value[1]))
        if kind == "MAX_REPEAT":
            least, most, inner = value
            return self._repeat(least, most, inner, ways)
        chars = self._one(kind, value)
        return {(min(end + 1, _WINDOW), shape) for end, shape in _narrowed(ways, 0, chars)}

    def _ahead(self, parts: Iterable[tuple[Any, Any]], ways: set[_Way]) -> set[_Way]:
        """The ways, where parts follow that are matched again."""
        return {(end, shape) for end, before in ways for _, shape in self.read(parts, {(end, before)})}

    def _behind(self, parts: Iterable[tuple[Any, Any]], ways: set[_Way]) -> set[_Way]:
        """The ways, where they end so."""
        for back, (kind, value) in enumerate(reversed([*parts]), 1):
            if kind.name == "AT" and value.name == "AT_BEGINNING_STRING":
                return _narrowed(ways, -back, _NONE)
            if kind.name not in _SINGLE:
                break
            ways = _narrowed(ways, -back, self._one(kind.name, value))
        return ways

    def _without(self, direction: int, parts: list[tuple[Any, Any]], ways: set[_Way]) -> set[_Way]:
        """The ways, where some parts do not match; what is more than a character is not told."""
        if len(parts) != 1 or parts[0][0].name not in _SINGLE:
            return ways
        chars = self._one(parts[0][0].name, parts[0][1])
        return _narrowed(ways, min(direction, 0), _ANY & ~chars | self._other | _NONE)

    def _repeat(self, least: int, most: int, inner: Any, ways: set[_Way]) -> set[_Way]:
        found = set() if least else ways
        for count in range(1, min(most, _WINDOW) + 1):
            ways = self.read(inner, ways)
            if count >= min(least, _WINDOW):
                found = found | ways
        return found

    def _one(self, kind: str, value: Any) -> int:
        """All that is matched by a part that matches a single character."""
        if kind == "IN":
            negated = value[0][0].name == "NEGATE"
            one_of = 0
            for of, one in value[negated:]:
                one_of |= self._one(of.name, one)
            return _ANY & ~one_of | self._other if negated else one_of
        if kind == "NOT_LITERAL":
            return _ANY & ~self._one("LITERAL", value) | self._other
        if kind == "ANY":
            return _ANY
        if kind == "CATEGORY":
            return _category(value.name, is_text=self._is_text) | self._other
        if kind not in ("LITERAL", "RANGE"):
            raise ValueError(f"what begins with {kind} cannot be read")
        low, high = (value, value) if kind == "LITERAL" else value
        chars: int = (1 << high + 1) - (1 << low) & _ANY
        small, capital = chars & _SMALL, chars & _CAPITAL
        if self._any_case and (small or capital):
            # A letter beyond ASCII may count as one of it.
            return chars | small >> _CASE | capital << _CASE | self._other
        return chars | self._other if high >= _CODES else chars


def _narrowed(ways: set[_Way], place: int, chars: int) -> set[_Way]:
    """Those of some ways which allow characters at a place, counted from their ends; what is further on is not told."""
    found = set()
    for end, shape in ways:
        at = end + place
        if end == _WINDOW or at < 0:
            found.add((end, shape))
        elif chars & shape[at]:
            found.add((end, (*shape[:at], chars & shape[at], *shape[at + 1 :])))
    return found


@cache
def _category(name: str, *, is_text: bool) -> int:
    """The characters of a class like that of digits."""
    category = re.compile(_CATEGORIES[name], 0 if is_text else re.ASCII)
    return sum(1 << code for code in range(_CODES) if category.match(chr(code)))


#: Parts of a parsed expression that match a single character.
_SINGLE = ("LITERAL", "NOT_LITERAL", "IN", "ANY")
_CATEGORIES = {
    f"CATEGORY_{negated}{name}": escape
    for name, escapes in (("DIGIT", r"\d\D"), ("SPACE", r"\s\S"), ("WORD", r"\w\W"))
    for negated, escape in (("", escapes[:2]), ("NOT_", escapes[2:]))
}
_CASE = ord("a") - ord("A")
_CAPITAL = sum(1 << code for code in range(ord("A"), ord("Z") + 1))
_SMALL = _CAPITAL << _CASE
