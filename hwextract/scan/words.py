"""The scanner that needs nothing but what hwextract needs anyway."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from hwextract.blocks import CAP
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.scan.anchors import ANYTHING, SPACE, Anchors
from hwextract.scan.joined import joined_words
from hwextract.scan.places import Places
from hwextract.scan.wanted import SIGNS, Wanted, behind_digit, guarded, labels, phrases, quantities, raw_of, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Words"]

#: A long text is read in pieces of so many characters, which overlap by a block.
_PIECE = 100_000
#: How far around a word the rest of its phrase is looked for. Where white space is wide, the block decides.
_REACH = 120
_WIDE = re.compile(rb"[\s\x1c-\x1f?]{6}")
_ONE_DIGIT = bytes(48 if byte in b"0123456789" else byte for byte in range(256))
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Where all digits are one, an expression for a number begins with a single character, and is searched for fast.
#: A number of three digits or more.
_LONG = re.compile(rb"0(?<!00)00+")
#: A number behind a letter that ends no word ("V 100", "V-100"), or behind wide space.
_LETTERED = re.compile(
    rb"0(?<!00)(?:(?<=[A-Za-z]0)(?<![A-WYZa-wyz][A-Za-z]0)"
    rb"|(?<=[A-Za-z][\s\x1c-\x1f?-]0)(?<![A-WYZa-wyz][A-Za-z][\s\x1c-\x1f?-]0)"
    rb"|(?<=[A-Za-z][\s?-][\s?-]0)(?<![A-WYZa-wyz][A-Za-z][\s?-][\s?-]0)"
    rb"|(?<=[A-Za-z]\s[-?]\s0)(?<![A-WYZa-wyz][A-Za-z]\s[-?]\s0)"
    rb"|(?<=[\s\x1c-\x1f?]{2}0))0*"
)
#: Hyphens that a number may have before it.
_HYPHENED = re.compile(rb"-[\s\x1c-\x1f?-]*[0-9?]")


class Words:
    """The scanner in Python.

    A text's words are looked up all at once (`hwextract.scan.anchors`), and around each that may count the rest of its
    phrase is looked for. What has no word is found from its digits. Worst case: every word of the text counts, and each
    has `_REACH` characters around it read by the expressions of that word.

    Examples
    --------
    >>> Words().places("Birds sang. We used 2 V100. They sang for 3 days.").all
    [23, 42]
    """

    def __init__(self, knowledge: Knowledge = SHIPPED) -> None:
        self._knowledge = knowledge
        self._any_case: dict[bytes, _Word] = {}
        self._exact: dict[bytes, _Word] = {}
        sides: dict[bytes, set[tuple[bytes, bytes]]] = {}
        codes: dict[str, set[str]] = {}
        for wanted in (*phrases(knowledge), *quantities()):
            if wanted.word is None:
                first = next(at for at, token in enumerate(wanted.phrase) if token.isdigit())
                codes.setdefault(wanted.phrase[first], set()).add(
                    "".join(wanted.phrase[:first]).rstrip("-")[-1:].lower()
                )
                continue
            table, exes = (self._exact, (b"", b"x", b"X")) if wanted.exact else (self._any_case, (b"", b"x"))
            for form in (ex + wanted.word for ex in exes):  # "8xGPU" is a count and a word
                if form not in table:
                    table[form] = _Word()
                table[form].found.append(wanted)
                sides.setdefault(form.lower(), set()).update(_sides(wanted))
        self._anchors = Anchors(sides, reach=_REACH)
        self._codes = {number.encode(): "".join(before).encode() for number, before in codes.items()}
        self._anywhere = frozenset(number.encode() for number, before in codes.items() if "" in before)
        self._behind_number = re.compile(rb"0(?!0)" + behind_digit())
        self._signs = [*map(re.compile, SIGNS)]
        # An expression for each mark: one that begins with a single character is searched for five times as fast.
        self._labels = [
            (re.compile(re.escape(mark) + number), re.compile(label + rb"\Z", re.IGNORECASE))
            for label, marks, number in labels()
            for mark in marks
        ]

    def places(self, text: str) -> Places:
        """The places of a text; every block that passes the gate holds one."""
        raw = raw_of(text)
        digits = raw.translate(_ONE_DIGIT)
        found = {match.start() for match in self._behind_number.finditer(digits)}
        names = {
            match.start() for match in _LONG.finditer(digits) if raw[match.start() : match.end()] in self._anywhere
        }
        names.update(match.start() for match in _LETTERED.finditer(digits) if self._is_code(raw, *match.span()))
        for sign in self._signs:
            found.update(match.end() - 1 for match in sign.finditer(raw))
        for number, label in self._labels:
            found.update(match.end() - 1 for match in number.finditer(raw) if _ends(label, raw, match.start()))
        for start in range(0, len(raw), _PIECE):
            first = max(0, start - CAP)
            self._add_words(raw[first : start + _PIECE + CAP], first, names, found)
        joined = {*joined_words(text, raw, self._knowledge)}
        return Places(sorted(names | found | joined), sorted(names | joined), sorted(found | joined))

    def _is_code(self, raw: bytes, start: int, end: int) -> bool:
        """Whether a number is one of a code, and behind one of its letters, or behind wide space."""
        before = raw[max(0, start - 4) : start].rstrip(SPACE + b"?-")[-1:].lower()
        return raw[start:end] in self._codes and before in self._codes[raw[start:end]]

    def _add_words(self, raw: bytes, offset: int, names: set[int], found: set[int]) -> None:
        """Add the places of words of a piece of the text, which begins at an offset."""
        for start, end in self._anchors.find(raw):
            word = raw[start:end]
            for of in (self._exact.get(word), self._any_case.get(word.lower())):
                for kind in of.kinds if of else ():
                    if kind.stand(raw, start, end):
                        (names if kind.names else found).add(offset + end - 1)


def _ends(label: re.Pattern[bytes], raw: bytes, end: int) -> bool:
    """Whether a label, or a wide space, ends at a place."""
    start = max(0, end - _REACH)
    return label.search(raw, start, end) is not None or _WIDE.search(raw, start, end) is not None


class _Word:
    """A word that counts where one of its phrases stands around it: those of names, and those of quantities."""

    def __init__(self) -> None:
        self.found: list[Wanted] = []

    @cached_property
    def kinds(self) -> list[_Phrases]:
        """The phrases, once the word is met."""
        by_kind = ([wanted for wanted in self.found if bool(wanted.phrase) is names] for names in (True, False))
        return [_Phrases(of) for of in by_kind if of]


def _is_alone(wanted: Wanted) -> bool:
    """Whether a word is all that is wanted."""
    return wanted.expression == wanted.word


def _sides(wanted: Wanted) -> Iterable[tuple[bytes, bytes]]:
    """What must stand on the left and on the right of its word."""
    if _is_alone(wanted):
        return (ANYTHING,)
    return product(wanted.before or (b"",), wanted.behind or (b"",))


class _Phrases:
    """The phrases of one kind that a word belongs to, by what stands beside it in them."""

    def __init__(self, found: list[Wanted]) -> None:
        self.names = bool(found[0].phrase)
        self._alone = any(map(_is_alone, found))
        self._all = _Group(found)
        self._by_sides: dict[tuple[bytes, bytes], _Group] = {}
        for wanted in found:
            for sides in _sides(wanted):
                self._by_sides.setdefault(sides, _Group([])).found.append(wanted)

    def stand(self, raw: bytes, start: int, end: int) -> bool:
        """Whether one of them stands around the word, or white space so wide that the block must tell."""
        if self._alone:
            return True
        beside = _beside(raw, start, end)
        if beside is None:
            return self._all.stands(raw, start, end)
        found = [self._by_sides[sides] for sides in beside if sides in self._by_sides]
        return any(group.stands(raw, start, end) for group in found)


class _Group:
    """Some phrases with a word, which are compiled when it is first met beside what it needs."""

    def __init__(self, found: list[Wanted]) -> None:
        self.found = found

    def stands(self, raw: bytes, start: int, end: int) -> bool:
        """Whether one of them stands around the word, or wide white space."""
        window = max(0, start - self._lead), end + self._tail
        return self._expression.search(raw, *window) is not None or _WIDE.search(raw, *window) is not None

    @cached_property
    def _expression(self) -> re.Pattern[bytes]:
        flags = 0 if self.found[0].exact else re.IGNORECASE
        return re.compile(b"|".join(sorted({guarded(wanted.expression) for wanted in self.found})), flags)

    @cached_property
    def _lead(self) -> int:
        return max(map(_lead, self.found))

    @cached_property
    def _tail(self) -> int:
        return max(8 * len(wanted.phrase) + len(wanted.expression) for wanted in self.found)


def _beside(raw: bytes, start: int, end: int) -> Iterable[tuple[bytes, bytes]] | None:
    """What stands on the one side, the other, and both sides of a word; None where the bytes do not tell."""
    left, right = raw[max(0, start - _REACH) : start].rstrip(SPACE), raw[end : end + _REACH].lstrip(SPACE)
    if not left or not right or left.endswith(b"?") or right.startswith(b"?"):
        return None
    before = side_of(left[len(left.rstrip(_LETTERS)) :] or left[-1:])
    behind = side_of(right[: len(right) - len(right.lstrip(_LETTERS))] or right[:1])
    return product(
        (b"", before, before[1:]) if before.startswith(b"x") else (b"", before),
        (b"", behind, b"0") if _HYPHENED.match(right) else (b"", behind),
    )


def _lead(wanted: Wanted) -> int:
    """How far before its word a phrase may begin, with gaps of less than `_WIDE`."""
    before = []
    for token in map(raw_of, wanted.phrase):
        inside = token.find(wanted.word or b"")
        if inside >= 0:
            # What a letter beyond ASCII parts is one token, and two words: "Am\u00e1lka".
            before.append(token[:inside])
            break
        before.append(token)
    return sum(map(len, before)) + 8 * len(before) + 2 if wanted.phrase else 32
