"""What speaks of computing around a time: the text before its block, the sentence before its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.expressions import guarded
from hwextract.pipeline.computing.cues import ELSEWHERE, LETTERS, STRONG, has_word
from hwextract.pipeline.programs import names_program
from hwextract.topics import speaks_of_learning

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Window

__all__ = ["BEFORE", "SENTENCE", "said_of_computing", "stands_alone", "stands_behind_computing"]

#: Words that say nothing of what lasted.
_BARE = frozenset(
    "for in over about approximately approx roughly around some took takes of or and to a x per total time day days week"
    " weeks month months hour hours hr hrs h d minute minutes min second seconds sec s".split()
)
#: Characters of a fragment, and what stands before one.
_SHORT = 24
_SENTENCE_BEFORE = re.compile(r"[.!?;][\"\u201d)]? $")
_RESULT = guarded(r"[=\u2248]|->|^\W*[\"\u201c].*[\"\u201d]\W*$", re.DOTALL)


def stands_alone(text: str, before: str = "") -> bool:
    """Whether a block is nothing but a time that somebody quotes or works out: what lasted was said before.

    So is a time that follows a sentence on the same line.

    Examples
    --------
    >>> stands_alone("14*24 = 336 hours"), stands_alone('"for 12 days"'), stands_alone("after 3 days")
    (True, True, False)
    >>> stands_alone("12 days.", "It was trained on one GPU. ")
    True
    """
    follows = len(text) < _SHORT and _SENTENCE_BEFORE.search(before) is not None
    return (follows or _RESULT.search(text) is not None) and _BARE.issuperset(LETTERS.findall(text.lower()))


#: Characters before a block in which something may speak of computing.
BEFORE = 600
#: Characters of a sentence at most.
SENTENCE = 250


def stands_behind_computing(window: Window) -> bool:
    """Whether the text before a block speaks of computing, so that "it took 3 hours" does, too.

    A text that starts with the block has the benefit of the doubt.
    """
    before = window.before[-BEFORE:]
    return not before.strip() or has_word(before, window.knowledge, *STRONG) or speaks_of_learning(window.text)


def said_of_computing(window: Window, text: str, place: int) -> bool:
    """Whether the sentence or clause before a place speaks of computing, and of nothing else that lasts."""
    before = text[:place]
    if len(before.strip()) < _SHORT:
        before = window.before[-SENTENCE:] + before
    said = re.split(r"[.!?] (?=[A-Z])|;", before.rstrip(" .;"))[-1]
    computes = has_word(said, window.knowledge, "computing") or names_program(said)
    return computes and not has_word(said, window.knowledge, *ELSEWHERE)
