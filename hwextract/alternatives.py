"""Many expressions of which few can match a text: only those are looked for whose words stand in it.

What an expression needs is read from it, so that nothing that it matches is lost: sets of words of each of which every
match has one, and the words that it can begin with. An index of them costs one look, and an expression that begins
with a word is tried where that word stands, not at every character.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from string import ascii_lowercase
from sys import maxsize
from typing import TYPE_CHECKING

from hwextract.expressions import in_one_case, lazy
from hwextract.needed_words import MOST_PARTS, Needs, Reader, starts_of
from hwextract.parsed import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Alternatives", "Index", "Worded", "Words", "each", "places", "words_of"]

#: Of the bytes of a text its small letters, with spaces for all else; and those that are no marks of ASCII.
_LETTERS = bytes(code if chr(code) in ascii_lowercase else ord(" ") for code in range(256))
_NO_MARKS = bytes(code for code in range(256) if code > 127 or chr(code).isalnum() or chr(code).isspace())
#: A character beyond ASCII, which is a word by itself.
_BEYOND = re.compile(r"[^\s\x00-\x7f]")


class Words:
    """The words of a text, which are runs of letters of ASCII in lower case, and its marks.

    Attributes
    ----------
    all : set of str
        The words that stand in it.

    Examples
    --------
    >>> sorted(words_of("We trained (twice).").all)
    ['(', ')', '.', 'trained', 'twice', 'we']
    """

    __slots__ = ("_folded", "_letters", "all")

    def __init__(self, text: str) -> None:
        self._folded = in_one_case(text)
        # A byte for each character, so that its letters, all between spaces, keep their places.
        raw = self._folded.encode("ascii", "replace")
        self._letters = f" {raw.translate(_LETTERS).decode()} "
        if not text.isascii():
            raw = self._folded.encode("ascii", "ignore")
        self.all = {*self._letters.split(), *raw.translate(None, _NO_MARKS).decode()}
        if not text.isascii():
            self.all.update(_BEYOND.findall(self._folded))

    def places(self, of: frozenset[str]) -> list[int]:
        """Where one of some words stands, in order."""
        found = []
        for where, string in self._look_for(of):
            found += places(where, (string,))
        found.sort()
        return found

    def first_match(self, expression: re.Pattern[str], text: str, at: int, of: frozenset[str]) -> re.Match[str] | None:
        """The first match in their text, from a place on, of an expression that begins with one of some words."""
        return _first_match(expression, text, at, self._look_for(of))

    def _look_for(self, of: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Strings, and what stands where one of some words does."""
        for word in of & self.all:
            yield (self._letters, f" {word} ") if word.isascii() and word.isalpha() else (self._folded, word)


def places(text: str, strings: Iterable[str], start: int = 0, end: int = maxsize) -> list[int]:
    """Where one of some strings stands in a text, or in a part of it, in order.

    Examples
    --------
    >>> places("from Mon. to Fri.: 3 h", (": ", "."))
    [8, 16, 17]
    """
    found = []
    for string in strings:
        place = text.find(string, start, end)
        while place >= 0:
            found.append(place)
            place = text.find(string, place + 1, end)
    found.sort()
    return found


def _first_match(
    expression: re.Pattern[str], text: str, at: int, strings: Iterable[tuple[str, str]]
) -> re.Match[str] | None:
    """The first match of an expression in a text, from a place on, where in some others a string stands."""
    best, limit = None, maxsize
    for where, string in strings:
        place = where.find(string, at)
        while 0 <= place < limit:
            if match := expression.match(text, place):
                best, limit = match, place
                break
            place = where.find(string, place + 1)
    return best


@lru_cache(maxsize=64)
def words_of(text: str) -> Words:
    """The words of a text; those of a sentence that many ask for are looked for once."""
    return Words(text)


class Worded:
    r"""An expression that is only looked for in a text with the words that it needs.

    What words a text has is known from the first of several that are looked for in it.

    Attributes
    ----------
    expression : re.Pattern
        The expression itself.

    Examples
    --------
    >>> Worded(r"\bour (?:own )?GPU\b").search("On our GPU").group()
    'our GPU'
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.expression = lazy(pattern, flags)

    @cached_property
    def _needs(self) -> Needs:
        return Reader().needs(self.expression.pattern)

    def may_match(self, text: str) -> bool:
        """Whether a text has the words."""
        is_disjoint = words_of(text).all.isdisjoint
        for words in self._needs.words:  # noqa: SIM110 - the time of this adds up: a loop takes half of that of any()
            if is_disjoint(words):
                return False
        return True

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """The first match, or the first between two places."""
        if endpos is None:
            return next(self._matches(text), None) if self.may_match(text) else None
        if not self.may_match(text) and not (endpos < len(text) and text[endpos - 1 : endpos + 1].isalpha()):
            # A word that the second place cuts is another one there.
            return None
        return self.expression.search(text, pos, endpos)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that do not overlap."""
        return self._matches(text) if self.may_match(text) else iter(())

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        first = self._needs.first
        return self.expression.finditer(text) if first is None else self._at_words(first, text)

    def _at_words(self, first: frozenset[str], text: str) -> Iterator[re.Match[str]]:
        """The matches, each of which begins with one of some words."""
        end = 0
        for place in words_of(text).places(first):
            if place >= end and (match := self.expression.match(text, place)):
                yield match
                end = match.end()


class Index:
    """Knows which of many patterns may match a text, by its words; `Alternatives` are added to one.

    A pattern has as many bits as it may need sets of words; each word has the bits of the sets that it is in.

    Parameters
    ----------
    parts : int
        How many sets of words of a pattern are looked up.

    Examples
    --------
    >>> index = Index()
    >>> one, other = index.add([frozenset({"gpu", "tpu"}), frozenset({"our"})]), index.add([frozenset({"we"})])
    >>> index.among({"we", "our", "gpu"}) == one | other, index.among({"gpu", "we"}) == other
    (True, True)
    """

    def __init__(self, parts: int = MOST_PARTS) -> None:
        self._parts = parts
        self._by_word: dict[str, int] = {}
        #: The same words, as a set: what two sets share is found soonest.
        self._words: set[str] = set()
        #: The bits of sets that are not needed, and the first of each pattern.
        self._given = self._first = 0
        self._size = 0
        #: The bits of the patterns that may match a text.
        self.possible = lru_cache(maxsize=64)(self._possible)

    def add(self, needed: Sequence[frozenset[str]]) -> int:
        """Add a pattern by sets of words of each of which every match has one; gives its bit."""
        first = 1 << (self._size * self._parts)
        for part in range(self._parts):
            bit = first << part
            if part < len(needed):
                self._words |= needed[part]
                for word in needed[part]:
                    self._by_word[word] = self._by_word.get(word, 0) | bit
            else:
                self._given |= bit
        self._size += 1
        self._first |= first
        return first

    def _possible(self, text: str) -> int:
        return self.among(words_of(text).all)

    def among(self, words: set[str]) -> int:
        """The bits of the patterns that may match a text with some words."""
        met, by_word = self._given, self._by_word
        for word in self._words & words:
            met |= by_word[word]
        found = self._first
        for part in range(self._parts):
            found &= met >> part
        return found


def each(bits: int) -> Iterator[int]:
    """The bits of some, from the lowest.

    Examples
    --------
    >>> list(each(0b1010))
    [2, 8]
    """
    while bits:
        bit = bits & -bits
        yield bit
        bits ^= bit


class _Member:
    """One of several patterns, or all: an expression that is tried where it can begin, if that is known.

    Parameters
    ----------
    expression : re.Pattern
        The expression.
    first : frozenset of str, optional
        The words with which every match begins.
    starts : frozenset of str, optional
        What `hwextract.needed_words.starts_of` gives.
    """

    __slots__ = ("_first", "_from_beginning", "_starts", "expression")

    def __init__(
        self, expression: re.Pattern[str], first: frozenset[str] | None, starts: frozenset[str] | None = None
    ) -> None:
        self.expression = expression
        self._first = first
        self._starts = None if starts is None else [start for start in starts if start]
        self._from_beginning = starts is not None and "" in starts

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The first match from a place on."""
        if self._first is not None:
            return words_of(text).first_match(self.expression, text, at, self._first)
        if self._starts is None:
            return self.expression.search(text, at)
        if self._from_beginning and at == 0 and (match := self.expression.match(text)):
            return match
        return _first_match(self.expression, text, at, ((text, start) for start in self._starts))


class Alternatives:
    """An expression for one of several patterns, without regard to case; it finds what `re` would find.

    Parameters
    ----------
    members : iterable of (str, Needs)
        The expression of each pattern, none of which matches nothing, and what it needs.
    before, after : str
        What stands before the words of each, where a word may begin, and behind them, where one may end.
    index : Index
        Where they are looked up.

    Attributes
    ----------
    bits : int
        The bits of the patterns in the index.
    """

    def __init__(self, members: Iterable[tuple[str, Needs]], before: str, after: str, index: Index) -> None:
        members = list(members)
        self._index = index
        self._is_tried_at_words = _is_empty(before)
        starts = starts_of(before)
        self._members = {
            index.add(needs.words): _Member(
                _between(before, expression, after), needs.first if self._is_tried_at_words else None, starts
            )
            for expression, needs in members
        }
        self.bits = sum(self._members)
        self._whole = _Member(_between(before, "|".join(expression for expression, _ in members), after), None, starts)

    def stand_in(self, text: str) -> bool:
        """Whether there is a match."""
        possible = self._index.possible(text) & self.bits
        members = self._members
        while possible:
            bit = possible & -possible
            if members[bit].search(text):
                return True
            possible ^= bit
        return False

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        possible = self._index.possible(text) & self.bits
        if not possible:
            return None
        matches = [match for member in self._tried(possible) if (match := member.search(text))]
        return min(matches, key=re.Match.start) if matches else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that do not overlap."""
        possible = self._index.possible(text) & self.bits
        return self._merged(self._tried(possible), text) if possible else iter(())

    def _tried(self, possible: int) -> list[_Member]:
        """What is tried of the patterns that may match; what stands before several may be read in several ways."""
        tried = [self._members[bit] for bit in each(possible)]
        return tried if len(tried) < 2 or self._is_tried_at_words else [self._whole]

    @staticmethod
    def _merged(tried: list[_Member], text: str) -> Iterator[re.Match[str]]:
        """The matches of several patterns: of those that begin at one place, that of the first pattern."""
        ahead = {member: match for member in tried if (match := member.search(text))}
        while ahead:
            best = min(ahead.values(), key=re.Match.start)
            yield best
            for member, match in [*ahead.items()]:
                if match.start() < best.end():
                    later = member.search(text, best.end())
                    if later:
                        ahead[member] = later
                    else:
                        del ahead[member]


def _between(before: str, expression: str, after: str) -> re.Pattern[str]:
    return lazy(rf"{before}(?P<words>{expression}){after}", re.IGNORECASE)


def _is_empty(expression: str) -> bool:
    """Whether an expression matches no characters, but places between them."""
    return bool(parse(expression).getwidth()[1] == 0)
