"""Repair of what PDF extraction and tokenisation do to text, with a map back to the caller's characters.

Only the windows that the gate chose are repaired. Broken lines, hyphenation, ligatures, mojibake, wide spaces,
typographic variants, marks of emphasis and of LaTeX become plain text; `Repaired.span` gives the place of any part of
it in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING

from hwextract.latex import latex_marks
from hwextract.lexicon import any_of, rows, words
from hwextract.markup import emphasis_marks, html_marks
from hwextract.pages import running_heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["SEAMS", "Repaired", "lines", "repair", "seam", "single_spaced"]

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")

#: Words that keep their hyphen where a line breaks behind it ("fine-\ntuned" is no "finetuned").
_KEEPS = re.compile(
    r"(?:^|[^A-Za-z])(?:fine|pre|multi|single|two|three|four|five|six|eight|high|low|wall|state|self|end|mini|real|"
    r"full|half|[A-Z]PU|POD|[A-Z]{1,4}\d+\w*|\w*\d)$"
)
#: What stands behind a hyphen and a space that broke a name in capitals: "NVI- DIA", "Mac- Book".
_SECOND_PARTS = r"(?:(?<=NVI- )DIA|(?<=[Gg]e- )[Ff]orce|(?<=Mac- )Book|(?<=TI- )TAN)\b"
#: A part of a name that never grew together with a word before it: "Cortex-\nA57", "ODROID-\nXU4", "Max-\nQ".
_OWN_PART = re.compile(r"[A-Z]{1,3}\d|[A-Z]\b")
_MARKS = "®™©\u200b\u200c\u200d\u2060\ufeff"
#: Marks behind a name; the next may follow without a space ("Core(TM)i7", "Xeon®Gold").
_PARTING = "®™©)"
_JOINERS = "\u00ad\ufffe\x02"


def _firsts(texts: Iterable[str]) -> str:
    """The first characters of some texts, for a class."""
    return re.escape("".join(sorted({text[0] for text in texts})))


def _beyond_ascii(text: str) -> str:
    """The characters of a text that are none of ASCII."""
    return "".join(char for char in text if not char.isascii())


def _rests(texts: Iterable[str]) -> str:
    """What of some texts stands behind their first character, the longest first."""
    longer = sorted((text for text in texts if len(text) > 1), key=lambda text: -len(text))
    single = re.escape("".join(text for text in texts if len(text) == 1))
    return "|".join([*(rf"(?<={re.escape(text[0])}){re.escape(text[1:])}" for text in longer), rf"(?<=[{single}])"])


_GARBLED = [row["text"] for row in rows("repairs")]
#: Characters that change wherever they stand.
_CHANGING = rf"⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹{_MARKS}{_JOINERS}\uff01-\uff5e\ud800-\udfff"
#: Every change starts with one of a few characters, so that the search runs over the others fast. Worst case: one
#: look at the white space behind each of them.
_CHANGES = re.compile(
    rf"[-\s({_CHANGING}{_firsts(_GARBLED)}](?:"
    # Most spaces are single ones between words: those are left at once.
    r"(?!(?<= )[^\s®™©(])(?:"
    rf"(?P<hyphen>(?<=\w-)(?:[ \t]*\r?\n\s*| (?=[a-z]|{_SECOND_PARTS}))(?=\w)|(?<=\w[{_JOINERS}])\s*(?=\w))"
    r"|(?P<code>(?:(?<=\w_[ \t])[ \t]*\r?\n|(?<=\w_\r)\n|(?<=\w_\n))\s*(?=\w))"
    rf"|(?P<mark>(?<=\s)\s{{0,3}}[®™©](?=\s)|(?:(?<= )\(|(?<=\()) ?(?:R|r|TM|tm) ?\)|(?<=[{_MARKS}]))"
    r"|(?P<space>(?<=\s)\s+|(?<=[^\S ]))"
    r"|(?P<power>(?<=[⁻⁺])[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])[⁰¹²³⁴⁵⁶⁷⁸⁹]*)"
    r"|(?P<wide>(?<=[\uff01-\uff5e]))"
    r"|(?P<lone>(?<=[\ud800-\udfff]))"
    rf"|(?P<garbled>{_rests(_GARBLED)})))"
)

#: A character beyond ASCII of each change that has one.
_BEYOND = re.compile(rf"[{_CHANGING}{_firsts(beyond for text in _GARBLED if (beyond := _beyond_ascii(text)))}]")
#: What changes where text is printable with single spaces and has none of these; found by its first character.
_BROKEN = re.compile(r"-(?<=\w-) ")
#: A mark in brackets.
_MARK = re.compile(r"\( ?(?:R|r|TM|tm) ?\)")


#: Characters that become one other mark, wherever they stand: quotation marks, dashes.
_ALIKE = {
    row["text"]: row["becomes"]
    for row in rows("repairs")
    if len(row["text"]) == len(row["becomes"]) == 1 and not (row["text"].isalnum() or row["becomes"].isalnum())
}


def _with_marks(text: str) -> str:
    """A text with those characters as they become; its places stay the same."""
    for char, becomes in _ALIKE.items():
        text = text.replace(char, becomes)
    return text


#: What changes as a whole, and could not be told by its other characters.
_HIDDEN = [text for text in _GARBLED if len(text) > 1 and _BEYOND.search(_with_marks(text)) is None]


def _plain(text: str) -> str | None:
    """What a text becomes in which line breaks are spaces already, if its places stay the same, and else nothing."""
    if not text.isascii() and not any(map(text.__contains__, _HIDDEN)):
        text = _with_marks(text)
    return text if _is_plain(text) else None


def _is_plain(text: str) -> bool:
    """Whether nothing changes in a text, in which line breaks are spaces already."""
    return (
        text.isprintable()
        and "  " not in text
        and (text.isascii() or _BEYOND.search(text) is None)
        and "\\" not in text
        and "_ " not in text
        and "(cid:" not in text
        and not ("- " in text and _BROKEN.search(text))
        and not ("(" in text and _MARK.search(text))
    )


#: A space that tokenisation put before a mark or behind a bracket.
_BESIDE_MARK = re.compile(
    r" (?:(?<=[\w)\]\"'%+] )(?=[,;:.!?)\]](?:[\s,;:.)\]]|\Z))(?!(?<=\d ): \d)|(?<=[(\[] )(?=\S)|(?<=\w )(?='s\b))"
)
#: A hyphen with spaces around it, and a stroke before a unit. Where an article or a verb follows, it is a dash, and
#: before a number ("64 A100 - 10 days", "worker - 4 A100") but in a code: "v3 - 8", "A10 - 7850K".
_IN_CODE = r"(?<=\b[a-z]\d - )\d|(?<=[A-Z\d] - )\d+[A-Z]"
_SPACED_HYPHEN = re.compile(rf" - (?<=\w - )(?=[^\W\d]|{_IN_CODE})(?!(?:{any_of('behind-dashes')})\b(?! - ))")
_SPACED_STROKE = re.compile(r" / (?<=\w / )(?=[sh]\b)")
#: A compound that nobody writes with spaces around its hyphen, and any compound without them. What a preposition or a
#: number follows is said of what stands before a dash: "64 A100 - trained on", "2 GPUs - level 1". Found by the hyphen.
_FIRST = "|".join(
    rf"(?<=\b(?:{'|'.join(of_one_length)}) - )"
    for _, of_one_length in groupby(sorted(words("first-parts"), key=lambda word: (len(word), word)), len)
)
_COMPOUND = re.compile(
    rf"-(?<= -) (?:(?:{_FIRST})[a-z]|(?<=[a-z]{{2}} - )(?:{any_of('last-parts')})\b"
    r"(?! (?:\d|(?:at|by|for|from|in|on|over|to|using|with|within)\b))|(?<=\d - )(?:[GMT]B|GHz)\b)"
)
_HYPHENED = re.compile(r"-(?<=[a-z]-)[a-z]")
#: Such compounds are looked for in the pages of so many characters that a part of a text is on, and in those beside.
_PAGE = 1000


@lru_cache(maxsize=8)
def _is_tokenised(source: str, first: int, last: int) -> bool:
    """Whether hyphens have spaces around them on some pages of a text and beside them; parts are read in order."""
    start, end = max(0, first - 1) * _PAGE, (last + 2) * _PAGE
    # The space before its hyphen is on these pages, too.
    return _COMPOUND.search(source, start + 1, end) is not None and _HYPHENED.search(source, start, end) is None


def _spaces_of_tokens(source: str, start: int, end: int, part: str) -> list[int]:
    """The places of the spaces that tokenisation put into a part of a text."""
    found: list[int] = []
    if " ," in part or " ." in part or " )" in part:
        found += map(re.Match.start, _BESIDE_MARK.finditer(source, start, end))
    if " - " in part and _is_tokenised(source, start // _PAGE, end // _PAGE):
        for spaced in (_SPACED_HYPHEN, _SPACED_STROKE) if " / " in part else (_SPACED_HYPHEN,):
            for match in spaced.finditer(source, start, end):
                found += match.start(), match.end() - 1
    return sorted({*found}) if found else found


def _alnum(text: str) -> str:
    return "".join(filter(str.isalnum, text))


#: A word that a hyphen parts, or a line behind an underscore. Worst case: one look at the white space behind each of
#: them.
_PARTED = re.compile(rf"-(?<=\w-)(?:[ \t]*\r?\n\s*(?=\w)| (?=[a-z]|{_SECOND_PARTS}))")
_CODE = re.compile(r"_(?<=\w_)[ \t]*\r?\n\s*(?=\w)")
#: What is joined or turned into letters or digits beyond ASCII, found by its first character.
_JOINING = [row["text"] for row in rows("repairs") if _alnum(row["text"]) != _alnum(row["becomes"])]
_JOINED = re.compile(
    rf"[{_JOINERS}{_MARKS}\uff01-\uff5e{_firsts(_JOINING)}](?:"
    rf"(?<=[{_JOINERS}])\s*|{_rests(_JOINING)}|(?<=[{_MARKS}\uff01-\uff5e]))"
)
#: Names of hardware before which a space may be lost; those that end their word; those behind a small letter alone.
_NAMES = tuple("NVIDIA Nvidia GeForce Geforce GTX Tesla TITAN Titan Quadro RTX Radeon Ryzen".split())
_DEVICES = ("GPU", "TPU", "CPU")
_MAKERS, _LINES, _CODES = ("Intel", "AMD"), ("Xeon",), "VAHPK"
#: Words before which it may be lost, behind a unit of a size or a class word.
_FOLLOWING = tuple("of and with in per for on to was were is are has have had that which using RAM VRAM memory".split())


def _tails(names: Iterable[str]) -> str:
    """What of some names stands behind their first character."""
    return "|".join(f"(?<={name[0]}){name[1:]}" for name in names)


#: Such a name behind a letter, or the last letters of such a unit or class word; found by the first capital. Worst
#: case: one look at the letters around each of a few capitals.
_GLUED = re.compile(
    rf"[{_firsts((*_NAMES, *_DEVICES, *_MAKERS, *_LINES, *_CODES, 'B'))}](?:(?<=[A-Za-z].)"
    rf"(?P<name>{_tails(_NAMES)}|(?:{_tails(_DEVICES)})s?\b"
    rf"|(?<=[a-z].)(?:(?:{_tails(_MAKERS)})\b|{_tails(_LINES)}|(?<=[{_CODES}])[1-9]\d{{1,2}}\b))"
    rf"|(?:(?<=[\d ]GB)|(?<=[GCT]P)Us?)(?=(?:{'|'.join(_FOLLOWING)})\b))"
)
#: What a name of hardware may have lost its space to: a word of a few letters, or the name of its maker or line.
_GLUES = re.compile(
    r"(?:^|[^A-Za-z])(?:an?|the|one|two|three|four|five|six|eight|of|on|with|using|and|or|to|from|by|via|is|was|were|used|"
    r"our|its|no|each|per|single|dual|both|in|for|had|has|having|than|as|at)$"
    r"|(?:NVIDIA|Nvidia|GeForce|Geforce|Tesla|Quadro|TITAN|Titan|AMD|Intel|Radeon)$"
)


def _unglued(text: str, start: int, end: int) -> Iterator[int]:
    """The places of a part of a text where a space was lost before a name of hardware or behind a unit."""
    for match in _GLUED.finditer(text, start, end):
        at = _lost(match)
        if at is not None:
            yield at


def _lost(glued: re.Match[str]) -> int | None:
    """Where a space was lost before such a name, or behind such a unit."""
    if glued["name"] is None:
        return glued.end()
    at = glued.start()
    return at if _GLUES.search(glued.string, max(0, at - 10), at) else None


#: Where they match, a word may read differently once it is repaired; see `seam`.
SEAMS = (_PARTED, _CODE, _MARK, _JOINED, _GLUED)


def seam(match: re.Match[str]) -> tuple[int, int] | None:
    r"""Where a word reads differently once it is repaired, if one of `SEAMS` matches there.

    Examples
    --------
    >>> [seam(match) for expression in SEAMS for match in expression.finditer("an NVI-\nDIA Core(TM) i7, pre-trained")]
    [(6, 8), (16, 20)]
    """
    if match.re is not _GLUED:
        return match.span()
    at = _lost(match)
    return None if at is None else (at, at)


@cache
def _garbled() -> dict[str, str]:
    return {row["text"]: row["becomes"] for row in rows("repairs")}


@dataclass(slots=True)
class Repaired:
    """A repaired window: its plain text, and for each run of it where it came from.

    ``starts`` are the places of the runs in ``text``, ``sources`` the places of the same runs in the source; a run
    that was replaced is followed by the next run's start. In one that was ``kept`` each character has its own place.
    """

    text: str
    starts: list[int]
    sources: list[int]
    kept: list[bool]
    end: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of ``text[start:end]``; whole replaced runs are included."""
        first = bisect_right(self.starts, start) - 1
        left = self.sources[first] + (start - self.starts[first] if self.kept[first] else 0)
        last = bisect_right(self.starts, end - 1) - 1
        if self.kept[last]:
            right = self.sources[last] + end - self.starts[last]
        else:
            right = self.sources[last + 1] if last + 1 < len(self.sources) else self.end
        return left, right

    def place(self, at: int) -> int:
        """The place in the repaired text of a place of the source; what was replaced or put in is where that begins."""
        if len(self.sources) == 1 and self.kept[0]:
            return at - self.sources[0]
        run = bisect_left(self.sources, at)
        if run == len(self.sources) or self.sources[run] > at:
            run -= 1
        return self.starts[run] + (at - self.sources[run] if self.kept[run] else 0)


def lines(source: str, start: int, end: int, repaired: Repaired) -> list[tuple[int, int]]:
    r"""The places in the repaired text of the lines of ``source[start:end]``, without the white space around them.

    Examples
    --------
    >>> source = "GPU  \nTesla\tV100"
    >>> window = repair(source, 0, len(source))
    >>> [window.text[a:b] for a, b in lines(source, 0, len(source), window)]
    ['GPU', 'Tesla V100']
    """
    found = []
    first = 0
    at = source.find("\n", start, end)
    while first < len(repaired.text):
        last = repaired.place(at) if at >= 0 else len(repaired.text)
        line = repaired.text[first:last]
        if line.strip():
            found.append((first + len(line) - len(line.lstrip()), last - len(line) + len(line.rstrip())))
        first = max(last, first)
        if at < 0:
            break
        at = source.find("\n", at + 1, end)
    return found


def single_spaced(text: str) -> str:
    r"""A text with a single space for all white space between its words, and with none around it.

    Examples
    --------
    >>> single_spaced("on a\nTesla  V100 ")
    'on a Tesla V100'
    """
    # No white space but a space is printable.
    return text.strip() if "  " not in text and text.isprintable() else " ".join(text.split())


def repair(source: str, start: int, end: int) -> Repaired:
    r"""The plain text of ``source[start:end]``, with its map.

    Examples
    --------
    >>> source = "on a NVI-\nDIA  Titan"
    >>> window = repair(source, 0, len(source))
    >>> window.text
    'on a NVIDIA Titan'
    >>> source[slice(*window.span(5, 17))]
    'NVI-\nDIA  Titan'
    """
    whole = source[start:end]
    heads: list[tuple[int, int]] = []
    if "\n" in whole:
        whole = whole.replace("\n", " ")
        heads += running_heads(source, start, end)
    glued = [*_unglued(source, start, end)] if _GLUED.search(source, start, end) else []
    needless = _spaces_of_tokens(source, start, end, whole)
    if "*" in whole or "_" in whole or "`" in whole:
        marks = (range(*mark) for mark in emphasis_marks(source, start, end))
        needless = sorted({*needless, *chain.from_iterable(marks)})
    latex = [*latex_marks(source, start, end)] if "$" in whole or "~" in whole or "\\" in whole else []
    html = [*html_marks(source, start, end)] if "&" in whole or "<" in whole else []
    plain = None if glued or heads or latex or html else _plain(whole)
    if plain is not None:
        return _without(plain, start, end, needless)
    broken = [(*match.span(), _replacement(match, source)) for match in _CHANGES.finditer(source, start, end)]
    inserted = ((at, at, " ") for at in glued)
    left_out = ((*place, "") for place in (*heads, *((at, at + 1) for at in needless)))
    return _changed(source, start, end, sorted([*broken, *inserted, *left_out, *latex, *html]))


def _without(text: str, start: int, end: int, needless: list[int]) -> Repaired:
    """A text without some characters; its places, like theirs, are those of the source from ``start`` to ``end``."""
    if not needless:
        return Repaired(text, [0], [start], [True], end)
    sources = [start, *(at + 1 for at in needless)]
    starts = [source - start - gone for gone, source in enumerate(sources)]
    parts = [text[source - start : stop - start] for source, stop in zip(sources, (*needless, end), strict=True)]
    return Repaired("".join(parts), starts, sources, [True] * len(sources), end)


def _changed(source: str, start: int, end: int, changes: list[tuple[int, int, str]]) -> Repaired:
    """The source between two places with some changes, in order; of two that overlap, the first."""
    parts: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    kept: list[bool] = []
    length, position = 0, start
    for first, last, becomes in (*changes, (end, end, "")):
        if first < position:
            continue
        if first > position:
            parts.append(source[position:first])
            starts.append(length)
            sources.append(position)
            kept.append(True)
            length += first - position
        if becomes:
            parts.append(becomes)
            starts.append(length)
            sources.append(first)
            kept.append(False)
            length += len(becomes)
        position = last
    if not starts:
        starts, sources, kept = [0], [start], [True]
    return Repaired("".join(parts), starts, sources, kept, end)


def _replacement(match: re.Match[str], source: str) -> str:
    text = match.group()
    kind = match.lastgroup
    if kind == "space":
        return " "
    if kind == "hyphen":
        return _hyphen(match, source)
    if kind == "mark":
        parts = text[-1] in _PARTING and source[match.start() - 1 : match.start()].isalnum()
        return " " if parts and source[match.end() : match.end() + 1].isalnum() else ""
    if kind == "code":
        return ""
    if kind == "power":
        return "^" + text.translate(_SUPERSCRIPT)
    if kind == "wide":
        return chr(ord(text) - 0xFEE0)
    if kind == "lone":
        return "\ufffd"
    if (
        text == "\u00d7"
        and _COUNTED.search(source, max(0, match.start() - 12), match.start())
        and _FEW.match(source, match.end())
    ):
        return " x "
    return _garbled()[text]


#: "P100\u00d72", "RTX 2080\u00d74": a device and how many of it, which a letter between would make one word.
_COUNTED = re.compile(
    r"(?:[A-Za-z]{1,3}\d{1,4}[A-Za-z]{0,2}|[GR]TX ?\d{3,4}|\d{3,5}[A-Za-z]{1,2}|[A-Za-z]{2,}|\d ?Ti|[GT]B?|\))"
    r"[*_`]{0,3}$"
)
_FEW = re.compile(r"\d{1,2}(?!\w|\.\d)")


def _hyphen(match: re.Match[str], source: str) -> str:
    """What stays of a hyphen at a line's end: nothing, the hyphen, or the whole of it ("pre- and post-")."""
    before = source[max(0, match.start() - 12) : match.start()]
    after = source[match.end() : match.end() + 6]
    if match.group()[-1].isspace() and not match.group().startswith("\u00ad") and re.match(r"(?:and|or|to)\b", after):
        return "- "
    if re.match(r"(?:teen|ty)\b", after):
        return ""
    if _KEEPS.search(before) or after[:1].isdigit() or _OWN_PART.match(after):
        return "-"
    return ""
