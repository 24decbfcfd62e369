"""Times at which a program is told to do something, or that it waits: none of them is how long a computation took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded
from hwextract.lexicon import any_of
from hwextract.pipeline.computing.measures import counted_per

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft

__all__ = ["is_scheduled"]

_ABOUT = rf"(?:(?:{any_of('approximately')}|at least|at most|up to|another|between) ?)?$"
#: An order, or what a program does by itself: "# abort the training after 9 hours". What was done is another matter:
#: "we had to stop training after 24 h", "training was automatically stopped after 12 h".
_STOPS = (
    rf"(?:^(?:- ?)?|[.:;] |[#*>(] ?|\b(?:will|[Aa]utomatically) )(?:{any_of('stops')}|{any_of('stops').title()})"
    r" (?!(?!training)\w+ing\b)(?:[\w`'-]+ ){0,4}after"
)
_EXPIRES = rf"\b(?:{any_of('expires')})(?: (?:again|only|it|them))? (?:after|in|within|every)"
_REFRESHES = rf"\b(?:{any_of('refreshes')})(?: (?:it|them))? (?:for|every|once every)"
_WAITS = (
    rf"(?:(?:^|[.:;#*] ?|\b[Pp]lease )[Ww]aits? [^.;:]{{0,80}} for"
    rf"|\b(?:{any_of('programs')})\b[^.;:]{{0,30}} waits(?: for)?)"
)
#: How long others let a program run. What the authors set for their training is what it took.
_LIMITS = rf"\b(?:{any_of('limited-by-hosts')}) (?:time )?(?:limit|quota|cap|timeout) (?:is|:|=)"
_LASTS = rf"\b(?:length|duration)s? (?:per|of (?:an?|the|each|every)) (?:[a-z]+ )?(?:{any_of('recordings')}) (?:is|should be|must be)"
_DEFAULT = r"\bdefaults? (?:is|to|of|:|=)"
_CUT_TO = rf"\b(?:(?:{any_of('cuts')})(?: \w+){{0,3}} to|strides?(?: of)?)"
_RELEASED = (
    rf"\b(?:{any_of('releases')}) (?:(?:training (?=code|scripts?|data|logs?)|(?!\w*train|\w*tun|run|ran)[\w-]+ )){{0,4}}"
    r"(?:in|within)(?: the next)?"
)
_LEARNED = (
    r"\b(?:[Gg]et(?:ting)? started|[Ss]et ?up|[Uu]p and running)(?: (?:with )?[A-Z]\w+)? in(?: under| less than| just)?"
)
_WAYS = (_STOPS, _EXPIRES, _REFRESHES, _WAITS, _LIMITS, _LASTS, _DEFAULT, _CUT_TO, _RELEASED, _LEARNED)
_TOLD = tuple(Worded(rf"(?:{way}) ?[\"']?{_ABOUT}") for way in _WAYS)
#: A setting by its name, and what stands before one with which a model was trained: that was used up.
_SETTING = guarded(
    rf"\b(?:\w*(?:{any_of('settings-of-time')})_\w+|\w+_(?:{any_of('settings-of-time')})|timeout|interval|ttl)[\"']? ?[:=] ?"
    rf"[\"']?{_ABOUT}"
)
_TRAINED_WITH = re.compile(r"\b(?:\w+ed|run|ran|fit) (?:[\w-]+ ){0,4}(?:with|using|for) (?:an? |the )?$")
#: What is added to each epoch is a difference: "a small overhead (about 30 ms per epoch)".
_ADDED = guarded(
    rf"\b(?i:{any_of('little')}) (?:[a-z-]+ ){{0,3}}overheads? ?(?:\(|of|is|was|:) ?{_ABOUT}",
)
#: The name of an argument of a call, before its value: "Trainer(max_time='12 hours'", "timedelta(hours=1)".
_ARGUMENT = re.compile(r"[a-z_]\((?:[^()]{0,80}[,{] ?)?(?P<name>\w+_\w+ ?= ?)?[\"']?$")
#: What is read or watched for so long: "a 10-minute training tutorial".
_LESSON = re.compile(rf"[ -](?:\w+ ){{0,2}}(?:{any_of('lessons')})\b")
#: What is set to so long: "a 60 second refresh".
_TICK = re.compile(
    r"[ -](?:refresh|timeout|deadline|cool-?down|grace period|ttl|polling|floor|ceiling)\b", re.IGNORECASE
)
#: A wait until something begins, in words behind the time.
_WAIT = re.compile(rf"\b(?i:wait)s?(?: for)? {_ABOUT}")
_UNTIL_START = re.compile(rf" (?:for|until|till|before|and) [^.;]{{0,80}}\b(?:{any_of('begins')})\b")
#: A corpus by its name, of which there is so much: "960 hours Librispeech", "Base | 100 hours | [LibriSpeech](page)".
_CORPUS = re.compile(
    rf" (?:(?:{any_of('speech-corpora')})\b|(?:\| ?)?\[(?:{any_of('speech-corpora')})\b[^\[\]]{{0,20}}\]\()",
    re.IGNORECASE,
)
#: The corpus that a time of computing is of: "Training time: 30 h LibriSpeech".
_TIMED = re.compile(
    r"\b(?:\w*times?|durations?|took|takes|lasted|\w*(?:trained|training|tuned) for)\b(?:[^.;!?]|\.\d){0,120}(?<!\bon )(?<!from )$",
    re.IGNORECASE,
)


def is_scheduled(draft: Draft, text: str) -> bool:
    """Whether a time is one at which a program is told to do something, a limit or a wait.

    Examples
    --------
    >>> from hwextract.pipeline.durations import durations
    >>> stop, took = "# abort the training after 9 hours", "Training took 12 hours."
    >>> is_scheduled(durations(stop)[0], stop), is_scheduled(durations(took)[0], took)
    (True, False)
    """
    start, end = draft.start, draft.end
    low = max(0, start - 120)
    return (
        any(way.search(text, low, start) for way in _TOLD)
        or _is_set(start, end, text)
        or _is_of_corpus(start, end, text)
        or _TICK.match(text, end) is not None
        or ("-" in text[start:end] and _LESSON.match(text, end) is not None)
        or (_WAIT.search(text, max(0, start - 24), start) is not None and _UNTIL_START.match(text, end) is not None)
        or (
            _ADDED.search(text, max(0, start - 80), start) is not None
            and counted_per(text, end) in ("epoch", "step", "iteration")
        )
    )


def _is_set(start: int, end: int, text: str) -> bool:
    """Whether a time is the value of a setting or of an argument: "max_time: 12h", "timedelta(hours=1)"."""
    setting = _SETTING.search(text, max(0, start - 120), start)
    if setting is not None:
        return _TRAINED_WITH.search(text, max(0, setting.start() - 60), setting.start()) is None
    low = max(0, start - 100)
    argument = _ARGUMENT.search(text, low, start) if "(" in text[low:start] else None
    return argument is not None and (argument["name"] is not None or "=" in text[start:end])


def _is_of_corpus(start: int, end: int, text: str) -> bool:
    """Whether a time is how much speech a corpus has."""
    return _CORPUS.match(text, end) is not None and _TIMED.search(text, max(0, start - 160), start) is None
