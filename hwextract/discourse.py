"""What a text says beyond the border of a sentence: "the former", "each has 11 GB", "in fact", "in total".

The ways to say it are data (``lexicon/discourse.jsonl``); setups are grouped by them, records never change.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from hwextract.expressions import lazy
from hwextract.lexicon import rows
from hwextract.pipeline.numbers import parse_value
from hwextract.pipeline.tokenizer import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Statement", "may_tell", "statements"]

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
    r"(?:h|min|minutes|hours?|days?|weeks?)|"
    r"and (?:was|took|needed|ran|had|finished|lasted|is|takes|needs|lasts)|"
    r"\d+(?:\.\d+)? ?(?:h|min|hours|days|minutes))\b)",
    "{all}": r"(?! ?(?:[/:]|(?:per|each|in each|on each|apiece)\b))",
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
    """What is looked for of a role."""

    role: str
    expression: re.Pattern[str]


#: What a pattern needs: its number, and sets of words of each of which a text must have one.
_Needs = tuple[int, tuple[frozenset[str], ...]]
#: Roles that tell something of what other sentences speak of; the others sort the values of their own sentence ...
_TELLING = frozenset(("memory", "chips", "part", "spent", "nodes", "conflict", "correction"))
#: ... or tell how what is told is meant, or how numbers of epochs are.
_BEYOND = _TELLING | {"use", "third", "schedule", "all"}


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The patterns of all roles."""
    return tuple(
        _Pattern(row["role"], lazy(rf"(?<![\w-])(?:{_shape(shape)})(?![\w-])", re.IGNORECASE))
        for row in rows("discourse")
        for shape in row["patterns"]
    )


@cache
def _index(roles: frozenset[str] | None) -> tuple[frozenset[str], dict[str, list[_Needs]]]:
    """What the patterns need, of all roles or of some, under each word of the rarest part of each; and these words.

    A look at it costs less than one expression.
    """
    shapes = [(row["role"], pattern) for row in rows("discourse") for pattern in row["patterns"]]
    index: dict[str, list[_Needs]] = {}
    for number, (role, shape) in enumerate(shapes):
        if roles is None or role in roles:
            first, *others = _choices(shape)
            for word in first:
                index.setdefault(word, []).append((number, tuple(others)))
    return frozenset(index), index


#: What stands for a digit among the words of a text.
_DIGIT = "#"
#: The words of which each slot has one.
_NEEDS = {
    "{n}": (_DIGIT, *_NUMERALS),
    "{amount}": (_DIGIT,),
    "{gb}": ("gb", "gib", "g"),
    "{card}": tuple(card.split()[-1].lower() + s for card in _CARDS for s in ("", "s")),
}
_PIECE = re.compile(r"\((?P<forms>[^()]*)\)|\{\w+\}|[a-z]+|[^a-z(){}]+")


def _choices(pattern: str) -> tuple[frozenset[str], ...]:
    """Words of which every form of a pattern has one, for each of its parts; the rarest part first."""
    pieces = _PIECE.finditer(pattern.replace("{stop}", " ").replace("{all}", ""))
    parts = [match["forms"].split("|") if match["forms"] else [match.group()] for match in pieces]
    found = []
    for at, forms in enumerate(parts):
        needs = [_rarest(form) for form in forms]
        if all(needs) and not (_joins(parts[at::-1], 0) or _joins(parts[at:], -1)):
            found.append(frozenset().union(*needs))
    return tuple(sorted(found, key=lambda choice: (not choice.isdisjoint(_COMMON), len(choice))))


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


_HAS_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=2)
def _words(text: str) -> frozenset[str]:
    """The words of a text, in lower case, and the sign of a digit where it has one; it is asked for twice."""
    words = letters(text.lower())
    return frozenset([*words, _DIGIT] if _HAS_DIGIT.search(text) else words)


def _possible(text: str, roles: frozenset[str] | None) -> Iterator[int]:
    """The numbers of the patterns, of all roles or of some, that have what they need; some more than once."""
    words, (known, index) = _words(text), _index(roles)
    for word in words & known:
        for number, others in index[word]:
            for choice in others:
                if words.isdisjoint(choice):
                    break
            else:
                yield number


def may_tell(text: str) -> bool:
    """Whether a text may say something of what other sentences speak of; where it may not, it does not.

    Examples
    --------
    >>> may_tell("Each card has 11 GB."), may_tell("We trained a model.")
    (True, False)
    """
    return next(_possible(text, _TELLING), None) is not None


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
    may_stand = set(_possible(text, _BEYOND if beyond else None))
    matches = [
        (match.start(), number, match) for number in may_stand for match in patterns[number].expression.finditer(text)
    ]
    found: list[Statement] = []
    ends: dict[str, int] = {}
    # Of two of one role that overlap, the first stands.
    for start, number, match in sorted(matches, key=itemgetter(0, 1)):
        name = patterns[number].role
        if start >= ends.get(name, 0):
            ends[name] = match.end()
            digits = value.search(match.group()) if (value := _number(name)) else None
            amount = parse_value(digits.group().lower().rstrip("gib ")) if digits else None
            found.append(Statement(name, start, match.end(), match.group().lower(), amount))
    return sorted(found, key=lambda s: (s.start, s.role))
