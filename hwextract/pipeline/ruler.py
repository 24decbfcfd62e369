"""The phrases of spaCy's span ruler: class words, product heads and cues, from the lexicon and the catalogue."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hwextract.catalog import systems
from hwextract.catalog.grammar import grammars
from hwextract.lexicon import expand, rows
from hwextract.pipeline.tokenizer import split

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DIGITS", "SPANS", "add_ruler", "phrases"]

#: A token of a head that stands for a number, with hyphens before it or not. Only the gate heeds it: the grammar
#: asks for the number itself.
DIGITS = "#"

#: Key of the ruler's spans on a Doc.
SPANS = "hwextract_ruler"


@cache
def phrases() -> tuple[tuple[str, str, str], ...]:
    """Every phrase as (label, id, phrase); labels are CLASS, HEAD, SYSTEM and CUE."""
    found: list[tuple[str, str, str]] = []
    for row in rows("class_words"):
        found += [("CLASS", row["id"], phrase) for pattern in row["phrases"] for phrase in expand(pattern)]
    for grammar in grammars():
        found += [("HEAD", grammar.id, phrase) for head in grammar.heads for phrase in expand(head)]
    found += [("SYSTEM", system.id, phrase) for system in systems() for phrase in (system.name, *system.aliases)]
    for row in rows("cues"):
        found += [("CUE", row["id"], phrase) for pattern in row["patterns"] for phrase in expand(pattern)]
    return tuple(found)


def add_ruler(nlp: Language) -> None:
    """Add spaCy's span ruler with all phrases, matched without regard to case."""
    ruler: Any = nlp.add_pipe("span_ruler", config={"spans_key": SPANS, "phrase_matcher_attr": "LOWER"})
    patterns: dict[tuple[str, str, str], None] = dict.fromkeys(
        (label, row_id, " ".join(token for token in split(phrase.lower()) if token != DIGITS))
        for label, row_id, phrase in phrases()
    )
    ruler.add_patterns(
        [{"label": label, "id": row_id, "pattern": phrase} for label, row_id, phrase in patterns if phrase]
    )
