"""Words that stand in code or in a link, where they name a setting or a page: `device="cpu"`, "www.gpu.org"."""

from __future__ import annotations

import re

__all__ = ["in_code", "in_link"]

#: A value or an argument of a program: device="cpu", "/gpu:0", gpu = FALSE.
_QUOTED = re.compile(r"(?:[=+\"'`]|(?:^|[^A-Za-z\d)])/)$")
_QUOTE_ENDS = re.compile(r"[\"'`)]|:\d|$")
_SET_TO = re.compile(r" ?(?:=|<-) ?(?:TRUE|FALSE|[Tt]rue|[Ff]alse|None|NULL|[TF]\b|[\"'`])")
_SET_TO_NUMBER = re.compile(r" ?= ?\d+ ?[,)]")


def in_code(start: int, end: int, text: str) -> bool:
    """Whether a class word is a value or an argument in a line of code.

    Examples
    --------
    >>> in_code(8, 11, 'device="cpu"')
    True
    """
    if _SET_TO.match(text, end) or (text[start].islower() and _SET_TO_NUMBER.match(text, end)):
        return True
    quoted = _QUOTED.search(text, max(0, start - 2), start)
    return (
        quoted is not None
        and (text[start].islower() or "/" in quoted.group())
        and _QUOTE_ENDS.match(text, end) is not None
    )


def in_link(start: int, text: str) -> bool:
    """Whether a place is inside a URL or a file name.

    Examples
    --------
    >>> in_link(4, "www.gpu.org"), in_link(2, "a GPU")
    (True, False)
    """
    word = text[text.rfind(" ", 0, start) + 1 : start]
    return "://" in word or "www." in word or word.startswith("@")
