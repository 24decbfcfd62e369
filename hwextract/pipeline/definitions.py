"""What abbreviations stand for in a document: "glassy carbon electrode (GCE)" is no Google Compute Engine in all of it.

The method is that of Schwartz and Hearst (2003): a definition is an abbreviation in brackets behind words that spell it,
or words in brackets behind the abbreviation. Here each word of the definition must give its first letter, or be a
function word, so that no other words in front of a bracket are taken for one ("speed on graph inputs (GPU)").

References
----------
A. S. Schwartz and M. A. Hearst (2003). A simple algorithm for identifying abbreviation definitions in biomedical text.
Pacific Symposium on Biocomputing 8, 451-462.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.lexicon import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Definitions", "is_abbreviation", "spells"]

#: The longest abbreviation, and how far before or behind it its definition may stand.
_LONGEST, _REACH = 10, 150
#: Of how many abbreviations of a text definitions are looked for, and at how many places of each.
_ABBREVIATIONS, _PLACES = 64, 8
_FUNCTION_WORDS = frozenset("a an and by for in of on or per the to with & de des du la und".split())
_WORD = re.compile(r"[^\s/]+")
#: Where the words before a bracket begin: behind a sentence, a clause or another bracket.
_BEGINS = re.compile(r"[.,;:()\[\]] |\n\s*\n")
#: What stands around letters in words and brackets.
_MARKS = "\"'\u2018\u2019\u201c\u201d[(,;:*_"
#: A word that an end of line broke.
_BROKEN = re.compile(r"-\n\s*")
#: What stands before and behind an abbreviation in brackets, and between one and the words that explain it.
_OPENING = " \"'\u2018\u201c"
_CLOSES = re.compile(r"s?[\"'\u2019\u201d]? ?[),;]")
_EXPLAINED = re.compile(r"s?[\"'\u2019\u201d]?(?: ?\(| ?[:=] ?|, )(?P<words>[^().,;:=\n]{5,80})(?=[).,;\n]|$)")
#: What computes has a word of computing in its name.
_COMPUTES = re.compile(rf"(?:{any_of('stems-of-computing')})", re.IGNORECASE)
#: A word of computing behind the bracket is of it, too: "Night Owls Time-Sharing Service (NOTS) cluster".
_MACHINE_BEHIND = re.compile(rf"\W{{0,2}}(?P<words> (?:[\w-]+ )?\w*(?:{any_of('stems-of-computing')}))", re.IGNORECASE)


def is_abbreviation(name: str) -> bool:
    """Whether a name has the form of an abbreviation, which may stand for anything.

    Examples
    --------
    >>> [is_abbreviation(name) for name in ("GCE", "CPu", "T4", "P-40", "Colab", "gpu", "Raspberry Pi")]
    [True, True, True, True, False, False, False]
    """
    return (
        1 < len(name) <= _LONGEST
        and name[0].isupper()
        and name.replace("-", "").isalnum()
        and any(letter.isupper() or letter.isdigit() for letter in name[1:])
    )


def spells(words: list[str], short: str) -> bool:
    """Whether some words spell an abbreviation: each gives its first letter, and perhaps more; function words need not.

    Examples
    --------
    >>> spells("thermoplastic polyurethane".split(), "TPU"), spells("quality of life".split(), "QL")
    (True, True)
    >>> spells("on graph inputs".split(), "GPU"), spells("graph inputs".split(), "GPU")
    (False, False)
    """
    letters = [letter for letter in short.lower() if letter.isalnum()]
    if not words or not letters or words[0][0].lower() != letters[0]:
        return False
    lower = [word.lower() for word in words]
    # The last word that gave a letter, and the first place in it where that may have been.
    reached = {0: 0}
    for letter in letters[1:]:
        further: dict[int, int] = {}
        for word, at in reached.items():
            inside = lower[word].find(letter, at + 1)
            if inside >= 0:
                further[word] = min(inside, further.get(word, inside))
            for following in range(word + 1, len(lower)):
                if lower[following][0] == letter:
                    further[following] = 0
                if lower[following] not in _FUNCTION_WORDS:
                    break
        reached = further
    return len(lower) - 1 in reached


class Definitions:
    """What the abbreviations of a text stand for; each is looked up in it once, when it is asked for.

    Examples
    --------
    >>> Definitions("a waitlist control group (WLCG) waited").of("WLCG")
    ('waitlist control group',)
    """

    __slots__ = ("_found", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, short: str) -> tuple[str, ...]:
        """What the text says that an abbreviation stands for."""
        found = self._found.get(short)
        if found is None:
            if len(self._found) >= _ABBREVIATIONS:
                return ()
            found = self._found[short] = tuple(self._look_up(short))
        return found

    def means_another(self, short: str, names: Iterable[str]) -> bool:
        """Whether an abbreviation stands for something that neither computes nor shares a word with any of some names.

        Examples
        --------
        >>> text = "a glassy carbon electrode (GCE) ... the waitlist control group (WLCG)"
        >>> Definitions(text).means_another("GCE", ["Google Compute Engine"])
        True
        >>> Definitions("a graphics processor unit (GPU)").means_another("GPU", ["graphics processing unit"])
        False
        """
        defined = self.of(short)
        if not defined or any(_COMPUTES.search(words) for words in defined):
            return False
        own = {word for name in names for word in _long_words(name)}
        return not any(own.intersection(_long_words(words)) for words in defined)

    def _look_up(self, short: str) -> Iterator[str]:
        """The words that explain an abbreviation at its first places in the text."""
        text, end = self._text, 0
        for _ in range(_PLACES):
            start = text.find(short, end)
            if start < 0:
                return
            end = start + len(short)
            words = None
            if "(" in text[max(0, start - 2) : start]:
                if _CLOSES.match(text, end):
                    words = _spelled_before(text[max(0, start - _REACH) : start].rstrip(_OPENING)[:-1], short)
            elif (explained := _EXPLAINED.match(text, end)) and not text[start - 1 : start].isalnum():
                words = explained["words"] if spells(_words(explained["words"]), short) else None
            if words:
                machine = _MACHINE_BEHIND.match(text, end)
                yield words + machine["words"] if machine else words


def _words(text: str) -> list[str]:
    """The words of a text without the marks around them."""
    stripped = (word.strip(_MARKS) for word in _WORD.findall(_BROKEN.sub("", text)))
    return [word for word in stripped if word]


def _spelled_before(before: str, short: str) -> str | None:
    """The words at the end of a text that spell an abbreviation, the fewest that do."""
    begins = [match.end() for match in _BEGINS.finditer(before)]
    words = _words(before[begins[-1] if begins else 0 :])
    most = min(len(short) + 5, 2 * len(short))
    for count in range(1, min(most, len(words)) + 1):
        if spells(words[-count:], short):
            return " ".join(words[-count:])
    return None


def _long_words(name: str) -> set[str]:
    """The words of a name that tell something, in lower case and without the ends of plurals."""
    return {word.lower().removesuffix("s") for word in re.findall(r"[^\W\d_]{4,}", name)}
