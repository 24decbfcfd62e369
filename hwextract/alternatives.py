"""Many expressions of which few can match a text: only those are looked for whose words stand in it.

What an expression needs is read from it, so that nothing that it matches is lost: sets of words of each of which every
match has one, and the words that it can begin with. An index of them costs one look, and an expression that begins
with a word is tried where that word stands, not at every character.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from hwextract.expressions import lazy
from hwextract.needed_words import Needs, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Alternatives", "Index", "Worded", "Words", "words_of"]

#: Letters that count as those of ASCII without regard to case, beside the capitals.
_ONE_CASE = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})
#: What counts as a word: a run of the letters of ASCII, or any other character but digits and white space.
_WORD = re.compile(r"[a-z]+|[^\sa-z0-9]")


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
        # Every character keeps its place.
        self._folded = text.lower() if text.isascii() else text.translate(_ONE_CASE).lower()
        self.all = frozenset(_WORD.findall(self._folded))

    def places(self, of: frozenset[str]) -> list[int]:
        """Where one of some words stands, in order, or its letters in another word."""
        found = []
        for word in of & self.all:
            place = self._folded.find(word)
            while place >= 0:
                found.append(place)
                place = self._folded.find(word, place + 1)
        return sorted(found)


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

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text), None)

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
    """Knows which of many patterns may match a text, by its words. `Alternatives` are added to it."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._further: list[tuple[frozenset[str], ...]] = []
        self._owners: list[Alternatives] = []
        #: The patterns that may match a text: their numbers, in order, for each of the alternatives that has some.
        self.possible = lru_cache(maxsize=64)(self._possible)

    def add(self, needs: Needs, owner: Alternatives) -> int:
        """Add a pattern; gives its number."""
        number = len(self._owners)
        first, *further = needs.words or (frozenset(),)
        for word in first:
            self._by_word.setdefault(word, []).append(number)
        if not first:
            self._always.append(number)
        self._further.append(tuple(further))
        self._owners.append(owner)
        return number

    def _possible(self, text: str) -> dict[Alternatives, list[int]]:
        words = words_of(text).all
        by_word = self._by_word
        numbers = set(self._always)
        for word in by_word.keys() & words:
            numbers.update(by_word[word])
        found: dict[Alternatives, list[int]] = {}
        for number in sorted(numbers):
            if not any(map(words.isdisjoint, self._further[number])):
                found.setdefault(self._owners[number], []).append(number)
        return found


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
    """

    def __init__(self, members: Iterable[tuple[str, Needs]], before: str, after: str, index: Index) -> None:
        members = list(members)
        self._index = index
        self._members = {
            index.add(needs, self): (_between(before, expression, after), needs.first) for expression, needs in members
        }
        self._is_tried_at_words = _is_empty(before)
        self._whole = _between(before, "|".join(expression for expression, _ in members), after)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that do not overlap."""
        possible = self._index.possible(text).get(self)
        if possible is None:
            return iter(())
        if len(possible) == 1:
            return self._matches(possible[0], text)
        return self._merged(possible, text) if self._is_tried_at_words else self._whole.finditer(text)

    def _matches(self, number: int, text: str, at: int = 0) -> Iterator[re.Match[str]]:
        """The matches of one pattern from a place on."""
        expression, first = self._members[number]
        if first is None or not self._is_tried_at_words:
            yield from expression.finditer(text, at)
            return
        for place in words_of(text).places(first):
            if place >= at and (match := expression.match(text, place)):
                yield match
                at = match.end()

    def _merged(self, possible: list[int], text: str) -> Iterator[re.Match[str]]:
        """The matches of several patterns: of those that begin at one place, that of the first pattern."""
        ahead = {number: next(self._matches(number, text), None) for number in possible}
        while left := [match for match in ahead.values() if match is not None]:
            best = min(left, key=re.Match.start)
            yield best
            for number, match in ahead.items():
                if match is not None and match.start() < best.end():
                    ahead[number] = next(self._matches(number, text, best.end()), None)


def _between(before: str, expression: str, after: str) -> re.Pattern[str]:
    return lazy(rf"{before}(?P<words>{expression}){after}", re.IGNORECASE)


def _is_empty(expression: str) -> bool:
    """Whether an expression matches no characters, but places between them."""
    return bool(re._parser.parse(expression).getwidth()[1] == 0)  # type: ignore[attr-defined]
