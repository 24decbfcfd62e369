"""What a duration is counted per: the whole, an epoch, a step, a sample, or something else.

The words that tell it behind the time and before it are data (``lexicon/periods.jsonl``).
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hwextract.expressions import guarded
from hwextract.lexicon import one_of, rows
from hwextract.phrasing import shape
from hwextract.pipeline.durations import is_labelled
from hwextract.pipeline.numbers import NUMBER

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft

__all__ = ["link_periods", "period_named"]


class _Period(NamedTuple):
    """A period, and the expressions of what tells it behind a time and before it."""

    per: str
    behind: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _periods() -> tuple[_Period, ...]:
    return tuple(
        _Period(row["id"], *(guarded("|".join(map(shape, row[side])), re.IGNORECASE) for side in ("behind", "before")))
        for row in rows("periods")
    )


def link_periods(drafts: list[Draft], text: str) -> None:
    """Fill in what each duration is counted per."""
    times = [d for d in drafts if d.type == "duration"]
    for position, draft in enumerate(times):
        left = _behind(times[position - 1], text) if position and draft.start - times[position - 1].end > 40 else 0
        right = next(
            (
                time.start
                for time in times[position + 1 : position + 2]
                if time.start - draft.end > 12 and not _LENGTH_OF.match(text, time.end)
            ),
            len(text),
        )
        draft.fields["per"] = _period(draft, text, left, right)
    _inherit_periods(times, text)


#: A time is the length of a sample: "a one hour .wav file is processed in 8 s".
_LENGTH_OF = re.compile(rf"[ -](?:long )?\.?(?:[\w-]+ )?{one_of('samples')}\b", re.IGNORECASE)


def _behind(time: Draft, text: str) -> int:
    """Where the words begin that may belong to the time after this one."""
    return max(0, time.start - len("single ")) if _LENGTH_OF.match(text, time.end) else time.end


#: What says that a time is that of the whole: "per run", "in total", "for the whole training".
_TOTAL = guarded(
    r"(?:\b(?:per|for each|for every|each|every|for (?:a|one)|a|one)|/) ?(?:\w+ )?(?:run|fold|seed|model|task|trial|experiment|replicate|configuration|species|repetition|split|network|variant)\b|in total|altogether|overall"
    r"|for (?:the|all|our|\d[\d,.]*) ?(?:(?:whole|entire|full|complete|test|validation|\d[\d,.]*) )*(?:training|process|procedure|region|island|country|season|set|data ?set|archive|collection|survey|images|recordings|files|videos|photographs|photos|tiles|clips)\b",
    re.IGNORECASE,
)
#: Where what is said of a time ends.
_STOP = guarded(
    r";|\. (?=[A-Z])|, (?:(?:the |its |our )?(?:(?:whole|entire|full|complete) |total[ :])|(?:and|while|whereas|but|which|so that|hence|therefore)\b|(?=\d[\d,]* [a-z]+s\b))"
    # "... for one image, so all 654 images were done in".
    r"|\b(?:and|so)(?: that)? (?=(?:(?:all|the|our|these|total) ){1,3}\d[\d,]* (?:[a-z]+ )?[a-z]+s (?:was|were|took|take|need|needed|require|required)\b)"
    r"|\b(?:(?:while|whereas|but)\b|and (?:the )?(?:training|fine-tuning|inference|testing|prediction|evaluation|test)\b"
    r"|(?:(?<= h )|(?<= s )|(?<=ms )|(?<=min )|(?<=ours )|(?<=utes )|(?<=onds )|(?<=days ))and (?:(?:the |its |our )?(?:whole|entire|full|complete|total) |(?:all |all the |the |our )?\d[\d,]* epochs\b))",
    re.IGNORECASE,
)


#: "50 s for an epoch and hence 1 h 23 min for all 100 epochs"
_OF_ALL_EPOCHS = re.compile(
    r" (?:for|in) (?:(?:all|the (?:whole|entire|full)|a total of) )?(?:(?:the|our) )?\d[\d,]* (?:epochs|iterations|steps)\b",
    re.IGNORECASE,
)
#: "30 epochs of about 70 s"
_EPOCHS_OF = guarded(r"\bepochs of (?:[a-z~.]+ )?$", re.IGNORECASE)
#: What a time per epoch comes to: "3 epochs at 2 h = 6 h".
_WORKED_OUT = re.compile(r"(?:=>?|->) ?(?:about |~ ?|roughly )?$")
_COUNTED_NOUN = guarded(
    rf"\b(?:(?P<epoch>epochs)|(?P<step>iterations|steps|batches)|(?P<sample>{one_of('samples')}))\b", re.IGNORECASE
)
#: A bracket around a time, which closes before words that are not counted.
_OPENED = re.compile(r"\([^()]*$")
_CLOSES = re.compile(r"[^()]*\)(?! ?(?:per|each|for (?:each|one|every|an?))\b)")
#: "5 s image-1" is "5 s per image".
_RECIPROCAL = re.compile(r" ?[*\u00b7]? ?(?P<what>[a-z]{3,12}) ?\^? ?-1(?!\d)")
#: Seconds from which a time is no time of a step or sample, unless "per" says so.
_IMPLAUSIBLE = {"step": 3600.0, "sample": 3600.0}


#: The next time of a list, or that of a step behind the time of them all ("35s 70ms/step").
_NEXT_TIME = guarded(
    rf"(?:, (?:and |or |i\.e\.,? |that is,? )?{NUMBER} ?(?:s|ms|min|h|hours|minutes|seconds|days)| {NUMBER} ?[mu\u00b5]?s(?=/))\b"
)


#: What begins the words behind a time that is counted per something, per one thing, for each of several, or in total.
_PER = re.compile(r" ?(?:per|/|each)")
_PER_ONE = re.compile(r"(?: on average)? ?(?:per|/|each|every|for (?:one|each|every))")
_EACH = re.compile(r" (?:each|apiece)\b")
_IN_TOTAL = re.compile(r" (?:in total|in all|total|altogether|overall)\b")


@cache
def _certain_epochs() -> re.Pattern[str]:
    """Epochs of which a time is not that of each: "the remaining epochs took 5 h"."""
    return guarded(rf"\b{one_of('certain-epochs')} (?:\d[\d,]* )?epochs?\b", re.IGNORECASE)


def _period(draft: Draft, text: str, left_end: int, right_end: int) -> str:
    """What a duration is counted per: the phrase behind it, then the subject before it."""
    if is_labelled(draft, text):
        return period_named(text[draft.start : draft.end])
    if _OF_ALL_EPOCHS.match(text, draft.end):
        return "total"
    if _EPOCHS_OF.search(text[max(0, draft.start - 40) : draft.start]):
        return "epoch"
    after = text[draft.end : min(draft.end + 90, right_end)]
    closes = _CLOSES.match(after) if _OPENED.search(text, max(0, draft.start - 40), draft.start) else None
    if closes is not None:
        after = after[: closes.end()]
    stop = _STOP.search(after)
    after = after[: stop.start()] if stop else after
    reciprocal = _RECIPROCAL.match(after)
    if reciprocal is not None:
        after = f" per {reciprocal['what']}{after[reciprocal.end() :]}"
    number = _NEXT_TIME.search(after)
    if number:
        after = after[: number.start()]
    before_all = text[max(0, draft.start - 110, left_end) : draft.start]
    stops = list(_STOP.finditer(before_all))
    before = before_all[stops[-1].end() :] if stops else before_all
    if _certain_epochs().search(before):
        before = _certain_epochs().sub("#", before)
    if _WORKED_OUT.search(text, max(0, draft.start - 24), draft.start) and not _PER.match(after):
        return "total"
    if _EACH.match(after):
        nouns = list(_COUNTED_NOUN.finditer(before))
        period = str(nouns[-1].lastgroup) if nouns else ""
        if nouns and draft.fields["low_s"] < _IMPLAUSIBLE.get(period, 1e12):
            return period
    if _IN_TOTAL.match(after):
        return "total"
    best = _nearest(before, after)
    if best is None:
        return "sample" if _is_of_one(draft, before, after) else "total"
    if draft.fields["low_s"] >= _IMPLAUSIBLE.get(best[1], 1e12) and not _PER_ONE.match(after):
        return "total"
    total = _TOTAL.search(after[:40]) if best[1] != "other" else None
    return "total" if total is not None and total.start() <= best[0] else best[1]


#: What is said before a time is heard like what is said so many characters behind it.
_BEFORE = 12


def _nearest(before: str, after: str) -> tuple[int, str] | None:
    """How far from a time the words are that tell its period, and the period; of those equally far, the first."""
    periods = _periods()
    told = [(match.start(), rank, 0) for rank, period in enumerate(periods) if (match := period.behind.search(after))]
    if not told or min(told)[0] >= _BEFORE:
        told += [
            (len(before) - last.end() + _BEFORE, rank, 1)
            for rank, period in enumerate(periods)
            for last in deque(period.before.finditer(before), maxlen=1)
        ]
    if not told:
        return None
    distance, rank, _ = min(told)
    return distance, periods[rank].per


#: Times that are those of one thing where nothing says of how many: "an inference time of 20 ms".
_SPEED = guarded(
    r"\b(?:inference|prediction|processing|response|reaction) (?:time|latency|speed)s?\b|\blatenc(?:y|ies)\b|\bforward[ -]pass\b(?! and)"
    r"|\bapp (?:needs|needed|takes|took|requires|required)\b|\b(?:app|quer(?:y|ies)|request|upload|picture|photo|question)\b[^.;:]{0,30}\b(?:answer|respond|repl|react|return)\w*",
    re.IGNORECASE,
)
#: "2 s pass between the shot and the answer"
_ELAPSES = re.compile(r" (?:pass(?:ed)?|elapsed?|lies|lay) (?:between|from|until) ")
#: Seconds from which such a time is that of all.
_SPEEDY = 60.0
_OF_ALL = guarded(
    r"\b(?:for|of|on|to \w+) (?:the|all|our|\d[\d,.]*) (?:\w+ ){0,3}?(?:set|split|images|recordings|files|archive|survey|data)\b",
    re.IGNORECASE,
)
#: "3 s per core": whatever things are gone through one by one.
_PER_THING = re.compile(rf"(?: on average)? per (?!{one_of('no-things')}\b)[a-z-]{{3,}}(?! {one_of('no-things')}\b)")


def _is_of_one(draft: Draft, before: str, after: str) -> bool:
    """Whether a time is that of one thing out of many, though none is named that often is a sample."""
    if draft.fields["low_s"] >= _IMPLAUSIBLE["sample"]:
        return False
    if _PER_THING.match(after) is not None and _TOTAL.match(after.lstrip()) is None:
        return True
    if draft.fields["low_s"] < _SPEEDY and _ELAPSES.match(after):
        return True
    speed = _SPEED.search(before) if draft.fields["low_s"] < _SPEEDY else None
    return speed is not None and _OF_ALL.search(before[speed.end() :]) is None and _OF_ALL.match(after.lstrip()) is None


def period_named(label: str) -> str:
    """What a label or heading says that its time is counted per.

    Examples
    --------
    >>> period_named("Inference time per image"), period_named("Training time")
    ('sample', 'total')
    """
    found = next((period for period, *sides in _periods() if any(side.search(label) for side in sides)), None)
    return found or ("sample" if _SPEED.search(label) else "total")


#: What says behind a time that it is of the whole.
_WHOLE_BEHIND = re.compile(
    r" (?:overall|altogether|total|in (?:total|all)|(?:for|in) (?:all|the (?:whole|entire|full|complete))\b)",
    re.IGNORECASE,
)


def _inherit_periods(times: list[Draft], text: str) -> None:
    """In "20 ms per image for A, and 35 ms for B" the second time is per image too."""
    for before, after in reversed(list(pairwise(times))):
        # A number that shares the unit of the next time shares its period: "6.4, 8.7 and 2.8 s per image".
        if text[before.end - 1].isdigit() and not is_labelled(before, text):
            before.fields["per"] = after.fields["per"]
    for before, after in pairwise(times):
        between = text[before.end : after.start]
        if after.fields["per"] != "total" or before.fields["per"] not in ("sample", "step", "epoch"):
            continue
        if (
            len(between) < 110
            and re.search(
                r"(?:\band|,|\bor|\bto|\bvs\.?|/) (?:about |only |~ ?|(?:less|more) than |under |over |nearly |almost )?$",
                between,
            )
            and not re.search(
                r"\b(?:took|takes|take|train\w*|is|was|were|total|altogether|all|converge\w*|whole|entire|hence|thus|therefore|so)\b|;|\. [A-Z]|^[^(]*\)",
                between,
            )
            and not _WHOLE_BEHIND.match(text, after.end)
            and after.fields["low_s"] < max(60 * before.fields["low_s"], 60)
        ):
            after.fields["per"] = before.fields["per"]
