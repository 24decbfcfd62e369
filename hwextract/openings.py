"""Where expressions may match, by the characters with which they begin: in arrays, of the whole text at once.

An expression that is searched for reads every character of a text. Most of them begin with a character that is rare,
between a few others. These are read from the expressions, which are tried only where one of them stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Opening", "Openings", "opening"]

#: A long text is read in pieces of so many characters: arrays of a piece need little memory.
_PIECE = 1 << 18
_ASCII = frozenset(map(chr, range(128)))
#: Stands for every character beyond ASCII.
_OTHER = "?"
#: Stands for the characters before the first and behind the last one of a text.
_NONE = "\0"
#: First characters that are no further apart are looked for as one range.
_NEAR = 3


class Openings:
    r"""Finds the matches of expressions that begin with one of a few characters, each between a few others.

    Matches may overlap. Worst case: every character is one that an expression begins with, and each is tried there.

    Parameters
    ----------
    *expressions : re.Pattern
        Of text, or of its bytes in ASCII; none may match what is empty.

    Examples
    --------
    >>> openings = Openings(re.compile(r"\$ ?\d"), re.compile(r"[€£]\d"))
    >>> [match.group() for match in openings.matches("from $ 5 to €7 and $x", b"from $ 5 to ?7 and $x")]
    ['$ 5', '€7']
    """

    def __init__(self, *expressions: re.Pattern[Any]) -> None:
        self._expressions = expressions

    def matches(self, text: str, raw: bytes) -> Iterator[re.Match[Any]]:
        """The matches in a text, in order; ``raw`` is it in ASCII, with a question mark for every other character."""
        tried = self._tried
        for at in self._places(raw):
            for of_text, match_at in tried[raw[at]]:
                match = match_at(text if of_text else raw, at)
                if match is not None:
                    yield match

    def _places(self, raw: bytes) -> Iterator[int]:
        """Where a match may begin."""
        import numpy as np

        none = _NONE.encode()
        for start in range(0, len(raw), _PIECE):
            piece = raw[start : start + _PIECE]
            around = raw[start - 1 : start] or none, raw[start + _PIECE : start + _PIECE + 1] or none
            codes = np.frombuffer(around[0] + piece + around[1], np.uint8)
            firsts = codes[1:-1]
            may_begin = np.zeros(len(firsts), np.bool_)
            for low, high in self._ranges:
                if low != high:
                    may_begin |= firsts - low <= high - low
                elif int(low) in piece:
                    may_begin |= firsts == low
            at = np.flatnonzero(may_begin)
            at = at[self._before.take(_pairs(codes, at))]
            at = at[self._behind.take(_pairs(codes, at + 1))]
            yield from (at + start).tolist()

    @cached_property
    def _openings(self) -> list[Opening]:
        return [opening(expression) for expression in self._expressions]

    @cached_property
    def _tried(self) -> list[tuple[tuple[bool, Callable[[Any, int], re.Match[Any] | None]], ...]]:
        """For each character, how the expressions that begin with it match, and whether they are of text."""
        by_first = defaultdict(list)
        for expression, of in zip(self._expressions, self._openings, strict=True):
            for first in {pair[0] for pair in of.behind}:
                by_first[ord(first)].append((isinstance(expression.pattern, str), expression.match))
        return [tuple(by_first[code]) for code in range(len(_ASCII))]

    @cached_property
    def _ranges(self) -> list[tuple[np.uint8, np.uint8]]:
        """The first characters, as ranges that may hold some others."""
        import numpy as np

        found: list[list[int]] = []
        for code in (code for code, tried in enumerate(self._tried) if tried):
            if found and code - found[-1][1] <= _NEAR:
                found[-1][1] = code
            else:
                found.append([code, code])
        return [(np.uint8(low), np.uint8(high)) for low, high in found]

    @cached_property
    def _before(self) -> NDArray[np.bool_]:
        return _table(pair for of in self._openings for pair in of.before)

    @cached_property
    def _behind(self) -> NDArray[np.bool_]:
        return _table(pair for of in self._openings for pair in of.behind)


def _pairs(codes: NDArray[np.uint8], at: NDArray[np.intp]) -> NDArray[np.intp]:
    """The pairs of characters at some places, as numbers."""
    return codes.take(at) * at.dtype.type(256) + codes.take(at + 1)


def _table(pairs: Iterable[str]) -> NDArray[np.bool_]:
    import numpy as np

    table = np.zeros(256 * 256, np.bool_)
    table[[ord(pair[0]) * 256 + ord(pair[1]) for pair in pairs]] = True
    return table


class Opening(NamedTuple):
    """With what the matches of an expression begin.

    Attributes
    ----------
    before : frozenset of str
        Pairs of the character before a match, or a null where there is none, and its first one.
    behind : frozenset of str
        Pairs of its first character and the one behind that.
    """

    before: frozenset[str]
    behind: frozenset[str]


def opening(expression: re.Pattern[Any]) -> Opening:
    r"""With what the matches of an expression begin; a question mark stands for every character beyond ASCII, too.

    Raises
    ------
    ValueError
        If the expression may match what is empty, or has a part in it that cannot be read.

    Examples
    --------
    >>> of = opening(re.compile(r"G(?:PU|(?<=\dG)B)|x+y"))
    >>> sorted(of.behind)
    ['GB', 'GP', 'xx', 'xy']
    """
    parsed = re._parser.parse(expression.pattern, expression.flags)  # type: ignore[attr-defined]
    reader = _Reader(is_text=isinstance(expression.pattern, str), any_case=bool(expression.flags & re.IGNORECASE))
    behind = reader.read(parsed, {""})
    if "" in behind:
        raise ValueError(f"{expression.pattern!r} may match what is empty")
    # Where a match is a single character, any may stand behind it.
    pairs = {way + other for way in behind for other in (_ASCII if len(way) == 1 else ("",))}
    return Opening(*(frozenset(way[:2] for way in ways) for ways in (reader.read(parsed, {*_ASCII}), pairs)))


class _Reader:
    """Reads with which two characters text begins that parts of a parsed expression match.

    What is longer is two characters and a dot.
    """

    def __init__(self, *, is_text: bool, any_case: bool) -> None:
        self._is_text = is_text
        self._any_case = any_case
        self._other = {_OTHER} if is_text else set[str]()

    def read(self, parts: Iterable[tuple[Any, Any]], found: set[str]) -> set[str]:
        """The beginnings, where text begins with one of some and goes on with some parts."""
        for kind, value in parts:
            found = self._part(kind.name, value, found)
        return found

    def _part(self, kind: str, value: Any, found: set[str]) -> set[str]:
        if kind in ("AT", "ASSERT_NOT"):
            return found
        if kind == "ASSERT":
            return self._ahead(value[1], found) if value[0] > 0 else self._behind(value[1], found)
        if kind == "SUBPATTERN":
            return self.read(value[-1], found)
        if kind == "BRANCH":
            return set().union(*(self.read(way, found) for way in value[1]))
        if kind == "MAX_REPEAT":
            least, most, inner = value
            return self._repeat(least, most, inner, found)
        return {
            f"{way}{char}" if len(way) < 2 else f"{way[:2]}." for way, char in product(found, self._one(kind, value))
        }

    def _ahead(self, parts: Iterable[tuple[Any, Any]], found: set[str]) -> set[str]:
        """The beginnings, where more is told by what is looked at ahead, but may be matched again."""
        more = self.read(parts, found)
        return {f"{way[:2]}." for way in more} if all(len(way) > 1 for way in more) else found

    def _behind(self, parts: Iterable[tuple[Any, Any]], found: set[str]) -> set[str]:
        """Those of the beginnings that may end so."""
        for back, (kind, value) in enumerate(reversed([*parts]), 1):
            if kind.name not in _SINGLE:
                break
            one = self._one(kind.name, value)
            found = {way for way in found if not back <= len(way) <= 2 or way[-back] in one}
        return found

    def _repeat(self, least: int, most: int, inner: Any, found: set[str]) -> set[str]:
        ways = found
        for count in range(1, min(most, 2) + 1):
            ways = self.read(inner, ways)
            found = ways if count <= least else found | ways
        return found

    def _one(self, kind: str, value: Any) -> set[str]:
        """All that is matched by a part that matches a single character."""
        if kind == "IN":
            negated = value[0][0].name == "NEGATE"
            found = set[str]().union(*(self._one(kind.name, value) for kind, value in value[negated:]))
            return {*_ASCII - found, *self._other} if negated else found
        if kind == "ANY":
            return {*_ASCII, *self._other}
        if kind == "CATEGORY":
            category = re.compile(_CATEGORIES[value.name], 0 if self._is_text else re.ASCII)
            return set(filter(category.match, _ASCII)) | self._other
        if kind not in ("LITERAL", "RANGE"):
            raise ValueError(f"what begins with {kind} cannot be read")
        low, high = (value, value) if kind == "LITERAL" else value
        found = {char for char in _ASCII if low <= ord(char) <= high}
        if self._any_case and any(map(str.isalpha, found)):
            # A letter beyond ASCII may count as one of it.
            return found | set(map(str.swapcase, found)) | self._other
        return found | self._other if high >= len(_ASCII) else found


#: Parts of a parsed expression that match a single character.
_SINGLE = ("LITERAL", "IN", "ANY")
_CATEGORIES = {
    f"CATEGORY_{negated}{name}": escape
    for name, escapes in (("DIGIT", r"\d\D"), ("SPACE", r"\s\S"), ("WORD", r"\w\W"))
    for negated, escape in (("", escapes[:2]), ("NOT_", escapes[2:]))
}
