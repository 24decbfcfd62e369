"""The stations of a text inside spaCy, in order: tokenizer, ruler and phrases, mentions, quantities, links, context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hwextract.knowledge import SHIPPED, Knowledge

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["MAX_STRINGS", "build"]

#: Strings that a vocabulary may come to hold. spaCy never lets go of one, so a pipeline that has met more is replaced.
MAX_STRINGS = 30_000


def build(knowledge: Knowledge = SHIPPED) -> Language:
    """A private pipeline; a user's own is never touched.

    Its vocabulary has the lower-case form of tokens and no other attribute: computing shapes and flags of every new
    word would cost more than all stations.
    """
    from spacy.attrs import LOWER  # type: ignore[import-not-found]
    from spacy.lang.en import English
    from spacy.vocab import Vocab

    from hwextract.pipeline.context import decide
    from hwextract.pipeline.links import link
    from hwextract.pipeline.mentions import find_mentions
    from hwextract.pipeline.quantities import find_quantities
    from hwextract.pipeline.ruler import add_ruler
    from hwextract.pipeline.tokenizer import HardwareTokenizer

    # English's own tokenizer is never made: its exceptions take longer than everything else here.
    nlp = English(
        vocab=Vocab(lex_attr_getters={LOWER: str.lower}),
        create_tokenizer=lambda nlp: HardwareTokenizer(nlp.vocab, knowledge),
    )
    add_ruler(nlp, knowledge)
    for component in (find_mentions, find_quantities, link, decide):
        nlp.add_pipe(f"hwextract_{component.__name__}")
    return nlp
