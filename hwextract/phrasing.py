"""The language of the patterns of the lexicon that are no plain phrases: alternatives in parentheses, and slots.

A slot stands for what is no list of words: ``{work}`` for a work that is cited, ``{name}`` for a proper name. Works are
looked for once in a sentence, and stand as a mark for each of their characters where the patterns that have such a
slot are looked for: that takes a fraction of the time, and the patterns are short.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hwextract.alternatives import Alternatives, Index, Worded, each
from hwextract.expressions import guarded, tree
from hwextract.lexicon import one_of, words
from hwextract.needed_words import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "ANYWHERE",
    "CITATION",
    "MARKS",
    "NAME",
    "Roles",
    "Shapes",
    "alternatives",
    "expression_of",
    "present_verbs",
    "shape",
]

CITATION = (
    r"(?:\([^()\[\]]{2,60} (?:19|20)\d\d[a-z]?\)|[\[(] ?(?:\d{1,3}|reference|(?:19|20)\d\d[a-z]?)"
    r"(?: ?[,;\u2013-] ?(?:\d{1,3}|reference|(?:19|20)\d\d[a-z]?)){0,6} ?[\])])"
)
_CAPITALS = "A-Z\u00c0-\u00de"
NAME = rf"(?-i:[{_CAPITALS}][\w'\u2019-]{{1,25}})"


@cache
def present_verbs() -> str:
    """An expression for a verb in the present tense, of one thing or of many.

    Examples
    --------
    >>> [bool(re.fullmatch(present_verbs(), verb)) for verb in ("carries", "carry", "processes", "process", "took")]
    [True, True, True, True, False]
    """
    found = {
        "is",
        "are",
        "has",
        "have",
        "can",
        "cannot",
        "do",
        "does",
        "may",
        "will",
        *words("present-verbs"),
        *_of_many(),
    }
    return f"(?:{tree(found)})"


def _of_many() -> set[str]:
    """The forms for many things of the verbs in the present tense: "carry", "process"."""
    one = words("present-verbs")
    return {f"{verb[:-3]}y" if verb.endswith("ies") else re.sub(r"(?<=ss|ch|sh)es$|s$", "", verb) for verb in one}


#: What is measured out: space, time and numbers of things ("3 min per km2", "per hour of sound", "per 1000 images").
_MEASURED = (
    r"(?:(?:square )?(?:km|m)(?:2|\u00b2|\^2)?|(?:square )?kilomet(?:re|er)s?|hectares?|ha|[gmt]b|gigabytes?"
    r"|(?:1|one|single|full|whole|entire)?[ -]?(?:hours?|minutes?|seconds?|days?|nights?|h|min)(?= of\b)"
    r"|(?:a |one )?(?:hundred|thousand|million)(?: [a-z-]+){0,3}"
    r"|\d[\d,]*(?: [a-z-]{3,})?(?: [a-z-]+){0,2} [a-z]{3,}s)(?!\w)"
)
_YEAR = r"(?:19|20)\d\d[a-z]?"
_NUMBER = r"\[ ?(?:\d{1,3}|reference)(?: ?[,;\u2013-] ?(?:\d{1,3}|reference)){0,6} ?\]"
#: Where a number in brackets stands for the work itself: "in [12]", "because [12] used", but not "ResNet [12]".
_AS_NOUN = (
    r"(?:(?<!\w )(?<![\w)])|(?<=\b(?:in|of|by|to) )|(?<=\band )|(?<=\b(?:from|than|with|like|that|when) )"
    r"|(?<=\b(?:since|while) )|(?<=\b(?:because|whereas) ))"
)
_FIRMS = r"(?-i:Google|DeepMind|OpenAI|Microsoft|Meta|Facebook|NVIDIA|Nvidia|IBM|NASA|Baidu|Anthropic)"
_PEOPLE = (
    r"(?:teams?|groups?|authors|researchers|developers|makers|creators|inventors|colleagues|engineers|organi[sz]ers|"
    r"winners?|runners?-up|winning (?:team|entry)|company)"
)
_AT = (
    rf"(?: (?:(?:at|in|from|behind) (?:(?:the|a|an) )?(?:{NAME}|[A-Za-z][\w@]+)|of (?:the )?{NAME})"
    rf"(?: {NAME}| (?:of|in|for) {NAME}){{0,3}})?"
)


#: Who stands behind a preposition is no subject.
_NO_OBJECT = "".join(rf"(?<!\b{word} )" for word in "of by in to on with from for than like".split())


#: A work that is cited in the running text, and one that is cited in any way, as marks.
_SOURCE, _WORK = MARKS = "\ufdd0\ufdd1"
#: What stands before words that may stand anywhere in a sentence.
ANYWHERE = r"(?<![\w-])"
_CITED = rf"(?: ?(?:\( ?{_YEAR}(?: ?[,;] ?{_YEAR}){{0,3}} ?\)|{_NUMBER}))"
#: A name goes with the citation behind it.
_END = rf"(?![\w-])(?! ?\.?,? ?(?:\( ?{_YEAR}|\[ ?\d))"


def _marked(mark: str) -> str:
    """The whole of a run of marks."""
    return f"(?<!{mark}){mark}++"


def _author() -> str:
    # The capital comes first, which few words have; what is no name is looked up once, for the first of several.
    return rf"(?=(?-i:[{_CAPITALS}]))(?!{one_of('not-authors')}\b){_name()}"


def _name() -> str:
    return rf"(?!{one_of('parts-of-papers')}\b){NAME}"


@cache
def _works() -> dict[str, Worded]:
    """What the marks stand for."""
    behind = "|".join(
        (
            rf"(?:,? (?:and |& )?{NAME}){{0,2}},? et al(?: ?\.|(?! ?\.)),?{_CITED}?",
            rf"(?:, {NAME}){{0,2}},? (?:and|&) {NAME}{_CITED}",
            rf" (?:and|&) (?:colleagues|co-?workers|collaborators|others)\b{_CITED}?",
            rf" ?\( ?{_YEAR} ?\)",
        )
    )
    name = _author()
    source = rf"(?:{name}(?:{behind})|{_AS_NOUN}{_NUMBER}){_END}"
    # A name ends in one way, where no letter of it follows: it is read once for all that may stand behind it.
    named = "|".join(
        (
            rf" et al ?\.?(?: ?{CITATION})?",
            rf" (?:and|&) {name} ?{CITATION}",
            rf" ?{CITATION}",
            rf" and (?:colleagues|co-?workers)(?: ?{CITATION})?",
        )
    )
    work = rf"(?:{_of_no_part()}{CITATION}|{name}(?:{named}))"
    # What a work may begin with is asked for first, as few places have it.
    return {
        _SOURCE: Worded(rf"(?=(?-i:[{_CAPITALS}\[])){ANYWHERE}{source}", re.IGNORECASE),
        _WORK: Worded(rf"(?=(?-i:[{_CAPITALS}(\[])){ANYWHERE}{work}", re.IGNORECASE),
    }


@lru_cache(maxsize=64)
def _with_marks(mark: str, text: str) -> str:
    """A text with its works as marks, all characters in their places."""
    text = text.replace(mark, " ")
    for work in _works()[mark].finditer(text):
        start, end = work.span()
        text = f"{text[:start]}{mark * (end - start)}{text[end:]}"
    return text


@cache
def _others() -> str:
    """Others as a sentence names them: works cited in the running text, people, earlier research."""
    name, works = _author(), _marked(_SOURCE)
    who = r"(?:(?<!of )(?<!among )the|an?|one|another|several|some|many|most|other|two|three|its|their)"
    not_ours = r"(?!(?:the )?(?:present|first|second|last|corresponding|same)\b)"
    adjectives = r"(?:(?!of\b)[\w-]+ ){0,2}?"
    people = rf"{who} {not_ours}{adjectives}{_PEOPLE}{_AT}(?: of (?:the )?{works})??{_CITED}?"
    colleagues = rf"colleagues (?:at|in|from|of) {name}"
    subject = r"(?: (?:on|of|in|from|at|to|about|with) (?:[\w-]+ ){0,4}?[\w-]+)??"
    some = r"(?<!our )(?:(?:the|an?|some|several|many|most|two|three) )?"
    research = rf"{some}{one_of('not-ours')} {adjectives}(?:{one_of('research')}){subject}{_CITED}?"
    return rf"(?:{works}|(?:{people}|{colleagues}|{research}){_END})"


def _of_no_part() -> str:
    """What stands before a number in brackets that is none of a table or figure: "Figure [3] shows"."""
    return "".join(rf"(?<!\b{re.escape(word)} )" for word in sorted(words("parts-of-papers")))


def _citation() -> str:
    """A work that is cited: not a version or a month in brackets, nor the number of a table."""
    not_author = rf"(?!{one_of('not-authors')}\b)"
    return (
        rf"(?:\((?:e\.g\.,? |(?:but )?see )?{not_author}(?-i:[A-Z\u00c0-\u00de])[^\d()\[\]]{{2,60}}{_YEAR}"
        rf"(?:[;,] [^()]{{0,90}})?\)|{_of_no_part()}{_NUMBER}|et al ?\.,? \({_YEAR}\))"
    )


@cache
def _slots() -> dict[str, str]:
    """What stands for the slots of a pattern."""
    adverbs = f"(?:{one_of('verb-adverbs')} ){{0,3}}"
    others = _others()
    firms = rf"{_FIRMS}(?: (?:AI|Research|Brain))?(?-i:(?! [A-Z\d]))"
    return {
        "{others}": others,
        "{source}": _marked(_SOURCE),
        "{actors}": rf"{_NO_OBJECT}(?:{others}|{firms})",
        "{doers}": rf"(?:{others}|{firms})",
        "{verb}": rf"{adverbs}(?:\w+ly ){{0,2}}(?!{one_of('offer-verbs')}\b|{one_of('giving-verbs')}\b)"
        rf"(?:{one_of('acting-verbs')}|[a-z]{{2,}}ed)\b",
        "{work}": _marked(_WORK),
        "{number}": _NUMBER,
        "{open}": r"\(",
        "{giving}": one_of("giving-verbs"),
        "{upstream}": one_of("upstream"),
        "{cited}": rf"(?: ?{CITATION})?",
        "{known}": one_of("known-models"),
        "{model}": rf"(?-i:(?=[A-Z])(?i:{one_of('known-models')})\b(?: v?\d+(?:\.\d+)?\b)?|[A-Z][\w-]*[A-Z\d][\w-]*)",
        "{tools}": one_of("known-tools"),
        "{doings}": one_of("doings"),
        "{present}": one_of("present-verbs"),
        "{presents}": present_verbs(),
        "{active}": f"(?:{tree(_of_many())})",
        "{did}": adverbs + one_of("others-verbs"),
        "{acted}": adverbs
        + f"(?:{one_of('others-verbs')}|(?!{one_of('offer-verbs')}\\b|{one_of('giving-verbs')}\\b)[a-z]{{3,}}ed\\b)",
        "{done}": one_of("others-participles"),
        "{offered}": adverbs + one_of("offer-verbs"),
        "{name}": _name(),
        "{makers}": one_of("makers-of-models"),
        "{firm}": one_of("firms"),
        "{other}": one_of("not-ours"),
        "{research}": one_of("research"),
        "{artefact}": one_of("artefacts"),
        "{some}": r"(?:(?:the|a|an|one|some|most|several|many|two|three) )?",
        "{few}": r"(?:[\w-]+ ){0,3}?",
        "{adjectives}": r"(?:(?!(?:for|of|in|on|with|by|to|at|from|and|as|that|which)\b)[\w-]+ ){0,3}?",
        "{something}": r"(?:[\w-]+ ){1,6}?",
        "{maker}": r"(?:\d{4}|(?-i:[A-Z])\w+)",
        "{citation}": _citation(),
        "{proper}": rf"(?-i:{NAME}(?:[ -](?:{NAME}|\d\w*(?:\.\d+)?)){{0,3}}|[A-Z][\w@]*[A-Z@][\w@-]*)",
        "{adverb}": r"(?:(?:\w+ly|then|also|all|both|each|only|first|again|not|thus) )?",
        "{experiment}": one_of("experiment-verbs"),
        "{sample}": one_of("samples"),
        "{whole}": rf"(?:\w+ )?{one_of('no-samples')}",
        "{measured}": _MEASURED,
        "{process}": one_of("done-to-one"),
        "{handling}": one_of("stems-of-handling"),
        "{opening}": f"(?:{one_of('openings')} ?,? ?)?",
    }


def shape(pattern: str) -> str:
    """The expression that a pattern stands for; one with a slot for works is looked for by `Shapes` alone.

    Examples
    --------
    >>> re.search(shape("{some}{name} (trained|ran)"), "one Okafor trained it.").group()
    'one Okafor trained'
    """
    return _in_full(pattern, _slots())


def _in_full(pattern: str, slots: Mapping[str, str]) -> str:
    expression = _GROUP.sub("(?:", pattern)
    for slot, stands_for in slots.items():
        if slot in expression:
            expression = expression.replace(slot, stands_for)
    return expression


#: A parenthesis of a pattern.
_GROUP = re.compile(r"\((?=[^?])")


@cache
def _signs() -> dict[str, str]:
    """A character for each slot, of those that no text has."""
    return {slot: chr(_FIRST_SIGN + number) for number, slot in enumerate(_slots())}


_FIRST_SIGN = 0xF0000


@cache
def _reader() -> Reader:
    """What reads of a pattern which words it needs; that of a slot is read once."""
    return Reader({sign: _slots()[slot] for slot, sign in _signs().items()})


def alternatives(patterns: Iterable[str], before: str, after: str, index: Index) -> Alternatives:
    r"""An expression for one of several patterns, looked for where the words of one stand.

    Examples
    --------
    >>> found = alternatives(["{some}{name} ran", "we ran"], ANYWHERE, r"\b", Index())
    >>> found.search("Then we ran it.").group()
    'we ran'
    """
    read = _reader()
    members = ((shape(pattern), read.needs(_in_full(pattern, _signs()), apart=True)) for pattern in patterns)
    return Alternatives(members, before, after, index)


#: What stands behind words: no further letter or hyphen, if they end in a letter.
_AFTER = r"(?!(?<=\w)[\w-])"


def expression_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """An expression for one of a few patterns, for long texts that are not read word by word.

    Examples
    --------
    >>> expression_of(["(times|costs) of {name}"]).search("Costs of Okafor are low.")["words"]
    'Costs of Okafor'
    """
    return guarded(rf"{ANYWHERE}(?P<words>{'|'.join(map(shape, patterns))}){_AFTER}", re.IGNORECASE)


class Shapes:
    """The expressions of some patterns, those apart that are looked for where works stand as marks.

    Parameters
    ----------
    patterns : iterable of str
        The patterns.
    before : str
        What stands before the words of each, as an expression.
    index : Index, optional
        Where they are looked up, if others are in the same texts.

    Examples
    --------
    >>> shapes = Shapes(["in {work}", "as before"])
    >>> shapes.places("In Okafor et al. (2020) it took 3 h, as before.")
    [(0, 23), (37, 46)]
    """

    def __init__(self, patterns: Iterable[str], before: str = ANYWHERE, index: Index | None = None) -> None:
        self._index = Index() if index is None else index
        by_mark: dict[str, list[str]] = {}
        for pattern in patterns:
            expression = shape(pattern)
            mark = next((mark for mark in (_SOURCE, _WORK) if mark in expression), "")
            by_mark.setdefault(mark, []).append(pattern)
        self._expressions = [
            (mark, alternatives(found, before, _AFTER, self._index)) for mark, found in by_mark.items()
        ]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the words of a pattern stand; of two that overlap, the first."""
        found: list[re.Match[str]] = []
        for mark, expression in self._expressions:
            found += expression.finditer(_with_marks(mark, text) if mark else text)
        end = -1
        apart = []
        for match in sorted(found, key=re.Match.start):
            if match.start() >= end:
                end = match.end()
                apart.append(match.span("words"))
        return apart

    def first(self, text: str) -> str | None:
        """The words of the first that stands in a text."""
        best: re.Match[str] | None = None
        for mark, expression in self._expressions:
            match = expression.search(_with_marks(mark, text) if mark else text)
            if match and (best is None or match.start() < best.start()):
                best = match
        return text[slice(*best.span("words"))] if best else None

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text."""
        for mark, expression in self._expressions:
            if expression.stand_in(_with_marks(mark, text) if mark else text):
                return True
        return False

    def bits(self) -> Iterator[tuple[str, int]]:
        """The marks with which a text is read, and the bits in the index of what is looked for there."""
        return ((mark, expression.bits) for mark, expression in self._expressions)

    def may_stand_in_part(self, text: str) -> bool:
        """Whether a text has the words without which none of them stands in a sentence of it."""
        possible = self._index.possible(text)
        # Where works stand as marks, a sentence alone may have others than the text.
        return any(mark or expression.bits & possible for mark, expression in self._expressions)


class Roles(Mapping[str, Shapes]):
    """The shapes of several roles in the same texts: one look tells of which of them the words stand in a text.

    Parameters
    ----------
    patterns : mapping of str to iterable of str
        The patterns of each role.

    Examples
    --------
    >>> roles = Roles({"place": ["in {source}"], "own": ["we ran", "our run"], "others": ["they ran"]})
    >>> sorted(roles.among("In Okafor et al. (2020), our own run took 3 h."))
    ['own', 'place']
    >>> [*roles["own"].places("In Okafor et al. (2020), our own run took 3 h.")]
    []
    """

    def __init__(self, patterns: Mapping[str, Iterable[str]]) -> None:
        self._index = Index()
        self._shapes = {role: Shapes(found, index=self._index) for role, found in patterns.items()}
        #: The role of each bit, and all bits by the mark with which a text is read.
        self._roles: dict[int, str] = {}
        self._by_mark: dict[str, int] = {}
        for role, shapes in self._shapes.items():
            for mark, bits in shapes.bits():
                self._roles.update(dict.fromkeys(each(bits), role))
                self._by_mark[mark] = self._by_mark.get(mark, 0) | bits

    def __getitem__(self, role: str) -> Shapes:
        return self._shapes[role]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shapes)

    def __len__(self) -> int:
        return len(self._shapes)

    def among(self, text: str) -> set[str]:
        """The roles of which the words stand in a text, without which none of their patterns does."""
        found: set[str] = set()
        for mark, bits in self._by_mark.items():
            possible = self._index.possible(_with_marks(mark, text) if mark else text)
            found.update(map(self._roles.__getitem__, each(possible & bits)))
        return found
