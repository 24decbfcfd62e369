"""What a text must have for a pattern to match, read from the pattern: whole words, and those that it can begin with.

`hwextract.expressions.needs` reads parts of words, which a text is looked through for one after the other; these are
looked up among the words of a text, whatever their number.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import product, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from hwextract.parsed import EMPTY, REPEATS, Exact, characters, either, has_one_form, parse, repeated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["MOST_PARTS", "Needs", "Reader", "starts_of"]


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
_MOST_WORDS, MOST_PARTS = 1024, 5
#: Stands for the edge of a word in what is read of a pattern.
_EDGE = "\0"
#: A word with its edges, and one at the beginning.
_WHOLE = re.compile(r"(?<=[^a-z])[a-z]+(?=[^a-z])|[^\sa-z0-9\0]")
_FIRST = re.compile(r"\0+(?:([a-z]+)(?=[^a-z])|([^\sa-z0-9\0]))")

_LITERAL = re._constants.LITERAL  # type: ignore[attr-defined]
_BEGINNING = (re._constants.AT, re._constants.AT_BEGINNING)  # type: ignore[attr-defined]
_NO_LETTERS = ("CATEGORY_SPACE", "CATEGORY_NOT_WORD", "CATEGORY_DIGIT")
_ANY_LETTER = re._constants.CATEGORY_WORD  # type: ignore[attr-defined]

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
        self._read_slots: dict[tuple[int, _Sides], tuple[Exact, _Found]] = {}
        self._first_of_slots: dict[tuple[int, bool], frozenset[str] | None] = {}

    def needs(self, pattern: str, *, apart: bool = False) -> Needs:
        """What a pattern needs, whatever the case of its letters; ``apart`` if it begins and ends where words do."""
        parts = _parse(pattern)
        found: _Found = []
        runs = [*self._runs(parts, found, (apart, apart))]
        for run in runs:
            _keep(run, found)
        least = [words for words in set(found) if not any(other < words for other in found)]
        best = sorted(least, key=lambda words: (-min(map(len, words)), len(words), sorted(words)))
        first = _first(runs[0])
        if first is None and apart and parts[0][0] is _LITERAL and parts[0][1] in self._slots:
            first = self._first_of_slot(parts[0][1], self._begins_clean(parts[1:], True))
        return Needs(tuple(best[:MOST_PARTS]), first)

    def _first_of_slot(self, code: int, behind: bool) -> frozenset[str] | None:
        """The words with which all that a slot matches begins where a word may begin, if they are known."""
        if (code, behind) not in self._first_of_slots:
            self._first_of_slots[code, behind] = self._first_of_ways(self._slots[code], behind)
        return self._first_of_slots[code, behind]

    def _first_of_ways(self, parts: list[Any], behind: bool) -> frozenset[str] | None:
        if not parts:
            return None
        at = next((at for at, part in enumerate(parts) if part[0].name not in EMPTY), 0)
        kind, value = parts[at]
        if kind.name in REPEATS and value[0]:
            # It begins with what is repeated.
            return self._first_of_ways([*parts[:at], *value[2], (kind, (0, *value[1:])), *parts[at + 1 :]], behind)
        if kind.name not in ("BRANCH", "SUBPATTERN"):
            return _first(next(self._runs(parts, [], (True, behind))))
        found: set[str] = set()
        for way in value[1] if kind.name == "BRANCH" else [value[-1]]:
            first = self._first_of_ways([*parts[:at], *way, *parts[at + 1 :]], behind)
            if first is None:
                return None
            found |= first
        return frozenset(found)

    def _read(self, parts: list[Any], found: _Found, sides: _Sides) -> Exact:
        """All that a sequence matches; adds the sets of words of which every match has one."""
        runs = [*self._runs(parts, found, sides)]
        if len(runs) == 1:
            left, right = sides
            return frozenset(way[left : len(way) - right] for way in runs[0])
        for run in runs:
            _keep(run, found)
        return None

    def _runs(self, parts: list[Any], found: _Found, sides: _Sides) -> Iterator[frozenset[str]]:
        """What a sequence matches between the parts that match anything."""
        run, plain = frozenset([""]), _EDGE if sides[0] else ""
        for at, part in enumerate(parts):
            if part[0] is _LITERAL and part[1] < 128:
                plain += chr(part[1]).lower()
                continue
            before = not plain[-1].isalpha() if plain else all(way and not way[-1].isalpha() for way in run)
            behind = self._begins_clean(parts[at + 1 :], sides[1])
            ways = self._ways(part, found, (before, behind))
            if ways is not None and len(run) * len(ways) <= _MOST_WORDS:
                if len(ways) == 1:
                    plain += next(iter(ways))
                else:
                    run, plain = frozenset(start + plain + way for start, way in product(run, ways)), ""
                continue
            plain += _EDGE if self._begins_clean(parts[at:], sides[1]) else ""
            yield frozenset(start + plain for start in run)
            clean, empty = self._edge_of(part, -1) if ways is None else (True, True)
            run, plain = ways or frozenset([""]), ""
            if clean and (before or not empty):
                run = frozenset(_EDGE + way for way in run)
        plain += _EDGE if sides[1] else ""
        yield frozenset(start + plain for start in run)

    def _ways(self, part: tuple[Any, Any], found: _Found, sides: _Sides) -> Exact:
        """All that a part of a pattern matches, if that is a few strings."""
        kind, value = part[0].name, part[1]
        if kind == "LITERAL":
            if value in self._slots:
                exact, own = self._slot(value, sides)
                found += own
                return exact
            return frozenset([chr(value).lower()]) if has_one_form(value) else None
        if kind in EMPTY:
            if kind == "ASSERT":
                _keep(self._read(list(value[1]), found, (False, False)) or (), found)
            return frozenset([_EDGE if self._is_edge(part) else ""])
        if kind == "IN" and not self._has_slot(value):
            return frozenset(characters(value)) or None
        if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._read(list(value[-1] if kind == "SUBPATTERN" else value), found, sides)
        if kind in ("BRANCH", "IN"):
            return self._branches(_choices(part), found, sides)
        if kind in REPEATS:
            least, most, inner = value
            repeats: _Found = []
            ways = self._read(list(inner), repeats, sides if most == 1 else (False, False))
            return repeated((least, most), ways, repeats, found, _keep)
        return None

    def _slot(self, code: int, sides: _Sides) -> tuple[Exact, _Found]:
        """What is read of a slot."""
        if (code, sides) not in self._read_slots:
            found: _Found = []
            self._read_slots[code, sides] = self._read(self._slots[code], found, sides), found
        return self._read_slots[code, sides]

    def _branches(self, branches: Iterable[Any], found: _Found, sides: _Sides) -> Exact:
        """All that one of several sequences matches; else a set of words with one of each of them."""
        read: list[tuple[Exact, _Found]] = []
        left, right = (_EDGE if side else "" for side in sides)
        for branch in branches:
            own: _Found = []
            ways = self._read(list(branch), own, sides)
            if ways is not None:
                _keep([f"{left}{way}{right}" for way in ways], own)
            read.append((ways, own))
        exact, one_of = either(read)
        if exact is not None and len(exact) <= _MOST_WORDS:
            return exact
        if one_of:
            found.append(one_of)
        return None

    def _begins_clean(self, parts: Iterable[Any], behind: bool) -> bool:
        """Whether what begins with some parts begins with the edge of a word, or with no letter."""
        clean, empty = self._edge(parts, 1)
        return clean and (behind or not empty)

    def _edge(self, parts: Iterable[Any], side: int) -> tuple[bool, bool]:
        """Whether a sequence has no letter at its beginning (1) or end (-1); whether it may be empty."""
        for part in parts if side == 1 else reversed(list(parts)):
            clean, empty = self._edge_of(part, side)
            if not (clean and empty):
                return clean, empty
        return True, True

    def _edge_of(self, part: tuple[Any, Any], side: int) -> tuple[bool, bool]:
        kind, value = part[0].name, part[1]
        if kind == "LITERAL":
            return self._edge(self._slots[value], side) if value in self._slots else (not chr(value).isalpha(), False)
        if kind in EMPTY:
            return True, not self._is_edge(part)
        if kind == "IN" and not self._has_slot(value):
            return all(_is_no_letter(one) for one in value), False
        if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._edge(value[-1] if kind == "SUBPATTERN" else value, side)
        if kind in ("BRANCH", "IN"):
            edges = [self._edge(branch, side) for branch in _choices(part)]
            return all(clean for clean, _ in edges), any(empty for _, empty in edges)
        if kind in REPEATS:
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


def starts_of(pattern: str) -> frozenset[str] | None:
    r"""Strings with one of which all begins that a pattern matches; an empty one stands for the beginning of the text.

    Examples
    --------
    >>> sorted(starts_of(r"(?:^\W*|: )(?:\w+, )?")), starts_of(r"\W*: ")
    (['', ': '], None)
    """
    parts = _parse(pattern)
    starts = set()
    for way in parts[0][1][1] if parts and parts[0][0].name == "BRANCH" else [parts]:
        # A letter may be another one in the text, without regard to case.
        marks = takewhile(lambda part: part[0] is _LITERAL and chr(part[1]).lower() == chr(part[1]).upper(), way)
        start = "".join(chr(code) for _, code in marks)
        if not (start or (way and way[0] == _BEGINNING)):
            return None
        starts.add(start)
    return frozenset(starts)


def _parse(pattern: str) -> list[Any]:
    return list(parse(pattern, re.IGNORECASE))


def _first(ways: Iterable[str]) -> frozenset[str] | None:
    """The words with which some strings begin, if they all begin with one."""
    found = [_FIRST.match(way) for way in ways]
    return frozenset(match[1] or match[2] for match in found if match) if all(found) else None


_longest = partial(max, key=len)


def _keep(ways: Iterable[str], found: _Found) -> None:
    """Add what all of some strings have: each word that is the same in all, and the longest, the first and the last."""
    words = [_WHOLE.findall(way) for way in ways]
    if words and len(words) <= _MOST_WORDS and all(words):
        found += [frozenset([word]) for word in set(words[0]).intersection(*words[1:])]
        found += [frozenset(map(choose, words)) for choose in (_longest, itemgetter(0), itemgetter(-1))]


def _choices(part: tuple[Any, Any]) -> list[Any]:
    """The sequences of which a part is one: of a choice, or of a class of characters."""
    return part[1][1] if part[0].name == "BRANCH" else [[one] for one in part[1]]


def _has_letters(part: tuple[Any, Any]) -> bool:
    """Whether a part is a class of characters in which all letters are."""
    kind, members = part[0].name, part[1]
    if kind != "IN" or members[0][0].name != "NEGATE":
        return kind == "IN" and any(one[1] is _ANY_LETTER for one in members)
    return all(_is_no_letter(one) for one in members[1:])


def _is_no_letter(one: tuple[Any, Any]) -> bool:
    """Whether a member of a class of characters is no letter."""
    kind, value = one[0].name, one[1]
    if kind == "RANGE":
        return bool(value[1] < ord("A"))
    return (kind == "LITERAL" and not chr(value).isalpha()) or (kind == "CATEGORY" and value.name in _NO_LETTERS)
