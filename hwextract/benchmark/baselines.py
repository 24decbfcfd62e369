"""What hwextract is held against: four ways to go over the same texts, defined by ``baselines.json``.

Each baseline is made by a function without arguments and is itself a function of a list of texts (for the bare scan:
of their UTF-8 bytes) that returns the number of things it found.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["BASELINES", "definition", "phrases", "token_patterns", "words"]


@cache
def definition() -> dict[str, Any]:
    """The words, phrases and token patterns of the baselines as they stand in ``baselines.json``."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("baselines.json").read_text(encoding="utf-8"))
    return loaded


def words() -> list[str]:
    """The words of the bare scan.

    Examples
    --------
    >>> len(words())
    61
    """
    found: list[str] = definition()["words"]
    return found


def phrases() -> list[str]:
    """The phrase patterns of the rulers: every brand before every model.

    Examples
    --------
    >>> phrases()[0], len(phrases())
    ('NVIDIA GTX 1080 Ti', 300)
    """
    parts = definition()["phrases"]
    return [brand + model for brand in parts["brands"] for model in parts["models"]]


def token_patterns() -> list[list[dict[str, Any]]]:
    """The token patterns of the rulers: a number, a unit and what follows; the shape of a code and what follows.

    Examples
    --------
    >>> len(token_patterns()), token_patterns()[0]
    (100, [{'LIKE_NUM': True}, {'LOWER': 'hours'}, {'LOWER': 'on'}])
    """
    quantities, devices = (definition()["token_patterns"][name] for name in ("quantities", "devices"))
    return [
        [{"LIKE_NUM": True}, {"LOWER": unit.lower()}, {"LOWER": follower}]
        for follower in quantities["followers"]
        for unit in quantities["units"]
    ] + [
        [{"TEXT": {"REGEX": shape}}, {"LOWER": follower}]
        for follower in devices["followers"]
        for shape in devices["shapes"]
    ]


def tokenizer() -> Callable[[Sequence[str]], int]:
    """SpaCy's blank English tokenizer alone."""
    import spacy

    nlp = spacy.blank("en")
    return lambda texts: sum(len(doc) for doc in nlp.pipe(texts))


def rulers() -> Callable[[Sequence[str]], int]:
    """What a spaCy user would write: a sentencizer, 300 phrase patterns and 100 token patterns."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler: Any = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "HW", "pattern": phrase} for phrase in phrases()])
    ruler.add_patterns([{"label": "Q", "pattern": pattern} for pattern in token_patterns()])
    return lambda texts: sum(len(doc.ents) for doc in nlp.pipe(texts))


def quantulum3() -> Callable[[Sequence[str]], int]:
    """quantulum3 without its classifier: every quantity with its unit."""
    from quantulum3 import parser

    return lambda texts: sum(len(parser.parse(text)) for text in texts)


def bare_scan() -> Callable[[Sequence[bytes]], int]:
    """Hyperscan over UTF-8 bytes: one expression a word, with word boundaries, in any case."""
    import hyperscan

    database = hyperscan.Database()
    expressions = [rf"\b{word}\b".encode() for word in words()]
    database.compile(
        expressions,
        ids=list(range(len(expressions))),
        flags=[hyperscan.HS_FLAG_CASELESS] * len(expressions),
    )

    def scan(texts: Sequence[bytes]) -> int:
        hits: list[None] = []
        for text in texts:
            database.scan(text, match_event_handler=lambda *_: hits.append(None))
        return len(hits)

    return scan


#: The baselines by name; what one needs may not be installed (ImportError).
BASELINES: dict[str, Callable[[], Callable[[Sequence[Any]], int]]] = {
    "tokenizer": tokenizer,
    "rulers": rulers,
    "quantulum3": quantulum3,
    "bare-scan": bare_scan,
}
