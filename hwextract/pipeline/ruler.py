"""The phrases that the pipeline looks for: class words, product heads, systems and cues, of lexicon and catalogue.

Class words and heads, a few hundred, are patterns of spaCy's span ruler. Systems and cues are thousands: filling a
ruler with them would take longer than most papers, so they stand in a `PhraseBook`. Both leave their spans together.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Span

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.lexicon import expand
from hwextract.pipeline.draft import Window
from hwextract.pipeline.phrasebook import PhraseBook
from hwextract.pipeline.tokenizer import split

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["DIGITS", "SPANS", "add_ruler", "look_up_phrases", "phrases"]

#: A token of a head that stands for a number, with hyphens before it or not. Only the gate heeds it: the grammar
#: asks for the number itself.
DIGITS = "#"


#: Key of the spans of ruler and phrase book on a Doc.
SPANS = "hwextract_ruler"
#: Labels of the phrases that the ruler has; the others are in the book.
_RULED = ("CLASS", "HEAD")


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
        found += [("SYSTEM", system.id, phrase) for phrase in (system.name, *system.aliases)]
    for row in knowledge.cues.values():
        found += [("CUE", row["id"], phrase) for pattern in row["patterns"] for phrase in expand(pattern)]
    return tuple(found)


@lru_cache(maxsize=8)
def _book(knowledge: Knowledge) -> PhraseBook:
    return PhraseBook(entry for entry in phrases(knowledge) if entry[0] not in _RULED)


def add_ruler(nlp: Language, knowledge: Knowledge = SHIPPED) -> None:
    """Add spaCy's span ruler and the phrase book behind it; both match without regard to case."""
    ruler: Any = nlp.add_pipe("span_ruler", config={"spans_key": SPANS, "phrase_matcher_attr": "LOWER"})
    patterns: dict[tuple[str, str, str], None] = dict.fromkeys(
        (label, row_id, " ".join(token for token in split(phrase.lower()) if token != DIGITS))
        for label, row_id, phrase in phrases(knowledge)
        if label in _RULED
    )
    ruler.add_patterns(
        [{"label": label, "id": row_id, "pattern": phrase} for label, row_id, phrase in patterns if phrase]
    )
    nlp.add_pipe("hwextract_look_up_phrases")


@Language.component("hwextract_look_up_phrases")
def look_up_phrases(doc: Doc) -> Doc:
    """Add the systems and cues of the phrase book to the ruler's spans."""
    window = Window.of(doc)
    tokens = [token.lower_ for token in doc] if window.tokens is None else window.tokens
    found = [
        Span(doc, start, end, label=label, span_id=row_id)
        for start, end, label, row_id in _book(window.knowledge).find(tokens)
    ]
    if found:
        doc.spans[SPANS] = sorted([*doc.spans[SPANS], *found])
    return doc
