"""Numbers as papers write them: digits, words, powers of ten, ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "FIRST",
    "INITIALS",
    "LAST_WORDS",
    "NUMBER",
    "NUMERAL",
    "VALUE",
    "WORD",
    "WORD_NUMBERS",
    "listed",
    "parse_count",
    "parse_value",
]

#: Numerals as words.
WORD_NUMBERS = {
    word: number
    for number, names in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
    for word in names.split()
} | {
    "a": 1, "an": 1, "single": 1, "dozen": 12, "couple": 2, "pair": 2, "dual": 2, "quad": 4, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "half": 0.5,
}  # fmt: skip
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMERALS = f"{_ONES}|{_TENS}|{_TEENS}|hundred"
#: Their first letters: a look at one letter spares most of the attempts to read them.
INITIALS = "".join(sorted({word[0] for word in _NUMERALS.split("|")}))


def _first(words: str) -> str:
    """Alternatives by their first letters, of which a match tries only those of one."""
    rests: dict[str, list[str]] = {}
    for word in words.split("|"):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"[{first}{first.upper()}](?i:{'|'.join(rest)})" for first, rest in rests.items())


_FIRST_WORDS = f"{_NUMERALS}|half|third|a"
_FIRST_LETTERS = "".join(sorted({word[0] + word[0].upper() for word in _FIRST_WORDS.split("|")}))
#: What a numeral before a unit begins with, in digits or words, in any case.
FIRST = rf"(?=[\d.{_FIRST_LETTERS}])(?:[\d.]|(?<!\w)(?:{_first(_FIRST_WORDS)}))"
_TENS_AND_ONES = f"(?:{_TENS})(?:[ -](?:{_ONES}))?"
_HUNDREDS = f"(?: hundred(?:(?: and)? (?:{_TEENS}|{_TENS_AND_ONES}|{_ONES}))?)?"
#: A numeral in words that is whole: "twelve", "ninety-six", "three hundred and twelve", "eleven hundred".
NUMERAL = rf"(?=[{INITIALS}])(?:(?:{_TEENS}){_HUNDREDS}|{_TENS_AND_ONES}|(?:{_ONES}){_HUNDREDS})"
#: A numeral in words, of which each word begins one way alone; "several hundred" is none.
WORD = rf"(?:{NUMERAL}|(?=h)(?<!several )(?<!few )(?<!many )hundred)"
#: A numeral in digits, with thousands in any style, a power of ten, and a multiplier; the number of a name has no
#: thousands ("GPT-3, 552 t").
NUMBER = (
    r"(?:[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}(?!\d|,\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d{1,3}(?:, \d{3})?, 0\d\d(?:, \d{3})?(?!\d)|\d{1,3}(?:[,']\d{3}(?!\d)|, (?:000|(?<![A-Za-z]-\d, )(?<![A-Za-z] - \d, )(?<!\d, \d{3}, )\d{3}(?!,| (?:and|or) ))(?!\d)|(?: \d{3}(?!\d))(?= \d{3}\b| ?[A-Za-z$€]))+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)"
    r"(?:(?: ?[x*·] ?10 ?\^? ?[({]? ?[-+]?\d{1,2} ?[)}]?)|[eE][+-]?\d{1,2}(?!\d))?"
    r"(?: ?(?:k|K|M|B)(?![A-Za-z])| (?:thousand|million|billion|trillion|lakhs?\b|crores?\b)| ?(?:[Mm]io\b\.?|bn\b))?"
)
#: A numeral in digits or words, as it stands before a unit.
VALUE = (
    rf"(?:\d{{1,3}} and (?:(?:a|one) )?(?:half|quarter|third)|\d{{1,3}} [1-3]/[2-4](?= \D)|[1-3]/[2-4](?: of an?|(?= (?:h|hr|hour|day|week|min|minute)\b))|\d{{1,3}} ?[½¼¾]|10\^-?\d{{1,2}}|{NUMBER}|"
    rf"(?=[{INITIALS}aq])(?:(?:{WORD}|a|an)[ -]and[ -](?:(?:a|one)[ -])?(?:half|quarter|third)|(?:a|one) (?:couple|dozen)(?: of)?|half a dozen|"
    rf"half (?:a|an)|a (?:half|third|quarter)(?: of an?)?|(?:half|third|quarter) of an?|(?:two|three) (?:thirds|quarters) of an?|(?:one|an?) half|"
    rf"{WORD} (?:thousand|million|billion)(?:,?(?: and)? {NUMERAL})?|a (?:hundred|thousand|million)|{WORD}|an?|one))"
)
#: Words that may stand between a numeral and a unit of time ("three full days", "2 wall-clock hours").
FULL = tuple(
    "entire whole full calendar clock wallclock wall straight solid more additional further extra consecutive continuous"
    " total training real".split()
)
#: The words with which a numeral in words ends, and those that may stand between it and a unit of time.
LAST_WORDS = (
    *WORD_NUMBERS,
    *"thousand million billion trillion lakh lakhs crore crores mio bn quarter quarters third thirds of".split(),
    *FULL,
)
_FRACTION = re.compile(r"^(?:(?P<whole>\d+) ?)??(?:(?P<over>[1-3])/(?P<under>[2-4])(?: of an?)?|(?P<sign>[½¼¾]))$")
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "thirds": 2 / 3, "quarters": 0.75}
_SCALES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mio": 1e6, "bn": 1e9, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_POWER = re.compile(
    r"^(?P<base>[\d.,' ]+?)(?: ?[x*·] ?10 ?\^? ?[({]? ?(?P<exp>[-+]?\d{1,2}) ?[)}]?|[eE](?P<e>[+-]?\d{1,2}))?(?: ?(?P<scale>k|K|M|B|thousand|million|billion|trillion|lakhs?|crores?|[Mm]io\.?|bn))?$"
)
#: Digits in groups of three, and what parts them.
_THOUSANDS = re.compile(r"\d{1,3}(?:(?:, ?| |')\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_PARTS = re.compile(r"[, ']")


def parse_value(text: str) -> float | None:
    """The number that a text of the form `VALUE` stands for, or None.

    Examples
    --------
    >>> parse_value("36,864"), parse_value("3.2 x 10^23"), parse_value("two and a half"), parse_value("a dozen")
    (36864.0, 3.2e+23, 2.5, 12.0)
    >>> parse_value("2.1k"), parse_value("half a"), parse_value("1,5")
    (2100.0, 0.5, 1.5)
    >>> parse_value("1.250,50"), parse_value("1,05,000"), parse_value("two thousand five hundred")
    (1250.5, 105000.0, 2500.0)
    >>> parse_value("1 1/2"), parse_value("2.5e-3")
    (1.5, 0.0025)
    """
    text = text.strip()
    if text.isdecimal():
        return float(text)
    fraction = _FRACTION.match(text)
    if fraction:
        part = _SIGNS[fraction["sign"]] if fraction["sign"] else int(fraction["over"]) / int(fraction["under"])
        return int(fraction["whole"] or 0) + part
    match = _POWER.match(f"1 x {text}" if text.startswith("10^") else text)
    if match:
        digits = match["base"].strip()
        if _THOUSANDS.fullmatch(digits) or _INDIAN.fullmatch(digits):
            digits = _PARTS.sub("", digits)
        elif _DOTTED.fullmatch(digits) or _DECIMAL_COMMA.fullmatch(digits):
            digits = digits.replace(".", "").replace(",", ".")
        else:
            digits = digits.replace(",", ".")
        try:
            value = float(f"{digits}e{match['exp'] or match['e'] or 0}")
        except ValueError:
            return None
        scale = match["scale"] or ""
        return value * _SCALES.get(scale if len(scale) < 2 else scale.lower().rstrip(".s"), 1.0)
    return _words(text.lower().replace("-", " ").split())


def _words(words: list[str]) -> float | None:
    total = whole = 0.0
    seen = False
    article = words[:1] in (["a"], ["an"])
    for position, word in enumerate(words):
        if word in _FRACTIONS and (seen or article or word == "half"):
            before = words[position - 1] if position else ""
            total = total + _FRACTIONS[word] if "and" in words[:position] else _FRACTIONS[word]
            if before in ("two", "three") and word in ("thirds", "quarters"):
                total = _FRACTIONS[word]
            seen = True
        elif word in ("thousand", "million", "billion"):
            whole += (total or 1.0) * _SCALES[word]
            total, seen = 0.0, True
        elif word == "hundred":
            total = (total or 1.0) * 100
            seen = True
        elif word in ("dozen", "couple"):
            total = (total if total == 0.5 else 1.0) * WORD_NUMBERS[word]
            seen = True
        elif word in ("a", "an"):
            if position == 0 and len(words) == 1:
                return 1.0
            if position == 0 and len(words) > 1 and words[1] == "and":
                total, seen = 1.0, True
        elif word.isdecimal() and not position:
            total, seen = float(word), True
        elif word in WORD_NUMBERS and (word != "one" or "half" not in words[position + 1 : position + 2]):
            total += WORD_NUMBERS[word]
            seen = True
    return whole + total if seen else None


def parse_count(text: str) -> int | None:
    """A number of things, or None where the text is no whole number.

    Examples
    --------
    >>> parse_count("eight"), parse_count("1,024"), parse_count("a"), parse_count("2.5")
    (8, 1024, 1, None)
    """
    value = WORD_NUMBERS.get(text.lower()) if text.lower() in WORD_NUMBERS else parse_value(text)
    return int(value) if value is not None and value < 1e8 and value == int(value) else None


_NUMBER = re.compile(NUMBER)


def listed(text: str, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """The places and values of the numbers of a list that stands between two places of a text.

    What stands behind the list tells whether its last comma parts two numbers or thousands.

    Examples
    --------
    >>> list(listed("120, 180 and 260 ms", 0, 8))
    [(0, 3, 120.0), (5, 8, 180.0)]
    """
    for match in _NUMBER.finditer(text, start):
        if match.end() > end:
            return
        value = parse_value(match.group())
        if value is not None:
            yield *match.span(), value
