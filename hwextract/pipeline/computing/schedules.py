"""Times at which a program is told to do something, or that it waits: none of them is how long a computation took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.lexicon import any_of

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft

__all__ = ["is_scheduled"]

_ABOUT = r"(?:(?:about|around|at least|at most|up to|approximately|another|between|~) ?)?"
#: Words before such a time. What the authors did is another matter: "we had to stop training after 24 h".
_STOPS = (
    r"(?:(?:^|[.:;#(>*-] ?|\b(?:will|[Aa]utomatically|should|must) )(?i:stop|abort|kill|terminate|interrupt|cancel)s?"
    r"|\b[Aa]utomatically (?:stopped|killed|terminated)) (?:[\w`'-]+ ){0,4}after"
)
_REPEATS = (
    r"\b(?:expires?|retr(?:y|ies|ied)|times? out|timed out|polls?|polled|refresh(?:es|ed)?|evicted|invalidated|cached)"
    r"(?: (?:again|only|it|them))? (?:after|for|in|within|every|once every)"
)
_WAITS_FOR = r"(?:^|[.:;#*] ?|\b[Pp]lease )(?i:wait)s? [^.;:]{0,80} for"
_LIMITS = (
    r"\b(?:time|run-?time|session|job|queue|execution|training|wall-?clock|wall-?time|usage) (?:limit|quota|cap|timeout)"
    r" (?:is|:|=)"
)
_ADDS = r"\boverheads? ?(?:\(|of|is|was|:)"
_LASTS = (
    r"\b(?:length|duration)s? (?:per|of (?:an?|the|each|every)) (?:[a-z]+ )?"
    r"(?:file|clip|sample|recording|utterance|segment|video|chunk|audio) (?:is|should be|must be)"
)
_SETTING = (
    r"\b(?:\w*(?:max|limit|timeout|interval|wait|delay|poll|every|ttl)_\w+|\w+_(?:limit|timeout|interval|wait|delay|ttl)"
    r"|timeout|interval|ttl)[\"']? ?[:=]"
)
_DEFAULT = r"\bdefaults? (?:is|to|of|:|=)"
_WAITING = (
    r"\b(?:process|job|server|program|script|trainer|monitor|thread|worker|client|rank)\b[^.;:]{0,30} waits(?: for)?"
)
_CUT_TO = r"\b(?:(?:crop|pad|trim|truncate)(?:p?ed|s|m?ed|d)?(?: \w+){0,3} to|strides?(?: of)?)"
_FORESEES = r"\b(?:predict|forecast)(?:s|ed)?(?: the)?(?: next| following| coming)?"
_RELEASED = (
    r"\b(?:releas(?:e|es|ed|ing)|publish|upload|open-?source|be (?:out|available|released|published))"
    r" (?:(?:training (?=code|scripts?|data|logs?)|(?!\w*train|\w*tun|run|ran)[\w-]+ )){0,4}(?:in|within)(?: the next)?"
)
_LEARNED = (
    r"(?:\b(?i:get(?:ting)? started|up and running)(?: with [A-Z]\w+)?|\bLearn [A-Z]\w+) in(?: under| less than| just)?"
)
_TOLD = (_STOPS, _REPEATS, _WAITS_FOR, _WAITING, _LIMITS, _SETTING, _DEFAULT, _ADDS, _LASTS, _CUT_TO, _FORESEES)
_TOLD_BEFORE = re.compile(rf"(?:{'|'.join((*_TOLD, _RELEASED, _LEARNED))}) ?[\"']?{_ABOUT}$")
#: The name of an argument of a call, before its value: "Trainer(max_time='12 hours'", "timedelta(hours=1)".
_ARGUMENT = re.compile(r"\w\((?:[^()]{0,80}[,{] ?)?(?P<name>\w+ ?= ?)?[\"']?$")
#: What is read or watched for so long: "a 10-minute training tutorial".
_LESSON = re.compile(
    r"[ -](?:\w+ ){0,2}(?:tutorial|blitz|course|talk|walkthrough|intro(?:duction)?|read|crash course)\b"
)
#: What is set to so long: "a 60 second refresh".
_TICK = re.compile(
    r"[ -](?:refresh|timeout|deadline|cool-?down|grace period|ttl|polling|floor|ceiling)\b", re.IGNORECASE
)
#: A wait until something begins, in words behind the time.
_WAIT = re.compile(rf"\b(?i:wait)s?(?: for)? {_ABOUT}$")
_UNTIL_START = re.compile(
    r" (?:for|until|till|before|and) [^.;]{0,80}\b(?:starts?|starting|begins?|launch\w*|loads?|appears?|ready|available|boots?|restart\w*|retry\w*|try|trying)\b"
)
#: A corpus by its name, of which there is so much: "960 hours Librispeech", "Base | 100 hours | LibriSpeech".
_CORPUS = re.compile(rf"(?: ?\| ?\[?| \[?)(?:{any_of('speech-corpora')})\b", re.IGNORECASE)


def is_scheduled(draft: Draft, text: str) -> bool:
    """Whether a time is one at which a program is told to do something, a limit or a wait.

    Examples
    --------
    >>> from hwextract.pipeline.durations import durations
    >>> stop, took = "# stop training after 12 hours", "Training took 12 hours."
    >>> is_scheduled(durations(stop)[0], stop), is_scheduled(durations(took)[0], took)
    (True, False)
    """
    start, end = draft.start, draft.end
    if _TOLD_BEFORE.search(text, max(0, start - 120), start) or _CORPUS.match(text, end):
        return True
    argument = _ARGUMENT.search(text, max(0, start - 100), start)
    if argument is not None and (argument["name"] or "=" in text[start:end]):
        return True
    if _TICK.match(text, end) or ("-" in text[start:end] and _LESSON.match(text, end)):
        return True
    return _WAIT.search(text, max(0, start - 24), start) is not None and _UNTIL_START.match(text, end) is not None
