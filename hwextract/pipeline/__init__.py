"""The stations of a text inside spaCy, in order: tokenizer, ruler, mentions, quantities, links, context."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hwextract.knowledge import SHIPPED, Knowledge

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["build"]


def build(knowledge: Knowledge = SHIPPED) -> Language:
    """The private pipeline. It is made once for what it knows; a user's own pipeline is never touched."""
    return _build(knowledge)


@lru_cache(maxsize=8)
def _build(knowledge: Knowledge) -> Language:
    from spacy.lang.en import English

    from hwextract.pipeline.context import decide
    from hwextract.pipeline.links import link
    from hwextract.pipeline.mentions import find_mentions
    from hwextract.pipeline.quantities import find_quantities
    from hwextract.pipeline.ruler import add_ruler
    from hwextract.pipeline.tokenizer import HardwareTokenizer

    nlp = English()
    nlp.tokenizer = HardwareTokenizer(nlp.vocab, knowledge)
    add_ruler(nlp, knowledge)
    for component in (find_mentions, find_quantities, link, decide):
        nlp.add_pipe(f"hwextract_{component.__name__}")
    return nlp
