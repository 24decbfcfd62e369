"""The stations of a block, in order: phrases, mentions, quantities, links, context. Each works on the block's window.

`build` makes a spaCy pipeline of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.pipeline.context import decide
from hwextract.pipeline.links import link
from hwextract.pipeline.mentions import find_mentions
from hwextract.pipeline.quantities import find_quantities
from hwextract.pipeline.ruler import find_phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from hwextract.pipeline.draft import Window

__all__ = ["STATIONS", "build"]

#: What is done with a window, one after the other.
STATIONS: tuple[Callable[[Window], None], ...] = (find_phrases, find_mentions, find_quantities, link, decide)


def build(knowledge: Knowledge = SHIPPED) -> Language:
    """A private spaCy pipeline of the stations; a user's own is never touched.

    Examples
    --------
    >>> build().pipe_names[:2]
    ['span_ruler', 'hwextract_find_phrases']
    """
    from hwextract.pipeline.components import pipeline

    return pipeline(knowledge)
