"""The phrases that the pipeline looks for: class words, product heads, systems and cues, of lexicon and catalogue."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.lexicon import expand
from hwextract.pipeline.draft import Cue
from hwextract.pipeline.phrasebook import PhraseBook
from hwextract.pipeline.systems import plurals
from hwextract.pipeline.tokenizer import place, split

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Window

__all__ = ["DIGITS", "RULED", "find_phrases", "phrases", "ruled"]

#: A token of a head that stands for a number, with hyphens before it or not. Only the gate heeds it: the grammar
#: asks for the number itself.
DIGITS = "#"

#: Labels of the phrases that make a mention, which spaCy's span ruler has; there are a few hundred.
RULED = ("CLASS", "HEAD")


def phrases(knowledge: Knowledge = SHIPPED) -> tuple[tuple[str, str, str], ...]:
    """Every phrase as (label, id, phrase); labels are CLASS, HEAD, SYSTEM and CUE."""
    return _phrases(knowledge)


@lru_cache(maxsize=8)
def _phrases(knowledge: Knowledge) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    for row in knowledge.class_words.values():
        found += [("CLASS", row["id"], phrase) for pattern in row["phrases"] for phrase in expand(pattern)]
    for grammar in knowledge.grammars.values():
        found += [("HEAD", grammar.id, phrase) for head in grammar.heads for phrase in expand(head)]
    for system in knowledge.systems.values():
        found += [("SYSTEM", system.id, phrase) for phrase in (system.name, *system.aliases, *plurals(system))]
    for row in knowledge.cues.values():
        found += [("CUE", row["id"], phrase) for pattern in row["patterns"] for phrase in expand(pattern)]
    return tuple(found)


def ruled(knowledge: Knowledge = SHIPPED) -> list[tuple[str, str, str]]:
    """The class words and heads as a ruler looks for them: in lower case, their tokens apart, without numbers."""
    found = (
        (label, row_id, " ".join(token for token in split(phrase.lower()) if token != DIGITS))
        for label, row_id, phrase in phrases(knowledge)
        if label in RULED
    )
    return [entry for entry in dict.fromkeys(found) if entry[2]]


@lru_cache(maxsize=8)
def _book(knowledge: Knowledge) -> PhraseBook:
    """All phrases. Most are cues and systems, which would fill a matcher of spaCy's for longer than papers take."""
    return PhraseBook([*ruled(knowledge), *(entry for entry in phrases(knowledge) if entry[0] not in RULED)])


def find_phrases(window: Window) -> None:
    """Put the phrases of a block into its window, also those that overlap: cues and hints, and those of hardware."""
    text, rows, phrases = window.text, window.knowledge.cues, window.phrases
    tokens, ends = place(text)
    for first, stop, entries in _book(window.knowledge).find([*map(str.lower, tokens)]):
        start, end = ends[first] - len(tokens[first]), ends[stop - 1]
        for label, row_id in entries:
            if label == "CUE":
                row = rows[row_id]
                found = window.hints if row["category"] == "hint" else window.cues
                found.append(Cue(start, end, text[start:end], row))
            else:
                phrases.append((start, end, label, row_id))
