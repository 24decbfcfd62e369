r"""Running heads: lines of the page that PDF extraction leaves between two lines of a sentence.

A head names the authors, the journal or the page. Read as a part of the sentence, its page would count the device
behind it, and its authors would have done what the sentence tells. Only what nothing else has makes a line a head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.lexicon import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BEGINNING", "head_at", "running_heads"]

_GAP = r"[ \t]{1,120}"
_YEAR = r"(?:19|20)\d\d"
_OF_PAGES = r"\d{1,3} (?:of|/) \d{1,3}"
_PAGE = rf"(?:(?:Page )?{_OF_PAGES}|\d{{1,5}})"
#: The end of a line, with the white space around it.
_BREAK = r"[ \t\r]{0,120}\n[ \t]{0,120}"
#: "Ecological Informatics 61 (2021) 101215", "Remote Sens. 2021, 13, 455"
_VOLUME = (
    rf"[A-Z][A-Za-z&.:, -]{{2,70}} (?:\d{{1,4}} \({_YEAR}\) \w?\d[\d-]{{0,15}}|{_YEAR}, \d{{1,3}}, [ex]?\d{{1,7}})"
)
_JOURNAL = rf"(?=[A-Z])[\w&. -]{{0,60}}\b(?i:{any_of('journals')})\b[\w&. -]{{0,40}}"
_LINK = r"(?:(?:doi:? ?|DOI:? ?)?(?:https?://|www\.|10\.\d{4,5}/)\S{1,80})"
#: What every match of a head begins with.
BEGINNING = re.compile(r"\n(?=[ \tA-Z\db\u00a9])")
#: A line that is nothing but a head, between others; between the halves of a word it stays, as the scan reads it.
#: Worst case: one look at a line for each of a few forms.
_HEAD = re.compile(
    rf"{BEGINNING.pattern}(?<!-\n)(?<!-\r\n)[ \t]{{0,120}}(?P<head>"
    # A page alone may be a count: it is a part of a head beside one.
    rf"(?:{_OF_PAGES}{_BREAK})?(?:"
    # Authors: in capitals, with initials, or beside what is no part of a sentence.
    rf"(?:{_PAGE}[ \t|]{{1,120}})?[A-Z][A-Z'\u2019-]{{2,30}} (?:et al\.?|ET AL\.?)(?:[ \t|]{{1,120}}{_PAGE})?"
    rf"|(?:[A-Z]\. ?){{1,3}}[A-Z][\w'\u2019-]{{1,30}} et al\.(?:{_GAP}{_VOLUME})?"
    rf"|[A-Z][\w'\u2019-]{{1,30}} et al\. (?:\({_YEAR}\), [A-Z]\w{{2,20}}, )?{_LINK}(?:{_GAP}\d{{1,3}}/\d{{1,3}})?"
    # The journal, with what it prints beside its name.
    rf"|{_VOLUME}(?:{_GAP}{_PAGE})?"
    rf"|(?:\u00a9 {_YEAR} [^|\n]{{2,60}}\| ?)?{_JOURNAL} ?\|"
    rf"(?: ?{_PAGE}| ?{_LINK}[^\n]{{0,80}}| \({_YEAR}\)[^\n]{{0,80}})"
    rf"|bioRxiv preprint (?:first posted online |doi)[^\n]{{0,160}}"
    rf"|Page {_OF_PAGES}"
    rf")(?:{_BREAK}{_OF_PAGES}(?=\s))?)"
    # The break stays for the head that may follow.
    rf"(?=(?P<break>{_BREAK})\S)"
)


def running_heads(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    r"""The places of the running heads between the lines of a part of a text, with the white space behind them.

    Examples
    --------
    >>> source = "on two\n14 of 17   LEE et al.\nGPUs"
    >>> [source[first:last] for first, last in running_heads(source, 0, len(source))]
    ['14 of 17   LEE et al.\n']
    """
    if source.count("\n", start, end) < 2:
        return
    for match in _HEAD.finditer(source, start, end):
        yield match.start("head"), match.end("break")


def head_at(text: str, place: int) -> tuple[int, int] | None:
    r"""The place of the running head behind a line's end, with the white space behind it.

    Examples
    --------
    >>> head_at("on two\nOKAFOR et al.\nGPUs", 6)
    (7, 21)
    """
    match = _HEAD.match(text, place)
    return None if match is None else (match.start("head"), match.end("break"))
