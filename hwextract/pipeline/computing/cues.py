"""The words that speak of computing, of data, of people and of what is done elsewhere."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hwextract.expressions import tree
from hwextract.lexicon import expand

if TYPE_CHECKING:
    from hwextract.knowledge import Knowledge
    from hwextract.pipeline.draft import Window

__all__ = [
    "ELSEWHERE",
    "HEADS",
    "LETTERS",
    "STRONG",
    "WORDS",
    "has_data",
    "has_word",
    "speaks_of_people",
]

#: Categories of cues without which a time is none of computing, unless it is labelled or hardware stands beside it.
WORDS = frozenset({"computing", "computing_near", "computing_weak", "takes"})
#: Categories of cues that speak of computing by themselves.
STRONG = ("computing", "computing_near")
#: Categories of cues that may make a heading one of computing.
HEADS = (*STRONG, "computing_weak")
#: Categories of cues that name what is done elsewhere than in a computer.
ELSEWHERE = ("activity", "people", "by_hand")
#: A word, as far as it is letters.
LETTERS = re.compile(r"[^\W\d_]+")
#: A hyphen between the words of a cue, which may have spaces around it; any other character.
_PARTS = re.compile(" - |.", re.DOTALL)
_WRITTEN = {" - ": " ?- ?"}


@cache
def _words(knowledge: Knowledge, category: str, rank: int) -> re.Pattern[str]:
    cues = knowledge.lexicon.rows("cues")
    rows = [row for row in cues if row["category"] == category and row.get("rank", rank) >= rank]
    phrases = {phrase for row in rows for pattern in row["patterns"] for phrase in expand(pattern)}
    return re.compile(rf"\b{tree(map(_PARTS.findall, phrases), _WRITTEN)}\b", re.IGNORECASE)


def has_word(text: str, knowledge: Knowledge, *categories: str, rank: int = 0) -> bool:
    """Whether a text that is no part of a block has a cue of one of some categories, and of a rank at least.

    As in a block, a cue inside a pseudo-cue is none: "a mouse model".
    """
    masks: list[tuple[int, int]] | None = None
    for category in categories:
        for cue in _words(knowledge, category, rank).finditer(text):
            if masks is None:
                masks = [pseudo.span() for pseudo in _words(knowledge, "pseudo", 0).finditer(text)]
            if not any(start <= cue.start() < end for start, end in masks):
                return True
    return False


def has_data(window: Window) -> bool:
    """Whether a block speaks of what computers work on."""
    return any(cue.row["category"] == "data" for cue in window.cues)


def speaks_of_people(window: Window) -> bool:
    """Whether a block speaks of people."""
    return any(cue.row["category"] == "people" for cue in window.cues)
