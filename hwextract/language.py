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
#: The parts of a link are words of no language.
_LINK = re.compile(r"https?://\S+")
_ODD = re.compile("[\ufffd\x00-\x08\x0b\x0e-\x1f\ue000-\uf8ff]")
_VOWEL = re.compile("[aeiouyàâäéèêëîïôöùûüæøå]")
_SAMPLE = 20_000
#: Into a text is glanced so often, for so many characters each time; a shorter one is read whole.
_GLANCES, _GLANCE = 4, 250


def readability(text: str) -> tuple[str, str | None]:
    """The document's status (``ok``, ``empty``, ``unreadable`` or ``not_english``) and its language, where it shows.

    Short texts and lists are given the benefit of the doubt: only a text of some length with hardly any of the
    commonest English words is called something else. No more than the first 20,000 characters are read, and far
    fewer where a glance leaves no doubt.

    Examples
    --------
    >>> readability("We trained the model on the data of the first year.")
    ('ok', 'en')
    >>> readability("  ")
    ('empty', None)
    >>> readability("| [net](https://example.org/nets/net_xs_brd_256.h5) | 3.2 |" * 20)
    ('ok', None)
    """
    if _is_plainly_english(text):
        return "ok", "en"
    if not text or text.isspace():
        return "empty", None
    sample = text[:_SAMPLE]
    words = _WORD.findall((_LINK.sub(" ", sample) if "://" in sample else sample).lower())
    visible = len("".join(sample.split()))
    if visible > 500 and len(_ODD.findall(sample)) > 0.2 * visible:
        return "unreadable", None
    common = sum(map(_ENGLISH.__contains__, words))
    if len(words) < 60:
        return "ok", "en" if common else None
    share = common / len(words)
    if share >= 0.04:
        return "ok", "en"
    vowels = sum(_VOWEL.search(word) is not None for word in words)
    latin = sum(word.isascii() or word[0] < "\u0250" for word in words)
    if latin > 0.7 * len(words) and vowels < 0.75 * len(words):
        return "unreadable", None
    return ("not_english", None) if share < 0.015 else ("ok", None)


def _is_plainly_english(text: str) -> bool:
    """Whether a few glances at a text meet many of the commonest words, and hardly an odd character."""
    step = min(len(text), _SAMPLE) // _GLANCES
    few = step <= _GLANCE
    glance = text if few else " ".join(text[start : start + _GLANCE] for start in range(0, _GLANCES * step, step))
    words = glance.lower().split()
    if sum(map(_ENGLISH.__contains__, words)) < 0.12 * len(words) + 4:
        return False
    return (glance.isascii() and glance.replace("\n", "").isprintable()) or len(_ODD.findall(glance)) <= 10
