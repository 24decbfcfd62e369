"""What a text says beyond the border of a sentence: "the former", "each has 11 GB", "in fact", "in total".

The ways to say it are data (``lexicon/discourse.jsonl``); setups are grouped by them, records never change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from hwextract.lexicon import rows
from hwextract.pipeline.numbers import parse_value

__all__ = ["Statement", "statements"]

_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen)"
#: What stands for the slots of a pattern.
_SLOTS = {
    "{n}": _COUNT,
    "{gb}": r"\d{1,4}(?:\.\d{1,2})? ?(?i:GB|GiB|G|Gb)\b",
    "{card}": r"(?:(?:GPU|TPU|graphics card|graphics processor|card|device|accelerator|chip|board)s?)",
    "{id}": r"(?:(?-i:[A-Z]{1,3}\d{0,2}|[ivIV]{1,3})|\d{1,2}|one|two|three|four)",
    "{stop}": r"(?=[,;](?! ?(?:\d|and\b|or\b|two\b|four\b|eight\b))|"
    r" (?:it|they|this|the training|training|we|the run|\d+(?:\.\d+)? ?(?:h|min|hours|days|minutes))\b)",
    "{word}": r"(?!(?:same|whole|entire|first|second|third|former|latter|other|best|resulting|trained|proposed)\b)"
    r"[\w.-]{2,20}(?: [\w.-]{2,20})?",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that reaches beyond its sentence.

    Attributes
    ----------
    role : str
        What it does: ``first``, ``second``, ``third`` and ``label`` point at a run, ``memory`` (in GB), ``nodes``,
        ``part`` and ``count`` (of the devices) carry a number, the others tell how values go together.
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


class _Role(NamedTuple):
    """What is looked for of one role, and the words of which each of its patterns has one (none where one has none)."""

    name: str
    pattern: re.Pattern[str]
    words: frozenset[str] | None


@cache
def _roles() -> tuple[_Role, ...]:
    """One pattern for every role; alternatives in parentheses stay what they are, slots become what they stand for."""
    shapes: dict[str, list[str]] = {}
    for row in rows("discourse"):
        shapes.setdefault(row["role"], []).extend(row["patterns"])
    found = []
    for role, patterns in shapes.items():
        words = [_words_of(pattern) for pattern in patterns]
        expression = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_shape, patterns))})(?![\w-])", re.IGNORECASE)
        found.append(_Role(role, expression, None if None in words else frozenset().union(*filter(None, words))))
    return tuple(found)


#: A group of alternatives that are words or phrases, and not part of a longer word.
_GROUP = re.compile(r"(?<![^\s])\(([a-z][a-z |]*)\)(?=\s|$)")


#: Words that nearly every sentence has.
_COMMON = frozenset(
    "a all an and are as at be by each for from in is it of on one or our that the these this to was we with".split()
)


def _words_of(pattern: str) -> frozenset[str] | None:
    """Words of which every form of a pattern has one: its longest fixed word, or one of each of its alternatives."""
    fixed = re.sub(r"\([^)]*\)|\{[^}]*\}", "\x00", pattern)
    words = [word for word in re.split(r"[\s,.:;'-]+", fixed) if re.fullmatch(r"[a-z]{2,}", word)]
    groups = [match[1].split("|") for match in _GROUP.finditer(pattern)]
    choices = [frozenset([word]) for word in words]
    choices += [frozenset(phrase.split()[0] for phrase in group) for group in groups if all(map(str.strip, group))]
    return min(choices, key=lambda choice: (not choice.isdisjoint(_COMMON), len(choice)), default=None)


def _shape(pattern: str) -> str:
    shape = re.sub(r"[^\w\s(){}|]", lambda match: re.escape(match.group()), pattern).replace("(", "(?:")
    for slot, stands_for in _SLOTS.items():
        shape = shape.replace(slot, stands_for)
    return shape


@cache
def _number(role: str) -> re.Pattern[str] | None:
    slot = {"memory": "{gb}", "nodes": "{n}", "part": "{n}", "count": "{n}"}.get(role)
    return re.compile(rf"(?<![\w.]){_SLOTS[slot]}(?!\w)", re.IGNORECASE) if slot else None


_WORD = re.compile(r"[^\W\d_]+")


def statements(text: str) -> list[Statement]:
    """The statements in a text, in order of place.

    Examples
    --------
    >>> [(s.role, s.value) for s in statements("The latter has cards with 11 GB each.")]
    [('second', None), ('memory', 11.0)]
    """
    found = []
    there = set(_WORD.findall(text.lower()))
    for role, pattern, words in _roles():
        if words is not None and words.isdisjoint(there):
            continue
        number = _number(role)
        for match in pattern.finditer(text):
            digits = number.search(match.group()) if number else None
            value = parse_value(digits.group().lower().rstrip("gib ")) if digits else None
            found.append(Statement(role, match.start(), match.end(), match.group().lower(), value))
    return sorted(found, key=lambda s: (s.start, s.role))
