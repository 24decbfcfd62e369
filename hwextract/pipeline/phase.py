"""Phase: what a device, a time or an amount was for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.pipeline.durations import is_labelled
from hwextract.pipeline.numbers import WORD
from hwextract.pipeline.status import DEVICES, JOINED

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Cue, Draft, Window
    from hwextract.pipeline.scope import Clauses

__all__ = ["TRAINED_THING", "decide_phase", "respective_phases", "share_phase", "simulates_devices"]

#: A trained network as a thing is no training.
TRAINED_THING = Worded(
    r"\b(?:a|an|the|our|this|that|its|their|of|with|same|large|publicly|available|public|already|previously|finally|by|using)[ -](?:\w+[ -])?"
    r"(?:pre-? ?)?(?P<t>trained) (?!on\b|for\b|with\b|in\b|using\b|at\b|by\b|and\b|to\b|from\b)(?:[\w-]+ ){0,2}?"
    r"(?:networks?|models?|detectors?|classifiers?|generators?|encoders?|weights|ensembles?|extractors?|backbones?|[\w-]*cnns?|segmenters?|transformers?|emulators?|checkpoints?|forests?|yolo[\w-]*|[\w-]*net)\b",
    re.IGNORECASE,
)


#: Several rounds of training: "2 h per 10 epochs".
_PER_EPOCHS = re.compile(r" ?(?:per|for every|every|/) ?\d[\d,.]*k? (?:\w+ )?(?:epochs|iterations|steps|updates)\b")
#: The distance that a comma counts for.
_COMMA = 20
#: Seconds below which a computation without a word of its phase is that of one sample.
_INSTANT = 2.0
#: What a cue loses that stands in brackets of its own, or with the next member of a list.
_ANOTHER = 50
#: How much nearer a verb is that says what a time was needed for.
_TO = 60
#: Seconds below which any step of a computation is a matter of speed: "converting a patch takes 9 ms".
_FAST = 1.0
#: What stands between a mention and its phase, one of them in brackets: "13 h (training)", "training (about 13 h)";
#: what that counts for.
_OPENS = re.compile(r" ?\((?:for |in |on |about |approx\.? |ca\.? |~ ?)?")
_BRACKETED = 100
#: What ends a label: "training cost: 3 h on an A100".
_COLON = re.compile(
    r"(?: (?:cost|costs|time|times|hardware|setup|compute|details|budget|phase|stage|run|procedure)){0,2} ?: "
)
#: What shares the verb of what stands before it: "training was done on an A100, testing on a Xeon"; what that counts for.
_ELLIPTIC = re.compile(
    r"(?:[,;]| and| while| whereas|, and) (?:the )?(?:testing|inference|predictions?|validation|evaluation|deployment|training|fine-?tuning|"
    r"pre-?training|pre-?processing)$",
    re.IGNORECASE,
)
_ON = re.compile(r" (?:on|with|using|by|via|in) (?:[\w-]+ ){0,2}")
_ELLIPSIS = 30
#: What leads from a mention on to its purpose.
_LEADS_ON = re.compile(r"\b(?:for|to) $")
#: What a sentence puts first, to say what for: "For training, we used two A100, and for testing a T4."
_PURPOSE = re.compile(
    r"(?:^|[.;:] |, (?:and|while|whereas|but) )(?:for|during|in|at|to|when) (?:(?!by\b)[\w-]+ ){0,3}$", re.IGNORECASE
)
_PURPOSE_ENDS = re.compile(r"(?: [\w-]+){0,6}, ")
#: A throughput in operations or tokens is one of training as well.
_RATE = re.compile(r"throughput\b[^.;]{0,60}?(?:flops?|tokens?)\b", re.IGNORECASE)
#: What stands before a word in the name of an option: "--eval-inference".
_OPTION = re.compile(r"(?<!\S)--[\w-]*-$")
#: Many things that a short time is for, all together: "0.9 s for 10,000 queries".
_FOR_ALL = re.compile(r" (?:for|on|over) (?:all |all the |the )?\d[\d,]{2,} ")
#: ... before the time: "predicting all 5,000 sites takes 0.8 s".
_OF_ALL = re.compile(
    r"(?<![Ee]ach of)(?<!ne of)(?<![Ee]ach of the)(?<!ne of the) (?:all |all the |the |our |these )?\d[\d,]{2,} (?:\w+ ){1,4}(?:takes?|took|needs?|needed|requires?|required|in|within) (?:\w+ ){0,2}$"
)
#: "To simulate 8 GPUs with one": who has few devices trains as if on many.
_AS_IF_ON = re.compile(
    rf"(?i:simulat(?:e|es|ed|ing) (?:(?:{WORD}|\d{{1,5}}|more|several|multiple|many) )?)(?:[A-Zk][\w-]* )?[CGT]PUs?\b"
)
#: Runs as things: "All runs on the V100 lasted 2 h", "Runs on one GPU took 3 h", but "the app runs on a phone".
_RUNS_COUNTED = re.compile(
    r"(?:^|[.;:(\"] |\b(?:all|our|these|those|both|the|two|three|four|five|ten|\d+|longer|most) )$", re.IGNORECASE
)
_RUNS_TOOK = re.compile(
    r"[^.;]{2,60}? (?:lasted|took|take|last|needed|require|required|were|used|cost|finished|ended)\b"
)


def simulates_devices(text: str, start: int) -> bool:
    """Whether devices are what is simulated by the word that starts at a place: no simulation is computed then.

    Examples
    --------
    >>> simulates_devices("simulate 8 GPUs with one", 0), simulates_devices("simulate birds on 8 GPUs", 0)
    (True, False)
    """
    return _AS_IF_ON.match(text, start) is not None


def _are_runs(cue: Cue, text: str) -> bool:
    return (
        _RUNS_COUNTED.search(text, max(0, cue.start - 12), cue.start) is not None
        and _RUNS_TOOK.match(text, cue.end) is not None
    )


def _is_verb_of(cue: Cue, draft: Draft) -> bool:
    """Whether a cue is the verb of a time whose event has a phase: "the script runs in 3 min" is about the script."""
    return draft.event_phase is not None and draft.event is not None and draft.event[0] <= cue.start < draft.start


#: The score from which a phase cue stands in the mention's own clause.
_SURE = 40.0
#: The scores below which a cue tells no phase, and below which it tells one that other sentences may tell better.
_WEAKEST, _UNSURE = -160, -90
#: The score from which a cue of training outweighs what the kind of a device speaks for.
_SURER_THAN_KIND = 60
#: What a cue gains that is the event of a time (twice if its kind says so, too), and the score of a phase that the event implies.
_OWN = 40
_OF_EVENT = 55.0
#: The score of a phase that the words right behind a device tell.
_TOLD = 150.0
#: Many things, of which a computation without a word of its phase makes something.
_MANY = re.compile(
    r"\b\d[\d,.]*(?: million| thousand)? (?:[a-z-]+ ){0,2}(?:images|photos|photographs|pictures|recordings|videos|clips|tiles|scans|scenes|frames)\b"
)
#: What a finished network does with many things: "it processes 3 million pictures a day".
_GOES_THROUGH = Worded(
    r"\b(?:process|analy[sz]|classif|scor|screen|scan|sort|(?:go|work|run)(?:es|s|ed|ing)? through|went through)(?!es on)[a-z]* "
    r"(?:[\w,.~-]+ ){0,5}?(?:images|photos|photographs|pictures|recordings|videos|clips|tiles|files|frames|scans|documents)\b",
    re.IGNORECASE,
)


#: Who trained, or what was trained: "we had", "the network was originally".
_TRAINEE = (
    r"(?:(?:we|I) (?:had |have |also )?|(?!none\b|nothing\b|no )(?:[\w-]+ ){1,4}(?:was|were|had been|has been|have been) )"
    r"(?:originally |initially |previously |first )?(?:pre-?|fine-)?trained"
)
#: What tells of a device that it was trained with, whatever else the sentence speaks of: "11 ms on the GPU used for training".
_TRAINED_WITH = re.compile(
    r"\)?,?(?: (?:that|which) (?:was|were|had been|has been|have been))?(?: also)? (?:used|employed) (?:for|in|during) (?:\w+ )?"
    r"(?:pre-?|fine-)?training(?! (?:data|sets?|images?|samples?|examples?|labels?)\b)"
    rf"|,? (?:that|which) {_TRAINEE}(?: it| them| the \w+)? (?:on|with)\b|,? (?:on|with) which {_TRAINEE}\b(?!,? (?:too|as well)\b)",
    re.IGNORECASE,
)


#: The categories of cues that tell a phase.
_PHASES = frozenset(["training", "inference", "other"])
#: A phase cue with its score.
_Scored = tuple[float, "Cue"]


def decide_phase(draft: Draft, window: Window, ends: Clauses, things: list[tuple[int, int]], text: str) -> None:
    """The phase of the strongest cue nearby, unless what the mention is of tells more: its event, period or heading."""
    trained = _TRAINED_WITH.match(text, draft.end) if draft.type in DEVICES else None
    if trained is not None:
        _decide(draft, "training", trained.group().strip("), "))
        draft.phase_score = _TOLD
        return
    best = _strongest(draft, window, ends, things, text)
    if best is not None and best[0] > _WEAKEST:
        _decide(draft, best[1].row["category"], best[1].text, sure=best[0] > _UNSURE)
        draft.phase_score = best[0]
    if draft.event_phase is not None and not _outweighs_event(best, draft.event_phase):
        fast = draft.event_phase == "other" and draft.fields["high_s"] < _FAST
        event = None if draft.event is None else text[slice(*draft.event)]
        _decide(draft, "inference" if fast else draft.event_phase, event)
        draft.phase_score, best = _OF_EVENT, None
    if _is_of_many(draft, best, ends, text):
        _decide(draft, "inference", None)
    if draft.type == "duration":
        _decide_by_period(draft, best, window, text)
    if draft.prior:
        _decide_by_prior(draft, draft.prior, best)


def _decide(draft: Draft, phase: str, cue: str | None, *, sure: bool = True) -> None:
    """Give a mention a phase, and say by what words."""
    draft.phase, draft.phase_cue, draft.phase_sure = phase, cue, sure


def _strongest(draft: Draft, window: Window, ends: Clauses, things: list[tuple[int, int]], text: str) -> _Scored | None:
    """The strongest cue nearby: a cue's rank less its distance, and less for every clause between."""
    best: _Scored | None = None
    label = draft.type == "duration" and is_labelled(draft, text)
    bracket = _bracket(text, draft)
    for cue in window.cues:
        if cue.row["category"] not in _PHASES:
            continue
        if cue.start < draft.end and draft.start < cue.end and not label:
            continue
        if _says_nothing(cue, draft, window, things, text):
            continue
        score = cue.row.get("rank", 50) - _distance(cue, draft, ends, bracket, text) + _joined(cue, draft, text)
        if best is None or score > best[0]:
            best = (score, cue)
    return best


def _says_nothing(cue: Cue, draft: Draft, window: Window, things: list[tuple[int, int]], text: str) -> bool:
    """Whether a phase cue says nothing of a mention: a trained model as a thing, the name of an option, ..."""
    category, said = cue.row["category"], cue.text.lower()
    needed = cue.row.get("needs")
    return bool(
        (needed and not any(d.type == needed and abs(d.start - cue.start) < 60 for d in window.drafts))
        or (said == "throughput" and _RATE.match(text, cue.start))
        or (said.startswith("runs ") and (_are_runs(cue, text) or _is_verb_of(cue, draft)))
        or (category == "training" and any(cue.start < b and a < cue.end for a, b in things))
        or (category == "other" and simulates_devices(text, cue.start))
        or (text.startswith("-", cue.start - 1) and _OPTION.search(text, max(0, cue.start - 40), cue.start))
        or (draft.event_phase is not None and _is_of_another(cue, draft, window))
    )


def _joined(cue: Cue, draft: Draft, text: str) -> int:
    """What a cue gains that is joined to a mention: by a bracket around one of them, or as in "testing on a Xeon"."""
    gain = 0
    if cue.end <= draft.start:
        if text.startswith(")", draft.end) and _OPENS.fullmatch(text, cue.end, draft.start):
            gain += _BRACKETED
        if _ON.fullmatch(text, cue.end, draft.start) and _ELLIPTIC.search(text, max(0, cue.start - 8), cue.end):
            gain += _ELLIPSIS
    elif cue.start > draft.end and text.startswith(")", cue.end) and _OPENS.fullmatch(text, draft.end, cue.start):
        gain += _BRACKETED
    return gain


def _outweighs_event(best: _Scored | None, event_phase: str) -> bool:
    """Whether a cue tells more of the phase of a time than the event that the time is of."""
    if best is None or best[0] < _OF_EVENT:
        return False
    return event_phase != "other" or best[1].row["id"] != "inference-per-sample"


def _is_of_many(draft: Draft, best: _Scored | None, ends: Clauses, text: str) -> bool:
    """Whether no cue tells the phase, but that a finished network goes through many things: "3 million images a day"."""
    if draft.type == "duration":
        if draft.event_phase is not None or (best is not None and best[0] >= 0):
            return False
        low = max((end for end in ends.both if end <= draft.start), default=0)
        return _MANY.search(text, low, draft.end + 90) is not None
    return best is None and draft.type in DEVICES and _GOES_THROUGH.search(text) is not None and "batch" not in text


def _decide_by_period(draft: Draft, best: _Scored | None, window: Window, text: str) -> None:
    """Give a time the phase of what it is counted per; one so short that nothing trains in it is that of a sample."""
    fields = draft.fields
    if fields["per"] == "total" and _least(draft, window, text) < _INSTANT and not _trains(best):
        many = _FOR_ALL.match(text, draft.end) or _OF_ALL.search(text, max(0, draft.start - 90), draft.start)
        fields["per"] = "other" if many else "sample"
    per = fields["per"]
    if per in ("sample", "other") and draft.phase == "training" and not _PER_EPOCHS.match(text, draft.end):
        _decide(draft, "inference", f"per {per}")
    elif per == "epoch":
        _decide(draft, "training", f"per {per}")


def _decide_by_prior(draft: Draft, prior: str, best: _Scored | None) -> None:
    """Give a mention the phase that its heading or its kind speaks for, unless a cue of training says more."""
    if draft.heading:
        _decide(draft, prior, draft.heading)
    elif prior == "training":
        draft.phase, draft.phase_sure = prior, True
    elif (
        best is None
        or best[0] < 0
        or (prior != "other" and best[1].row["category"] == "training" and best[0] < _SURER_THAN_KIND)
    ):
        _decide(draft, prior, None)


def _distance(cue: Cue, draft: Draft, ends: Clauses, bracket: tuple[int, int], text: str) -> int:
    """How far a cue is from a mention: characters, and what commas, clauses and brackets between the two count for."""
    if draft.event is not None and cue.start < draft.event[1] and draft.event[0] < cue.end:
        return -2 * _OWN if cue.row["category"] == draft.event_phase else -_OWN
    opening, closing = bracket
    left, right = (cue.end, draft.start) if cue.end <= draft.start else (draft.end, cue.start)
    distance = max(0, right - left) + _parted(cue, draft, ends, opening, text) + _COMMA * text.count(", ", left, right)
    if cue.end <= draft.start:
        distance -= _aside(text, left, right)
    if cue.start > draft.end:
        if text.find(",", left, right) >= 0 or text.find(";", left, right) >= 0:
            distance += 15
        if draft.type == "duration" and text[left:right] == " to ":
            distance -= _TO  # "5 h to train and 3 min to test"
        elif _LEADS_ON.search(text[left:right]):
            distance += 40
    if cue.row["category"] == "inference" and cue.text.endswith("ing") and text.endswith("for ", 0, cue.start):
        distance += 60
    if 0 <= closing < cue.start:
        distance += 60
    return distance


def _aside(text: str, left: int, right: int) -> int:
    """What the brackets that open and close between two places count for, which is nothing said of either."""
    if text.find(")", left, right) < 0:
        return 0
    return sum(
        match.end() - match.start() + _COMMA * match.group().count(", ")
        for match in _CLOSED.finditer(text, left, right)
    )


def _is_of_another(cue: Cue, draft: Draft, window: Window) -> bool:
    """Whether a cue behind a time is the event of another: "loading takes 6 s and a prediction 1 s"."""
    return cue.start >= draft.end and any(
        other is not draft and other.event is not None and other.event[0] <= cue.start and cue.end <= other.event[1]
        for other in window.drafts
        if other.type == "duration"
    )


def _parted(cue: Cue, draft: Draft, ends: Clauses, opening: int, text: str) -> int:
    """What the clauses and brackets that end between a cue and a mention count for."""
    if draft.start < cue.end:
        parted = 130 * ends.between(draft.end, cue.start, forward=False)
        return parted + _ANOTHER * (draft.type == "duration" and text.find(", ", draft.end, cue.start) >= 0)
    left, right = cue.end, draft.start
    # Marks inside a bracket part what it lists, no clauses.
    reach = min(right, opening) if opening >= 0 else right
    listed = draft.type == "duration" and (text.find(")", left, right) >= 0 or text.find(": ", left, right) >= 0)
    if not listed and not ends.between(left, reach):
        return 0
    # The colon of a label parts it from nothing.
    behind = _COLON.match(text, left)
    # Neither does the comma behind a purpose that is put first.
    if behind is None and _PURPOSE.search(text, max(0, cue.start - 50), cue.start):
        behind = _PURPOSE_ENDS.match(text, left, right)
    left = left if behind is None else behind.end()
    parted = ends.between(left, reach)
    if parted:
        # A bracket that closes in between lists what its noun has: "A and B (two each; all sites) were run on".
        parted -= sum(ends.between(*bracket.span()) for bracket in _CLOSED.finditer(text, left, reach))
    return 95 * parted + (_apart(text, left, right) if listed else 0)


_CLOSED = re.compile(r"\([^()]*\)")


def _bracket(text: str, draft: Draft) -> tuple[int, int]:
    """Where the bracket starts and ends that a mention stands in, or -1 twice."""
    opening = text.rfind("(", 0, draft.start)
    inside = opening >= 0 and text.find(")", opening, draft.start) < 0
    return (opening, text.find(")", draft.end)) if inside else (-1, -1)


def _apart(text: str, left: int, right: int) -> int:
    """What parts a cue from a time behind it: brackets that close; a label does not."""
    listed = text.count(")", left, right) > text.count("(", left, right)
    return (_ANOTHER if listed else 0) - 80 * text.count(": ", left, right)


#: What stands between the times of a list.
_LISTED = re.compile(r", (?:and )?| and ")


def _least(draft: Draft, window: Window, text: str) -> float:
    """The shortest time of the list that a time stands in: "the test times are 3.2 s, 0.8 s and 1.4 s"."""
    times = sorted((d for d in window.drafts if d.type == "duration"), key=lambda d: d.start)
    low = high = next((at for at, time in enumerate(times) if time.start == draft.start), -1)
    if low < 0:
        return float(draft.fields["high_s"])
    while low and _LISTED.fullmatch(text, times[low - 1].end, times[low].start):
        low -= 1
    while high + 1 < len(times) and _LISTED.fullmatch(text, times[high].end, times[high + 1].start):
        high += 1
    return min(float(time.fields["high_s"]) for time in times[low : high + 1])


def _trains(best: _Scored | None) -> bool:
    """Whether the cue that decides is one of training, and stands in the mention's own clause."""
    return best is not None and best[1].row["category"] == "training" and best[0] >= _SURE


def respective_phases(drafts: list[Draft], window: Window, text: str) -> None:
    """Two phases shared out over two devices: "training and inference were done on a V100 and a CPU, respectively"."""
    if "respectively" not in text:
        return
    both = [cue for cue in window.cues if cue.row["id"] == "training-both" and " and " in cue.text]
    devices = [draft for draft in drafts if draft.type in DEVICES]
    if len(both) != 1 or len(devices) != 2:
        return
    if JOINED.fullmatch(text[devices[0].end : devices[1].start]):
        order = ("training", "inference") if both[0].text.lower().startswith("train") else ("inference", "training")
        for draft, phase in zip(devices, order, strict=True):
            draft.phase, draft.phase_cue, draft.phase_sure = phase, both[0].text, True


#: What a time is joined to that it was measured on: "36 h per species on a Xeon", "90 min in Earth Engine".
_MEASURED_ON = re.compile(r"(?: (?:per|each|for each|for every) [\w-]+)? (?:on|with|using|in) (?:[\w-]+ ){0,3}")


def _share_among(drafts: list[Draft], times: list[Draft], text: str) -> None:
    """A device has the phase that the event of a time says which was measured on it, and such a time that of a platform."""
    for time in times:
        for draft in drafts:
            if draft.type not in (*DEVICES, "memory") or not -_SHORT_WAY <= draft.start - time.end <= _SHORT_WAY:
                continue
            behind = draft.phase_cue is None and (
                _IN_SO_LONG.fullmatch(text, draft.end, time.start) is not None or _is_within(draft, time, text)
            )
            if not behind and _MEASURED_ON.fullmatch(text, time.end, draft.start) is None:
                continue
            if time.event_phase is not None and draft.phase_score < _OF_EVENT:
                draft.phase, draft.phase_cue, draft.phase_sure = time.phase, time.phase_cue, True
            elif time.phase_cue is None and not time.phase_sure and draft.prior == draft.phase == "other":
                time.phase = draft.phase


#: ... and what stands between the two the other way round: "processed on the Terra cluster, each in about 2 h".
_IN_SO_LONG = re.compile(
    r"[^.,;:()]{0,40},? (?:each )?(?:in|within) (?:(?:about|around|only|just|under|less|than|roughly|approximately|ca\.|~) ){0,2}"
)


def _is_within(draft: Draft, time: Draft, text: str) -> bool:
    """Whether a device stands between a time and the event that has it: "rerunning it on a PC (i5-8400) took 3 h"."""
    return (
        time.event is not None
        and time.event[1] <= draft.start < time.start
        and _ONE_CLAUSE.fullmatch(text, time.event[1], time.start) is not None
    )


_ONE_CLAUSE = re.compile(
    r"[^;:]{0,120}\b(?:took|takes?|needed|needs?|required|requires?|lasted|lasts?) [^,.;:()]{0,20}"
)
#: Characters between a time and the device that it was measured on, at most.
_SHORT_WAY = 50


def share_phase(drafts: list[Draft], ends: Clauses, text: str) -> None:
    """A device has the phase of the board that it is part of, and of a time per sample or epoch in its clause.

    That is so unless it stands nearer to another time: "3 h on an A100, and 2 ms per image".
    """
    boards = [d for d in drafts if d.type == "system" and d.prior == "inference" and d.phase == "inference"]
    for draft in drafts:
        if (
            draft.type in ("accelerator", "cpu", "memory", "storage", "cost")
            and draft.phase_cue is None
            and not draft.prior
            and any(text.find(";", min(b.end, draft.end), max(b.start, draft.start)) < 0 for b in boards)
        ):
            draft.phase = "inference"
    times = [d for d in drafts if d.type == "duration"]
    _share_among(drafts, times, text)
    if all(time.fields["per"] not in ("sample", "epoch") for time in times):
        return
    for draft in drafts:
        if draft.type == "duration":
            continue
        near = [
            (
                max(t.start - draft.end, draft.start - t.end)
                + _COMMA * text.count(", ", min(t.end, draft.end), max(t.start, draft.start)),
                t,
            )
            for t in times
            if not ends.between(min(t.end, draft.end), max(t.start, draft.start))
        ]
        distance, time = min(near, key=lambda pair: pair[0], default=(999, draft))
        if (
            distance < 70
            and time.fields["per"] in ("sample", "epoch")
            and time.phase != draft.phase
            and (not draft.phase_sure or (time.fields["per"] == "sample" and distance < 45 and draft.phase_score < 75))
        ):
            draft.phase, draft.phase_cue, draft.phase_sure = time.phase, time.phase_cue, True
