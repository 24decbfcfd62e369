"""Blocks: the text is cut where a reader would not read across.

A cut depends on nearby characters alone, so that it is the same whatever else the text contains, and the blocks around
a place are found without reading the rest. Blocks are sentences, headings, list items and label lines; no block is
longer than `CAP` characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["CAP", "around", "blocks"]

#: Characters after which a block is cut at a space, or, where there is none, at once.
CAP = 1500

#: Where a cut may be: at its end. Every match starts with one of a few characters, so that the search runs over the
#: others fast, and none hides another, wherever the search starts. Worst case: one look at the white space behind
#: each of them.
_CUT = re.compile(
    r"[\n.!?:](?:"
    r"(?<=\n)(?:(?P<blank>[ \t\r\f\v]*(?=\n))"
    r"|(?P<item>[ \t]{0,20}(?=(?:[-*\u2022\u25cf\u25aa#|>]+|\d{1,2}[.)])[ \t\xa0]))"
    r"|(?P<label>[ \t]{0,20}(?=[A-Z][\w /()-]{2,40}:[ \t]))"
    r"|(?P<quoted>(?:(?<=[\"\u201d]\n)(?=[\"\u201cA-Z0-9])|(?<=[.!?]\n)(?=[\"\u201c]))))"
    r"|(?<=[.!?])(?P<stop>[\"')\]\u201d\u2019]{0,3})(?=\s+[\"'(\[\u201c\u2018]{0,2}[A-Z0-9\u00c0-\u00de#*\u2022-])"
    r"|(?<=section:)(?P<heading> Acknowledgements?))"
)
#: The second half of the name of an instance ("p3.", "2xlarge"), where the line broke at its dot.
_SIZE = re.compile(r"\s*\d{0,2}xlarge\b")
#: A unit behind its number, which is no abbreviation of what follows: "took 12 ms. Ms. Lee".
_UNIT = re.compile(r"\d\s{0,3}(?:ms|secs?)$")
#: Letters of an abbreviation, which stands between a space and its full stop.
_LONGEST = 7
_ABBREVIATION = re.compile(r"(?<![^\s(\[])\w[\w.]{0,6}$")
#: How much behind a full stop is looked at.
_NEXT = 40

#: What a blank line parts that belongs together: the label of a cell and the size in it, a size and its word, a maker
#: and a product.
_PARTED = [
    (re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE))
    for before, after in (
        (
            r"(?:(?:^|\n)\s{0,9}(?:[a-z-]+ {1,3}){0,2}(?:ram|memory)(?: {1,3}size)?|\b(?:ram|memory)\)? ?:)$",
            r"\d+(?:[.,]\d+)? {0,3}[gmt](?:i?b)?\b",
        ),
        (
            r"\d {0,3}[gt]i?b(?: {1,3}of)?$",
            r"(?:of {1,3})?(?:ddr\d\w* {1,3})?ram\b(?! {0,3}(?:memory\b|size\b|\n\s{0,3}\d))",
        ),
        (r"\d$", r"[gt]i?b {1,3}(?:of {1,3})?(?:ddr\d\w* {1,3})?(?:ram|memory)\b"),
        (r"\b(?:nvidia|geforce|quadro|tesla)$", r"(?:geforce|[gr]tx|tesla|quadro|titan|[avpkthml]\d{2,4}|gpus?)\b"),
        (r"\b(?:intel|xeon|core|ryzen|amd)$", r"(?:xeon|core|i[3579]|ryzen|epyc|cpus?|e[357]-\d{4})\b"),
        (
            r"(?:\b(?:and|to|in|within|of|than|about|approximately|around|took|takes|lasted|needed|required|for|between|nearly|roughly|least|only)|[±~–])$",
            r"\d[\d.,]* {0,3}(?:m?s|sec(?:ond)?s?|min(?:ute)?s?|h|hrs?|hours?|d|days?|weeks?)\b",
        ),
        (r"\bgoogle$", r"(?:colab\w*|earth {1,3}engine|cloud|coral|tpus?)\b"),
    )
]

#: What a line ends with whose sentence goes on: "needs no\nGPU: one core is enough".
_LEADS_ON = re.compile(
    r"\b(?:an?|the|our|this|its|their|no|one|two|single|of|on|with|using|via|by|for|from|in|to|and|or|than|as)$"
)

#: How far before a place the last cut is looked for first; most sentences are shorter.
_REACH = 200
#: A paragraph of one line, before a blank line and behind one: text whose every line stands apart; no longer one is.
_WIDEST = 200
_LINE_BEFORE = re.compile(r"(?:\A|\n[ \t\r\f\v]*\n)[^\n]{0,160}\n?[ \t]{0,9}\Z")
_LINE_BEHIND = re.compile(r"\s{0,9}[^\n]{0,160}(?:\n[ \t\r\f\v]*(?:\n|\Z)|\Z)")


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


def around(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The blocks of a text that hold one of the places, each once; the rest of the text is not read.

    Only where nothing cuts the text for long is it read back to the block before; no part is read more than a fixed
    number of times.

    Parameters
    ----------
    text : str
        The text.
    places : iterable of int
        Places in the text, in order.

    Examples
    --------
    >>> text = "Birds sang. We used a GPU. It rained."
    >>> [text[a:b] for a, b in around(text, [22])]
    ['We used a GPU.']
    """
    end = 0
    pieces: Iterator[tuple[int, int]] = iter(())
    piece: tuple[int, int] | None = None
    given = -1
    for place in places:
        if place >= end:
            start, end = _sentence(text, place, end)
            pieces = _capped(text, start, end)
            piece = next(pieces, None)
        while piece is not None and piece[1] <= place:
            piece = next(pieces, None)
        if piece is not None and given < piece[0] <= place:
            given = piece[0]
            yield piece


def _sentence(text: str, place: int, known: int) -> tuple[int, int]:
    """The last cut before a place, where ``known`` is one, and the first behind it."""
    high, low, reach = place, max(known, place - _REACH), _REACH
    start, end = _last_cut(text, low, place)
    while start is None and low > known:
        reach *= 4
        high, low = low, max(known, low - reach)
        start = _last_cut_before(text, low, high)
    return known if start is None else start, end


def _last_cut(text: str, low: int, place: int) -> tuple[int | None, int]:
    before: list[re.Match[str]] = []
    end = len(text)
    for match in _CUT.finditer(text, low):
        if match.end() <= place:
            before.append(match)
        elif _is_cut(match, text):
            end = match.end()
            break
    # Whether it is one is asked of the last first.
    for match in reversed(before):
        if _is_cut(match, text):
            return match.end(), end
    return None, end


def _last_cut_before(text: str, low: int, high: int) -> int | None:
    start = None
    for match in _CUT.finditer(text, low):
        if match.start() >= high:
            break
        if _is_cut(match, text):
            start = match.end()
    return start


def _is_cut(match: re.Match[str], text: str) -> bool:
    kind = match.lastgroup
    if kind == "stop":
        return _is_stop(text, match.start(), match.end())
    if kind in ("blank", "label"):
        after = text[match.end() : match.end() + 40].lstrip()
        line = text[max(0, match.start() - 40) : match.start()].rstrip()
        if kind == "label" and _LEADS_ON.search(line):
            return False
        if kind == "blank" and _tears(line, after):
            return False
        if kind == "blank" and after[:1].islower() and line[-1:] not in ".!?:;":
            # Between two paragraphs of several lines stands what was left out of an excerpt.
            before = _LINE_BEFORE.search(text, max(0, match.start() - _WIDEST), match.start())
            return before is None and _LINE_BEHIND.match(text, match.end(), match.end() + _WIDEST) is None
        return not any(goes_on.match(after) and ends.search(line) for ends, goes_on in _PARTED)
    return True


def _is_stop(text: str, stop: int, end: int) -> bool:
    """Whether a sentence ends with a mark, behind which there may be quotes, and that is no dot of an abbreviation."""
    if text[stop] != "." or (stop > _LONGEST and text[stop - _LONGEST - 1 : stop].isalpha()):
        return True
    if _SIZE.match(text, end, end + _NEXT):
        return False
    # Tokenised text has a space before every full stop.
    apart = text[stop - 1 : stop] == " "
    before = _ABBREVIATION.search(text, max(0, stop - _LONGEST - 2), stop - apart)
    if before is None:
        return True
    word = before[0].lower()
    is_known = word in words("abbreviations")
    if not is_known and (apart or len(word) > 1 or not before[0].isupper()):
        return True
    if not text[end : end + _NEXT].lstrip()[:1].isupper():
        return not is_known
    may_end = word in {"min", "hrs", "hr", "max", "etc"}
    return is_known and (may_end or _UNIT.search(text, max(0, stop - 12), stop) is not None)


#: Signs that stand alone on a line where the fonts of a formula moved them, and what they are torn from.
_SIGN = r"[~<=+\u00b0\u00b1\u00b7\u00d7\u2212\u223c\u2248\u2264\u2265\u25e6]"
_SIGN_BEHIND = re.compile(rf"{_SIGN}{{1,2}}[ \t]{{0,9}}(?:\n|$)")
_SIGN_BEFORE = re.compile(rf"\n[ \t]{{0,9}}{_SIGN}{{1,2}}$")
_GOES_ON = re.compile(rf"[a-z\d(]|{_SIGN}")


def _tears(line: str, after: str) -> bool:
    """Whether a blank line only sets a sign apart from its sentence: "16 m", "×", "16 m plots took 6 min"."""
    if _SIGN_BEHIND.match(after):
        return line[-1:] not in ".!?:;"
    return _SIGN_BEFORE.search(line) is not None and _GOES_ON.match(after) is not None


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
