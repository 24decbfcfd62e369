"""Times as texts write them: "4 h 6 min", "1:45 h", "2 to 3 days", "20, 22 and 31 s", "Training time (h): 3.5"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hwextract.expressions import folded, guarded
from hwextract.lexicon import any_of
from hwextract.pipeline.draft import Draft
from hwextract.pipeline.numbers import FIRST, FULL, LAST_WORDS, NUMBER, VALUE, listed, parse_value
from hwextract.units import spellings, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["durations", "has_duration", "has_label", "is_labelled"]

_TIME = spellings("time")
_WORDS = "hours?|hrs?|days?|weeks?|fortnights?|months?|years?|minutes?|mins?|seconds?|secs?|milliseconds?"
#: What may stand between a numeral and its unit: a plus, its spread or itself in digits in brackets, the end of a
#: bracket around the numeral, a dash, "full".
_GAP = rf"\+?(?: ?\((?:±|\+/-|SD|SE|s\.d\.|σ|n)? ?[=:]? ?[\d.]+\)|\)|(?<=[a-z]) \(\d+\))? ?[+-]? ?(?:(?:wall[ -])?(?:{'|'.join(FULL)}) )?"
#: A numeral and its unit. A look at how it begins spares most of the attempts; what stands before it must not
#: make it a part of something else ("v2", "$3", "12:3"), nor what stands behind ("3 h/day", "5 s(2)").
_WITH_UNIT = re.compile(
    rf"(?={FIRST})(?:(?<![\w.,^$€£])|(?=\.\d)(?:(?<= about)|(?<= than)|(?<= only)|(?<= of)|(?<= is)|(?<= in)|(?<=takes)|(?<=took)))(?:(?<!:)|(?<=[A-Za-z)\]]:))(?:(?<!/)|(?<=\d\d/)|(?<=ms/)|(?<=min/)|(?<=\d[sh]/)|(?<=\d [sh]/))"
    r"(?:(?<!-)|(?<=\d-)|(?<=\d -)|(?<=\dh-)|(?<=\d h-))(?:(?<![A-Za-z)] - )|(?<=\dh - )|(?<=\d h - )|(?<=\dd - )|(?<=\d [sd] - ))"
    rf"(?P<value>{NUMBER}|(?<!\w)(?i:{VALUE}))(?P<gap>{_GAP})"
    rf"(?P<unit>(?<=[\d kKM+)-])(?:{_TIME})|(?:{_WORDS}))(?:\(s\))?"
    rf"(?![A-Za-z0-9^]|-\d(?![\d.]* ?(?:{_TIME})\b)| ?\(cid:0\) ?[12]\b| ?/(?! ?(?:\d[\d.]* ?(?:{_TIME})\b|(?!day|hour|min|sec|week|month|year)[a-z]{{3,}}|(?:it|gpu|cpu)\b))| ?/ ?s(?:ec)?\b|\(|\.\w|-(?!per\b)[^\W\d])"
    r"(?!(?<=\d [smhd]) - [a-z])"
)
_CLOCK = re.compile(
    r"(?=\d)(?<![\w.:/-])(?:(?P<days>\d{1,3}) ?(?:d|days?)[,:]? ?|(?P<d2>\d{1,2})-(?=\d\d:\d\d:\d\d))?(?:"
    r"(?P<h1>\d{1,3}) ?h(?:rs?|ours?)?[,:]? ?(?:and )?(?P<m1>\d{1,2}) ?(?:m(?:in(?:ute)?s?)?(?![a-z])|['\u2032\u2019](?!\w))(?:[,:]? ?(?:and )?(?P<s1>\d{1,2}(?:(?<! \d)(?<! \d\d)\.\d+)?) ?(?:s(?:ec(?:ond)?s?)?\b|\u2033|''))?"
    r"|(?P<h2>\d{1,2})h(?P<m2>\d{2})\b"
    r"|(?P<h8>\d{1,3}) h (?P<m8>[0-5]\d)(?=[.,;)]|$| (?:on|with|to|for|using|per|in|and|each)\b)(?![.,]\d)"
    r"|(?P<m3>\d{1,3}) ?m(?:in)?(?: |')?(?P<s3>(?!0\.)\d{1,2}(?:\.\d+)?) ?s(?:ec)?\b"
    r"|(?P<h4>\d{1,3}):(?P<m4>[0-5]\d):(?P<s4>[0-5]\d)(?:\.\d+)?(?! ?[ap]\.?m\b|:)(?: ?(?:h|hours|hrs|hh:mm:ss)\b)?"
    r"|(?P<h5>\d{1,3}):(?P<m5>[0-5]\d) ?(?:h|hrs?|hours)\b"
    r"|(?P<m6>\d{1,3}):(?P<s6>[0-5]\d) ?(?:min|minutes|mins)\b"
    r"|(?:(?<=\dd )|(?<=\d d )|(?<=\dd)|(?<=\dd:))(?P<h7>\d{1,2}) ?h\b)"
)
#: What stands before a time of day: "between 10:00 and 14:00 h" is no time of 14 hours.
_TIME_OF_DAY = re.compile(
    r"(?<!took )(?<!takes )(?<!take )(?<!lasted )(?<!needed )(?<!required )\b(?:at|until|till|since|between|from|before|after|by|around|daily|h,)"
    r" (?:(?:about|ca\.) )?(?:\d{1,2}:[0-5]\d ?(?:h(?:rs?|ours)? ?)?(?:and|to|or|-) ?)?$",
    re.IGNORECASE,
)
#: The date before a time of day in a log: "2021-03-08 18:04:09", "Mar 8, 18:04:09". Versions ("1.7.1, 24:15:30") are none. A
#: month between a day and a year may be of any language.
_DATE_BEFORE = re.compile(
    r"(?:(?<![\w.])(?:\d{4}(?P<year>[-/.])\d{1,2}(?P=year)\d{1,2}|\d{1,2}(?P<day>[-/.])\d{1,2}(?P=day)\d{4}"
    r"|\d\d(?P<short>[-/.])\d\d(?P=short)\d\d)"
    rf"|\b(?i:{any_of('months')}) \d{{1,2}}(?:,? \d{{4}})?|(?<!\w)\d{{1,2}}\.? [^\W\d]{{3,9}}\.? (?:19|20)\d\d)[T, ]{{1,2}}$"
)
#: What stands behind it there: "12:00:00 INFO".
_LOG_LEVEL = re.compile(r"(?:[.,]\d{3})?\]?[ |:-]{1,4}(?:INFO|DEBUG|WARN(?:ING)?|ERROR)\b")
_SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
#: A label that holds the unit: "Training hours: 31", "Minutes per epoch: 3.5", "Hours used: 20".
_LABEL_WORD = rf"(?:{any_of('time-labels')})"
_AFTER_UNIT = r"(?: (?:used|needed|required|spent|elapsed|in total|to train|of training|of computing))?(?: ?(?:/|per) ?(?!hour|day|week|month|year)[a-z][a-z-]+)?"
_WORD_LABEL = re.compile(
    rf"(?:(?<![a-z\d)] )(?<![/-])|(?=(?-i:[A-Z])))\b(?P<span>(?P<before>{_LABEL_WORD} (?:(?:{_LABEL_WORD}|for|of|to|in) )*)?"
    rf"(?P<unit>{_WORDS})(?P<behind>{_AFTER_UNIT}) ?[:=] ?(?P<value>{NUMBER}))(?! ?(?:{_TIME}|(?-i:[a-z%])|(?:\w+ )?\w*PU)\b)(?!\d|[.,:]\d)",
    re.IGNORECASE,
)
#: A label with its unit in brackets: "Training time (h): 3.5", "Inference time (ms per image) 20".
_UNIT_LABEL = guarded(
    rf"\b(?P<span>(?i:(?:[a-z][a-z-]* ){{0,3}}{_LABEL_WORD}(?: (?:per|of|for) (?:[a-z-]+ ?){{1,3}})?)"
    rf" ?[(\[](?:in )?(?P<unit>{_TIME})(?: ?(?:/|per) ?[a-z-]+)?[)\]]"
    rf"(?: ?[:=] ?(?P<value>{NUMBER})|(?: is| was)? (?P<alone>{NUMBER})(?=[,;.)]? [A-Za-z(]|\W*$)(?! (?:s|h|d|and|or|to)\b)))"
    rf"(?!\d|[.:]\d| ?(?:{_TIME}|%))"
)
#: What such labels have, found faster: a unit in brackets or at the end, and a number behind it.
_IN_BRACKETS = re.compile(
    rf"[(\[](?:in )?(?:{_TIME})(?: ?(?:/|per) ?[a-z-]+)?[)\]](?: ?[:=] ?| (?:is |was )?)[\d.]", re.IGNORECASE
)
_BEHIND = r"[:=] ?\d"
_NUMBER_BEHIND = re.compile(_BEHIND)
_AT_THE_END = guarded(rf"(?:hour|minute|min|second|sec|day|week)s?(?: [a-z /-]{{0,28}})? ?{_BEHIND}", re.IGNORECASE)
#: Units of more than one letter, in lower case, by their first word.
_LONG: dict[str, list[str]] = {}
for _form in sorted({form.replace("\\", "").lower() for form in _TIME.split("|") if len(form) > 1}):
    _LONG.setdefault(re.split("[ -]", _form)[0], []).append(_form)
_LONG_FIRSTS = frozenset(_LONG)
#: A unit of one letter behind a digit, or a form of the clock.
_HAS_LETTER = re.compile(r"\d[+)½¼¾]?(?: ?[+-]? ?(?:[hHsd](?![A-Za-z])|m ?'?\d)|h\d|:[0-5]\d)")
#: What a longer unit stands behind, and how far before it that begins.
_NUMERAL_BEFORE = re.compile(rf"(?:[\dkmb)}}+½¼¾]|\b(?:{'|'.join(LAST_WORDS)})) ?-? ?$")
_LONGEST = max(map(len, LAST_WORDS)) + 3


def has_duration(text: str, words: set[str]) -> bool:
    """Whether a text, of which some of the words are given, can have a time; cheaper than to look for it.

    Examples
    --------
    >>> has_duration("It took 3 h.", {"it", "took", "h"}), has_duration("a second network", {"second", "network"})
    (True, False)
    """
    return _HAS_LETTER.search(text) is not None or _has_long_unit(text.lower(), words) or has_label(text)


def _has_long_unit(lower: str, words: set[str]) -> bool:
    """Whether a unit of more than one letter stands behind a numeral, and is no ordinal ("a second network")."""
    for form in (form for first in _LONG_FIRSTS & words for form in _LONG[first]):
        at = lower.find(form)
        while at >= 0:
            end = at + len(form)
            if not "a" <= lower[end : end + 1] <= "z":
                before = _NUMERAL_BEFORE.search(lower, max(0, at - _LONGEST), at)
                if before is not None and _ORDINAL.match(lower, before.start()) is None:
                    return True
            at = lower.find(form, end)
    return False


@lru_cache(maxsize=2)
def has_label(text: str) -> bool:
    """Whether a text can have a label that holds the unit of a time.

    Examples
    --------
    >>> has_label("Training hours: 31"), has_label("Time (h): 3.5"), has_label("It took 31 hours.")
    (True, True, False)
    """
    return _IN_BRACKETS.search(text) is not None or (
        _NUMBER_BEHIND.search(text) is not None and _AT_THE_END.search(text) is not None
    )


def durations(text: str) -> list[Draft]:
    """A draft for every time of a text, whatever it is the time of; ``per`` is left open.

    Examples
    --------
    >>> [(d.fields["low_s"], d.fields["high_s"]) for d in durations("took 1 h 30 min, then 2 to 3 s and 5 s")]
    [(5400.0, 5400.0), (2.0, 3.0), (5.0, 5.0)]
    """
    found: list[Draft] = []
    for time in _whole(_times(text), text):
        if found and _goes_on(found[-1], time, text):
            continue
        before = _numbers_before(time, text, found)
        found += before[:-1]
        found.append(before[-1])
    return found


class _Time(NamedTuple):
    """A time as it was read; ``unit`` is that of its last part in seconds, 0 where no other number can share it."""

    start: int
    end: int
    seconds: float
    unit: float


#: Seconds of a year, and what stands before the number of other things that a comma parts from a time.
_YEAR = 8766 * 3600.0
_COUNTED = re.compile(
    r"(?:[x*#]|\b(?:(?:number|no\.) of \w+|count|[CGT]PUs?)[ :=]*|\b(?:with|on|using)) ?$", re.IGNORECASE
)


def _times(text: str) -> list[_Time]:
    """The times of a text by themselves, in order."""
    found = []
    for match in _CLOCK.finditer(text):
        if match["h5"] and _TIME_OF_DAY.search(text, max(0, match.start() - 60), match.start()):
            continue
        if match["h4"] and (
            _DATE_BEFORE.search(text, max(0, match.start() - 24), match.start()) or _LOG_LEVEL.match(text, match.end())
        ):
            continue
        parts = (_SECONDS[name[0]] * float(value) for name, value in match.groupdict().items() if value)
        found.append(_Time(match.start(), match.end(), sum(parts), 0.0))
    clocks = tuple(found)
    for match in _WITH_UNIT.finditer(text):
        start, value = match.start(), parse_value(match["value"])
        if value is None or any(clock.start < match.end() and start < clock.end for clock in clocks):
            continue
        if not _is_part_of_other(match, text):
            spelling = match["unit"] if match["unit"] in _spelled() else match["unit"].lower()
            factor = unit("time", spelling).factor
            number, comma, last = match["value"].rpartition(", ")
            if comma and (value * factor > _YEAR or _COUNTED.search(text, max(0, start - 24), start)):
                # "A100 x 16, 120 hours": a number of another thing and a time.
                start, value = start + len(number + comma), parse_value(last) or value
            found.append(_Time(start, match.end(), value * factor, factor))
    if has_label(text):
        found += _labelled(text)
    return sorted(found)


#: Units that are a label of one word, and where such a label may stand: at the start of a text or of an item of a list.
_LONG_UNITS = ("days", "weeks")
_STARTS_ITEM = re.compile(r"(?:^|[,;|\d])\W*$")
#: The unit of a number is no label of the next: "GPUs per node: 4 / days: 19", in two lines; "Min. : 0.5 Min. : 0.7".
_LABEL_NEXT = re.compile(r"\.? ?: ?\d")
_LABEL_OF_NUMBER = re.compile(r": ?$")


def _labelled(text: str) -> Iterator[_Time]:
    """The times whose unit stands in a label before the number; the label is a part of them."""
    for match in _WORD_LABEL.finditer(text):
        value, spelling = parse_value(match["value"]), folded(match["unit"])
        if value is not None and (
            match["before"]
            or match["behind"]
            or spelling == "hours"
            or (spelling in _LONG_UNITS and _STARTS_ITEM.search(text, 0, match.start()))
        ):
            yield _Time(*match.span("span"), value * unit("time", spelling).factor, 0.0)
    for match in _UNIT_LABEL.finditer(text):
        value = parse_value(match["value"] or match["alone"])
        if value is not None:
            yield _Time(*match.span("span"), value * unit("time", match["unit"]).factor, 0.0)


def is_labelled(draft: Draft, text: str) -> bool:
    """Whether a time is a number with the label that holds its unit.

    Examples
    --------
    >>> is_labelled(durations("Training hours: 31")[0], "Training hours: 31")
    True
    """
    return text[draft.start].isalpha() and text[draft.end - 1].isdigit()


@cache
def _spelled() -> frozenset[str]:
    return frozenset(_TIME.replace("\\", "").split("|"))


#: Decades ("1990s"), orders ("second-level") and apostrophes that lost their marks ("the net 8217s") are no times.
_OTHER_UNIT = re.compile(
    r"(?<!took )(?<!takes )(?<!about )(?<!needed )(?<!needs )(?<!~)(?<!=)(?<!= )(?:19|20)\d0s\b|82[12]\ds\b|(?<=\dw )\d+s\b|\S+ ?-? ?[a-z]+ ?- ?(?:level|order|stage|hand|class|rate|based|dimensional)\b"
)
#: "a second network" is no time.
_ORDINAL = re.compile(
    r"(?:an?|one|the) second(?! (?:per|for|on|with|to|and|in|or|at|when|while|using|each|even|after|by|is|was|as|of|than|from)\b) ?-? ?[a-z]",
    re.IGNORECASE,
)
#: "10 -3 s" is a power and no range of 10 to 3 s; "0\u00b75 s" is half a second.
_NO_RANGE = re.compile(r"(?<![\d.])10 ?-$|\d\u00b7$")
#: What stands before "an hour" that is a time: "twice an hour" is none.
_BEFORE_ARTICLE = re.compile(
    r"(?:took|takes|take|taken|within|about|around|under|in|than|for|lasted|need(?:s|ed)?|over|to|almost|nearly|roughly|approximately|expect|least|half|only|even|after|cost|of|spent|required?s?|and|during|every|below|exceeds?|exceeded|beyond|~|is|was|up|ran|run|means|meant|equals|another|maximum|us|me|were|average|exactly|just|-|=|[,;:]) (?:just |only |about |over |under |less than |more than |nearly |almost |roughly |)$"
    r"|[\"\u201c(\[]$",
    re.IGNORECASE,
)
#: "A week on 8 V100"
_ON_DEVICES = re.compile(r"(?: and (?:a|one) (?:half|quarter))? (?:on|with|using) (?:an?|one|two|four|eight|\d+) ")
#: "The one-minute-per-image cost"
_PER = re.compile(r" ?- ?per ?- ?")
#: What stands before a glued "3d" that is a time: "300d embeddings" and "Fig. 4d" are none.
_BEFORE_GLUED_DAYS = re.compile(
    r"\b(?:took|takes?|lasted|needed|for|in|within|about|time|after|of|to) (?:about |~ ?)?$|[~:=(] ?$|\d-$",
    re.IGNORECASE,
)
#: "Six 4090s" are no seconds.
_CARDS = re.compile(r"[1-5]0[5-9]0$|9[678]0$")
_COUNT_OF_CARDS = re.compile(r"\b(?:two|three|four|five|six|eight|\d{1,2}) (?:x )?$")
_DIMENSIONS = re.compile(
    r"\d+d (?:[a-z-]+ ){0,3}?(?:embedding|vector|representation|space|feature|image|glove|word|phrase|input|pose|model|point|conv|reference|and \d)|(?:[1-4]|\d{3,}) ?- ?d\b|[1-4]d (?!of\b|on\b|for\b|with\b|and\b|or\b|per\b|to\b|in\b|at\b|using\b|after\b|later\b|each\b)[a-z]",
    re.IGNORECASE,
)
#: "A min-max game" is no minute: an article stands before the whole word.
_SHORT_UNIT = re.compile(r"min|secs?|hrs?|[shd]|ms", re.IGNORECASE)

#: "Sensitivities in the 90s", "a row with two 1s": plurals of numbers, of which this stands before.
_IN_THE_TENS = re.compile(r"\b(?:in|into|to) the (?:(?:low|lower|mid|high|upper|early|late)[ -])?$")
_TENS = re.compile(r"[1-9]0s")
_SO_MANY = re.compile(r"\b(?:two|three|four|five|all|no|many|0s (?:and|or)|0s,) $")
_DIGIT = re.compile(r"[01]s")


def _is_plural(start: int, text: str) -> bool:
    """Whether a number with what looks like a unit is the plural of the number."""
    before = slice(max(0, start - 20), start)
    return (_TENS.match(text, start) is not None and _IN_THE_TENS.search(text[before]) is not None) or (
        _DIGIT.match(text, start) is not None and _SO_MANY.search(text[before]) is not None
    )


#: "A minute fraction of cells" is a small one.
_SMALL = re.compile(
    r"a minute (?:fraction|amount|quantity|part|portion|detail|difference|change|trace|volume|proportion)s?\b",
    re.IGNORECASE,
)

#: What stands before a numeral in a bracket whose unit is behind the bracket: "(mean = 1.2 ± 0.3) s".
_OPENED = re.compile(
    r"\((?:(?!n\b)[A-Za-zμ\u0304]{1,8} ?[=:] ?(?:[\d.]+ ?(?:±|\+/-|-|to) ?)?|[\d.]+ ?(?:±|\+/-|-|to) ?)$", re.IGNORECASE
)


#: "Train time: 13 H", "4 X RTX A5000, 13 H": elsewhere the letter is a field strength, a height, an isotope.
_TIME_TOLD = re.compile(
    r"(?:\b(?:time|duration)(?: ?[:=|] ?| )|(?<![\w.])\d{1,4} ?[x*] ?(?:[a-z][\w-]* )?[a-z]+[- ]?\d{2,4}\w{0,2}, )(?:about |~ ?)?$",
    re.IGNORECASE,
)
#: A letter glued to its factor in a formula ("2s = 8"), and what stands before a time: "32 GPUs x 52h = 1664 GPUh".
_EQUALS = re.compile(r"\)? ?=(?!>)")
_TIMES = re.compile(r"(?:[*\u00d7~]|\b(?:x|for|took|takes|within|about)) ?$")
#: A letter that is a variable of a program behind the number of a line or a value: "14 d$ impact <- x", "r=3000 d=[0]".
_VARIABLE = re.compile(r" ?<-|\$ ?[A-Za-z][\w.]* ?(?:<-|\[|=)|=[\[({\"']")


def _is_part_of_other(match: re.Match[str], text: str) -> bool:
    """Whether a numeral with what looks like a unit is something else."""
    spelling, value, start, end = match["unit"], match["value"], match.start(), match.end()
    if (spelling == "H" and not _TIME_TOLD.search(text, max(0, start - 48), start)) or (
        _NO_RANGE.search(text, max(0, start - 16), start) and len(value) == 1
    ):
        return True
    if spelling in ("d", "h", "s") and (
        not value.rstrip(" )}½¼¾")[-1:].isdigit()
        or text.startswith("'", end)
        or _VARIABLE.match(text, end)
        or (not match["gap"] and _EQUALS.match(text, end) and not _TIMES.search(text, max(0, start - 10), start))
    ):
        return True
    if match["gap"].startswith(")") and not _OPENED.search(text, max(0, start - 24), start):
        return True
    if value.lower() in ("a", "an", "one") and not (
        _BEFORE_ARTICLE.search(text, max(0, start - 60), start)
        or (start == 0 and _ON_DEVICES.match(text, end))
        or _PER.match(text, end)
    ):
        return True
    if value.lower() in ("a", "an") and _SHORT_UNIT.fullmatch(spelling):
        return True
    if spelling == "s" and not match["gap"] and _CARDS.match(value) and _COUNT_OF_CARDS.search(text, 0, start):
        return True
    if _ORDINAL.match(text, start) or _SMALL.match(text, start) or _OTHER_UNIT.match(text, start):
        return True
    if spelling == "s" and not match["gap"] and (_is_status_code(value, start, text) or _is_plural(start, text)):
        return True
    if _LABEL_NEXT.match(text, end) and _LABEL_OF_NUMBER.search(text, max(0, start - 2), start):
        return True
    return spelling == "d" and (
        _DIMENSIONS.match(text, start) is not None
        or (not match["gap"] and not _BEFORE_GLUED_DAYS.search(text, max(0, start - 24), start))
    )


#: What a server answers: "the API returns 500s".
_STATUS_CODE = re.compile(r"[45]\d\d")
_OF_A_SERVER = re.compile(
    rf"(?:\b(?i:{any_of('answers-requests')})\b[^.;:]{{0,40}}\b(?:returns?|returned|answers?|answered|raises?)(?: with)?|\bHTTP)(?: \d{{3}}s(?:,| and| or))? $"
)
_CODE_ENDS = re.compile(r"\d+s(?=$|[.,;:)]| (?:and|or|when|while|whenever|until|if|because|instead)\b)")


def _is_status_code(value: str, start: int, text: str) -> bool:
    """Whether a numeral is a code that a server answers with, in the plural."""
    return (
        _STATUS_CODE.fullmatch(value) is not None
        and _CODE_ENDS.match(text, start) is not None
        and _OF_A_SERVER.search(text, max(0, start - 80), start) is not None
    )


#: How many times smaller the unit of the next part may be: minutes behind days, but no milliseconds behind hours.
_SMALLER = 1440
_AND_A_FRACTION = re.compile(
    r" and (?:(?P<count>a|one|three)[ -](?P<part>half|quarter)s?\b|half(?=[.,;:)]|$| (?:on|with|using) (?:an?|one|two|[0-9])\b))"
)


#: "35s 70ms/step": a time, and that of a step.
_PER_STEP = re.compile(r" ?/ ?(?:step|it|iter|iteration|batch)\b")


def _whole(times: list[_Time], text: str) -> Iterator[_Time]:
    """Times of which the parts in ever smaller units are put together: "4 h 6 min", "3 days and a half"."""
    place = 0
    while place < len(times):
        start, end, seconds, factor = times[place]
        place += 1
        while (
            place < len(times)
            and 0 < times[place].unit < factor
            and (join := re.fullmatch(r"(?:\.(?= and))?[,:&+]? ?(?P<and>and |& |\+ )?", text[end : times[place].start]))
            and (join["and"] or factor <= _SMALLER * times[place].unit)
            and times[place].seconds < factor
            and not text.startswith("0.", times[place].start)
            and not _PER_STEP.match(text, times[place].end)
        ):
            _, end, part, factor = times[place]
            seconds += part
            place += 1
        fraction = _AND_A_FRACTION.match(text, end) if factor else None
        if fraction is not None:
            quarters = 2 if fraction["part"] != "quarter" else 3 if fraction["count"] == "three" else 1
            seconds, end = seconds + factor * quarters / 4, fraction.end()
        yield _Time(start, end, seconds, factor)


#: Two times in other units that differ by less are one time ("367 hours, 15.3 days"), no range.
_SAME = 1.03
_SPAN = re.compile(r" ?(?:-|to|up to|~) ?")
_SPREAD = re.compile(
    rf"(?P<apart> ?\(| ?, |,? with an? )?(?: ?(?:±|\+/-|\+-)|(?(apart)(?:{any_of('spreads')})(?: of| ?[=:])?(?: ?±)?|(?!))) ?",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:reduced|cut|down|dropped|decreased|shortened|lowered|fell|sped|increased|rose|grew|went|extended)[^.;]{0,40}$"
    r"|\b(?:falls?|drops?|goes|go|rises?|grows?|climb(?:s|ed)?|jump(?:s|ed)?|shrinks?|shrank"
    r"|(?:reduc|decreas|increas|rais)(?:es?|ed|ing)|(?:shorten|lower|extend)(?:s|ing))\b(?:(?!\brang|\bvar)[^.;,]){0,40}\bfrom (?:about |~ ?)?$"
)
_BETWEEN = re.compile(r"\bbetween (?:about |around |~ ?)?$", re.IGNORECASE)


def _goes_on(before: Draft, time: _Time, text: str) -> bool:
    """Whether a time is the upper end or the spread of the one before it, which then has it."""
    link = text[before.end : time.start]
    left = text[max(0, before.start - 80) : before.start]
    spread = _SPREAD.fullmatch(link)
    if spread:
        before.fields["spread_s"] = time.seconds
        before.end = before.end if spread["apart"] else time.end
        return True
    of_day = not time.unit and ":" in text[before.start : time.end]
    is_range = (link == " and " and _BETWEEN.search(left)) or (
        not of_day
        and _SPAN.fullmatch(link)
        and before.fields["low_s"] * _SAME < time.seconds
        and not _CHANGE.search(left)
    )
    if is_range:
        before.fields["high_s"], before.end = time.seconds, time.end
    return bool(is_range)


#: How a number stands before the one that a unit follows; most times need no more than this look.
_JOINED = re.compile(r"(?:[-~±/,]|to|and|or|vs\.?|versus|instead of|rather than|respectively) ?$")
_SEPARATOR = r"(?P<sep> ?(?:-|(?:up )?to|~) ?| ?(?:±|\+/-|\+-) ?| and | or )$"
_SEPARATED = re.compile(_SEPARATOR)
_LOWER = re.compile(rf"(?P<low>(?i:{VALUE})){_SEPARATOR}")
_RANGES_FROM = re.compile(r"(?:rang|var|anywhere|took|takes|last|between)\w* (?:\w+ )?from $", re.IGNORECASE)
_LIST = re.compile(
    rf"(?:^|(?<=[^-x*] )|(?<=[(~]))(?P<items>(?:{NUMBER}(?:, | / |/))*{NUMBER})(?:,? and |, | / |/|,? or | vs\.? | versus | instead of | rather than |, respectively )$"
)
#: What stands between a time and the number that it is for: "8 s for 100, 95 s for 1,000".
_CONDITION = re.compile(r" (?:for|with|at|of|on|in) (?:[a-z]+ )?")
#: A number of another thing before a time: "batch size 16, 20 h", "for n = 100 and 4 h".
_SETTING = re.compile(
    r"\b(?:size|batch|rate|epochs?|steps?|lr|version|folds?|seeds?|layers?|heads?|resolution|patience|momentum|decay|table|figure|section|stage|phase|part|round|scenario|experiment|station|site|group|level|run|step|set|case|machine|computer|server|workstation|system|node|model|network|variant)"
    r"(?: of| is| was| =| :|:|=)? ?$"
    r"|(?<![\w.])(?!t\b)[a-z](?:_\w{1,8})? ?= ?$",
    re.IGNORECASE,
)
#: ... unless that is what the times are of: "the time of an epoch was 27, 39 and 88 s".
_OF_ONE = re.compile(r"\b(?:per|of (?:an?|one|each|every)) (?:[a-z]+ )?[a-z]+ (?:is|was) $", re.IGNORECASE)


def _number_below(text: str, start: int) -> re.Match[str] | None:
    """The number before the one that starts at a place, if what joins the two makes them a range or parts a list."""
    joint = _SEPARATED.search(text, max(0, start - 10), start)
    if joint is None:
        return None
    near = text[max(0, joint.start() - _LONGEST) : joint.start()].lower()
    if near.isascii() and _NUMERAL_BEFORE.search(near) is None:
        return None
    return _LOWER.search(text, max(0, start - 80), start)


def _is_setting(text: str, place: int) -> bool:
    """Whether the number at a place is of another thing than the time behind it: "batch size 16, 20 h"."""
    return _SETTING.search(text, max(0, place - 24), place) is not None and (
        _OF_ONE.search(text, max(0, place - 40), place) is None
    )


def _numbers_before(time: _Time, text: str, found: list[Draft]) -> list[Draft]:
    """A time with the numbers before it that share its unit: as a range, with a spread, or each as one of its own."""
    start, end, seconds, factor = time
    if not factor or not _JOINED.search(text, max(0, start - 14), start):
        return [_duration(start, end, seconds)]
    others: list[Draft] = []
    lower = _number_below(text, start)
    value = parse_value(lower["low"]) if lower else None
    if lower and value is not None and lower["low"].lower() not in ("a", "an"):
        left = text[max(0, lower.start() - 40) : lower.start()]
        separator, low = lower["sep"].strip(), value * factor
        if re.search(r"[\w./]$", left):
            pass
        elif separator in ("±", "+/-", "+-"):
            return [_duration(lower.start(), end, low, spread=seconds)]
        elif separator == "to" and left.endswith("from "):
            if low < seconds and _RANGES_FROM.search(left):
                return [_duration(lower.start(), end, low, seconds)]
            others = [_duration(lower.start(), lower.end("low"), low)]
        elif (separator == "and" and _BETWEEN.search(left)) or (
            low < seconds and (separator in ("-", "to", "up to", "~") or (separator == "or" and lower["low"].isalpha()))
        ):
            return [_duration(lower.start(), end, low, seconds)]
    items = _LIST.search(text, max(0, start - 120), start)
    if (
        items
        and not _is_setting(text, items.start("items"))
        and not (found and _CONDITION.fullmatch(text, found[-1].end, items.start("items")))
    ):
        for at, behind, amount in listed(text, *items.span("items")):
            if not any(d.start <= at < d.end for d in (*found, *others)):
                others.append(_duration(at, behind, amount * factor))
    return [*others, _duration(start, end, seconds)]


def _duration(start: int, end: int, low: float, high: float | None = None, spread: float | None = None) -> Draft:
    low = round(low, 9)
    high = low if high is None else round(high, 9)
    return Draft(
        "duration", start, end, "duration", fields={"low_s": low, "high_s": high, "spread_s": spread, "per": None}
    )
