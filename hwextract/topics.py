"""What a passage is about, told from its vocabulary, where the sentence itself does not say."""

from __future__ import annotations

import re

from hwextract.expressions import lazy
from hwextract.lexicon import any_of

__all__ = ["speaks_of_learning"]

_LEARNING = lazy(rf"\b(?:{any_of('learning')})\b", re.IGNORECASE)


def speaks_of_learning(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a part of a text has a word of machine learning in it.

    Examples
    --------
    >>> speaks_of_learning("We average over ten runs of DQN."), speaks_of_learning("We average over ten nests.")
    (True, False)
    """
    return _LEARNING.search(text, start, len(text) if end is None else end) is not None
