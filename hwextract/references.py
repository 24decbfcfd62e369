"""Bibliographies: whether a part of a text is of a reference, by the form of what stands in it and around it.

Papers are cut into passages, so that a reference list has often lost its heading, and a reference its beginning. Its
parts tell it alone: a list of names with initials, a year behind them, a journal with volume and pages.
"""

from __future__ import annotations

import re

from hwextract.expressions import guarded
from hwextract.lexicon import any_of

__all__ = ["is_reference"]

_SURNAME = (
    r"(?:(?:de|da|del|der|van|von|den|la|le|di|el) ){0,2}[A-Z][^\W\d_]*(?:['\u2019-][^\W\d_]+){0,2}(?: [A-Z][a-z]+)?"
)
_INITIALS = r"(?:[A-Z]\.[ -]?){1,4}"
#: A name with initials, in the three orders: "Hill, A. P.", "Hill AP", "A. P. Hill"; a "GeForce RTX 2070" has none.
_NAME = rf"(?:{_SURNAME}, {_INITIALS}|{_SURNAME} (?![GR]TX?\b)[A-Z]{{1,3}}\b\.?|{_INITIALS} ?{_SURNAME})"
_FURTHER = rf"(?:(?:,|;|,? and|,? &|\u2026|\.\.\.) ?(?:and |& )?{_NAME})"
_YEAR = r"\(?(?:19\d\d|20[0-3]\d)[a-z]?(?:, [A-Z][a-z]+(?: \d{1,2})?)?\)?"
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = r"\W{0,3}(?:\[?\d{1,3}[\].]{1,2}\s*)?"
_ORGANISATION = r"[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,4}"

#: What is quoted from, and no author: "Appendix B: "we trained ..."".
_PART = r"(?:Sect?(?:ion)?|App(?:endix)?|Supp(?:l|lement\w*)?|Tab(?:le)?|Fig(?:ure)?|Chapter|Page|Part|Note|Footnote)\b"
#: A reference that begins with its authors: several, or one with a year or a quoted title.
_BEGINS = re.compile(
    rf"{_NUMBER}(?!{_PART})(?:{_NAME}{_FURTHER}{{1,30}}"
    rf"|{_NAME}[,.:]? ?(?:\(eds?\.?\) ?)?(?={_YEAR}|[\"\u201c])|{_NAME},? et al\. (?=[A-Z]))|In: [A-Z]"
)
#: What ends before a title: authors with initials, or an organisation at the start of a line, and the year.
_YEAR_ENDS = guarded(
    rf"(?:(?:^|[\n\].])\s*{_NAME}{_FURTHER}{{0,30}}(?:,? et al\.?|,? \u2026)?,?\s*(?:\(eds?\.?\),?\s*)?{_YEAR}[.,:]?"
    rf"|(?:^|\n)\s*{_ORGANISATION}[,.]? {_YEAR}[.,:])(?:\s[^.?!\n]{{0,80}}\n?)?\s*$"
)
_BY_ORGANISATION = re.compile(rf"{_NUMBER}{_ORGANISATION}[,.]? {_YEAR}[.,:] ")
#: What tells where a text was published, behind its title.
_PUBLISHED = re.compile(
    r"\s*(?:In:|In Proc|Proc\b|Proceedings|arXiv|CoRR|Available|Retrieved|Accessed|URL|https?:|www\.|doi\b"
    r"|\[(?:CrossRef|Google|PubMed)|ISBN|White ?paper|Technical report|Software available|Preprint|PhD thesis)",
    re.IGNORECASE,
)
#: "In: Proceedings" behind a title, of which the beginning may be lost.
_IN_PROCEEDINGS = re.compile(r"\s*In: (?:Proc|Advances in|(?:IEEE|ACM|International|European|Conference)\b)")
#: A journal with its volume and pages, behind a title or at the end of a reference; "Overall, 4,100" is none.
_JOURNAL = (
    rf"(?!(?i:{any_of('before-numbers')}),? \d)"
    r"(?!Fig|Table|Section|Eq|Windows|Ubuntu|Python|CUDA|Version|Stage|Phase|Step|Setup|Experiment|Run|Model|Task|Config|Machine"
    r"|Server|Node|Case|Option|Variant|Scenario)[A-Z][A-Za-z]*\.?"
    r"(?: (?:(?:of|and|in|the|for|&) ){0,2}[A-Z][A-Za-z]*\.?){0,7}"
    # A number with its thousands set apart is no volume with pages: "After 300,000 steps".
    r"(?:,? \d{1,4}(?: ?\(\d{1,4}(?:[-\u2013]\d+)?\))?[,:](?!(?<=,)\d{3}(?![\d\u2013-])) ?"
    r"(?:pp?\. ?)?[A-Za-z]?\d{2,}(?:[-\u2013,\d ]*\d)?"
    r"|,? \d{1,4} \((?:19|20)\d\d\),? ?\w?\d+"
    r"|[.,]? (?:19|20)\d\d(?: [A-Z][a-z]+)?[;,] ?\d{1,4}(?: ?\(\d+\))?[,:;] ?\w?\d+)(?!\d| ?(?:[GMT]i?B|[GM]Hz)\b)"
)
_JOURNAL_FOLLOWS = re.compile(rf"[ \t]*\n?[ \t]*{_JOURNAL}")
#: A word and numbers alone may begin a sentence, too: "Seeds 41, 42 and 43 were used."
_BARE_NUMBERS = re.compile(r"\s*[A-Z][A-Za-z]* \d{1,4}[,:] ?\d{1,4}(?:, ?\d+)*")
_ENDS_IN_JOURNAL = guarded(rf"[,.?] {_JOURNAL}(?:[-\u2013]\w+)?[^a-z]{{0,40}}$")

#: An entry of a numbered list, which begins at a line, and its year at the end: "[3] Top500.org, "Frontier", 2022."
_ENTRY = re.compile(r"[ \t]*\[\d{1,3}\] {1,3}[A-Z\"\u201c]")
_ENTRY_ENDS = re.compile(r"\n[ \t]*(?=\[\d|\n)")
_LAST_YEAR = re.compile(r"[,(. ] ?(?:19|20)\d\d[a-z]?\)?\.?\s*\Z")
_LONGEST_ENTRY = 400
#: What a title or a list of authors hardly has.
_TELLS = guarded(r"\b(?:was|were|is|are|has|have|had|ran|took|used|uses|needed|trained on)\b", re.IGNORECASE)

#: Less telling parts, which tell a reference together.
_SOME_YEAR = guarded(r"[(, ](?:19|20)\d\d[a-z]?\)?(?:[.,:;)]|$)")
_SOME_AUTHOR = guarded(
    r"\b[A-Z][a-z'-]+ [A-Z]{1,2}[,.] (?=[A-Z])|\b[A-Z][\w'-]+,? (?:[A-Z]\. ?-?){1,3}[,;&:]"
    r"|\b(?:[A-Z]\. ?){1,3}[A-Z][\w'-]+, "
)
_SOME_VENUE = guarded(
    r"\bdoi\b|https?://|\bpp\. ?\d|\bvol\. ?\d|\bProc(?:\.|eedings)|\bIn: |\bIn Proc|arXiv|\bJournal\b|\bConference\b"
    r"|\d+\(\d+\)[,:]|\bISBN|\bpreprint\b|\b\d{4} ?; ?\d+ ?[:(]|, \d{2,4}[-\u2013]\d{2,4}\b",
    re.IGNORECASE,
)
_PARTS = (_SOME_YEAR, _SOME_AUTHOR, _SOME_VENUE)

#: Authors speak of themselves in no reference, and of a run of theirs hardly.
_OWN = guarded(r"\b(?:we|our|us|this (?:study|work|paper))\b", re.IGNORECASE)
_OWN_RUN = guarded(r"\b(?:was trained|were trained|trained on|took)\b", re.IGNORECASE)


def is_reference(text: str, start: int, end: int) -> bool:
    """Whether a part of a text, about a sentence, is of a reference.

    Examples
    --------
    >>> text = "Jolles, J. W. (2021). Applications of the Raspberry Pi. Methods in Ecology 12, 1562-1579."
    >>> is_reference(text, 22, 55)
    True
    >>> is_reference("Jolles (2021) used a Raspberry Pi. We do so, too.", 0, 34)
    False
    >>> is_reference('[3] Top500.org, "Frontier, with MI250X", 2022.', 0, 46)
    True
    >>> is_reference("GeForce RTX 2060", 0, 16)
    False
    >>> is_reference("It was trained on a V100. Seeds 41, 42 and 43 were used.", 0, 25)
    False
    >>> is_reference("It ran on four V100s. After 300,000 steps, all was done.", 0, 21)
    False
    >>> is_reference("Stage 1: 64 A100, 10 days. Stage 2: 128 A100.", 0, 26)
    False
    >>> is_reference("It took 19 h. Overall, 4,100 GPU hours were used.", 0, 13)
    False
    """
    own, after = text[start:end], text[end : end + 160]
    journal = _JOURNAL_FOLLOWS.match(after)
    if journal is not None and not (_BARE_NUMBERS.fullmatch(journal.group()) and _OWN_RUN.search(own)):
        return True
    if _OWN.search(own):
        return False
    if _IN_PROCEEDINGS.match(after):
        return True
    if _BEGINS.match(own) or _ENDS_IN_JOURNAL.search(own[-160:]):
        return True
    if not _ANY_YEAR.search(text, max(0, start - 300), end + 260):
        # All else that tells a reference has a year in it.
        return False
    return (
        _YEAR_ENDS.search(text, max(0, start - 300), start) is not None
        or (_BY_ORGANISATION.match(own) is not None and _PUBLISHED.match(after) is not None)
        or _is_of_entry(text, start, end)
        or _is_among_parts(text, start, end)
    )


def _is_of_entry(text: str, start: int, end: int) -> bool:
    """Whether a part stands in a numbered entry that ends with a year, and says nothing of what was done."""
    first = text.rfind("\n", max(0, start - _LONGEST_ENTRY), start) + 1
    while first > 0 and _ENTRY.match(text, first) is None:
        first = text.rfind("\n", max(0, start - _LONGEST_ENTRY), first - 1) + 1
    if _ENTRY.match(text, first) is None or end - first > _LONGEST_ENTRY:
        return False
    ends = _ENTRY_ENDS.search(text, end, first + _LONGEST_ENTRY)
    entry = text[first : ends.start() if ends else first + _LONGEST_ENTRY]
    return _LAST_YEAR.search(entry) is not None and _TELLS.search(entry) is None


def _is_among_parts(text: str, start: int, end: int) -> bool:
    """Whether names with initials, a year and a venue stand together around a part that has one of them."""
    before, own, after = text[max(0, start - 200) : start], text[start:end], text[end : end + 260]
    around = before + own + after
    year_before = _SOME_YEAR.search(before)
    if not (year_before or _SOME_YEAR.search(around)) or (_OWN_RUN.search(own) and not _SOME_VENUE.search(own)):
        return False
    if year_before and _SOME_AUTHOR.search(before) and _SOME_VENUE.search(own + after):
        return True
    return (
        all(part.search(around) for part in _PARTS)
        and any(part.search(own) for part in _PARTS)
        and len(_SOME_AUTHOR.findall(around)) >= 2
    )
