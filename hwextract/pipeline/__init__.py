"""The stations of a text inside spaCy, in order: tokenizer, ruler, mentions, quantities, links, context."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["build"]


@cache
def build() -> Language:
    """The private pipeline. It is made once; a user's own pipeline is never touched."""
    from spacy.lang.en import English

    from hwextract.pipeline import context, links, mentions, quantities
    from hwextract.pipeline.ruler import add_ruler
    from hwextract.pipeline.tokenizer import HardwareTokenizer

    nlp = English()
    nlp.tokenizer = HardwareTokenizer(nlp.vocab)
    add_ruler(nlp)
    for component in ("hwextract_mentions", "hwextract_quantities", "hwextract_links", "hwextract_context"):
        nlp.add_pipe(component)
    assert context and links and mentions and quantities
    return nlp
