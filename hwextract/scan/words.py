"""The scanner that needs nothing but what hwextract needs anyway."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from hwextract.batches import batches
from hwextract.blocks import CAP
from hwextract.expressions import from_firsts, needs
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.latex import numbers
from hwextract.markup import EMPHASES
from hwextract.openings import Openings
from hwextract.pages import BEGINNING, head_at
from hwextract.repair import SEAMS, seam
from hwextract.scan.anchors import ANYTHING, SPACE, Anchors
from hwextract.scan.joined import joined_words
from hwextract.scan.places import Places
from hwextract.scan.wanted import (
    BEHIND_LABEL,
    LABEL,
    SIGNS,
    Wanted,
    behind_digit,
    bracketed,
    guarded,
    phrases,
    quantities,
    raw_of,
    side_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Seen", "Words"]

#: A long text is read in pieces of so many characters, which overlap by a block; of short ones some are read together.
_PIECE = 100_000
#: How far around a word the rest of its phrase is looked for. Where white space is wide, the block decides.
_REACH = 120
_WIDE = b" " * 6
_SPACE_ALONE = bytes(ord(" ") if chr(byte) == "?" or byte in SPACE else byte for byte in range(256))
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BLANK = rb"[\s\x1c-\x1f?]"
#: What may stand between a letter that ends no word and a number that belongs to it ("V 100", "V-100").
_BETWEEN = (rb"", rb"[\s\x1c-\x1f?-]", rb"[\s?-][\s?-]", rb"\s[-?]\s")
#: What may be wider: a number behind it is one of a code, whatever letter stands before.
_WIDE_GAPS = (_BLANK * 2, _BLANK * 2 + b"-", _BLANK * 2 + b"-" + _BLANK)
_BEFORE_CODE = b"|".join(
    rb"(?<=%b)" % before
    for before in (
        *(left + rb"[A-Za-z]" + gap for gap in _BETWEEN for left in (rb"\A", rb"[^A-WYZa-wyz]")),
        *_WIDE_GAPS,
    )
)
_BEHIND_LABEL = re.compile(BEHIND_LABEL)
_LABEL = re.compile(LABEL + rb"\Z", re.IGNORECASE)
#: Parts of words, in lower case, of which every label has one.
_LABEL_NEEDS = [[word.encode() for word in words] for words in needs(LABEL.decode(), re.IGNORECASE)]
#: Hyphens that a number may have before it.
_HYPHENED = re.compile(rb"-[\s\x1c-\x1f?-]*[0-9?]")


class Seen(NamedTuple):
    """What is seen in a text: the places of names, those of quantities, and seams."""

    names: set[int]
    quantities: set[int]
    seams: list[tuple[int, int]]


class _Piece(NamedTuple):
    """A piece of a text: its characters, where they begin, and what is seen in the whole text."""

    raw: bytes
    start: int
    seen: Seen


class Words:
    """The scanner in Python.

    A text's words are looked up all at once (`hwextract.scan.anchors`), and around each that may count the rest of its
    phrase is looked for. What has no word is found from its digits. Worst case: every word of the text counts, and each
    has `_REACH` characters around it read by the expressions of that word.

    Examples
    --------
    >>> [places.all for places in Words().places(["Birds sang. We used 2 V100. They sang for 3 days."])]
    [[23, 42]]
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
        self._letters = {number.encode(): "".join(before).encode() for number, before in codes.items()}
        self._codes = frozenset(number.encode() for number, before in codes.items() if "" in before)
        self._number = re.compile(
            rb"(?<![0-9])(?:(?:%b)(?:%b)|%b)(?![0-9])"
            % (_BEFORE_CODE, b"|".join(sorted(self._letters)), b"|".join(sorted(self._codes)))
        )
        self._quantity = re.compile(rb"[0-9]" + behind_digit())
        signs = (*map(re.compile, SIGNS), re.compile(bracketed(), re.IGNORECASE))
        self._openings = Openings(*SEAMS, BEGINNING, *EMPHASES, self._number, self._quantity, _BEHIND_LABEL, *signs)

    def places(self, texts: Sequence[str]) -> list[Places | None]:
        """The places of each of some texts: every block that passes the gate holds one."""
        raws = [*map(raw_of, texts)]
        seen = self._look(texts, raws)
        for together in batches(_pieces(raws, seen), _length, chars=_PIECE):
            self._add_words(together)
        return [*map(self._places, texts, seen)]

    def _places(self, text: str, seen: Seen) -> Places:
        names, quantities, seams = seen
        joined = {*joined_words(text, seams, self._knowledge)}
        return Places(sorted(names | quantities | joined), sorted(names | joined), sorted(quantities | joined))

    def _look(self, texts: Sequence[str], raws: Sequence[bytes]) -> list[Seen]:
        """What has no word in each text: names that are codes, quantities, and seams."""
        every = [Seen(set(), set(), []) for _ in texts]
        for of, match in self._openings.matches(texts, raws):
            seen = every[of]
            if match.re is self._number:
                if self._is_code(raws[of], *match.span()):
                    seen.names.add(match.start())
            elif match.re is self._quantity:
                seen.quantities.add(match.start())
            elif match.re in SEAMS:
                seen.seams.extend(filter(None, [seam(match)]))
            elif match.re is BEGINNING:
                # Once a head is left out, what stands on both sides of it may be one name or one quantity.
                head = head_at(texts[of], match.start()) or ()
                seen.names.update(head)
                seen.quantities.update(head)
            elif match.re in EMPHASES:
                seen.names.update(match.span())
                seen.quantities.update(match.span())
            elif match.re is not _BEHIND_LABEL or _labels(raws[of], match.start()):
                seen.quantities.add(match.end() - 1)
        for seen, text in zip(every, texts, strict=True):
            for formula in numbers(text):
                seen.names.update(formula)
                seen.quantities.update(formula)
        return every

    def _is_code(self, raw: bytes, start: int, end: int) -> bool:
        """Whether a number is a code, or one behind one of its letters."""
        number = raw[start:end]
        before = raw[max(0, start - 4) : start].rstrip(SPACE + b"?-")[-1:].lower()
        return number in self._codes or (number in self._letters and before in self._letters[number])

    def _add_words(self, pieces: list[_Piece]) -> None:
        """Add the places of words to what is seen."""
        for at, start, end in self._anchors.find([piece.raw for piece in pieces]):
            raw, offset, seen = pieces[at]
            word = raw[start:end]
            exact, any_case = self._exact.get(word), self._any_case.get(word.lower())
            for of in (exact, any_case):
                if of is None:
                    continue
                for kind in of.kinds:
                    if kind.stand(raw, start, end):
                        (seen.names if kind.names else seen.quantities).add(offset + end - 1)


def _pieces(raws: Iterable[bytes], seen: Iterable[Seen]) -> Iterator[_Piece]:
    for raw, of in zip(raws, seen, strict=True):
        for start in range(0, len(raw), _PIECE):
            first = max(0, start - CAP)
            yield _Piece(raw[first : start + _PIECE + CAP], first, of)


def _length(piece: _Piece) -> int:
    return len(piece.raw)


def _labels(raw: bytes, end: int) -> bool:
    """Whether a label, or a wide space, ends at a place."""
    start = max(0, end - _REACH)
    lower = raw[start:end].lower()
    for words in _LABEL_NEEDS:
        for word in words:
            if word in lower:
                break
        else:
            return _is_wide(lower)
    return _LABEL.search(raw, start, end) is not None or _is_wide(lower)


def _is_wide(raw: bytes) -> bool:
    """Whether there is white space so wide that what stands behind it is not seen."""
    return _WIDE in raw.translate(_SPACE_ALONE)


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
        for sides in beside:
            group = self._by_sides.get(sides)
            if group is not None and group.stands(raw, start, end):
                return True
        return False


class _Group:
    """Some phrases with a word, which are compiled when it is first met beside what it needs."""

    def __init__(self, found: list[Wanted]) -> None:
        self.found = found

    def stands(self, raw: bytes, start: int, end: int) -> bool:
        """Whether one of them stands around the word, or wide white space."""
        window = max(0, start - self._lead), end + self._tail
        return self._expression.search(raw, *window) is not None or _is_wide(raw[slice(*window)])

    @cached_property
    def _expression(self) -> re.Pattern[bytes]:
        flags = 0 if self.found[0].exact else re.IGNORECASE
        either = b"|".join(sorted({guarded(wanted.expression) for wanted in self.found}))
        return re.compile(from_firsts(either.decode(), flags).encode(), flags)

    @cached_property
    def _lead(self) -> int:
        return max(map(_lead, self.found))

    @cached_property
    def _tail(self) -> int:
        return max(8 * len(wanted.phrase) + (wanted.rest or len(wanted.expression)) for wanted in self.found)


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
