"""Regular expressions that cost little where they find nothing.

They are compiled when they are first used: a first text needs a few of hundreds. And before one is searched for, the
text is looked through for the letters that every match of it has in it: whether one of some words is in a sentence is
known a hundred times faster than whether an expression matches.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import product
from sys import maxsize
from typing import TYPE_CHECKING, Any, cast

from hwextract.parsed import EMPTY, REPEATS, Exact, characters, either, has_one_form, parse, repeated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = [
    "folded",
    "from_firsts",
    "guarded",
    "in_one_case",
    "lazy",
    "needs",
    "tree",
]


class _Lazy:
    """Stands in for a `re.Pattern`; its methods are the pattern's own from their first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Reached only for what the instance has not got yet: from its second use on, a method costs nothing more.
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(self._compiled, name)
        self.__dict__[name] = value
        return value

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._written, self._flags)

    @cached_property
    def _written(self) -> str:
        return from_firsts(self.pattern, self._flags)


class _Guarded(_Lazy):
    """Searches only a text that has what every match needs."""

    def __getattr__(self, name: str) -> Any:
        if name not in _NOTHING or not self._needed:
            return super().__getattr__(name)
        value = self.__dict__[name] = self._where_needed(name)
        return value

    @cached_property
    def _needed(self) -> list[tuple[str, ...]]:
        # It is parsed for this; how it is written is read at once.
        self._written = from_firsts(self.pattern, self._flags)
        # Of two sets of words, the smaller one is looked through sooner.
        return sorted(needs(self.pattern, self._flags), key=len)

    def _where_needed(self, name: str) -> Callable[..., Any]:
        """A method of the pattern that looks at those texts alone that have one word of each of some sets."""
        needed, nothing = self._needed, _NOTHING[name]

        def look(text: str, pos: int = 0, endpos: int = maxsize) -> Any:
            part = text[pos:endpos] if pos or endpos != maxsize else text
            part = part.lower() if part.isascii() else folded(part)
            for words in needed:
                for word in words:
                    if word in part:
                        break
                else:
                    return nothing
            return getattr(self._compiled, name)(text, pos, endpos)

        return look


#: The guarded methods of a pattern, and what each gives where nothing is found; an iterator at its end stays there.
_NOTHING: dict[str, Any] = {"search": None, "finditer": iter(())}


def folded(text: str) -> str:
    """A text in lower case, in which every letter that counts as one of ASCII without regard to case is that letter.

    Examples
    --------
    >>> folded("Hour\u017f"), folded("M\u0131nutes"), folded("wee\u212as")
    ('hours', 'minutes', 'weeks')
    """
    return text.casefold().replace("\u0307", "").replace("\u0131", "i")


#: Letters that count as those of ASCII without regard to case, beside the capitals.
_ONE_CASE = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}


def in_one_case(text: str) -> str:
    """A text as `folded` gives it, in which every character keeps its place.

    Examples
    --------
    >>> in_one_case("Hour\u017f"), in_one_case("M\u0131nutes"), in_one_case("wee\u212as")
    ('hours', 'minutes', 'weeks')
    """
    if not text.isascii():
        for letter, plain in _ONE_CASE.items():
            text = text.replace(letter, plain)
    return text.lower()


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""What `re.compile` gives, but compiled on first use; so is the error of a pattern that is none.

    Raises
    ------
    re.error
        When it is first used, if the pattern cannot be compiled.

    Examples
    --------
    >>> number = lazy(r"\d+")
    >>> number.search("8 GPUs").group(), number.pattern
    ('8', '\\d+')
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def guarded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""What `lazy` gives, for what is searched for in many texts and stands in few; see `needs`.

    Examples
    --------
    >>> cores = guarded(r"\d+ (?:cores|threads)")
    >>> cores.search("8 cores").group(), cores.search("8 birds") is None
    ('8 cores', True)
    """
    return cast("re.Pattern[str]", _Guarded(pattern, flags))


#: What a pattern needs is asked first, then what it begins with.
_parsed = lru_cache(maxsize=2)(parse)


def from_firsts(pattern: str, flags: int = 0) -> str:
    r"""A pattern that matches the same, but looks first whether a match can begin with the character at a place.

    It is the pattern itself where ``re`` does so anyway, or these characters are not known.

    Examples
    --------
    >>> from_firsts(r"\b(?:\d+ |single )?cards?", re.IGNORECASE)
    '(?=[\\dcs])(?:\\b(?:\\d+ |single )?cards?)'
    >>> from_firsts("cards?"), from_firsts(r"\w+ cards?", re.IGNORECASE)
    ('cards?', '\\w+ cards?')
    """
    parsed = _parsed(pattern, flags)
    has_own_flags = (parsed.state.flags ^ flags) & ~re.UNICODE
    if has_own_flags or not parsed or _is_found_fast(parsed[0], flags):
        return pattern
    firsts, may_be_empty = _firsts(parsed)
    if not firsts or may_be_empty:
        return pattern
    return f"(?=[{''.join(sorted(firsts))}])(?:{pattern})"


def _is_found_fast(part: tuple[Any, Any], flags: int) -> bool:
    """Whether what a pattern begins with is looked at first anyway: characters in one case, or what follows."""
    kind, value = str(part[0]), part[1]
    if kind == "ASSERT":
        return bool(value[0] > 0)
    if kind == "LITERAL":
        return not flags & re.IGNORECASE or not chr(value).isalpha()
    return kind == "IN" and not flags & re.IGNORECASE


#: Characters of which classes are made, as they are written; of a class of others too many may stand there.
_ESCAPES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"}


def _firsts(parts: Iterable[Any]) -> tuple[set[str] | None, bool]:
    """What a class holds of all characters with which parts can begin, if they are known; whether they may be empty."""
    found: set[str] = set()
    for part in parts:
        if str(part[0]) in EMPTY:
            continue
        firsts, may_be_empty = _firsts_of(part)
        if firsts is None:
            return None, True
        found |= firsts
        if not may_be_empty:
            return found, False
    return found, True


def _firsts_of(part: tuple[Any, Any]) -> tuple[set[str] | None, bool]:
    kind, value = str(part[0]), part[1]
    if kind == "LITERAL":
        return {re.escape(chr(value))}, False
    if kind == "IN":
        return _class(value), False
    if kind == "SUBPATTERN" and not value[1]:  # where nothing but a case is added, the characters may be others
        return _firsts(value[-1])
    if kind == "BRANCH":
        ways = [_firsts(way) for way in value[1]]
        known = [firsts for firsts, _ in ways if firsts is not None]
        return set().union(*known) if len(known) == len(ways) else None, any(empty for _, empty in ways)
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        firsts, may_be_empty = _firsts(value[2])
        return firsts, may_be_empty or not value[0]
    return None, True


def _class(of: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """The members of a parsed class of characters, as they are written; nothing of one that is open."""
    found = set()
    for kind, value in of:
        if str(kind) == "LITERAL":
            found.add(re.escape(chr(value)))
        elif str(kind) == "RANGE":
            found.add("-".join(re.escape(chr(code)) for code in value))
        elif str(value) in _ESCAPES:
            found.add(_ESCAPES[str(value)])
        else:
            return None
    return found


def tree(phrases: Iterable[Sequence[str]], written: Mapping[str, str] | None = None) -> str:
    """An expression for one of many phrases: where a part fails, so do all phrases that go on from it.

    Of two phrases that begin alike, the longer one is tried first.

    Parameters
    ----------
    phrases : iterable of sequences of str
        The phrases: words, of which the parts are characters, or sequences of longer parts.
    written : mapping of str to str, optional
        The expressions of parts that stand for something else than themselves.

    Examples
    --------
    >>> tree(["card", "cards", "core"])
    'c(?:ard(?:s)?|ore)'
    """
    rests: dict[str, list[Sequence[str]]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[0] if phrase else "", []).append(phrase[1:])
    ends = rests.pop("", None) is not None
    ways = [((written or {}).get(part) or re.escape(part)) + tree(rest, written) for part, rest in rests.items()]
    if len(ways) > 1 or ends:
        return f"(?:{'|'.join(ways)}){'?' if ends else ''}" if ways else ""
    return "".join(ways)


#: How many words one of which must be there, in how many ways, are worth the look.
_MOST_WORDS, _MOST_PARTS = 96, 3
#: Characters that are rare enough to be looked for alone.
_RARE = frozenset("<>~$=|@#%&:0123456789")


def needs(pattern: str, flags: int = 0) -> tuple[tuple[str, ...], ...]:
    r"""The words of which every match of a pattern has one, in lower case, for each of its parts that has such.

    Examples
    --------
    >>> needs(r"\b(?:pre-?)?train\w* (?:on|with) [\w-]+ ([CG]PU|card)s?\b", re.IGNORECASE)
    (('train',), (' on ', ' with '), (' cpu', ' gpu', ' card'))
    >>> needs(r"[A-Z]\w+(?= GPU)"), needs(r"\d+")
    (((' gpu',),), ())
    """
    found: list[frozenset[str]] = []
    ways = _read(_parsed(pattern, flags), found)
    if ways is not None:
        _keep(ways, found)
    best = sorted(set(found), key=lambda words: (-min(map(len, words)), len(words), sorted(words)))
    return tuple(tuple(sorted(_shortest(words), key=lambda word: (len(word), word))) for words in best[:_MOST_PARTS])


def _shortest(words: frozenset[str]) -> list[str]:
    """Words without those that have another one in them."""
    return [word for word in words if not any(other in word for other in words if other != word)]


def _read(parts: Iterable[Any], found: list[frozenset[str]]) -> Exact:
    """All that a sequence matches; adds the sets of words of which every match has one."""
    run, exact = frozenset([""]), True
    for part in parts:
        ways = _ways(part, found)
        if ways is not None and len(run) * len(ways) <= _MOST_WORDS:
            run = frozenset(before + way for before, way in product(run, ways))
            continue
        _keep(run, found)
        exact = False
        run = frozenset([""]) if ways is None else ways
    if not exact:
        _keep(run, found)
    return run if exact else None


def _keep(words: frozenset[str], found: list[frozenset[str]]) -> None:
    if len(words) <= _MOST_WORDS and all(len(word) > 1 or word in _RARE for word in words):
        found.append(words)


def _ways(part: tuple[Any, Any], found: list[frozenset[str]]) -> Exact:
    """All that a part of a pattern matches, if that is a few words."""
    kind, value = str(part[0]), part[1]
    if kind == "LITERAL":
        return frozenset([chr(value).lower()]) if has_one_form(value) else None
    if kind == "ASSERT" and value[0] > 0:
        ahead = _kept(value[1], found)
        if ahead is not None:
            _keep(ahead, found)
        return frozenset([""])
    if kind in EMPTY:
        return frozenset([""])
    if kind == "IN":
        return frozenset(characters(value)) or None
    if kind == "SUBPATTERN":
        return _kept(value[-1], found)
    if kind == "ATOMIC_GROUP":
        return _kept(value, found)
    if kind == "BRANCH":
        return _branches(value[1], found)
    if kind in REPEATS:
        least, most, inner = value
        own: list[frozenset[str]] = []
        return repeated((least, most), _kept(inner, own), own, found, _keep)
    return None


def _kept(parts: Iterable[Any], found: list[frozenset[str]]) -> Exact:
    ways = _read(parts, found)
    return ways if ways is not None and len(ways) <= _MOST_WORDS else None


def _branches(branches: Iterable[Any], found: list[frozenset[str]]) -> Exact:
    """All that one of several sequences matches; else a set of words with one of each of them."""
    read: list[tuple[Exact, list[frozenset[str]]]] = []
    for branch in branches:
        own: list[frozenset[str]] = []
        ways = _read(branch, own)
        if ways is not None:
            _keep(ways, own)
        read.append((ways, own))
    exact, one_of = either(read)
    if exact is not None and len(exact) <= _MOST_WORDS:
        return exact
    if one_of and len(one_of) <= _MOST_WORDS:
        found.append(one_of)
    return None
