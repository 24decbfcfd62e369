"""Words that read differently once a text is repaired: broken at a line's end, with a ligature or a soft hyphen."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hwextract.gate import entries
from hwextract.pipeline.numbers import LAST_WORDS
from hwextract.repair import repair
from hwextract.scan.wanted import forms_of, quantities
from hwextract.units import currencies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hwextract.knowledge import Knowledge

__all__ = ["joined_words"]


@lru_cache(maxsize=8)
def _joinable(knowledge: Knowledge) -> frozenset[str]:
    """Every word of an entry, a number or a unit, in lower case: what a joined word is compared with."""
    found = {
        run.lower() for entry in entries(knowledge) for token in entry.tokens for run in _LETTER_RUN.findall(token)
    }
    found |= {run.lower() for wanted in quantities() for run in _LETTER_RUN.findall((wanted.word or b"").decode())}
    forms = (*LAST_WORDS, *forms_of("time", "bytes", "energy", "mass"), *currencies())
    found |= {run.lower() for form in forms for run in (form, *_LETTER_RUN.findall(form))}
    return frozenset(word for word in found if len(word) > 1)


_LETTER_RUN = re.compile(r"[^\W\d_]+")
_DIGIT_RUN = re.compile(r"[0-9]+")
#: A hyphen that the expressions for raw text do not know.
_HYPHEN = "\x02"
_WORD = re.compile(r"\w*")
_MONEY = "€£¥₹₩"
#: Longer words are not joined: the block decides.
_LONGEST = 40


def joined_words(text: str, seams: list[tuple[int, int]], knowledge: Knowledge) -> Iterator[int]:
    """The places of words with a seam that may count once they are repaired, and of signs of money."""
    for start, end, places in _parted(text, seams):
        marked = any(text[place] == "(" for place in places)
        if marked or _may_count(repair(text, start, end).text, text[start:end], knowledge):
            yield from places
    if not text.isascii():
        yield from (match.start() for sign in _MONEY if sign in text for match in re.finditer(sign, text))


def _parted(text: str, seams: list[tuple[int, int]]) -> Iterator[tuple[int, int, list[int]]]:
    """Where words with seams in them begin and end, and where their seams, and the parts behind these, do."""
    first = last = -1
    places: list[int] = []
    for start, end in sorted(seams):
        begin = start - _letters(text[max(0, start - _LONGEST) : start][::-1])
        stop = end + _letters(text[end : end + _LONGEST])
        if places and begin > last:
            yield first, last, places
            places = []
        if not places:
            first = begin
        last = max(last, stop)
        places += start, stop - 1
    if places:
        yield first, last, places


def _letters(text: str) -> int:
    """How many letters and digits a text begins with."""
    word = _WORD.match(text)
    return word.end() if word else 0


def _may_count(word: str, raw: str, knowledge: Knowledge) -> bool:
    """Whether a joined word counts, is two words, has a hyphen that is not known, or numbers that were others."""
    runs = [run.lower() for run in _LETTER_RUN.findall(word)]
    runs += [run[1:] for run in runs if run.startswith("x")]  # "8xGPU" is a count and a word
    return (
        not _joinable(knowledge).isdisjoint(runs)
        or "$" in word
        or " " in word
        or _HYPHEN in raw
        or _DIGIT_RUN.findall(word) != _DIGIT_RUN.findall(raw)
    )
