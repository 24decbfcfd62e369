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
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hwextract.blocks import CAP
from hwextract.errors import ChoiceError, ExtraError
from hwextract.gate import entries
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.lexicon import words
from hwextract.pipeline.device_hours import COUNTED, GLUED
from hwextract.pipeline.numbers import LAST_WORDS
from hwextract.pipeline.ruler import DIGITS
from hwextract.pipeline.tokenizer import split
from hwextract.repair import repair, seams
from hwextract.units import currencies, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["COMPILE_AFTER", "SCANNERS", "SCAN_AFTER", "Compiled", "Places", "Scanner", "Words", "scanner"]

#: The names of scanners; ``auto`` compiles once enough text has passed.
SCANNERS = ("auto", "re", "hyperscan")

#: Characters after which making the words of the scan (half a second) has paid; before, all blocks are read.
SCAN_AFTER = 60_000
#: Characters after which compiling (some seconds) has paid.
COMPILE_AFTER = 100_000_000

#: What may stand between two tokens: white space, and characters beyond ASCII.
_GAP = rb"[\s\x1c-\x1f?]*"
#: What may stand between a number and its unit, before and behind a scale ("3 k h").
_LOOSE = rb"[\s\x1c-\x1f?)}+-]*"
_SCALE = rb"(?:(?:[kKMB]|thousand|million|billion|trillion|mio|bn)" + _LOOSE + rb")?"
#: What joins a device and the unit of its time.
_JOINTS = b"/*_"
_JOINT = rb"[\s\x1c-\x1f?/*_-]+"
_PREFIXES = ("", *"kilo mega giga tera peta exa zetta yotta k m g t p e z y".split())

#: A long text is read in pieces of so many characters, which overlap by a block.
_PIECE = 100_000
#: How far around a word the rest of its phrase is looked for. Where white space is wide, the block decides.
_REACH = 120
_WIDE = re.compile(rb"[\s\x1c-\x1f?]{6}")
_SPACE = b" \t\n\r\f\v\x1c\x1d\x1e\x1f"
#: Bytes in lower case, with one for all digits.
_FOLDED = bytes(byte if not chr(byte).isdigit() else 48 for byte in bytes(range(256)).lower())
_ONE_DIGIT = bytes(48 if byte in b"0123456789" else byte for byte in range(256))
_LETTERS = bytes(byte if chr(byte).isalpha() and byte < 128 else 32 for byte in range(256))


class Places(NamedTuple):
    """Places in a text, in order: all, and those that may be of a quantity; the others are of names alone."""

    all: list[int]
    quantities: list[int]


class Scanner(Protocol):
    """Finds the places of a text that are worth a look."""

    def places(self, text: str) -> Places | None:
        """The places of a text; every block that passes the gate holds one. None where all blocks are to be read."""
        ...


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


def _raw(text: str) -> bytes:
    """The text with one byte a character."""
    return text.encode("ascii", "replace")


def _token(token: str) -> bytes:
    if token == DIGITS:
        return rb"(?:-[\s?-]*)?[0-9]"
    written = re.escape(_raw(token))
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


@lru_cache(maxsize=8)
def _phrases(knowledge: Knowledge) -> tuple[Wanted, ...]:
    """The entries of the gate that no shorter one finds, each with the word of it that is rarest in the catalogue."""
    any_case = {entry.tokens for entry in entries(knowledge) if not entry.exact}
    exact = {entry.tokens for entry in entries(knowledge) if entry.exact}
    kept = {(tokens, False) for tokens in any_case if not _covered(tokens, any_case)} | {
        (tokens, True)
        for tokens in exact
        if not _covered(tokens, exact) and not _covered((*(token.lower() for token in tokens), ""), any_case)
    }
    runs = {entry: _runs(entry[0]) for entry in kept}
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
    parts = re.findall(rb"[A-Za-z]+|[0-9]+|#|[^A-Za-z0-9 ]", b" ".join(map(_raw, tokens)))
    if parts.count(runs[at]) != 1:
        return frozenset(), frozenset()
    place = parts.index(runs[at])
    sides = [
        frozenset(map(_side, parts[place - 1 : place] if place else ())),
        frozenset(map(_side, parts[place + 1 : place + 2])),
    ]
    return sides[0], sides[1]


def _side(part: bytes) -> bytes:
    return b"0" if part.isdigit() or part == b"#" else part


def _runs(tokens: Iterable[str]) -> list[bytes]:
    """The runs of letters of a phrase."""
    return [run for token in tokens for run in re.findall(rb"[A-Za-z]+", _raw(token))]


@cache
def _quantities() -> tuple[Wanted, ...]:
    """What of a quantity is a word; what begins with a digit is in `_behind_digit`."""
    found: list[Wanted] = []
    gap = rb"[\s\x1c-\x1f?-]+"
    numbers, last = _any(LAST_WORDS), frozenset(_runs(LAST_WORDS))
    for form in sorted({form.lower() for form in _forms("time", "energy") if form.isascii() and len(form) > 1}):
        word = next(run for run in _runs((form,)) if len(run) > 1)
        found.append(Wanted(numbers + gap + _spelled(split(form)), exact=False, word=word, before=last))
    long = [form for form in _forms("time") if len(form) > 1 or form in "hH"]
    times, firsts = _any(long) + rb"(?![A-Za-z])", frozenset(run.lower() for run in _runs(long))
    devices = [name + s for name in COUNTED for s in ("", "s")]
    behind = firsts | {_JOINTS[at : at + 1] for at in range(len(_JOINTS))}
    found += [Wanted(_raw(name) + _JOINT + times, exact=False, word=_raw(name), behind=behind) for name in devices]
    found += [Wanted(_raw(name), exact=False, word=_raw(name)) for name in sorted(GLUED)]
    money = sorted({word for name in currencies() for word in re.findall("[a-z]{4,}", name)})
    operations = [prefix + word for prefix in _PREFIXES for word in ("flop", "flops")]
    bare = [*money, *operations, "floating", "carbon", "greenhouse"]
    found += [Wanted(_raw(word), exact=False, word=_raw(word)) for word in bare]
    carbon = {"CO", *(form.partition("CO")[0] + "CO" for form in (*_forms("mass"), "Mt"))}
    found += [
        Wanted(_raw(word) + rb"[\s?_{]*[2?]", exact=True, word=_raw(word)) for word in sorted(carbon) if word.isalpha()
    ]
    codes = sorted({*currencies().values(), "RMB"})
    found += [Wanted(_raw(code) + rb"[$]?[\s\x1c-\x1f?]*[0-9.]", exact=True, word=_raw(code)) for code in codes]
    return tuple(found)


#: Signs of money that letters may precede.
_SIGNS = (rb"\$[\s\x1c-\x1f?]*\.?[0-9]", rb"Rs\.?[\s\x1c-\x1f?]*\.?[0-9]")

#: What follows a label, and a label that holds the unit of a time before it ("Hours per epoch: 3").
_ASSIGNS = (b":", b"=")
_ASSIGNED = rb"[\s\x1c-\x1f?]*[0-9?]"
_LABEL = rb"(?:hour|minute|min|second|sec|day|week)s?(?:[\s\x1c-\x1f?]+[A-Za-z/-]{1,28}){0,14}[\s\x1c-\x1f?]*"
#: A number behind brackets.
_CLOSES = (b")", b"]")
_CLOSED = _GAP + rb"(?:is|was)?" + _GAP + rb"[:=]?" + _GAP + rb"(?:[0-9?]|\.[0-9])"


@cache
def _opened() -> bytes:
    """A unit of time in brackets that are not closed yet ("Training time (h")."""
    return rb"[(\[]" + _GAP + rb"(?:in" + _GAP + rb")?" + _any(_forms("time")) + rb"(?:[^A-Za-z()][^()]{0,40})?"


@cache
def _behind_digit() -> bytes:
    """What behind a digit makes a quantity of it: a unit, a currency, operations, a time of the clock.

    Worst case: the white space behind each digit is read once, and given back once.
    """
    names = [name for name in currencies() if name.isascii() and name.isalpha()]
    spelled = [form for form in _forms("time", "bytes", "energy") if len(form) > 2]
    forms = [
        *_forms("time", "bytes", "energy"),
        *names,
        *(case for form in spelled for case in (form.lower(), form.upper())),
    ]
    forms += [case for name in names for case in (name.upper(), name.title())]
    return (
        rb"(?:" + _LOOSE + rb"(?=[A-Za-z?])" + _SCALE + _any(forms) + rb"(?![A-Za-z])"
        rb"|[A-Za-z]{1,2}[\s?-]+" + _any(_forms("time")) + rb"(?![A-Za-z])"
        rb"|[\s?-]*(?:[pPeEtT]|[pP]eta|[eE]xa|[tT]era|PETA|EXA|TERA)[\s?-]*[fF](?:[\s?/-]|[lL][oO][pP])"
        rb"|:[0-5][0-9]|[\s?]*[dhm][\s?']*[0-9]|[\s?-]*(?:[uU][sS])?\$)"
    )


@lru_cache(maxsize=8)
def _joinable(knowledge: Knowledge) -> frozenset[str]:
    """Every word of an entry, a number or a unit, in lower case: what a joined word is compared with."""
    found = {
        run.lower() for entry in entries(knowledge) for token in entry.tokens for run in _LETTER_RUN.findall(token)
    }
    found |= {run.lower() for wanted in _quantities() for run in _LETTER_RUN.findall((wanted.word or b"").decode())}
    found |= {form.lower() for form in (*LAST_WORDS, *_forms("time", "bytes", "energy", "mass"), *currencies())}
    return frozenset(word for word in found if len(word) > 1)


_LETTER_RUN = re.compile(r"[^\W\d_]+")
_DIGIT_RUN = re.compile(r"[0-9]+")
_WORD_BEFORE = re.compile(r"\w*$")
_WORD_BEHIND = re.compile(r"\w*")
_MONEY = "€£¥₹₩"
#: Longer words are not joined: the block decides.
_LONGEST = 40


def _beyond_words(text: str, raw: bytes, knowledge: Knowledge) -> Iterator[int]:
    """The places of words that read differently once they are repaired, and then may count, and of signs of money."""
    reached = 0
    for start, end in seams(text, raw):
        left = _WORD_BEFORE.search(text, max(0, start - _LONGEST), start)
        right = _WORD_BEHIND.match(text, end, end + _LONGEST)
        first, stop = left.start() if left else start, right.end() if right else end
        chained, reached = first <= reached, stop
        if chained or text[start] == "(" or _may_count(repair(text, first, stop).text, text[first:stop], knowledge):
            yield start
            yield stop - 1
    if not text.isascii() and any(sign in text for sign in _MONEY):
        yield from (at for at, char in enumerate(text) if char in _MONEY)


def _may_count(word: str, raw: str, knowledge: Knowledge) -> bool:
    """Whether a joined word counts, or a number of it was none before."""
    return (
        any(run.lower() in _joinable(knowledge) for run in _LETTER_RUN.findall(word))
        or "$" in word
        or not set(_DIGIT_RUN.findall(word)) <= set(_DIGIT_RUN.findall(raw))
    )


#: A number, where all digits are one: such an expression begins with a single character, and is searched for fast.
_NUMBER = re.compile(rb"(?<!0)0+")
#: The letter that a number stands behind ("V 100"), which ends no word, or wide space.
_BEFORE_CODE = re.compile(rb"(?:(?<![A-WYZa-wyz])(?P<letter>[A-Za-z])[\s\x1c-\x1f?]?|[\s\x1c-\x1f?]{2})\Z")


class Words:
    """The scanner in pure Python.

    A text's distinct words are compared with the words that count; each that does is looked for, and the rest of its
    phrase around it. What has no word is found from its digits. Worst case: every word of the text counts, and each
    has `_REACH` characters around it read by the expressions of that word.

    Examples
    --------
    >>> Words().places("Birds sang. We used 2 V100. They sang for 3 days.").all
    [23, 42]
    """

    def __init__(self, knowledge: Knowledge = SHIPPED) -> None:
        self._knowledge = knowledge
        any_case: dict[bytes, dict[frozenset[bytes], list[Wanted]]] = {}
        exact: dict[bytes, dict[frozenset[bytes], list[Wanted]]] = {}
        codes: dict[str, set[str]] = {}
        for wanted in (*_phrases(knowledge), *_quantities()):
            if wanted.word is None:
                first = next(at for at, token in enumerate(wanted.phrase) if token.isdigit())
                codes.setdefault(wanted.phrase[first], set()).add("".join(wanted.phrase[:first])[-1:])
                continue
            others = frozenset(_runs(wanted.phrase)) - {wanted.word}
            # "8xGPU" is a count and a word.
            for form in (wanted.word, b"x" + wanted.word, b"X" + wanted.word):
                (exact if wanted.exact else any_case).setdefault(form, {}).setdefault(others, []).append(wanted)
        self._any_case = {word: _Word(word, found) for word, found in any_case.items()}
        self._exact = {word: _Word(word, found) for word, found in exact.items()}
        self._codes = {number.encode(): "".join(before).encode() for number, before in codes.items()}
        self._anywhere = frozenset(number.encode() for number, before in codes.items() if "" in before)
        self._behind_number = re.compile(rb"0(?!0)" + _behind_digit())
        self._signs = [*map(re.compile, _SIGNS)]
        #: The mark between a label and its number, with the number, and the label; an expression for each mark, as one
        #: that begins with a single character is searched for five times as fast.
        self._labels = [
            (re.compile(re.escape(mark) + number), re.compile(label + rb"\Z", re.IGNORECASE))
            for marks, number, label in ((_ASSIGNS, _ASSIGNED, _LABEL), (_CLOSES, _CLOSED, _opened()))
            for mark in marks
        ]

    def places(self, text: str) -> Places:
        """The places of a text; every block that passes the gate holds one."""
        raw = _raw(text)
        digits = raw.translate(_ONE_DIGIT)
        found = {match.start() for match in self._behind_number.finditer(digits)}
        names = {match.start() for match in _NUMBER.finditer(digits) if self._is_code(raw, *match.span())}
        for sign in self._signs:
            found.update(match.end() - 1 for match in sign.finditer(raw))
        for number, label in self._labels:
            found.update(match.end() - 1 for match in number.finditer(raw) if _ends(label, raw, match.start()))
        found.update(_beyond_words(text, raw, self._knowledge))
        for start in range(0, len(raw), _PIECE):
            first = max(0, start - CAP)
            self._add_words(raw[first : start + _PIECE + CAP], first, names, found)
        return Places(sorted(names | found), sorted(found))

    def _is_code(self, raw: bytes, start: int, end: int) -> bool:
        """Whether a number is one of a code, behind a letter that makes it one, or behind wide space."""
        letters = self._codes.get(raw[start:end])
        if letters is None or raw[start:end] in self._anywhere:
            return letters is not None
        before = _BEFORE_CODE.search(raw, max(0, start - 2), start)
        return before is not None and (before["letter"] is None or before["letter"].lower() in letters)

    def _add_words(self, raw: bytes, offset: int, names: set[int], found: set[int]) -> None:
        """Add the places of words of a piece of the text, which begins at an offset."""
        letters = b" " + raw.translate(_LETTERS) + b" "
        words = set(letters.split())
        joined = b" ".join(words).lower()
        lower = {*joined.split(), *(piece.partition(b" ")[0] for piece in joined.split(b" x"))}
        for table, known, text in ((self._exact, words, letters), (self._any_case, lower, letters.lower())):
            for word in known & table.keys():
                for place, is_name in table[word].places(known, text, raw):
                    (names if is_name else found).add(offset + place)


def _ends(label: re.Pattern[bytes], raw: bytes, end: int) -> bool:
    """Whether a label, or a wide space, ends at a place."""
    start = max(0, end - _REACH)
    return label.search(raw, start, end) is not None or _WIDE.search(raw, start, end) is not None


class _Word:
    """A word that counts where the rest of one of its phrases is near it."""

    __slots__ = ("_alone", "_rests")

    def __init__(self, word: bytes, rests: dict[frozenset[bytes], list[Wanted]]) -> None:
        self._alone = b" " + word + b" "
        self._rests = [_Rest(*rest) for rest in rests.items()]

    def places(self, words: set[bytes], letters: bytes, raw: bytes) -> Iterator[tuple[int, bool]]:
        """The places of the word's last letter where it counts, and whether it does as a part of a name."""
        rests = [rest for rest in self._rests if rest.words <= words]
        if not rests:
            return
        asks = all(rest.asks_beside for rest in rests)
        ends: frozenset[tuple[int, int]] = frozenset().union(*(rest.ends for rest in rests))
        at = letters.find(self._alone)
        while at >= 0:
            end = at + len(self._alone) - 2
            if not asks or _touches(raw, at, end, ends):
                pairs = _pairs(letters, raw, at, end)
                for rest in rests:
                    if rest.is_beside(pairs) and rest.is_near(raw, at, end):
                        yield end - 1, rest.names
            at = letters.find(self._alone, end)


def _fold(char: bytes) -> int:
    return _FOLDED[char[0]] if char else 0


def _touches(raw: bytes, start: int, end: int, ends: frozenset[tuple[int, int]]) -> bool:
    """Whether the characters beside a word, but for white space, may be those of its phrase: a look before `_pairs`."""
    first, last = max(0, start - _REACH), min(len(raw), end + _REACH)
    while start > first and raw[start - 1] in _SPACE:
        start -= 1
    while end < last and raw[end] in _SPACE:
        end += 1
    if start == first or end == last or raw[start - 1] in b"?)" or raw[end] in b"?(-":
        return True
    left, right = _FOLDED[raw[start - 1]], _FOLDED[raw[end]]
    return (left, 0) in ends or (0, right) in ends or (left, right) in ends


def _pairs(letters: bytes, raw: bytes, start: int, end: int) -> tuple[tuple[bytes, bytes], ...] | None:
    """What stands on the one side, the other, and both sides of a word; None where the bytes do not tell."""
    left, right = raw[max(0, start - _REACH) : start].rstrip(_SPACE), raw[end : end + _REACH].lstrip(_SPACE)
    if not left or not right or left[-1] in b"?)" or right[0] in b"?(-":
        return None
    before, behind = left[-1:], right[:1]
    if before.isalpha():
        before = letters[max(0, start + 1 - _REACH) : start + 1].rsplit(None, 1)[-1]
    if behind.isalpha():
        behind = letters[end + 1 : end + 1 + _REACH].split(None, 1)[0]
    before, behind = _side(before), _side(behind)
    pairs = (before, b""), (b"", behind), (before, behind)
    return (*pairs, (before[1:], b""), (before[1:], behind)) if before[:1] in b"xX" else pairs


class _Rest:
    """What must go with a word that counts: other words in the text, some of them beside it, and its phrase."""

    __slots__ = ("_lead", "_phrases", "_sides", "_tail", "asks_beside", "ends", "names", "words")

    def __init__(self, words: frozenset[bytes], found: list[Wanted]) -> None:
        flags = 0 if found[0].exact else re.IGNORECASE
        self.words = words
        self.names = all(wanted.phrase for wanted in found)
        self._sides = {
            (before, behind)
            for wanted in found
            for before in wanted.before or (b"",)
            for behind in wanted.behind or (b"",)
        }
        #: The characters directly beside the word, 0 where there may be any.
        self.ends = frozenset((_fold(before[-1:]), _fold(behind[:1])) for before, behind in self._sides)
        self._lead = max(map(_lead, found))
        self._tail = max(8 * len(wanted.phrase) + len(wanted.expression) for wanted in found)
        alone = any(wanted.expression == wanted.word for wanted in found)
        self._phrases = None if alone else re.compile(b"|".join(sorted({_guarded(w.expression) for w in found})), flags)
        self.asks_beside = not alone and (b"", b"") not in self._sides

    def is_beside(self, pairs: tuple[tuple[bytes, bytes], ...] | None) -> bool:
        """Whether what stands beside the word may belong to its phrase."""
        return pairs is None or not self.asks_beside or not self._sides.isdisjoint(pairs)

    def is_near(self, raw: bytes, start: int, end: int) -> bool:
        """Whether the phrase stands around the word, or white space so wide that the block must tell."""
        window = max(0, start - self._lead), end + self._tail
        return (
            self._phrases is None
            or self._phrases.search(raw, *window) is not None
            or _WIDE.search(raw, *window) is not None
        )


def _lead(wanted: Wanted) -> int:
    """How far before its word a phrase may begin, with gaps of less than `_WIDE`."""
    before = []
    for token in wanted.phrase:
        if (wanted.word or b"") in _raw(token):
            break
        before.append(token)
    return sum(map(len, before)) + 8 * len(before) + 2 if wanted.phrase else 32


class Compiled:
    """The scanner in hyperscan: all expressions at once.

    A phrase of several tokens is looked for in the text's letters and digits alone, as a plain word: that takes a
    quarter of the time. What is found so is compared with the expression. Worst case: one callback for every place.

    Raises
    ------
    ExtraError
        If hyperscan is not installed.
    """

    def __init__(self, knowledge: Knowledge = SHIPPED) -> None:
        self._knowledge = knowledge
        try:
            import hyperscan
        except ImportError:
            raise ExtraError("hyperscan", "fast") from None
        caseless = hyperscan.HS_FLAG_CASELESS
        joined: dict[tuple[bytes, int], list[Wanted]] = {}
        single: list[Wanted] = []
        for wanted in _phrases(knowledge):
            spelled = _kept(wanted.phrase)
            if spelled is None:
                single.append(wanted)
            else:
                joined.setdefault((spelled, 0 if wanted.exact else caseless), []).append(wanted)
        expressions: list[bytes] = [rb"[0-9]" + _behind_digit(), *_SIGNS, _LABEL + rb"[:=]" + _ASSIGNED, _opened() + rb"[)\]]" + _CLOSED]
        flags = [0, 0, 0, caseless, caseless]
        for wanted in (*_quantities(), *single):
            expressions.append(_bounded(wanted.expression))
            flags.append(0 if wanted.exact else caseless)
        self._first_name = len(expressions) - len(single)
        self._lengths = [len(word) for word, _ in joined]
        self._joined = [_Spelled(found) for found in joined.values()]
        self._database, self._words = hyperscan.Database(), hyperscan.Database()
        for database, all_of, all_flags in (
            (self._database, [_without_lookahead(expression) for expression in expressions], flags),
            (self._words, [word.replace(b"#", b"[0-9]") for word, _ in joined], [flag for _, flag in joined]),
        ):
            database.compile(expressions=all_of, ids=list(range(len(all_of))), flags=all_flags)

    def places(self, text: str) -> Places:
        """The places of a text; every block that passes the gate holds one."""
        plain = _raw(text)
        found: set[tuple[int, bool]] = set()

        def add(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            found.add((end, number < self._first_name))

        self._database.scan(b" " + plain + b" ", match_event_handler=add)
        last, seams = len(text) - 1, {*_beyond_words(text, plain, self._knowledge)}
        quantities = {min(max(end - 3, 0), last) for end, is_quantity in found if is_quantity} | seams
        names = {min(max(end - 3, 0), last) for end, is_quantity in found if not is_quantity}
        names.update(self._phrases(plain))
        return Places(sorted(quantities | names), sorted(quantities))

    def _phrases(self, raw: bytes) -> Iterator[int]:
        """The places of phrases of several tokens."""
        ends: list[tuple[int, int]] = []

        def add(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            ends.append((number, end))

        self._words.scan(raw.translate(None, _NOT_KEPT), match_event_handler=add)
        if ends:
            import numpy as np

            kept = np.flatnonzero(np.frombuffer(raw.translate(_IS_KEPT), np.bool_))
            for number, end in ends:
                if self._joined[number].stands(raw, int(kept[end - self._lengths[number]])):
                    yield int(kept[end - 1])


class _Spelled:
    """The phrases that are one word of letters and digits, in raw text. Compiled when such a word is first met."""

    def __init__(self, found: list[Wanted]) -> None:
        self._found = found

    def stands(self, raw: bytes, start: int) -> bool:
        """Whether one of them stands at a place."""
        return self._expression.match(raw, start) is not None

    @cached_property
    def _expression(self) -> re.Pattern[bytes]:
        flags = 0 if self._found[0].exact else re.IGNORECASE
        return re.compile(b"|".join(sorted(_guarded(wanted.expression) for wanted in self._found)), flags)


#: What is left out where only letters and digits are compared.
_NOT_KEPT = bytes(byte for byte in range(256) if not (byte < 128 and chr(byte).isalnum()))
_IS_KEPT = bytes(byte not in _NOT_KEPT for byte in range(256))
#: Shorter words of letters stand inside of others too often.
_SHORTEST = 5


def _kept(phrase: tuple[str, ...]) -> bytes | None:
    """The letters and digits of a phrase of several tokens that begins with one, if they hardly stand inside words."""
    spelled = re.sub(rb"[^A-Za-z0-9#]", b"", _raw(" ".join(phrase)))
    begins = _raw(phrase[0])[:1].isalnum() or phrase[0] == DIGITS
    numbered = any(token.isdigit() or token == DIGITS for token in phrase)
    # "ti-one" stands in "attention".
    telling = numbered or (len(spelled) >= _SHORTEST and len(phrase[0]) > 2)
    return spelled if len(phrase) > 1 and begins and telling else None


def _without_lookahead(expression: bytes) -> bytes:
    return expression.replace(rb"(?![A-Za-z])", rb"[^A-Za-z]").replace(rb"(?=[A-Za-z?])", b"")


def _guarded(expression: bytes) -> bytes:
    """An expression that is no part of a longer word."""
    first, last = expression[:1], expression[-1:]
    left = rb"(?<![A-WYZa-wyz])" if first.isalpha() else rb"(?<![0-9])" if first.isdigit() else rb""
    return left + expression + (rb"(?![A-Za-z])" if last.isalpha() else rb"(?![0-9])" if last.isdigit() else rb"")


def _bounded(expression: bytes) -> bytes:
    """An expression between characters that are none of its words."""
    first, last = expression[:1], expression[-1:]
    left = rb"[^A-WYZa-wyz]" if first.isalpha() else rb"[^0-9]" if first.isdigit() else rb""
    right = rb"[^A-Za-z]" if last.isalpha() else rb"[^0-9]" if last.isdigit() else rb""
    return left + expression + right


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge) -> Words:
    return Words(knowledge)


@lru_cache(maxsize=8)
def _compiled(knowledge: Knowledge) -> Compiled:
    return Compiled(knowledge)


class _Growing:
    """No scanner for the first pages, then that in pure Python, and the compiled one once that has paid."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._passed = 0
        self._compiles = find_spec("hyperscan") is not None

    def places(self, text: str) -> Places | None:
        """The places of a text; None while all blocks are to be read."""
        self._passed += len(text)
        if self._passed <= SCAN_AFTER:
            return None
        of = _compiled if self._compiles and self._passed > COMPILE_AFTER else _words
        return of(self._knowledge).places(text)


def scanner(name: str = "auto", knowledge: Knowledge = SHIPPED) -> Scanner:
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
    Places(all=[12], quantities=[])
    """
    if name not in SCANNERS:
        raise ChoiceError("scanner", name, SCANNERS)
    return _Growing(knowledge) if name == "auto" else _words(knowledge) if name == "re" else _compiled(knowledge)
