"""Search: the product that a name means, with the rule that says why, and the names nearest to a text.

A name or alias comes first, then the slips of ``slips.jsonl``, then a letter that is wrong in a word of a brand, then
what a grammar reads. No rule changes a model's letters or digits, so that no product becomes another.
"""

from __future__ import annotations

import difflib
import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from hwextract.catalog.own import TABLES
from hwextract.catalog.products import SHIPPED, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hwextract.catalog.products import Catalog, Product

__all__ = ["Suggestion", "find", "suggest"]

_WORD = re.compile(r"[^\W\d_]+")
#: A shorter word of a brand is too near to other words.
_LEAST_LETTERS = 4
#: Likeness from which a name is worth suggesting.
_LEAST_SCORE = 0.6


class Suggestion(NamedTuple):
    """A product that a text may mean.

    Attributes
    ----------
    name : str
        The canonical name.
    score : float
        From 0 to 1; 1 is the product that `find` gives.
    rule : str
        Why: ``name``, ``alias``, the ids of the slips that were mended (``gtx-for-rtx``), ``grammar:`` and the id of
        the grammar that read it; ``part`` where the text is a part of the name and ``likeness`` for anything else.
    """

    name: str
    score: float
    rule: str


def find(text: str, catalog: Catalog = SHIPPED) -> Product | None:
    """The product that a text names, or None; `suggest` says by which rule.

    A text that could mean several products finds none of them.

    Examples
    --------
    >>> find("2080ti").name, find("Standard_NC6s_v3").value("accelerator_count")
    ('NVIDIA GeForce RTX 2080 Ti', 1.0)
    >>> find("RTX 2081") is None, find("TITAN X") is None
    (True, True)
    """
    return next((product for product, _ in _readings(text, catalog)), None)


def suggest(text: str, most: int = 5, catalog: Catalog = SHIPPED) -> list[Suggestion]:
    """The products nearest to a text, best first, each with the rule that says why.

    Examples
    --------
    >>> suggest("GTX 2080ti", 1)
    [Suggestion(name='NVIDIA GeForce RTX 2080 Ti', score=1.0, rule='gtx-for-rtx')]
    >>> "NVIDIA GeForce RTX 3090" in [product.name for product in suggest("RTX 3009")]
    True
    """
    key = key_of(text)
    found: dict[str, Suggestion] = {}
    for product, rule in _readings(text, catalog):
        found[product.name] = Suggestion(product.name, 1.0, rule)
        break
    matcher = difflib.SequenceMatcher(b=key, autojunk=False)
    for kind in TABLES:
        for candidate, name in catalog.table(kind).names.items():
            score, rule = _likeness(matcher, key, candidate)
            if score >= _LEAST_SCORE and (name not in found or found[name].score < score):
                found[name] = Suggestion(name, score, rule)
    return sorted(found.values(), key=lambda suggestion: (-suggestion.score, suggestion.name))[:most]


def _likeness(matcher: difflib.SequenceMatcher[str], key: str, candidate: str) -> tuple[float, str]:
    """How near a key is to that of a name, from 0 to less than 1, and why."""
    if key and key in candidate:
        share = len(key) / len(candidate)
        return round(_LEAST_SCORE + (0.99 - _LEAST_SCORE) * share, 3), "part"
    matcher.set_seq1(candidate)
    if matcher.real_quick_ratio() < _LEAST_SCORE or matcher.quick_ratio() < _LEAST_SCORE:
        return 0.0, ""
    return round(min(matcher.ratio(), 0.99), 3), "likeness"


def _readings(text: str, catalog: Catalog) -> Iterator[tuple[Product, str]]:
    """What a text can be read as, the surest first, each with its rule."""
    plain = " ".join(text.split())
    product = _known(plain, catalog)
    if product is not None:
        yield product, "name" if key_of(product.name) == key_of(plain) else "alias"
    mended = plain
    slips: list[str] = []
    for rule, pattern, becomes in _slips():
        changed = " ".join(pattern.sub(becomes, mended).split())
        if changed != mended:
            mended, slips = changed, [*slips, rule]
            product = _known(mended, catalog)
            if product is not None:
                yield product, " ".join(slips)
    spelled = _WORD.sub(lambda word: _brand(word[0], catalog), mended)
    product = _known(spelled, catalog) if spelled != mended else None
    if product is not None:
        yield product, " ".join([*slips, "brand-letter"])
    for grammar in catalog.grammars:
        match = grammar.pattern.fullmatch(spelled)
        product = catalog.look_up(grammar.type, grammar.canonical_name(match)) if match and match.group() else None
        if product is not None:
            yield product, f"grammar:{grammar.id}"


def _known(text: str, catalog: Catalog) -> Product | None:
    return next((product for kind in TABLES if (product := catalog.look_up(kind, text))), None)


def _brand(word: str, catalog: Catalog) -> str:
    """The word of a brand that a word is, or differs from in one letter; else the word itself."""
    brands = _brands(catalog)
    if word.lower() in brands:
        return brands[word.lower()]
    if len(word) < _LEAST_LETTERS:
        return word
    near = [brand for key, brand in brands.items() if _one_letter_apart(word.lower(), key)]
    return near[0] if len(near) == 1 else word


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two are in the wrong order."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, tail = one[start:], other[start:]
    return (
        rest[1:] == tail[1:]
        or rest[1:] == tail
        or rest == tail[1:]
        or (rest[1::-1] == tail[:2] and rest[2:] == tail[2:])
    )


@lru_cache(maxsize=64)
def _brands(catalog: Catalog) -> dict[str, str]:
    """The words of vendors and lines by their lower-case form: the only words in which a wrong letter is mended."""
    words: dict[str, str] = {}
    for kind in ("accelerator", "cpu"):
        for word in _WORD.findall(
            " ".join({*catalog.table(kind).column("vendor"), *catalog.table(kind).column("line")})
        ):
            if len(word) >= _LEAST_LETTERS:
                words[word.lower()] = word
    return words


@cache
def _slips() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    text = files(__package__).joinpath("slips.jsonl").read_text(encoding="utf-8")
    rows = map(json.loads, text.splitlines())
    return tuple((row["id"], re.compile(row["pattern"], re.IGNORECASE), row["becomes"]) for row in rows)
