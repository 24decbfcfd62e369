"""Abbreviations that are explained in the text: "graphics processing unit (GPU)", and "CPU (cued pick-up)", which is no processor."""

from __future__ import annotations

import re

__all__ = ["ABBREVIATION", "means_another"]

#: The abbreviation behind a name in full.
ABBREVIATION = re.compile(
    r" ?\( ?(?:[A-Z]PUs?|(?:graphics?|central) processing units?|graphics? cards?) ?\)", re.IGNORECASE
)
#: What an abbreviation is explained by, behind it or before it: "CPU (cued pick-up)", "guided pick-up (GPU)".
_EXPLAINED_BEHIND = re.compile(r" ?\((?P<words>\w+(?:[ -]\w+){2,3})\)")
_EXPLAINED_AFTER = re.compile(
    r"[\"\u201d']?, (?:the |an? |our |short for |meaning |i\.e\.,? (?:the )?)?(?P<words>\w+(?:[ -]\w+){2,7})"
)
_STANDS_FOR = re.compile(
    r"[\"\u201d']? (?:stands? for|means|denotes?|is short for|for) (?:the |an? )?(?P<words>\w+(?:[ -]\w+){2})"
)
_EXPLAINED_BEFORE = re.compile(r"(?P<words>(?:\w+[ -]){2,3}\w+) ?\($")


_JOINING = frozenset(("of", "the", "and", "for", "in", "a", "an", "to", "by", "per"))


def means_another(start: int, end: int, text: str) -> bool:
    """Whether an abbreviation is explained as something else than a processor.

    Examples
    --------
    >>> means_another(0, 3, "CPU (cued pick-up)"), means_another(0, 3, "CPU (central processing unit)")
    (True, False)
    """
    letters = text[start:end].removesuffix("s")
    if not (letters.isupper() and len(letters) == 3):
        return False
    explained = _EXPLAINED_BEHIND.match(text, end) or _STANDS_FOR.match(text, end)
    apposed = _EXPLAINED_AFTER.match(text, end) if explained is None else None
    if apposed is not None:
        heads = "".join(word[0] for word in re.split("[ -]", apposed["words"]) if word not in _JOINING).upper()
        return letters in heads and "process" not in apposed["words"].lower()
    if explained is None and text.startswith(")", end):
        explained = _EXPLAINED_BEFORE.search(text, max(0, start - 60), start)
    if explained is None or "process" in explained["words"].lower():
        return False
    return any(
        "".join(word[0] for word in re.split(parts, explained["words"])[-3:]).upper() == letters
        for parts in (" ", "[ -]")
    )
