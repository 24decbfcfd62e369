"""Whether a text can be read: English, another language, or garbage."""

from __future__ import annotations

import re

__all__ = ["readability"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "in",
        "to",
        "is",
        "for",
        "with",
        "on",
        "was",
        "that",
        "are",
        "by",
        "as",
        "we",
        "this",
        "from",
        "were",
        "an",
        "be",
        "at",
        "or",
        "which",
        "using",
        "our",
        "used",
        "it",
        "model",
        "data",
        "training",
        "not",
        "can",
        "these",
        "have",
        "has",
        "been",
        "each",
        "trained",
        "network",
        "learning",
        "per",
        "results",
        "both",
    ]
)
_SAMPLE = 20_000


def readability(text: str) -> tuple[str, str | None]:
    """The document's status (``ok``, ``empty``, ``unreadable`` or ``not_english``) and its language, where it shows.

    Short texts and lists are given the benefit of the doubt: only a text of some length with hardly any of the
    commonest English words is called something else.

    Examples
    --------
    >>> readability("We trained the model on the data of the first year.")
    ('ok', 'en')
    >>> readability("  ")
    ('empty', None)
    """
    if not text.strip():
        return "empty", None
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    visible = sum(not char.isspace() for char in sample)
    odd = sum(
        char == "\ufffd" or (ord(char) < 32 and char not in "\n\r\t\f") or 0xE000 <= ord(char) <= 0xF8FF
        for char in sample
    )
    if visible > 500 and odd > 0.2 * visible:
        return "unreadable", None
    common = sum(word in _ENGLISH for word in words)
    if len(words) < 60:
        return "ok", "en" if common else None
    share = common / len(words)
    if share >= 0.04:
        return "ok", "en"
    vowels = sum(bool(re.search(r"[aeiouyàâäéèêëîïôöùûüæøå]", word)) for word in words)
    latin = sum(word.isascii() or word[0] < "\u0250" for word in words)
    if latin > 0.7 * len(words) and vowels < 0.75 * len(words):
        return "unreadable", None
    return ("not_english", None) if share < 0.015 else ("ok", None)
