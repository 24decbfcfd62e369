"""The phrases of spaCy's span ruler: class words, product heads and cues, from the lexicon and the catalogue."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.lexicon import expand
from hwextract.pipeline.tokenizer import split

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["SPANS", "add_ruler", "phrases"]

#: Key of the ruler's spans on a Doc.
SPANS = "hwextract_ruler"


def phrases(knowledge: Knowledge = SHIPPED) -> tuple[tuple[str, str, str], ...]:
    """Every phrase as (label, id, phrase); labels are CLASS, HEAD, SYSTEM and CUE."""
    return _phrases(knowledge)


@lru_cache(maxsize=8)
def _phrases(knowledge: Knowledge) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    for row in knowledge.class_words.values():
        found += [("CLASS", row["id"], phrase) for pattern in row["phrases"] for phrase in expand(pattern)]
    for grammar in knowledge.grammars.values():
        found += [("HEAD", grammar.id, head) for head in grammar.heads]
    for system in knowledge.systems.values():
        found += [("SYSTEM", system.id, phrase) for phrase in (system.name, *system.aliases)]
    for row in knowledge.cues.values():
        found += [("CUE", row["id"], phrase) for pattern in row["patterns"] for phrase in expand(pattern)]
    return tuple(found)


def add_ruler(nlp: Language, knowledge: Knowledge = SHIPPED) -> None:
    """Add spaCy's span ruler with all phrases, matched without regard to case."""
    ruler: Any = nlp.add_pipe("span_ruler", config={"spans_key": SPANS, "phrase_matcher_attr": "LOWER"})
    patterns: dict[tuple[str, str, str], None] = dict.fromkeys(
        (label, row_id, " ".join(split(phrase.lower()))) for label, row_id, phrase in phrases(knowledge)
    )
    ruler.add_patterns(
        [{"label": label, "id": row_id, "pattern": phrase} for label, row_id, phrase in patterns if phrase]
    )
