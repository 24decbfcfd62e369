"""The gate: which blocks can hold a mention. Derived from the phrases and units of lexicon and catalogue.

The gate over-approximates; the pipeline decides. Without it all blocks pass, and the records are the same.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.pipeline.ruler import phrases
from hwextract.pipeline.tokenizer import split
from hwextract.repair import repair
from hwextract.units import spellings

__all__ = ["heads", "passes", "quantity"]

#: First token of a phrase to the tokens that follow in each phrase that it starts.
Heads = dict[str, list[tuple[str, ...]]]


def heads(knowledge: Knowledge = SHIPPED) -> tuple[Heads, Heads]:
    """The phrases that make a block pass: those that count in any case, and names that count as they are spelled.

    A system whose name is an ordinary word, too, is looked for as the catalogue spells it.

    Examples
    --------
    >>> any_case, spelled = heads()
    >>> () in any_case["xeon"], "titan" in spelled
    (True, False)
    """
    return _heads(knowledge)


@lru_cache(maxsize=8)
def _heads(knowledge: Knowledge) -> tuple[Heads, Heads]:
    any_case: Heads = {}
    spelled: Heads = {}
    ordinary = {system.id for system in knowledge.systems.values() if system.ambiguous}
    for label, row_id, phrase in phrases(knowledge):
        if label == "CUE" and phrase.split()[0].lower() not in ("gpu", "cpu", "tpu", "multi", "multiple", "multigpu"):
            continue
        table, text = (spelled, phrase) if label == "SYSTEM" and row_id in ordinary else (any_case, phrase.lower())
        first, *rest = split(text)
        table.setdefault(first, []).append(tuple(rest))
    return any_case, spelled


@cache
def quantity() -> re.Pattern[str]:
    """What every quantity has: a number with a unit, a currency, an amount of operations or of carbon.

    Examples
    --------
    >>> bool(quantity().search("for 3 days")), bool(quantity().search("the weather was fine"))
    (True, False)
    """
    units = "|".join(spellings(dimension) for dimension in ("time", "bytes", "energy", "mass"))
    spelled_out = "|".join(form for form in units.split("|") if len(form) > 2)
    words = (
        r"an?|one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|couple|twelve|\w+teen|\w+ty|hundred|thirds?|"
        r"quarters?"
    )
    between = r"(?:(?:million|thousand|billion|of an?|of|and a half|a) )?(?:(?:half|quarter|third) )?"
    return re.compile(
        rf"\d[ -]{{0,3}}(?:(?:k|m|b|million|thousand|billion|and a half) ?)?(?-i:{units})\b"
        rf"|\b(?:{words})[ -]{between}(?:{spelled_out})\b"
        r"|[$€£¥₹₩] ?\d|\d ?[€$£]|\b(?:usd|eur|gbp|chf|cny|rmb|dollars?|euros?|pounds|cents?|yuan)\b|flops?\b|co ?2"
        r"|\d ?(?:peta|exa|tera|[pte])[ -]?f(?:lops?)?\b|floating[ -]point|\d ?[dhm] ?\d"
        r"|\b(?:hours|time|duration)[^.]{0,12}[:=]|\d:\d\d|\d[^.]{0,24}[ -](?:hours|days|years)\b",
        re.IGNORECASE,
    )


def passes(text: str, start: int, end: int, knowledge: Knowledge = SHIPPED) -> bool:
    """Whether the block ``text[start:end]`` goes through the pipeline."""
    block = text[start:end]
    if not block.isascii() or "\n" in block or "  " in block or "- " in block or "(" in block:
        block = repair(text, start, end).text
    return quantity().search(block) is not None or _has_head(split(block), knowledge)


def _has_head(tokens: list[str], knowledge: Knowledge) -> bool:
    any_case, spelled = heads(knowledge)
    lower = [token.lower() for token in tokens]
    return any(
        any(tuple(run[at + 1 : at + 1 + len(rest)]) == rest for rest in table[token])
        for table, run in ((any_case, lower), (spelled, tokens))
        for at, token in enumerate(run)
        if token in table
    )
