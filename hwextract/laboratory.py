"""Passages of the clinic and the laboratory: what lasts there is a treatment or an incubation, no computation."""

from __future__ import annotations

import re
from functools import cache

from hwextract.lexicon import one_of, words

__all__ = ["names_machine", "names_tool", "speaks_of_laboratory"]

#: Letters, as they stand in words and units ("mg/kg" is two).
_LETTERS = re.compile(r"[^\W\d_]+")
#: How many different words of the clinic or the laboratory make a passage one of these.
_ENOUGH = 3
#: Words that begin with so many letters alike are forms of one: "infected" and "infections".
_STEM = 6


@cache
def _any_of(row_id: str) -> re.Pattern[str]:
    # What is "app-based" or "software-assisted" is done with such a thing, but by people.
    return re.compile(rf"\b{one_of(row_id)}\b(?!-(?:based|assisted|guided|delivered|supported)\b)", re.IGNORECASE)


def speaks_of_laboratory(passage: str) -> bool:
    """Whether a passage has several words of the clinic or the laboratory.

    Examples
    --------
    >>> speaks_of_laboratory("The mice were injected with 3 mg of insulin; training lasted 8 weeks.")
    True
    """
    spoken = words("laboratory").intersection(_LETTERS.findall(passage.lower()))
    return len({word[:_STEM] for word in spoken}) >= _ENOUGH


def names_machine(passage: str) -> bool:
    """Whether a passage has a word of machines that compute, which those of the clinic or the laboratory have not.

    Examples
    --------
    >>> names_machine("A neural network was trained on scans of 300 patients."), names_machine("The mice were trained.")
    (True, False)
    """
    return _any_of("machines-at-work").search(passage) is not None


def names_tool(sentence: str) -> bool:
    """Whether a sentence names a program or a computer, of which passages of the laboratory speak, too.

    Examples
    --------
    >>> names_tool("The software read a slide in 3 s."), names_tool("Training lasted 3 weeks.")
    (True, False)
    """
    return _any_of("tools-of-laboratories").search(sentence) is not None
