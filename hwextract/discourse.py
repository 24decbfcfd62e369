"""What a text says beyond the border of a sentence: "the former", "each has 11 GB", "in fact", "in total".

The ways to say it are data (``lexicon/discourse.jsonl``); setups are grouped by them, records never change.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import takewhile
from operator import itemgetter
from sys import maxsize
from typing import TYPE_CHECKING, NamedTuple

from hwextract.alternatives import Index, each, places
from hwextract.expressions import in_one_case, lazy
from hwextract.lexicon import rows
from hwextract.pipeline.numbers import parse_value
from hwextract.pipeline.tokenizer import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Statement", "may_tell", "statements", "tells"]

_NUMERALS = "one two three four five six seven eight nine ten twelve sixteen".split()
_CARDS = ("GPU", "TPU", "graphics card", "graphics processor", "card", "device", "accelerator", "chip", "board")
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(_NUMERALS)})"
#: What stands for the slots of a pattern.
_SLOTS = {
    "{n}": _COUNT,
    "{amount}": r"\d[\d,]*(?:\.\d+)? ?(?:k|K|M|million|thousand)?(?![\w%]|[.,]\d)"
    r"(?! (?:hours|h|days|weeks|GB|of the|GPUs)\b)",
    "{gb}": r"\d{1,4}(?:\.\d{1,2})? ?(?i:GB|GiB|G|Gb)\b",
    "{own}": r"(?! ?(?:of )?(?:(?:system|main|host|DDR\d) )?(?:RAM|memory|storage|disk|SSD|data|free))",
    "{card}": rf"(?:(?:{'|'.join(_CARDS)})s?)",
    "{id}": r"(?:(?-i:[A-Z]{1,3}\d{0,2}|[ivIV]{1,3})|\d{1,2}|one|two|three|four)",
    "{stop}": r"(?=[,;](?! ?(?:\d|and\b|or\b|two\b|four\b|eight\b))|[.]?$|"
    r" (?:it|they|this|in (?=\d)|the training|training|we|the run|"
    rf"(?:in|for|within) (?:about |only |just )?(?:\d+(?:\.\d+)?|an?|{'|'.join(_NUMERALS)}) ?"
    r"(?:h|min|minutes|hours?|days?|weeks?)|for \d[\d,.]*[kKM]? (?:epochs|steps|iterations|updates)|"
    r"and (?:was|took|needed|ran|had|finished|lasted|is|takes|needs|lasts)|"
    r"\d+(?:\.\d+)? ?(?:h|min|hours|days|minutes))\b)",
    "{all}": r"(?! ?(?:[/:]|(?:per|each|in each|on each|apiece)\b))",
    "{nocard}": rf"(?! (?:{'|'.join(_CARDS)})s?\b)",
    "{open}": r"\(",
    "{word}": r"(?!(?:same|whole|entire|first|second|third|former|latter|other|best|resulting|trained|proposed)\b)"
    r"[\w.-]{2,20}(?: [\w.-]{2,20})?",
}


class Statement(NamedTuple):
    """A statement that reaches beyond its sentence.

    Attributes
    ----------
    role : str
        What it does: ``first``, ``second``, ``third`` and ``label`` point at a run, ``memory`` (in GB), ``nodes``,
        ``chips``, ``part`` and ``count`` (of the devices), and ``spent`` (of device-hours) carry a number, the others
        tell how values go together.
    start, end : int
        Its place in the text that was scanned.
    text : str
        Its words, in lower case.
    value : float or None
        Its number.
    """

    role: str
    start: int
    end: int
    text: str
    value: float | None = None


class _Pattern(NamedTuple):
    """What is looked for of a role.

    A match may begin with letters, which are given by their first word where that is a whole one, and by nothing where
    it is not; or with digits.
    """

    role: str
    expression: re.Pattern[str]
    letters: dict[str, tuple[str, ...]]
    digits: bool


#: Roles that tell something of what other sentences speak of; the others sort the values of their own sentence ...
_TELLING = frozenset(("memory", "chips", "part", "spent", "nodes", "conflict", "correction"))
#: ... or tell how what is told is meant, or how numbers of epochs are.
_BEYOND = _TELLING | {"third", "schedule", "all"}
#: A role that means something beside a part of the devices alone.
_USE = frozenset(["use"])


#: Where the patterns are looked up; they are short, and few of their words are rare.
_INDEX = Index(parts=4)


@cache
def _patterns() -> dict[int, _Pattern]:
    """The patterns of all roles, in order, by their bits in the index."""
    shapes = ((row["role"], shape) for row in rows("discourse") for shape in row["patterns"])
    return {_INDEX.add(_choices(shape)): _pattern(role, shape) for role, shape in shapes}


def _pattern(role: str, shape: str) -> _Pattern:
    beginnings = _beginnings(shape)
    expression = lazy(rf"(?<![\w-])(?:{_shape(shape)})(?![\w-])", re.IGNORECASE)
    letters: dict[str, tuple[str, ...]] = {}
    for beginning in beginnings - {_DIGIT}:
        whole = _FIRST_WORD.match(beginning)
        word = whole.group() if whole else ""
        letters[word] = (*letters.get(word, ()), beginning)
    return _Pattern(role, expression, letters, _DIGIT in beginnings)


@cache
def _bits(roles: frozenset[str] | None) -> int:
    """The bits of the patterns of some roles; of all but the use of devices, if none are given."""
    patterns = _patterns().items()
    return sum(bit for bit, (role, *_) in patterns if (role not in _USE if roles is None else role in roles))


#: What stands for a digit among the words of a text.
_DIGIT = "#"
#: The words of which each slot has one.
_NEEDS = {
    "{n}": (_DIGIT, *_NUMERALS),
    "{amount}": (_DIGIT,),
    "{gb}": ("gb", "gib", "g"),
    "{card}": tuple(card.split()[-1].lower() + s for card in _CARDS for s in ("", "s")),
}
#: What each slot begins with, where that is known.
_SLOT_BEGINNINGS = {
    "{n}": (_DIGIT, *_NUMERALS),
    "{amount}": (_DIGIT,),
    "{gb}": (_DIGIT,),
    "{card}": tuple(card.split()[0].lower() for card in _CARDS),
}
#: A first word that goes no further, whatever follows.
_FIRST_WORD = re.compile(r"[a-z]+(?=[^a-z])")
_PIECE = re.compile(r"\((?P<forms>[^()]*)\)|\{\w+\}|[a-z]+|[^a-z(){}]+")


def _choices(pattern: str) -> tuple[frozenset[str], ...]:
    """Words of which every form of a pattern has one, for each of its parts; the rarest part first."""
    parts = _parts(pattern)
    found = []
    for at, forms in enumerate(parts):
        needs = [_rarest(form) for form in forms]
        if all(needs) and not (_joins(parts[at::-1], 0) or _joins(parts[at:], -1)):
            found.append(frozenset().union(*needs))
    return tuple(sorted(found, key=lambda choice: (not choice.isdisjoint(_COMMON), len(choice))))


def _parts(pattern: str) -> list[list[str]]:
    """The forms of each part of a pattern."""
    pieces = _PIECE.finditer(pattern.replace("{stop}", " ").replace("{all}", ""))
    return [match["forms"].split("|") if match["forms"] else [match.group()] for match in pieces]


def _beginnings(pattern: str) -> set[str]:
    """The characters that every match begins with, or the sign of a digit; none where it may begin with others."""
    first, *others = (match.group() for match in _PIECE.finditer(pattern.lower()))
    behind = "".join(takewhile(lambda piece: piece[0] not in "({", others))
    found: set[str] = set()
    for form in first.strip("()").split("|") if first.startswith("(") else [first]:
        literal, slot, _ = form.partition("{")
        beginnings = _SLOT_BEGINNINGS.get(form[: form.find("}") + 1], ()) if slot and not literal else ()
        if literal:
            beginnings = (literal if slot else literal + behind,)
        found.update(beginnings or ("",))
    return found


def _rarest(form: str) -> frozenset[str]:
    """The rarest word of a form; where it has no rare one, the words of its first slot; empty where it has neither."""
    pieces = [match.group() for match in _PIECE.finditer(form)]
    words = [piece for piece in pieces if piece.isalpha()]
    slots = [piece for piece in pieces if piece in _NEEDS]
    if words and not (slots and _COMMON.issuperset(words)):
        return frozenset([min(words, key=lambda word: (word in _COMMON, -len(word)))])
    return frozenset(_NEEDS[slots[0]]) if slots else frozenset()


def _joins(parts: list[list[str]], side: int) -> bool:
    """Whether a form of the first part may stand at a letter or slot of the parts beside it, at one side."""
    if not any(form[side].isalpha() or form[side] in "{}" for form in parts[0]):
        return False
    for forms in parts[1:]:
        if any(form and (form[-1 - side].isalpha() or form[-1 - side] in "{}") for form in forms):
            return True
        if "" not in forms:
            return False
    return False


#: Words that nearly every sentence has.
_COMMON = frozenset(
    "a all an and are as at be by each for from in is it of on one or our that the these this to was we with".split()
)


def _shape(pattern: str) -> str:
    shape = re.sub(r"[^\w\s(){}|]", lambda match: re.escape(match.group()), pattern).replace("(", "(?:")
    for slot, stands_for in _SLOTS.items():
        shape = shape.replace(slot, stands_for)
    return shape


@cache
def _number(role: str) -> re.Pattern[str] | None:
    slot = {"memory": "{gb}", "nodes": "{n}", "part": "{n}", "count": "{n}", "chips": "{n}", "spent": "{amount}"}.get(
        role
    )
    return re.compile(rf"(?<![\w.]){_SLOTS[slot]}(?!\w)", re.IGNORECASE) if slot else None


_HAS_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")


@lru_cache(maxsize=2)
def _read(text: str) -> tuple[str, set[str], int]:
    """A text in one case, its words, and the bits of the patterns that may match it; it is asked for twice."""
    lower = in_one_case(text)
    words = {"", *letters(lower)}
    if _HAS_DIGIT.search(lower):
        words.add(_DIGIT)
    return lower, words, _INDEX.among(words)


def _possible(text: str, roles: frozenset[str] | None) -> int:
    """The bits of the patterns of some roles that may match a text."""
    # The patterns are read before they are looked up.
    return _bits(roles) & _read(text)[-1]


def may_tell(text: str) -> bool:
    """Whether a text may say something of what other sentences speak of; where it may not, it does not.

    Examples
    --------
    >>> may_tell("Each card has 11 GB."), may_tell("We trained a model.")
    (True, False)
    """
    return _possible(text, _TELLING) != 0


def tells(text: str, start: int = 0, end: int = maxsize) -> bool:
    """Whether a part of a text says something of what other sentences speak of; it starts behind white space.

    Examples
    --------
    >>> text = "We trained a model. Each card has 11 GB."
    >>> tells(text), tells(text, 0, 19), tells(text, 20)
    (True, False, True)
    """
    tried, patterns = _telling(text), _patterns()
    for place, bit in tried[bisect_left(tried, (start,)) : bisect_left(tried, (end,))]:
        if patterns[bit].expression.match(text, place, end):
            return True
    return False


@lru_cache(maxsize=2)
def _telling(text: str) -> list[tuple[int, int]]:
    """Where what tells something may begin in a text, in order, and the bit of its pattern."""
    return sorted((place, bit) for bit in each(_possible(text, _TELLING)) for place in _places(text, bit))


#: What a pattern matches: where it starts, the bit of the pattern, and the match.
_Found = tuple[int, int, re.Match[str]]


def _matches(text: str, roles: frozenset[str] | None) -> Iterator[_Found]:
    """What the patterns of some roles match in a text. One is tried where it may begin."""
    for bit in each(_possible(text, roles)):
        match_at = _patterns()[bit].expression.match
        end = 0
        for place in _places(text, bit):
            if place >= end and (match := match_at(text, place)):
                yield place, bit, match
                end = match.end()


def _places(text: str, bit: int) -> list[int]:
    """Where a pattern may begin in a text, in order."""
    lower, words, _ = _read(text)
    pattern = _patterns()[bit]
    found = []
    for word in pattern.letters.keys() & words:
        found += places(lower, pattern.letters[word])
    if pattern.digits:
        found += [match.start() for match in _DIGITS.finditer(lower)]
    found.sort()
    return found


def statements(text: str, *, beyond: bool = False) -> list[Statement]:
    """The statements in a text, in order of place.

    Parameters
    ----------
    text : str
        A sentence.
    beyond : bool
        Whether only those are wanted that mean something where the sentence has nothing itself that they sort.

    Examples
    --------
    >>> [(s.role, s.value) for s in statements("The latter has cards with 11 GB each.")]
    [('second', None), ('memory', 11.0)]
    >>> [(s.role, s.value) for s in statements("The latter has cards with 11 GB each.", beyond=True)]
    [('memory', 11.0)]
    """
    patterns = _patterns()
    matches = [*_matches(text, _BEYOND if beyond else None)]
    if any(patterns[bit].role == "part" for _, bit, _ in matches):
        matches += _matches(text, _USE)
    found: list[Statement] = []
    ends: dict[str, int] = {}
    # Of two of one role that overlap, the first stands.
    for start, bit, match in sorted(matches, key=itemgetter(0, 1)):
        name = patterns[bit].role
        if start >= ends.get(name, 0):
            ends[name] = end = match.end()
            words = match.group()
            digits = value.search(words) if (value := _number(name)) else None
            amount = parse_value(digits.group().lower().rstrip("gib ")) if digits else None
            found.append(Statement(name, start, end, words.lower(), amount))
    return sorted(found, key=lambda s: (s.start, s.role))
