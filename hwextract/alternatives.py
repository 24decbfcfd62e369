"""Many expressions of which few can match a text: only those are looked for whose words stand in it.

What an expression needs is read from it, so that nothing that it matches is lost: sets of words of each of which every
match has one, and the words that it can begin with. An index of them costs one look, and an expression that begins
with a word is tried where that word stands, not at every character.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache, partial
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from hwextract.expressions import characters, has_one_form, lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Alternatives", "Index", "Needs", "Reader", "Worded", "Words", "words_of"]

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


class Needs(NamedTuple):
    """What a text must have for a pattern to match.

    Attributes
    ----------
    words : tuple of frozenset of str
        Sets of words of each of which every match has one, the most telling first.
    first : frozenset of str or None
        The words with which every match begins; None where it may begin with something else.
    """

    words: tuple[frozenset[str], ...]
    first: frozenset[str] | None


#: How many words, one of which must be there, in how many ways, are worth the look.
_MOST_WORDS, _MOST_PARTS = 1024, 3
#: Stands for the edge of a word in what is read of a pattern.
_EDGE = "\0"
#: A word with its edges, and one at the beginning.
_WHOLE = re.compile(r"(?<=[^a-z])[a-z]+(?=[^a-z])|[^\sa-z0-9\0]")
_FIRST = re.compile(r"\0+(?:([a-z]+)(?=[^a-z])|([^\sa-z0-9\0]))")

_LITERAL = re._constants.LITERAL  # type: ignore[attr-defined]
_NO_LETTERS = ("CATEGORY_SPACE", "CATEGORY_NOT_WORD")
_ANY_LETTER = re._constants.CATEGORY_WORD  # type: ignore[attr-defined]

#: What is read of a part of a pattern: all that it can match, if that is a few strings, else nothing.
_Exact = frozenset[str] | None
#: Sets of words of each of which every match has one.
_Found = list[frozenset[str]]
#: Whether there is an edge of a word before a part and behind it, for sure.
_Sides = tuple[bool, bool]


class Reader:
    r"""Reads what patterns need.

    Parameters
    ----------
    slots : mapping of str to str
        Characters beyond ASCII that stand for an expression in the patterns, which is read once.

    Examples
    --------
    >>> needs = Reader({"\u25a1": "card|board"}).needs("our (?:[a-z]+ )?(?:\u25a1)s? of [0-9]", apart=True)
    >>> sorted(map(sorted, needs.words)), needs.first
    ([['board', 'boards', 'card', 'cards'], ['of'], ['our']], frozenset({'our'}))
    """

    def __init__(self, slots: Mapping[str, str] | None = None) -> None:
        self._slots = {ord(char): _parse(expression) for char, expression in (slots or {}).items()}
        self._read_slots: dict[tuple[int, _Sides], tuple[_Exact, _Found]] = {}

    def needs(self, pattern: str, *, apart: bool = False) -> Needs:
        """What a pattern needs, whatever the case of its letters; ``apart`` if it begins and ends where words do."""
        found: _Found = []
        runs = self._runs(_parse(pattern), found, (apart, apart))
        for run in runs:
            _keep(run, found)
        least = [words for words in set(found) if not any(other < words for other in found)]
        best = sorted(least, key=lambda words: (-min(map(len, words)), len(words), sorted(words)))
        first = [_FIRST.match(way) for way in runs[0]]
        begins = frozenset(match[1] or match[2] for match in first if match)
        return Needs(tuple(best[:_MOST_PARTS]), begins if all(first) else None)

    def _read(self, parts: list[Any], found: _Found, sides: _Sides) -> _Exact:
        """All that a sequence matches; adds the sets of words of which every match has one."""
        runs = self._runs(parts, found, sides)
        if len(runs) == 1:
            left, right = sides
            return frozenset(way[left : len(way) - right] for way in runs[0])
        for run in runs:
            _keep(run, found)
        return None

    def _runs(self, parts: list[Any], found: _Found, sides: _Sides) -> list[frozenset[str]]:
        """What a sequence matches between the parts that match anything."""
        runs, run, plain = [], frozenset([""]), _EDGE if sides[0] else ""
        for at, part in enumerate(parts):
            if part[0] is _LITERAL and part[1] < 128:
                plain += chr(part[1]).lower()
                continue
            before = not plain[-1].isalnum() if plain else all(way and not way[-1].isalnum() for way in run)
            behind = self._begins_clean(parts[at + 1 :], sides[1])
            ways = self._ways(part, found, (before, behind))
            if ways is not None and len(run) * len(ways) <= _MOST_WORDS:
                if len(ways) == 1:
                    plain += next(iter(ways))
                else:
                    run, plain = frozenset(start + plain + way for start, way in product(run, ways)), ""
                continue
            plain += _EDGE if self._begins_clean(parts[at:], sides[1]) else ""
            runs.append(frozenset(start + plain for start in run))
            clean, empty = self._edge_of(part, -1) if ways is None else (True, True)
            run, plain = ways or frozenset([""]), ""
            if clean and (before or not empty):
                run = frozenset(_EDGE + way for way in run)
        plain += _EDGE if sides[1] else ""
        runs.append(frozenset(start + plain for start in run))
        return runs

    def _ways(self, part: tuple[Any, Any], found: _Found, sides: _Sides) -> _Exact:
        """All that a part of a pattern matches, if that is a few strings."""
        kind, value = part[0].name, part[1]
        if kind == "LITERAL":
            if value in self._slots:
                exact, own = self._slot(value, sides)
                found += own
                return exact
            return frozenset([chr(value).lower()]) if has_one_form(value) else None
        if kind in ("AT", "ASSERT", "ASSERT_NOT"):
            if kind == "ASSERT":
                _keep(self._read(list(value[1]), found, (False, False)) or (), found)
            return frozenset([_EDGE if self._is_edge(part) else ""])
        if kind == "IN" and not self._has_slot(value):
            return frozenset(characters(value)) or None
        if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._read(list(value[-1] if kind == "SUBPATTERN" else value), found, sides)
        if kind in ("BRANCH", "IN"):
            return self._branches(_choices(part), found, sides)
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, inner = value
            own = []
            ways = self._read(list(inner), own, sides if most == 1 else (False, False))
            if least:
                found += own
            if ways is not None and most == 1:
                return ways if least else ways | {""}
            if ways is not None and least:
                _keep(ways, found)
        return None

    def _slot(self, code: int, sides: _Sides) -> tuple[_Exact, _Found]:
        """What is read of a slot."""
        if (code, sides) not in self._read_slots:
            found: _Found = []
            self._read_slots[code, sides] = self._read(self._slots[code], found, sides), found
        return self._read_slots[code, sides]

    def _branches(self, branches: Iterable[Any], found: _Found, sides: _Sides) -> _Exact:
        """All that one of several sequences matches; else a set of words with one of each of them."""
        exact: set[str] | None = set()
        one_of: set[str] | None = set()
        left, right = (_EDGE if side else "" for side in sides)
        for branch in branches:
            own: _Found = []
            ways = self._read(list(branch), own, sides)
            if ways is None:
                exact = None
            elif exact is not None:
                exact |= ways
            if ways is not None:
                _keep([f"{left}{way}{right}" for way in ways], own)
            if one_of is not None:
                best = min(own, key=lambda words: (-min(map(len, words)), len(words)), default=None)
                one_of = None if best is None else one_of | best
        if exact is not None and len(exact) <= _MOST_WORDS:
            return frozenset(exact)
        if one_of:
            found.append(frozenset(one_of))
        return None

    def _begins_clean(self, parts: Iterable[Any], behind: bool) -> bool:
        """Whether what begins with some parts begins with the edge of a word, or with no letter and no digit."""
        clean, empty = self._edge(parts, 1)
        return clean and (behind or not empty)

    def _edge(self, parts: Iterable[Any], side: int) -> tuple[bool, bool]:
        """Whether a sequence has no letter and no digit at its beginning (1) or end (-1); whether it may be empty."""
        for part in parts if side == 1 else reversed(list(parts)):
            clean, empty = self._edge_of(part, side)
            if not (clean and empty):
                return clean, empty
        return True, True

    def _edge_of(self, part: tuple[Any, Any], side: int) -> tuple[bool, bool]:
        kind, value = part[0].name, part[1]
        if kind == "LITERAL":
            return self._edge(self._slots[value], side) if value in self._slots else (not chr(value).isalnum(), False)
        if kind in ("AT", "ASSERT", "ASSERT_NOT"):
            return True, not self._is_edge(part)
        if kind == "IN" and not self._has_slot(value):
            return all(_is_mark(one) for one in value), False
        if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._edge(value[-1] if kind == "SUBPATTERN" else value, side)
        if kind in ("BRANCH", "IN"):
            edges = [self._edge(branch, side) for branch in _choices(part)]
            return all(clean for clean, _ in edges), any(empty for _, empty in edges)
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, _, inner = value
            clean, empty = self._edge(inner, side)
            return clean, empty or not least
        return False, True

    def _has_slot(self, members: Iterable[tuple[Any, Any]]) -> bool:
        """Whether a class of characters has one that stands for an expression: what parses makes classes of choices."""
        return any(value in self._slots for _, value in members)

    def _is_edge(self, part: tuple[Any, Any]) -> bool:
        r"""Whether what matches no characters is the edge of a word beside one: ``\b``, ``(?!\w)``, ``(?= )``."""
        kind, value = part[0].name, part[1]
        if kind == "AT":
            return bool(value.name != "AT_NON_BOUNDARY")
        side, parts = value
        if kind == "ASSERT":
            return self._edge(parts, side) == (True, False)
        return len(parts) == 1 and _has_letters(parts[0])


def _parse(pattern: str) -> list[Any]:
    return list(re._parser.parse(pattern, re.IGNORECASE))  # type: ignore[attr-defined]


_longest = partial(max, key=len)


def _keep(ways: Iterable[str], found: _Found) -> None:
    """Add the longest word of each of some strings, the first and the last, if they all have one."""
    words = [_WHOLE.findall(way) for way in ways]
    if words and len(words) <= _MOST_WORDS and all(words):
        longest, first, last = (frozenset(map(choose, words)) for choose in (_longest, itemgetter(0), itemgetter(-1)))
        found += [longest, first, last]


def _choices(part: tuple[Any, Any]) -> list[Any]:
    """The sequences of which a part is one: of a choice, or of a class of characters."""
    return part[1][1] if part[0].name == "BRANCH" else [[one] for one in part[1]]


def _has_letters(part: tuple[Any, Any]) -> bool:
    """Whether a part is a class of characters in which all letters are."""
    kind, members = part[0].name, part[1]
    if kind != "IN" or members[0][0].name != "NEGATE":
        return kind == "IN" and any(one[1] is _ANY_LETTER for one in members)
    return all(_is_mark(one) for one in members[1:])


def _is_mark(one: tuple[Any, Any]) -> bool:
    """Whether a member of a class of characters is no letter and no digit."""
    kind, value = one[0].name, one[1]
    return (kind == "LITERAL" and not chr(value).isalnum()) or (kind == "CATEGORY" and value.name in _NO_LETTERS)


class Worded:
    r"""An expression that is only looked for in a text with the words that it needs.

    What words a text has is known from the first of several that are looked for in it.

    Examples
    --------
    >>> Worded(r"\bour (?:own )?GPU\b").search("On our GPU").group()
    'our GPU'
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = lazy(pattern, flags)

    @cached_property
    def _needs(self) -> tuple[frozenset[str], ...]:
        return Reader().needs(self._pattern.pattern).words

    def may_match(self, text: str) -> bool:
        """Whether a text has the words."""
        words = words_of(text).all
        return not any(map(words.isdisjoint, self._needs))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self._pattern.search(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that do not overlap."""
        return self._pattern.finditer(text) if self.may_match(text) else iter(())


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
