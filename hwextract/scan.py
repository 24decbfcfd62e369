"""The scan: the places of a raw text that may speak of hardware, of computing time or money.

The text is read once, as ASCII bytes: every other character is a question mark there, so that places are the same in
both. What is looked for is derived from the entries of the gate, the units and the currencies; white space, marks and
unknown characters may stand between the parts. Words that repair would join (broken at a line's end, with a ligature
or a soft hyphen in them) are joined and looked up. The scan finds too much, never too little: `gate.passes` decides on
the block around each place, and so all scanners let the same blocks pass.

`Words`, in pure Python, compares the set of a text's words with the words that count; `Compiled` runs all expressions
at once in hyperscan (the extra ``fast``).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hwextract.errors import ChoiceError, ExtraError
from hwextract.gate import DIGITS, entries
from hwextract.pipeline.numbers import WORD_NUMBERS
from hwextract.pipeline.quantities import CURRENCIES
from hwextract.pipeline.tokenizer import split
from hwextract.repair import SEAM, repair
from hwextract.units import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["COMPILE_AFTER", "SCANNERS", "Compiled", "Scanner", "Words", "scanner"]

#: The names of scanners; ``auto`` compiles once enough text has passed.
SCANNERS = ("auto", "re", "hyperscan")

#: Characters after which compiling (a second or so) has paid.
COMPILE_AFTER = 20_000_000

#: What may stand between two tokens: white space, characters beyond ASCII, "(R)" and "(TM)".
_GAP = rb"(?:[\s\x1c-\x1f?]|\( ?(?:R|r|TM|tm) ?\))*"
#: What may stand between a number and its unit, before and behind a scale ("3 k h").
_LOOSE = rb"[\s\x1c-\x1f?)}-]*"
_SCALE = rb"(?:(?:[kKMB]|thousand|million|billion|trillion|mio|bn)" + _LOOSE + rb")?"
_SCALES = "thousand million billion trillion".split()
#: The last words of numbers in words.
_NUMBERS = (*WORD_NUMBERS, *_SCALES, "quarter", "quarters", "third", "thirds", "of")
#: Devices whose hours are counted, beside those that count by themselves.
_COUNTED = "core node chip device card accelerator processor".split()
_PREFIXES = ("", *"kilo mega giga tera peta exa zetta yotta k m g t p e z y".split())

#: How far around a word the rest of its phrase is looked for. Where white space is wide, the block decides.
_REACH = 120
_WIDE = re.compile(rb"[\s\x1c-\x1f?]{6}")
_LETTERS = bytes(byte if chr(byte).isalpha() and byte < 128 else 32 for byte in range(256))


class Scanner(Protocol):
    """Finds the places of a text that are worth a look."""

    def places(self, text: str) -> list[int]:
        """Places in the text, in order; every block that passes the gate holds one."""
        ...


class Wanted(NamedTuple):
    """An expression on raw bytes, the word in it by which it can be looked for, and the phrase that it spells.

    Without a word it is looked for by the first number of the phrase.
    """

    expression: bytes
    exact: bool
    word: bytes | None
    phrase: tuple[str, ...] = ()


def _raw(text: str) -> bytes:
    """The text with one byte a character."""
    return text.encode("ascii", "replace")


def _token(token: str) -> bytes:
    if token == DIGITS:
        return rb"[0-9]"
    written = re.escape(_raw(token))
    return written if token.isalnum() else rb"(?:" + written + rb"|\?)"


def _spelled(phrase: Iterable[str]) -> bytes:
    """The expression of tokens as they may be written in raw text."""
    return _GAP.join(map(_token, phrase))


def _any(forms: Iterable[str]) -> bytes:
    """One of several forms, the longest first."""
    tokens = {tuple(split(form)) for form in forms}
    return rb"(?:" + b"|".join(sorted(map(_spelled, tokens), key=lambda form: (-len(form), form))) + rb")"


def _forms(*dimensions: str) -> list[str]:
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


@cache
def _phrases() -> tuple[Wanted, ...]:
    """The entries of the gate that no shorter one finds, each with the word of it that is rarest in the catalogue."""
    any_case = {entry.tokens for entry in entries() if not entry.exact}
    exact = {entry.tokens for entry in entries() if entry.exact}
    kept = {(tokens, False) for tokens in any_case if not _covered(tokens, any_case)} | {
        (tokens, True)
        for tokens in exact
        if not _covered(tokens, exact) and not _covered((*(token.lower() for token in tokens), ""), any_case)
    }
    runs = {kept_one: _runs(kept_one[0]) for kept_one in kept}
    common = Counter(run.lower() for found in runs.values() for run in set(found))
    return tuple(
        Wanted(
            _spelled(tokens),
            is_exact,
            min(runs[tokens, is_exact], key=lambda run: (common[run.lower()], -len(run)), default=None),
            tokens,
        )
        for tokens, is_exact in sorted(kept)
    )


def _runs(tokens: tuple[str, ...]) -> list[bytes]:
    """The runs of letters by which a phrase can be looked for: of three letters or more, else of two."""
    runs = [run for token in tokens for run in re.findall(rb"[A-Za-z]{2,}", _raw(token))]
    return [run for run in runs if len(run) > 2] or runs


@cache
def _quantities() -> tuple[Wanted, ...]:
    """What of a quantity is a word; what begins with a digit is in `_behind_digit`."""
    found: list[Wanted] = []
    numbers = _any(_NUMBERS)
    for form in sorted({form.lower() for form in _forms("time", "energy") if form.isascii() and len(form) > 1}):
        word = _runs((form,))
        if word:
            found.append(Wanted(numbers + rb"[\s\x1c-\x1f?-]+" + _spelled(split(form)), exact=False, word=word[0]))
    times = rb"[\s\x1c-\x1f?-]+" + _any(_forms("time"))
    found += [Wanted(_raw(device) + times, exact=False, word=_raw(device)) for device in _COUNTED]
    found += [Wanted(_raw(hours) + rb"[^.]{0,16}[:=]", exact=False, word=_raw(hours)) for hours in ("hour", "hours")]
    money = sorted({word for name in CURRENCIES for word in re.findall("[a-z]{4,}", name)})
    operations = [prefix + word for prefix in _PREFIXES for word in ("flop", "flops")]
    bare = [*money, *operations, "floating", "carbon", "greenhouse"]
    found += [Wanted(_raw(word), exact=False, word=_raw(word)) for word in bare]
    carbon = {"CO", *(form.partition("CO")[0] + "CO" for form in (*_forms("mass"), "Mt"))}
    found += [
        Wanted(_raw(word) + rb"[\s?_{]*[2?]", exact=True, word=_raw(word)) for word in sorted(carbon) if word.isalpha()
    ]
    codes = sorted({*CURRENCIES.values(), "RMB"})
    found += [Wanted(_raw(code) + rb"[$]?[\s\x1c-\x1f?]*[0-9.]", exact=True, word=_raw(code)) for code in codes]
    return tuple(found)


#: Signs of money that letters may precede.
_SIGNS = (rb"\$[\s\x1c-\x1f?]*\.?[0-9]", rb"Rs\.?[\s\x1c-\x1f?]*\.?[0-9]")


@cache
def _behind_digit() -> bytes:
    """What behind a digit makes a quantity of it: a unit, a currency, operations, a time of the clock.

    Worst case: the white space behind each digit is read once, and given back once.
    """
    forms = (*_forms("time", "bytes", "energy"), *(name for name in CURRENCIES if name.isascii()))
    cases = [case for form in forms for case in (form, form.lower(), form.upper())]
    return (
        rb"(?:" + _LOOSE + _SCALE + _any(cases) + rb"(?![A-Za-z])"
        rb"|[A-Za-z]{1,2}[\s?-]+" + _any(_forms("time")) + rb"(?![A-Za-z])"
        rb"|[\s?-]*(?:[pPeEtT]|[pP]eta|[eE]xa|[tT]era|PETA|EXA|TERA)[\s?-]*[fF](?:[\s?/-]|[lL][oO][pP])"
        rb"|:[0-5][0-9]|[\s?]*[dhm][\s?']*[0-9])"
    )


@cache
def _joinable() -> frozenset[str]:
    """Every word of an entry, a number or a unit, in lower case: what a joined word is compared with."""
    found = {run.lower() for entry in entries() for token in entry.tokens for run in _LETTER_RUN.findall(token)}
    found |= {run.lower() for wanted in _quantities() for run in _LETTER_RUN.findall((wanted.word or b"").decode())}
    found |= {form.lower() for form in (*_NUMBERS, *_forms("time", "bytes", "energy", "mass"), *CURRENCIES)}
    return frozenset(word for word in found if len(word) > 1)


_LETTER_RUN = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"\w*$")
_WORD_BEHIND = re.compile(r"\w*")
_MONEY = re.compile("[€£¥₹₩]")
#: Longer words are not joined: the block decides.
_LONGEST = 40


def _beyond_words(text: str) -> Iterator[int]:
    """The places of words that read differently once they are repaired, and then may count, and of signs of money."""
    reached = 0
    for match in SEAM.finditer(text):
        start, end = match.span()
        left = _WORD_BEFORE.search(text, max(0, start - _LONGEST), start)
        right = _WORD_BEHIND.match(text, end, end + _LONGEST)
        first, stop = left.start() if left else start, right.end() if right else end
        chained, reached = first <= reached, stop
        if chained or _may_count(repair(text, first, stop).text):
            yield start
            yield stop - 1
    if not text.isascii():
        yield from (match.start() for match in _MONEY.finditer(text))


def _may_count(word: str) -> bool:
    return (
        any(run.lower() in _joinable() for run in _LETTER_RUN.findall(word))
        or any(map(str.isdigit, word))
        or "$" in word
    )


class Words:
    """The scanner in pure Python.

    A text's distinct words are compared with the words that count; each that does is looked for, and the rest of its
    phrase around it. What has no word is found from its digits. Worst case: every word of the text counts, and each
    has `_REACH` characters around it read by the expressions of that word.

    Examples
    --------
    >>> Words().places("Birds sang. We used 2 V100. They sang for 3 days.")
    [23, 42]
    """

    def __init__(self) -> None:
        any_case: dict[bytes, list[Wanted]] = {}
        exact: dict[bytes, list[Wanted]] = {}
        codes: dict[str, set[str]] = {}
        for wanted in (*_phrases(), *_quantities()):
            if wanted.word is None:
                first = next(at for at, token in enumerate(wanted.phrase) if token.isdigit())
                codes.setdefault(wanted.phrase[first], set()).add("".join(wanted.phrase[:first])[-1:])
            else:
                # "8xGPU" is a count and a word.
                table, word = (exact, wanted.word) if wanted.exact else (any_case, wanted.word.lower())
                for form in (word, b"x" + word, b"X" + word):
                    table.setdefault(form, []).append(wanted)
        self._any_case = {word: _rest(word, found, re.IGNORECASE) for word, found in any_case.items()}
        self._exact = {word: _rest(word, found, 0) for word, found in exact.items()}
        behind = [_behind_digit(), *(_code(number, before) for number, before in sorted(codes.items()))]
        self._numbers = re.compile(rb"[0-9](?:" + b"|".join(behind) + rb")")
        self._signs = [re.compile(sign) for sign in _SIGNS]

    def places(self, text: str) -> list[int]:
        """Places in the text, in order; every block that passes the gate holds one."""
        raw = _raw(text)
        found = {match.start() for match in self._numbers.finditer(raw)}
        for sign in self._signs:
            found.update(match.end() - 1 for match in sign.finditer(raw))
        found.update(_beyond_words(text))
        letters = b" " + raw.translate(_LETTERS) + b" "
        words = set(letters.split())
        for word in words & self._exact.keys():
            found.update(_find(word, letters, raw, self._exact[word]))
        words = set(b" ".join(words).lower().split()) & self._any_case.keys()
        if words:
            letters = letters.lower()
            for word in words:
                found.update(_find(word, letters, raw, self._any_case[word]))
        return sorted(found)


def _rest(word: bytes, found: list[Wanted], flags: int) -> re.Pattern[bytes] | None:
    """The expression of the phrases with a word, or None where the word alone is one."""
    forms = sorted({wanted.expression for wanted in found})
    alone = any(re.fullmatch(form, word.removeprefix(b"x"), flags) for form in forms)
    return None if alone else re.compile(b"|".join(forms), flags)


def _code(number: str, before: set[str]) -> bytes:
    """The rest of a number whose first digit was read, behind one of some letters, or behind anything."""
    first, rest = number[:1].encode(), number[1:].encode() + rb"(?![0-9])"
    if "" in before:
        return rb"(?<![0-9]" + first + rb")(?<=" + first + rb")" + rest
    letters = "".join(sorted(case for letter in before for case in (letter, letter.upper()))).encode()
    behind = (rb"[" + letters + rb"]", rb"[" + letters + rb"][\s\x1c-\x1f?]", rb"[\s\x1c-\x1f?]{2}", rb"\)")
    return rb"(?:" + b"|".join(rb"(?<=" + gap + first + rb")" for gap in behind) + rb")" + rest


def _find(word: bytes, letters: bytes, raw: bytes, rest: re.Pattern[bytes] | None) -> Iterator[int]:
    """The places of a word, where the rest of its phrase is near."""
    alone = b" " + word + b" "
    at = letters.find(alone)
    while at >= 0:
        window = max(0, at - _REACH), at + _REACH
        if rest is None or rest.search(raw, *window) or _WIDE.search(raw, *window):
            yield at + len(word) - 1
        at = letters.find(alone, at + len(word))


class Compiled:
    """The scanner in hyperscan: all expressions at once.

    Worst case: one callback for every place.

    Raises
    ------
    ExtraError
        If hyperscan is not installed.
    """

    def __init__(self) -> None:
        try:
            import hyperscan
        except ImportError:
            raise ExtraError("hyperscan", "fast") from None
        expressions: list[bytes] = [rb"[0-9]" + _behind_digit(), *_SIGNS]
        flags = [0] * len(expressions)
        for wanted in (*_phrases(), *_quantities()):
            expressions.append(_bounded(wanted.expression))
            flags.append(0 if wanted.exact else hyperscan.HS_FLAG_CASELESS)
        self._database = hyperscan.Database()
        self._database.compile(
            expressions=[expression.replace(rb"(?![A-Za-z])", rb"[^A-Za-z]") for expression in expressions],
            ids=list(range(len(expressions))),
            flags=flags,
        )

    def places(self, text: str) -> list[int]:
        """Places in the text, in order; every block that passes the gate holds one."""
        raw = b" " + _raw(text) + b" "
        found: set[int] = set()

        def add(_id: int, _start: int, end: int, _flags: int, _context: object) -> None:
            found.add(end)

        self._database.scan(raw, match_event_handler=add)
        last = len(text) - 1
        return sorted({*(min(max(end - 3, 0), last) for end in found), *_beyond_words(text)})


def _bounded(expression: bytes) -> bytes:
    """An expression between characters that are none of its words."""
    first, last = expression[:1], expression[-1:]
    left = rb"(?:[^A-Za-z]|[0-9][xX])" if first.isalpha() else rb"[^0-9]" if first.isdigit() else rb""
    right = rb"[^A-Za-z]" if last.isalpha() else rb"[^0-9]" if last.isdigit() else rb""
    return left + expression + right


@cache
def _words() -> Words:
    return Words()


@cache
def _compiled() -> Compiled:
    return Compiled()


class _Growing:
    """The scanner in pure Python until compiling has paid, where hyperscan is installed."""

    def __init__(self) -> None:
        self._passed = 0
        self._compiles = find_spec("hyperscan") is not None

    def places(self, text: str) -> list[int]:
        """Places in the text, in order; every block that passes the gate holds one."""
        self._passed += len(text)
        return (_compiled() if self._compiles and self._passed > COMPILE_AFTER else _words()).places(text)


def scanner(name: str = "auto") -> Scanner:
    """A scanner by its name: ``re``, ``hyperscan``, or ``auto``, which compiles once enough text has passed.

    Raises
    ------
    ExtraError
        If hyperscan is asked for and is not installed.
    ChoiceError
        If there is no such scanner.

    Examples
    --------
    >>> scanner("re").places("We used a GPU.")
    [12]
    """
    if name not in SCANNERS:
        raise ChoiceError("scanner", name, SCANNERS)
    return _Growing() if name == "auto" else _words() if name == "re" else _compiled()
