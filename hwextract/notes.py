"""Notes on how others trained a model: there, what is said of "the authors" is said of the model at hand.

Who takes such notes quotes the authors and estimates the amount of computing from what they say. In a paper of one's
own, "they trained on four cards" tells of others' work; in a note it is the answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.documentation import has_code, is_documentation
from hwextract.lexicon import any_of
from hwextract.pipeline.context import take_back
from hwextract.runs import general
from hwextract.stance import BESIDE, cues_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hwextract.engine import Block
    from hwextract.pipeline.draft import Draft, Window

__all__ = ["adopt", "complete", "disown", "is_note", "is_terse"]

#: Notes are short; a longer text is a paper.
LONGEST = 20_000
#: Seconds of what a note takes for a whole training.
_LONG = 3600.0
#: A few words on one run.
_SHORT = 1500

_QUOTED = re.compile(r"\"[^\"]{1,2000}\"|\u201c[^\u201d]{1,2000}\u201d")
#: What a note-taker calls his own: "for our estimate we take 30%". This and what follows is found by its first letter.
_ESTIMATE = re.compile(
    r"[OoWwh](?:(?<=\b[Oo])ur (?:[\w-]+ )?(?:estimat\w+|calculations?|assumptions?|guess|methods? above)"
    r"|(?<=\b[Ww])e (?:know|learn|ignore|neglect|assume|estimate|guess|infer|interpret|exclude|leave out|"
    r"take|count|get|consider|multiply|convert|round|approximate|calculate|"
    r"(?:do not|don't) (?:know|count))\b"
    r"|(?<=h)ttps?://\S+)"
)
_FIRST_PERSON = re.compile(r"[OoWwu](?:(?<=\b[Oo])urs?|(?<=\b[Ww])e|(?<=\bu)s)\b")
_OWN = re.compile(r"[Oou](?:(?<=\b[Oo])urs?|(?<=\bu)s)\b")
#: Numbers that are multiplied, and what makes their product one of operations in so many seconds.
_TIMES = re.compile(r"[\w)\]%] ?[*\u00d7x\u00b7] ?[\d(]|\d ?[*\u00d7x\u00b7] ?[\w(]")
_OPERATIONS = re.compile(
    r"\d ?e ?\+?\d\d|\b10 ?\^|10[\u00b9\u00b2\u2070-\u2079]|FLOP|\b(?:3600|86400|60 ?\* ?60)\b|\b6 ?(?:ND|NC|CN)\b"
    r"|tili[sz]ation"
)
#: A line that starts with words of the authors, and who says what is quoted.
_QUOTATION = re.compile(r"(?:^|\n)\W{0,3}[\"\u201c](?=\w)")
_CITES = re.compile(
    r"\b(?:[Tt]hey|[Aa]uthors?|[Pp]aper|[Rr]eport|[Bb]log ?post|[Cc]ard|[Rr]eadme|README|[Tt]able [\w.]+) \w{3,12}"
    r"(?: \w{2,12})?[,:]? ?(?:(?:that|an?|the) )?[\"\u201c]"
)
#: What only who takes notes says, and the fewest characters of a quotation with a number in it. A paper cites who told
#: it something in brackets: "(K. Okafor, personal communication, 2021)".
_TAKER = re.compile(
    r"\bI(?:'d|'m|'ll| am| would| will)? (?:guess|assum\w+|think|take|took|interpret|count|estimate|not sure|unsure)\b"
    r"|\b[Tt]h(?:is|e present) entry\b|\b[Tt]his is (?:just |only )?an? (?:[\w-]+ )?fine-?tun\w*"
    r"|\b(?:personal|e-?mail|private) communication\b(?! ?[,)])|\bwe don't know\b"
    r"|\b(?:[Aa]uthors?|[Tt]hey|[Mm]aintainers?|CEO|CTO|founders?) (?:told us|\w+ (?:by|via|in|over) (?:an )?e-?mail)\b"
)
#: Where a note was taken from; a text of one's own has other sources.
_TAKEN_FROM = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s per|[Pp]er|[Ff]rom|"
    r"(?:[Ss]tated|[Rr]eported|[Gg]iven|[Mm]entioned|[Cc]onfirmed) (?:in|on|by))"
    r" (?:(?:the|an?) )?(?:(?:official|original|company|project|technical|tech) )?"
    r"(?:abstract|paper|appendix|blog ?post|blog|model card|[Rr]ead ?me|README|"
    r"report|announcement|press release|release notes|tweet|"
    r"[Gg]it[Hh]ub|repo|repository)\b"
    r"|\b[Tt]hey (?:state|say|write|mention|do not (?:say|state|report|specify)|don't (?:say|state|report|specify))\b"
)
_ONE_SENTENCE = 80
#: A text that begins with what "they" did has nobody else to speak of.
_TOLD = re.compile(
    r"(?:[Tt]hey (?:only |also |just )?(?:used?|train(?:ed)?|say|report|state|needed|ran)"
    r"|(?:The )?"
    r"(?:[Aa]uthors?|[Pp]aper|[Tt]echnical report|[Bb]log ?post|[Pp]ress release|[Mm]odel card|[Rr]ead ?me|README)"
    r" (?:only |also |just )?(?:say|report|state|mention|write|claim|give|confirm|list|specifie)(?:s|d|ed)?"
    r"(?: (?:only|that))?)\b(?![^\n]*\[\d)"
)
#: A link to where something was read; those to papers and their publishers are of a page or its bibliography.
_LINK = re.compile(rf"://(?!(?:dx\. ?)?doi\. ?org|(?:www\.)?(?:{any_of('sites-of-papers')})\b)")
#: What pages of papers have: cited works, and works in a bibliography.
_CITED = re.compile(
    r"\bet al\.,? \(?(?:19|20)\d\d|[.)],? \(?(?:19|20)\d\d[a-z]?\)?\. [A-Z]|, (?:19|20)\d\d[a-z]?\. [A-Z]"
)
#: The link of a note to where it was taken from: "([paper](page))".
_SOURCE = re.compile(rf"(?i)\[(?:the )?(?:{any_of('titles-of-sources')})\]\([^()\s]{{1,300}}\)")
_LONG_QUOTE = 12
#: What only gives an example is quoted from nobody: 'the device, e.g. "NVIDIA A100 40GB"'.
_IS_EXAMPLE = re.compile(r"\b(?:e\.g\.,?|such as|like|for example,?) $")
#: What an estimate comes to, and an amount of operations that it gives.
_RESULT = re.compile(r"[*\u00d7x] ?\d+ ?= ?[\d,.]+k? ?(?:h\b|hours|[GT]PU)|(?:->|=>) ?~?\d")
_AMOUNT = re.compile(r"[=~\u2248] ?\d[\d.]*[eE]\+?\d\d")
#: Cues of others' work and of what is supposed, and those of a possibility that may be the model at hand's.
_OTHERS = frozenset(
    "modal general frequency others others-act others-subject others-relative reported known-models own-earlier"
    " assumption assumed".split()
)
_ABLE = re.compile(r"can be (?:trained|run|fine ?- ?tuned|fitted)", re.IGNORECASE)


def _begins_with_own(text: str) -> bool:
    """Whether the first words of one's own work are no part of an estimate or a link; most papers need no more."""
    own = _OWN.search(text)
    return own is not None and _ESTIMATE.match(text, own.start()) is None and text.find("://", 0, own.start()) < 0


def _may_quote(text: str, rest: str) -> bool:
    """Whether a text may be one that says where it was taken from, though it has no words of who takes notes."""
    return bool(
        _RESULT.search(rest)
        or (_LINK.search(text) and not _CITED.search(text))
        or any(
            len(quote[0]) > _LONG_QUOTE
            and any(map(str.isdigit, quote[0]))
            and not _IS_EXAMPLE.search(text, max(0, quote.start() - 16), quote.start())
            for quote in _QUOTED.finditer(text)
        )
    )


def is_note(text: str) -> bool:
    r"""Whether a text is a note on others' work: nobody speaks of his own work in it but where he is quoted.

    Examples
    --------
    >>> is_note("They used 4 GPUs for 2 days.\n4 * 1.1e13 * 2 * 86400 * 0.3 = 2.3e18 FLOP")
    True
    >>> is_note("They used 4 GPUs for 2 days. Ours took longer.")
    False
    """
    if len(text) > LONGEST:
        return False
    if _AMOUNT.search(text):
        return True
    unquoted = _QUOTED.sub(" ", text)
    if _begins_with_own(unquoted):
        return False
    rest = _ESTIMATE.sub(" ", unquoted)
    if _OWN.search(rest):
        return False
    if not _FIRST_PERSON.search(rest) and (
        (len(text) < _SHORT and len(text) > _ONE_SENTENCE and _TOLD.match(text))
        or _QUOTATION.search(text)
        or _CITES.search(text)
        or _TAKER.search(text)
        or (len(text) < _SHORT and _TAKEN_FROM.search(text))
        or any(_FIRST_PERSON.search(quote[0]) for quote in _QUOTED.finditer(text))
        # Who documents software links to it, and has numbers in quotation marks.
        or (_may_quote(text, rest) and not (is_documentation(_SOURCE.sub(" ", text)) or has_code(text)))
    ):
        return True
    return any(len(_TIMES.findall(line)) > 1 and _OPERATIONS.search(line) for line in text.splitlines())


#: Telegraphic texts begin with a number, a participle or a label, and end soon.
_TERSE = re.compile(
    # No heading: "2.3. Training", "2.3 | Training", "# 1. Introduction".
    r"(?!\[\d|(?:#{1,6} )?(?:\d+(?:\.\d+)+\.? [A-Z]|\d+(?:\.\d+)* \| "
    r"|\d\. (?:Introduction|Materials?|Methods?|Results?|Discussion|Conclusions?)\b))"
    r"\W{0,6}(?:(?:about |approx(?:\.|imately) |~ ?)?\d[\d.,]*[kKMx]?\b"
    r"|(?:[Tt]wo|[Ff]our|[Ee]ight|[Oo]ne|[Ss]ingle|a (?:single|week|day|month))\b"
    r"|(?:(?:[Pp]re-?)?[Tt]rained|[Ff]ine-? ?tuned|[Ii]nitiali[sz]ed|[Ss]tart(?:s|ing|ed)? from)\b|[Bb]ased on [A-Z]"
    r"|Training (?:was |took |lasted |time |ran )?(?:on|with|using|about|for)?\b"
    r"|(?:For )?(?:[Pp]re-?)?[Tt]raining:|(?:Stage|Phase) (?:\d|I{1,3}|[A-D])\b ?[:(]"
    r"|(?:Wall[- ]?(?:clock|time)|Training time|Duration) ~?\d"
    r"|(?:(?:Number|No\.) of )?(?:Hardware|[Dd]evices?|[Aa]ccelerators?|[Cc]hips?|GPUs?|TPUs?|Compute|Duration|Time"
    r"|Wall[- ]?(?:clock|time))\b[^.\n:|]{0,24}[:|])"
)


def is_terse(text: str) -> bool:
    """Whether a text is a few words on one run, with nobody who speaks of himself, and no listing.

    Examples
    --------
    >>> is_terse("16 A100, 3 days. BERT took 4 days."), is_terse("We trained for 3 days.")
    (True, False)
    """
    return (
        len(text) < _SHORT and _TERSE.match(text) is not None and not _FIRST_PERSON.search(text) and not has_code(text)
    )


def adopt(blocks: Sequence[Block]) -> None:
    """Count what a note says of others as used, unless it says so much of the model at hand itself."""
    for block in blocks:
        # "Requires 1,000 H100 hours": the device is that of the amount.
        spent = [draft for draft in block.window.drafts if draft.type == "compute" and draft.status == "used"]
        for draft in block.window.drafts if spent else ():
            if draft.type == "accelerator" and any(amount.start <= draft.start < amount.end for amount in spent):
                draft.status, draft.cue, draft.status_cue = "used", None, None
    drafts = [draft for block in blocks for draft in block.window.drafts]
    if not any(draft.type in ("accelerator", "system") and draft.phase == "training" for draft in drafts):
        # What trains by simulation or labelling is a model, after all.
        for draft in drafts:
            draft.phase = "training" if draft.phase == "other" else draft.phase
    # What is said of another model is no answer.
    own = [
        draft
        for block in blocks
        for draft in block.window.drafts
        if draft.status == "used" and draft.phase == "training" and not _is_elsewhere(block.repaired.text, draft)
    ]
    amounts = [draft for draft in drafts if draft.type == "compute" and _agrees(draft, own)]
    if len({draft.fields["amount"] for draft in amounts}) == 1:
        for draft in amounts:
            if draft.status == "background" and _adoptable(draft):
                draft.status, draft.cue, draft.status_cue = "used", None, None
    names = {draft.fields.get("name") for draft in own if draft.type == "accelerator"} - {None}
    counted = any(draft.fields.get("count") for draft in own if draft.type == "accelerator")
    known = {draft.type for draft in own if draft.type != "accelerator"}
    if counted and not known.isdisjoint(("duration", "compute")):
        if names:
            return
        # Only what the devices are called is missing.
        drafts = [draft for draft in drafts if draft.type == "accelerator"]
    for draft in drafts:
        if draft.status != "background" or draft.type in known or not _adoptable(draft):
            continue
        if draft.type == "accelerator" and names and not draft.bare and draft.fields.get("name") not in names:
            continue
        draft.status, draft.cue, draft.status_cue = "used", None, None


#: How far device-hours may be from those of the devices and times that a text states.
_NEAR = 1.5


def _agrees(amount: Draft, own: Sequence[Draft]) -> bool:
    """Whether device-hours are about those of devices and a time: "384 A100", "3.5 months", "needed 1M GPU hours"."""
    if amount.fields["unit"] != "device_hours":
        return False
    counts = {
        draft.fields["count"] * (draft.fields.get("nodes") or 1)
        for draft in own
        if draft.type == "accelerator" and draft.fields.get("count")
    }
    hours = {draft.fields["low_s"] / 3600 for draft in own if _is_long(draft)}
    products = (count * time for count in counts for time in hours)
    return any(product / _NEAR < amount.fields["amount"] < product * _NEAR for product in products)


def complete(blocks: Sequence[Block]) -> None:
    """Count what nothing beside it makes hardware or computing as that of training, where a note tells of nothing else.

    So it is with "Table 3: 64 A100, 14 d" and "GitHub: 2.5 days.", and with the devices of "48 V100 of the grant".
    """
    taken = [
        (block.window, draft) for block in blocks for draft in take_back(block.window) if draft.phase == "training"
    ]
    if not taken:
        return
    for _, draft in taken:
        if draft.status == "background" and _adoptable(draft):
            draft.status, draft.cue, draft.status_cue = "used", None, None
    if not any(draft.type == "accelerator" and not draft.bare for draft in _own(blocks)):
        _add(pair for pair in taken if pair[1].type == "accelerator")
    own = _own(blocks)
    long = [pair for pair in taken if _is_long(pair[1])]
    parts = {draft.fields["low_s"] for draft in own if _is_long(draft)}
    if not parts and any(draft.type in ("accelerator", "system") for draft in own):
        _add(long)
    elif len(parts) > 1:
        # "One week, then four more days" and on a line of its own: "11 days = 264 hours".
        _add(pair for pair in long if pair[1].fields["low_s"] == sum(parts))


def _own(blocks: Sequence[Block]) -> list[Draft]:
    """What was used for training, by the drafts of blocks."""
    drafts = (draft for block in blocks for draft in block.window.drafts)
    return [draft for draft in drafts if draft.status == "used" and draft.phase == "training"]


def _add(pairs: Iterable[tuple[Window, Draft]]) -> None:
    for window, draft in pairs:
        window.drafts = sorted([*window.drafts, draft], key=lambda other: other.start)


def _is_long(draft: Draft) -> bool:
    """Whether it is a time of a whole training."""
    return draft.type == "duration" and draft.fields["per"] in ("total", None) and draft.fields["low_s"] >= _LONG


def _adoptable(draft: Draft) -> bool:
    return draft.cited or draft.status_row in _OTHERS or bool(draft.cue and _ABLE.match(draft.cue))


#: Where a sentence of a note ends, and a clause of it; quotation marks and brackets part what they hold.
_SENTENCE = re.compile(r"[.;:!?][\"\u201d)]?\s|\n|[()\"\u201c\u201d]")
_CLAUSE = re.compile(r", |[.;:!?]\s|[()\"\u201c\u201d]")
#: A bracket that is a clause on what stands before it.
_OF_BEFORE = re.compile(r"\((?:which|whose|that|itself)\b")
#: A quotation or bracket that something is compared with.
_VERSUS = re.compile(r"\b(?:vs\.?|versus|compared (?:to|with)|than) [(\"\u201c]")
#: The rest of a bracket or quotation, and a comma behind it.
_CLOSES = re.compile(r"[^()\"\u201c\u201d\n]{0,80}[)\"\u201d],? ?")
#: A label before its colon.
_LABELLED = re.compile(r"(?:^|(?<=[\n.;(]))(?:[^\n.;:]|\.(?=\d)){1,60}: ?$")
#: A bracket that is closed.
_BRACKET = re.compile(r"\([^()]*\)")
#: What makes a sentence that starts with a comparison one of the model at hand, after all.
_AT_HAND = re.compile(
    r"\b(?:we|our|ours|this (?:one|model|work|paper)|the model|it|they|authors|training)\b", re.IGNORECASE
)


def disown(blocks: Sequence[Block]) -> None:
    """Count what a note only names beside the model at hand as background: what others used, a peak, a comparison.

    That is so where the note says plainly what the model itself used.
    """
    asides: list[tuple[Draft, str, str]] = []
    own: set[str] = set()
    for block in blocks:
        text = block.repaired.text
        for draft in block.window.drafts:
            if draft.status != "used" or draft.phase != "training":
                continue
            aside = _aside(text, draft)
            if aside is not None:
                asides.append((draft, *aside))
            elif draft.type == "accelerator" and not draft.bare:
                own.add(draft.fields["name"])
    for draft, kind, cue in asides if own else ():
        name = draft.fields.get("name") or ""
        if any(general(family, name) for family in own) or (kind == "peak" and name in own):
            continue
        draft.status, draft.cue, draft.status_cue, draft.status_row = "background", cue, cue, BESIDE


#: "Less than 40 hours" compares with nothing else.
_LIMIT = re.compile(
    r"\b(?:less|more|fewer|longer|shorter|no more|not more|rather more|little more) than$", re.IGNORECASE
)


#: The kind of words that tell of another model.
_ELSEWHERE = "elsewhere"


def _is_elsewhere(text: str, draft: Draft) -> bool:
    """Whether words say that what a draft is of is another model's."""
    aside = _aside(text, draft)
    return aside is not None and aside[0] == _ELSEWHERE


def _behind_closed(text: str, draft: Draft) -> str:
    """The clause behind the bracket or quotation that a draft stands in: "(8 GPUs, 4 days) is another model"."""
    closes = _CLOSES.match(text, draft.end)
    if closes is None:
        return ""
    end = next((match.start() for match in _CLAUSE.finditer(text, closes.end())), len(text))
    return text[closes.end() : end]


def _aside(text: str, draft: Draft) -> tuple[str, str] | None:
    """The kind of words by which what a draft is of stands beside the model at hand, and the words, or None."""
    flat = _BRACKET.sub(lambda match: " " * len(match.group()), text[: draft.start])
    start = max((match.end() for match in _SENTENCE.finditer(flat)), default=0)
    start = next((match.start() for match in _VERSUS.finditer(text, 0, start) if match.end() == start), start)
    end = next((match.start() for match in _CLAUSE.finditer(text, draft.end)), len(text))
    before, behind = flat[start:], text[draft.end : end]
    if _OF_BEFORE.match(flat, start - 1):
        noun = max((match.end() for match in _SENTENCE.finditer(flat, 0, start - 1)), default=0)
        before = f"{flat[noun : start - 1]}, {before}"
    for clause in (text[start:end], _behind_closed(text, draft)):
        elsewhere = next(iter(cues_of(_ELSEWHERE, clause)), None)
        if elsewhere is not None:
            return _ELSEWHERE, clause[slice(*elsewhere)]
    label = _LABELLED.search(flat, 0, start)
    for kind in ("other", "label") if label is not None else ():
        if label is not None and (cue := next(iter(cues_of(kind, label.group())), None)) is not None:
            return "other", label.group()[slice(*cue)]
    kinds = ("beside", "other", "peak") if draft.type == "accelerator" else ("beside", "other")
    for kind in kinds:
        for cue in cues_of(kind, before):
            if kind == "beside" and _LIMIT.search(before[: cue[1]]) and cue[1] == len(before.rstrip(" ~")):
                continue
            if kind != "beside" or not _AT_HAND.search(before, cue[1]):
                return kind, before[slice(*cue)]
    return next(((kind, behind[slice(*cue)]) for kind in kinds[1:] for cue in cues_of(kind, behind)), None)
