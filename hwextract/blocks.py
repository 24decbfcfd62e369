"""Blocks: the text is cut where a reader would not read across.

A cut depends on nearby characters alone, so that it is the same whatever else the text contains. Blocks are
sentences, headings, list items and label lines; no block is longer than `CAP` characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CAP", "blocks"]

#: Characters after which a block is cut at a space, or, where there is none, at once.
CAP = 1500

_CUT = re.compile(
    r"(?P<blank>\n[ \t\r\f\v]*(?=\n))"
    r"|(?P<stop>[.!?][\"')\]\u201d\u2019]{0,3})(?=\s+[\"'(\[\u201c\u2018]{0,2}[A-Z0-9\u00c0-\u00de#*\u2022-])"
    r"|(?P<item>\n[ \t]{0,20}(?=(?:[-*\u2022\u25cf\u25aa#|>]+|\d{1,2}[.)])[ \t]))"
    r"|(?P<label>\n[ \t]{0,20}(?=[A-Z][\w /()-]{2,40}:[ \t]))"
    r"|(?P<heading>(?<=section: Acknowledgement)|(?<=section: Acknowledgements))"
)
_ABBREVIATION = re.compile(r"(?:^|[\s(\[])(\w(?:[\w.]{0,6})?)$")


def blocks(text: str) -> Iterator[tuple[int, int]]:
    r"""The places of the blocks of a text, in order, without the white space around them.

    Examples
    --------
    >>> text = "Smith et al. used it. We did not.\n\nOne more"
    >>> [text[a:b] for a, b in blocks(text)]
    ['Smith et al. used it.', 'We did not.', 'One more']
    """
    start = 0
    for match in _CUT.finditer(text):
        if _is_cut(match, text):
            yield from _capped(text, start, match.end())
            start = match.end()
    yield from _capped(text, start, len(text))


def _is_cut(match: re.Match[str], text: str) -> bool:
    kind = match.lastgroup
    if kind == "stop":
        if not match.group().startswith("."):
            return True
        before = _ABBREVIATION.search(text, max(0, match.start() - 12), match.start())
        if before is None:
            return True
        word = before[1].lower()
        following = text[match.end() : match.end() + 40].lstrip()
        if word in words("abbreviations"):
            return word in {"min", "hrs", "hr", "max", "etc"} and following[:1].isupper()
        return not (len(before[1]) == 1 and before[1].isupper() and following[:1].isupper())
    if kind == "blank":
        after = text[match.end() : match.end() + 40].lstrip()
        before_char = text[max(0, match.start() - 40) : match.start()].rstrip()[-1:]
        return not (after[:1].islower() and before_char not in ".!?:;")
    return True


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > CAP:
        cut = text.rfind(" ", start + CAP // 2, start + CAP)
        cut = cut if cut > 0 else start + CAP
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
