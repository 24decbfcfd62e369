"""What the scan looks for: the entries of the gate, units, currencies and labels as expressions on raw bytes.

White space, marks and unknown characters may stand between the parts of a phrase.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from hwextract.gate import entries
from hwextract.lexicon import words
from hwextract.markup import HTML_SPACES
from hwextract.pipeline.device_hours import COUNTED, GLUED
from hwextract.pipeline.numbers import LAST_WORDS
from hwextract.pipeline.ruler import DIGITS
from hwextract.pipeline.tokenizer import split
from hwextract.units import currencies, units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hwextract.knowledge import Knowledge

__all__ = [
    "BEHIND_LABEL",
    "LABEL",
    "SIGNS",
    "Wanted",
    "behind_digit",
    "bracketed",
    "forms_of",
    "guarded",
    "phrases",
    "quantities",
    "raw_of",
    "runs_of",
    "side_of",
]

#: What may stand between two tokens: white space, and characters beyond ASCII.
_GAP = rb"[\s\x1c-\x1f?]*"
#: What may stand between a number and its unit, before and behind a scale ("3 k h").
_LOOSE = rb"[\s\x1c-\x1f?)}+-]*"
_SCALE = rb"(?:(?:[kKMB]|thousand|million|billion|trillion|lakhs?|crores?|[Mm]io\.?|bn)" + _LOOSE + rb")?"
#: What joins a device and the unit of its time.
_JOINTS = b"/*_-"
_JOINT = rb"[\s\x1c-\x1f?/*_-]+"
_PREFIXES = ("", *"kilo mega giga tera peta exa zetta yotta k m g t p e z y".split())


class Wanted(NamedTuple):
    """An expression on raw bytes, and how to look for it: by a word of it and the words beside that one.

    Without a word it is looked for by the first number of the phrase that it spells.
    """

    expression: bytes
    exact: bool
    word: bytes | None
    before: frozenset[bytes] = frozenset()
    behind: frozenset[bytes] = frozenset()
    phrase: tuple[str, ...] = ()
    #: How long the expression is from its word on, where that is less than all of it.
    rest: int | None = None


#: Spaces of LaTeX and HTML; repair makes them plain ones.
_SPACES = (b"\\,", b"\\;", b"\\:", b"\\ ")
_HTML = {
    first.encode(): re.compile("|".join(map(re.escape, forms)).encode())
    for first, forms in groupby(sorted(HTML_SPACES), key=itemgetter(0))
}


def raw_of(text: str) -> bytes:
    r"""The text with one byte a character, in which spaces of LaTeX are plain ones.

    Examples
    --------
    >>> raw_of("8~GB, 3 \u00b5s")
    b'8 GB, 3 ?s'
    """
    raw = text.encode("ascii", "replace").replace(b"~", b" ")
    if b"\\" in raw:
        for space in _SPACES:
            raw = raw.replace(space, b"  ")
    for first, spaces in _HTML.items():
        if first in raw:
            raw = spaces.sub(lambda space: b" " * len(space[0]), raw)
    return raw


def _token(token: str) -> bytes:
    if token == DIGITS:
        return rb"(?:-[\s?-]*)?[0-9]"
    written = re.escape(raw_of(token))
    return written if token.isalnum() else rb"(?:" + written + rb"|\?)"


def _spelled(phrase: Iterable[str]) -> bytes:
    """The expression of tokens as they may be written in raw text."""
    return _GAP.join(map(_token, phrase))


def _any(forms: Iterable[str]) -> bytes:
    """One of several forms, grouped by what they begin with; of two that begin alike the longer first."""
    heads: dict[bytes, set[bytes]] = {}
    for form in forms:
        spelled = _spelled(split(form))
        head = spelled[:1] if spelled[:1].isalpha() else b""
        heads.setdefault(head, set()).add(spelled.removeprefix(head))
    groups = (head + rb"(?:" + b"|".join(sorted(rests, reverse=True)) + rb")" for head, rests in sorted(heads.items()))
    return rb"(?:" + b"|".join(groups) + rb")"


def forms_of(*dimensions: str) -> list[str]:
    """What people write for the units of some dimensions."""
    return [form for dimension in dimensions for form in units()[dimension]]


def _covered(tokens: tuple[str, ...], by: set[tuple[str, ...]]) -> bool:
    """Whether a part of a phrase is a phrase itself."""
    length = len(tokens)
    return any(
        tokens[start:end] in by
        for start in range(length)
        for end in range(start + 1, length + 1)
        if end - start < length
    )


@lru_cache(maxsize=8)
def phrases(knowledge: Knowledge) -> tuple[Wanted, ...]:
    """The entries of the gate that no shorter one finds, each with the word of it that is rarest in the catalogue."""
    any_case = {entry.tokens for entry in entries(knowledge) if not entry.exact}
    exact = {entry.tokens for entry in entries(knowledge) if entry.exact}
    kept = {(tokens, False) for tokens in any_case if not _covered(tokens, any_case)} | {
        (tokens, True)
        for tokens in exact
        if not _covered(tokens, exact) and not _covered((*(token.lower() for token in tokens), ""), any_case)
    }
    runs = {entry: runs_of(entry[0]) for entry in kept}
    common = Counter(run.lower() for found in runs.values() for run in set(found))
    return tuple(_phrase(tokens, is_exact, runs[tokens, is_exact], common) for tokens, is_exact in sorted(kept))


def _phrase(tokens: tuple[str, ...], is_exact: bool, runs: list[bytes], common: Counter[bytes]) -> Wanted:
    long = [at for at, run in enumerate(runs) if len(run) > 1]
    if not long:
        return Wanted(_spelled(tokens), is_exact, None, phrase=tokens)
    at = min(long, key=lambda at: (_commonness(runs[at]), common[runs[at].lower()], -len(runs[at])))
    before, behind = _beside(tokens, runs, at)
    return Wanted(_spelled(tokens), is_exact, runs[at], before, behind, tokens)


def _commonness(run: bytes) -> int:
    """How common a run of letters is in papers: the words of every second paper most, then what is short."""
    frequent = run.lower().decode() in words("frequent")
    return 2 * frequent + (len(run) == 2)


def _beside(tokens: tuple[str, ...], runs: list[bytes], at: int) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """What stands directly beside a run of letters in a phrase; nothing where it may be anything."""
    parts = re.findall(rb"[A-Za-z]+|[0-9]+|#|[^A-Za-z0-9 ]", b" ".join(map(raw_of, tokens)))
    if parts.count(runs[at]) != 1:
        return frozenset(), frozenset()
    place = parts.index(runs[at])
    sides = [
        frozenset(map(side_of, parts[place - 1 : place] if place else ())),
        frozenset(map(side_of, parts[place + 1 : place + 2])),
    ]
    return sides[0], sides[1]


def side_of(part: bytes) -> bytes:
    """A word in lower case, a mark, or ``0`` for any number."""
    return b"0" if part.isdigit() or part == b"#" else part.lower()


def runs_of(tokens: Iterable[str]) -> list[bytes]:
    """The runs of letters of a phrase."""
    return [run for token in tokens for run in re.findall(rb"[A-Za-z]+", raw_of(token))]


@cache
def quantities() -> tuple[Wanted, ...]:
    """What of a quantity is a word; what begins with a digit is in `behind_digit`."""
    found: list[Wanted] = []
    gap = rb"[\s\x1c-\x1f?-]+"
    numbers, last = _any(LAST_WORDS), frozenset((b"-", *runs_of(LAST_WORDS)))
    for form in sorted({form.lower() for form in forms_of("time", "energy") if form.isascii() and len(form) > 1}):
        word = next(run for run in runs_of((form,)) if len(run) > 1)
        spelled = _spelled(split(form))
        found.append(Wanted(numbers + gap + spelled, exact=False, word=word, before=last, rest=len(spelled)))
    long = [form for form in forms_of("time") if len(form) > 1 or form in "hH"]
    times, firsts = _any(long) + rb"(?![A-Za-z])", frozenset(run.lower() for run in runs_of(long))
    devices = [name + s for name in COUNTED for s in ("", "s")]
    behind = firsts | {_JOINTS[at : at + 1] for at in range(len(_JOINTS))}
    found += [Wanted(raw_of(name) + _JOINT + times, exact=False, word=raw_of(name), behind=behind) for name in devices]
    found += [Wanted(raw_of(name), exact=False, word=raw_of(name)) for name in sorted(GLUED)]
    # One word of a name finds it; those before its last one are most often of a country.
    money = sorted({re.findall("[a-z]{4,}", name)[-1] for name in currencies() if re.search("[a-z]{4,}", name)})
    operations = [prefix + word for prefix in _PREFIXES for word in ("flop", "flops")]
    bare = [*money, *operations, "floating", "carbon", "greenhouse"]
    found += [Wanted(raw_of(word), exact=False, word=raw_of(word)) for word in bare]
    carbon = {"CO", *(form.partition("CO")[0] + "CO" for form in (*forms_of("mass"), "Mt"))}
    found += [
        Wanted(raw_of(word) + rb"[\s?_{]*[2?]", exact=True, word=raw_of(word))
        for word in sorted(carbon)
        if word.isalpha()
    ]
    codes = sorted({*currencies().values(), "RMB"})
    found += [Wanted(raw_of(code) + rb"[$]?[\s\x1c-\x1f?]*[0-9.]", exact=True, word=raw_of(code)) for code in codes]
    return tuple(found)


#: Signs of money that letters may precede.
SIGNS = (rb"\$[\s\x1c-\x1f?]*\.?[0-9]", rb"Rs\.?[\s\x1c-\x1f?]*\.?[0-9]")


#: What a label ends with that holds the unit of a time, in any case, and the number behind it: "Hours per epoch: 3".
LABEL = rb"(?:hour|minute|min|second|sec|day|week)s?(?:[\s\x1c-\x1f?]+[A-Za-z/-]{1,28}){0,14}[\s\x1c-\x1f?]*"
BEHIND_LABEL = rb"[:=][\s\x1c-\x1f?]*[0-9?]"


@cache
def bracketed() -> bytes:
    """The unit of a time in brackets and the number behind it, in any case: "Training time (h) = 3".

    Worst case: the white space behind each bracket is read once, and given back once.
    """
    unit = _GAP + rb"(?:in" + _GAP + rb")?" + _any(forms_of("time")) + rb"(?:[^A-Za-z()][^()]{0,40})?"
    behind = _GAP + rb"(?:(?:is|was)" + _GAP + rb")?(?:[:=]" + _GAP + rb")?(?:[0-9?]|\.[0-9])"
    return rb"[(\[]" + unit + rb"[)\]]" + behind


@cache
def behind_digit() -> bytes:
    """What behind a digit makes a quantity of it: a unit, a currency, operations, a time of the clock.

    Worst case: the white space behind each digit is read once, and given back once.
    """
    names = [name for name in currencies() if name.isascii() and name.isalpha()]
    spelled = [form for form in forms_of("time", "bytes", "energy") if len(form) > 2]
    forms = [
        *forms_of("time", "bytes", "energy"),
        *names,
        *(case for form in spelled for case in (form.lower(), form.upper())),
    ]
    forms += [case for name in names for case in (name.upper(), name.title())]
    signed = _any(name[:-1] for name in currencies() if name[1:].endswith("$")) + _GAP + rb"\\?\$"
    return (
        rb"(?:" + _LOOSE + rb"(?=[A-Za-z?])" + _SCALE + rb"(?:" + _any(forms) + rb"(?![A-Za-z])|" + signed + rb")"
        rb"|[A-Za-z]{1,2}[\s?-]+" + _any(forms_of("time")) + rb"(?![A-Za-z])"
        rb"|[\s?-]*(?:[pPeEtT]|[pP]eta|[eE]xa|[tT]era|PETA|EXA|TERA)[\s?-]*[fF](?:[\s?/-]|[lL][oO][pP])"
        rb"|:[0-5][0-9]|[\s?]*[dhm][\s?']*[0-9]|[\s?-]*(?:[uU][sS])?\\?\$)"
    )


def guarded(expression: bytes) -> bytes:
    """An expression that is no part of a longer word."""
    first, last = expression[:1], expression[-1:]
    left = rb"(?<![A-WYZa-wyz])" if first.isalpha() else rb"(?<![0-9])" if first.isdigit() else rb""
    return left + expression + (rb"(?![A-Za-z])" if last.isalpha() else rb"(?![0-9])" if last.isdigit() else rb"")
