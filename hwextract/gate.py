"""The gate: which blocks can hold a mention. Derived from the phrases and units of lexicon and catalogue.

The gate over-approximates; the pipeline decides. Without it all blocks pass, and the records are the same.
"""

from __future__ import annotations

import re
from functools import cache

from hwextract.pipeline.ruler import phrases
from hwextract.pipeline.tokenizer import split
from hwextract.repair import repair
from hwextract.units import spellings

__all__ = ["passes", "trigger"]


@cache
def trigger() -> re.Pattern[str]:
    """One expression of everything that a mention needs: a word of hardware, or a number with a unit.

    Examples
    --------
    >>> bool(trigger().search("on a Xeon")), bool(trigger().search("the weather was fine"))
    (True, False)
    """
    first = set()
    for label, _, phrase in phrases():
        if label in ("CLASS", "HEAD", "SYSTEM") or (
            label == "CUE" and phrase.split()[0].lower() in ("gpu", "cpu", "tpu")
        ):
            tokens = split(phrase.lower())
            first.add(r" ?".join(re.escape(token) for token in tokens))
    words = "|".join(sorted(first, key=lambda w: (-len(w), w)))
    units = "|".join(spellings(d) for d in ("time", "bytes", "energy", "mass"))
    numbers = (
        r"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|couple|twelve|twenty|thirty|"
        r"hundred))"
    )
    return re.compile(
        rf"(?<![a-z])(?:{words})(?![a-z]{{3}})"
        rf"|{numbers}[ -]{{0,3}}(?:(?:and a |a |of an? )?(?:half|quarter|third)? ?)(?:{units})\b"
        r"|[$€£¥₹₩] ?\d|\b(?:usd|eur|gbp|chf|cny|rmb|dollars?|euros?|pounds|cents?|yuan)\b|flops?\b|co ?2|\bhours used"
        r"|\d:\d\d",
        re.IGNORECASE,
    )


def passes(text: str, start: int, end: int) -> bool:
    """Whether the block ``text[start:end]`` goes through the pipeline."""
    block = text[start:end]
    if not block.isascii() or "\n" in block or "  " in block or "- " in block:
        block = repair(text, start, end).text
    return trigger().search(block) is not None
