"""Many expressions of which few can match a text: only those are looked for whose words stand in it.

What an expression needs is read from it, so that nothing that it matches is lost: sets of words of each of which every
match has one, and the words that it can begin with. An index of them costs one look, and an expression that begins
with a word is tried where that word stands, not at every character.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hwextract.expressions import in_one_case, lazy
from hwextract.needed_words import MOST_PARTS, Needs, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["Alternatives", "Index", "Worded", "Words", "words_of"]

#: What counts as a word: a run of the letters of ASCII, or any other character but digits and white space.
_WORD = re.compile(r"[a-z]+|[^\sa-z0-9]")
#: What makes of a text of ASCII its letters, and what makes of it its marks.
_LETTERS = str.maketrans({code: " " for code in range(128) if not chr(code).isalpha()})
_MARKS = str.maketrans({code: None for code in range(128) if chr(code).isalnum() or chr(code).isspace()})


class Words:
    """The words and marks of a text, in lower case.

    Attributes
    ----------
    all : frozenset of str
        The words that stand in it.

    Examples
    --------
    >>> sorted(words_of("We trained (twice).").all)
    ['(', ')', '.', 'trained', 'twice', 'we']
    """

    __slots__ = ("_folded", "all")

    def __init__(self, text: str) -> None:
        self._folded = in_one_case(text)
        if text.isascii():
            self.all = frozenset(self._folded.translate(_LETTERS).split()).union(self._folded.translate(_MARKS))
        else:
            self.all = frozenset(_WORD.findall(self._folded))

    def places(self, of: frozenset[str]) -> list[int]:
        """Where one of some words stands, in order, or its letters in another word."""
        found = []
        find = self._folded.find
        words = of & self.all
        for word in words:
            place = find(word)
            while place >= 0:
                found.append(place)
                place = find(word, place + 1)
        return found if len(words) < 2 else sorted(found)


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
        words = words_of(text).all
        return not any(map(words.isdisjoint, self._needs.words))

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """The first match, or the first between two places."""
        if endpos is None:
            return next(self.finditer(text), None)
        if not self.may_match(text) and not (endpos < len(text) and text[endpos - 1 : endpos + 1].isalpha()):
            # A word that the second place cuts is another one there.
            return None
        return self.expression.search(text, pos, endpos)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that do not overlap."""
        if not self.may_match(text):
            return iter(())
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
                for word in needed[part]:
                    self._by_word[word] = self._by_word.get(word, 0) | bit
            else:
                self._given |= bit
        self._size += 1
        self._first |= first
        return first

    def _possible(self, text: str) -> int:
        return self.among(words_of(text).all)

    def among(self, words: AbstractSet[str]) -> int:
        """The bits of the patterns that may match a text with some words."""
        met, by_word = self._given, self._by_word
        for word in by_word.keys() & words:
            met |= by_word[word]
        found = self._first
        for part in range(self._parts):
            found &= met >> part
        return found


class _Member(NamedTuple):
    """One of several patterns: its bit in the index, its expression, and the words that it is tried at, if any."""

    bit: int
    expression: re.Pattern[str]
    first: frozenset[str] | None

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The first match from a place on."""
        if self.first is None:
            return self.expression.search(text, at)
        for place in words_of(text).places(self.first):
            if place >= at and (match := self.expression.match(text, place)):
                return match
        return None


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
        self._members = [
            _Member(
                index.add(needs.words),
                _between(before, expression, after),
                needs.first if self._is_tried_at_words else None,
            )
            for expression, needs in members
        ]
        self.bits = sum(member.bit for member in self._members)
        self._whole = _between(before, "|".join(expression for expression, _ in members), after)

    def _possible(self, text: str) -> list[_Member]:
        """Those of the patterns that may match a text."""
        possible = self._index.possible(text) & self.bits
        return [member for member in self._members if member.bit & possible] if possible else []

    def stand_in(self, text: str) -> bool:
        """Whether there is a match."""
        possible = self._index.possible(text) & self.bits
        if possible:
            for member in self._members:
                if member.bit & possible and member.search(text):
                    return True
        return False

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        possible = self._possible(text)
        if not possible:
            return None
        if len(possible) > 1 and not self._is_tried_at_words:
            return self._whole.search(text)
        matches = [match for member in possible if (match := member.search(text))]
        return min(matches, key=re.Match.start) if matches else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that do not overlap."""
        possible = self._possible(text)
        if len(possible) > 1 and not self._is_tried_at_words:
            return self._whole.finditer(text)
        return self._merged(possible, text)

    def _merged(self, possible: list[_Member], text: str) -> Iterator[re.Match[str]]:
        """The matches of several patterns: of those that begin at one place, that of the first pattern."""
        ahead = {member: match for member in possible if (match := member.search(text))}
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
    return bool(re._parser.parse(expression).getwidth()[1] == 0)  # type: ignore[attr-defined]
