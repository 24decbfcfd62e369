"""Amounts of computing that are counted in time of devices: GPU-hours, core·h, A100-80GB days, "GPUh: 1,200"."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from hwextract.expressions import lazy
from hwextract.pipeline.draft import Draft
from hwextract.pipeline.numbers import NUMBER, VALUE, parse_value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COUNTED", "GLUED", "RULE", "find", "may_stand"]

#: The rule of these drafts.
RULE = "device-hours"

#: Devices that are no mention by their word alone, and whose time is counted.
COUNTED = "core node chip device card accelerator processor gcd".split()
_CLASSES = ("gpu", "tpu", "cpu", "npu", "ipu")
#: Units as they are glued to a class word.
_GLUED_UNITS = ("h", "hr", "hrs", "hour", "hours", "day", "days")
#: Words that are a class and a unit in one ("GPUh"); of the longer class words with whole units only.
GLUED = frozenset(
    device + unit
    for device, unit in (*product(_CLASSES, _GLUED_UNITS), *product(("core", "node", "chip"), ("hours", "hour")))
)
#: Hours in each unit.
_HOURS = {
    "hour": 1.0,
    "hr": 1.0,
    "h": 1.0,
    "day": 24.0,
    "week": 168.0,
    "month": 730.0,
    "year": 8760.0,
    "yr": 8760.0,
    "minute": 1 / 60,
    "second": 1 / 3600,
}
#: The units as a text writes them, in lower case.
_UNITS = frozenset(unit + s for unit in _HOURS for s in ("", "s"))
_UNIT = r"(?:hours?|hrs?|h|days?|weeks?|months?|years?|yrs?|minutes?|seconds?)"
_CLASS = rf"(?:[gct]pu|npu|ipu|{'|'.join(COUNTED)}|cpu[ -]core)s?"
#: The code of a product, and what may stand behind it before the class word.
_CODE = (
    r"(?:[vaphlkm]\d{2,4}[a-z]{0,2}|[tpl]4|b[23]00|g[bh]\d{3}|mi\d{2,3}[a-z]?|tpu[ -]?v\d[ep]?|v\d[ep]?|\d{4} ?ti"
    r"|[gr]tx[ -]?a?\d{3,4}(?: ?ti| super)?|titan \w{1,3}|ascend[ -]?\d{3}\w?|gaudi ?\d?|trainium\d?|xeon|epyc)"
)
_FORM = r"(?:[ -]{0,2}(?:sxm\d?|pcie|nvl|\(?\d{2,3} ?gi?b?\)?))*"
_MAKER = r"(?:nvidia|amd|google|huawei|intel|tesla|quadro|geforce|instinct|cloud|single|equivalent|total|cumulative|combined)"
_KIND = rf"(?:{_CLASS}|{_CODE}{_FORM})(?:[ -]equivalent)?"
#: What joins a device and the unit; nothing in "GPUh".
_JOINT = r"(?:[ -]{1,3}(?:(?:compute|computing|computation|wall[ -]?clock|wall|training|processing)[ -]{1,3})?| ?[\u00b7\u2022\u2219\u22c5/*_] ?)"
_GLUE = rf"(?:{_JOINT}|(?<=[gctni]pu)|(?<=core)(?=ho)|(?<=node)(?=ho)|(?<=chip)(?=ho))"
_DEVICE = rf"(?:(?:{_MAKER}[ -])*{_KIND}[ -]{{1,3}}){{0,3}}(?:{_MAKER}[ -])*{_KIND}"

_NUMERAL_AHEAD = r"(?=[\d.]|(?<!\w)[AaEeFfHhNnOoSsTt])"
_AMOUNT = lazy(
    rf"{_NUMERAL_AHEAD}(?<![\w.,])(?P<value>{NUMBER}|(?i:{VALUE}))(?:[ -]{{1,2}}| \(|(?=[GCT]PU))"
    rf"(?:(?P<scale>[kM])(?=[GCTNI]PU))?(?i:{_DEVICE}{_GLUE}(?P<unit>{_UNIT}))(?![A-Za-z]|/)"
)
#: What every amount has, found faster: a unit behind a joint, and a device before it.
_UNIT_BEHIND = lazy(rf"(?i)(?:[ /*_\u00b7\u2022\u2219\u22c5-]|pu|core|node|chip)(?={_UNIT}(?![A-Za-z]))")
_DEVICE_BEHIND = lazy(rf"(?i){_KIND}{_GLUE}{_UNIT}(?![A-Za-z])")
#: How far before the unit its device is looked for.
_NEAR = 32
#: What every device has: a word of it, or a letter before a digit.
_DEVICES = frozenset(
    word + s
    for word in (*_CLASSES, *COUNTED, *"ti rtx gtx titan ascend gaudi trainium xeon epyc".split())
    for s in ("", "s")
)
_CODED = lazy(r"(?i)[vaphlkmtbi]\d")
#: "a GPU time of 1,200 h"
_TIME_OF = lazy(
    rf"\b(?P<span>{_DEVICE}[ -]time(?: (?:used|needed|required|spent))?(?: of| was| is| amounted to|:| =)"
    rf" ?(?:about |roughly |approximately |~ ?)?(?P<value>{NUMBER}) ?(?P<unit>hours|hrs|h|days|weeks|years))(?![A-Za-z]|/)",
    re.IGNORECASE,
)
#: "100 h of CPU time"
_SPENT = frozenset(("time", "compute", "usage"))
_OF_TIME = lazy(
    rf"(?=[\d.])(?<![\w.,])(?P<value>{NUMBER}) ?(?P<unit>hours|hrs|h|days|weeks|years) (?:of )?(?:total )?"
    r"(?:(?:single )?[GCT]PU|core|node|processor)(?:[ -](?:core|compute|computing|computation))?[ -](?:time|compute|usage)\b",
    re.IGNORECASE,
)
_LABEL = lazy(
    rf"\b(?P<span>(?:(?:total|training|time|compute) )*(?:(?P<open>\()?{_DEVICE}{_GLUE}(?P<unit>{_UNIT})(?: used)?(?(open)\)))"
    r"(?:(?: (?:used|spent|consumed|needed|required|reported))?(?: (?:for|in|on) (?:[\w.-]+ ?){1,3})?"
    r"(?: ?\([^()]{1,24}\))? ?[*_]{0,2}(?::| =| \|)[*_]{0,2} ?(?:~|about |approx\. )?"
    r"|(?: (?:used|spent|consumed|needed|required|reported))? (?:amounted to|totall?ed|came to|were|was|is|are) (?:about |roughly |some )?"
    # A cell of a table behind its label: no year, and no number of another thing.
    r"|(?<=\)) | (?!(?:19|20)\d\d\b)(?=\d{4,}\b|\d{1,3},\d{3}\b|\d+(?:\.\d+)?(?-i:[kKM])\b))"
    rf"(?P<value>{NUMBER})(?-i:(?<!B)))(?![^\W_]|\.\d| ?(?:times|fold|percent|%))",
    re.IGNORECASE,
)


def may_stand(text: str, words: set[str]) -> bool:
    """Whether a text, with these words in it, can have an amount in time of devices.

    Examples
    --------
    >>> may_stand("It took 3 GPUh.", {"it", "took", "gpuh"}), may_stand("It took 3 h.", {"it", "took", "h"})
    (True, False)
    """
    if not GLUED.isdisjoint(words):
        return True
    if _UNITS.isdisjoint(words) or (_DEVICES.isdisjoint(words) and _CODED.search(text) is None):
        return False
    return any(
        _DEVICE_BEHIND.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR)
        for match in _UNIT_BEHIND.finditer(text)
    ) or (not _SPENT.isdisjoint(words) and any(one.search(text) for one in (_OF_TIME, _TIME_OF)))


def find(text: str) -> Iterator[Draft]:
    """The amounts of a text, as drafts of records.

    Examples
    --------
    >>> [draft.fields["amount"] for draft in find("1.2k GPU-hrs; 3 A100-80GB GPU days; TPU chip-hours: 96")]
    [1200.0, 72.0, 96.0]
    """
    for expression in (_AMOUNT, _OF_TIME, _TIME_OF, _LABEL):
        for match in expression.finditer(text):
            value = parse_value(match["value"])
            if value is None:
                continue
            unit = match["unit"].lower()
            scale = {"k": 1e3, "M": 1e6}.get(match["scale"] or "", 1.0) if expression is _AMOUNT else 1.0
            hours = _HOURS.get(unit) or _HOURS[unit.rstrip("s")]
            fields = {"amount": round(value * scale * hours, 6), "unit": "device_hours"}
            yield Draft("compute", match.start(), match.end(), RULE, fields=fields)
