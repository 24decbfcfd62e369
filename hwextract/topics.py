"""What a passage is about, told from its vocabulary, where the sentence itself does not say."""

from __future__ import annotations

import re
from functools import cache

from hwextract.lexicon import one_of

__all__ = ["speaks_of_learning"]


@cache
def _learning() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('learning')}\b", re.IGNORECASE)


def speaks_of_learning(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a part of a text has a word of machine learning in it.

    Examples
    --------
    >>> speaks_of_learning("We average over ten runs of DQN."), speaks_of_learning("We average over ten nests.")
    (True, False)
    """
    return _learning().search(text, start, len(text) if end is None else end) is not None
