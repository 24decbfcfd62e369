"""The language of the patterns in ``stance.jsonl`` and ``evidence.jsonl``: alternatives in parentheses, and slots.

A slot stands for what is no list of words: ``{work}`` for a work that is cited, ``{name}`` for a proper name.
"""

from __future__ import annotations

import re
from functools import cache

from hwextract.lexicon import words

__all__ = ["CITATION", "NAME", "one_of", "present_verbs", "shape"]

CITATION = (
    r"(?:\([^()\[\]]{2,60} (?:19|20)\d\d[a-z]?\)|[\[(] ?(?:\d{1,3}|reference|(?:19|20)\d\d[a-z]?)"
    r"(?: ?[,;\u2013-] ?(?:\d{1,3}|reference|(?:19|20)\d\d[a-z]?)){0,6} ?[\])])"
)
NAME = r"(?-i:[A-Z\u00c0-\u00de][\w'\u2019-]{1,25})"


def one_of(word_list: str) -> str:
    """An expression for the words of a list of ``words.jsonl``."""
    return f"(?:{'|'.join(sorted(map(re.escape, words(word_list)), key=len, reverse=True))})"


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
    return f"(?:{'|'.join(sorted(found, key=len, reverse=True))})"


def _of_many() -> set[str]:
    """The forms for many things of the verbs in the present tense: "carry", "process"."""
    one = words("present-verbs")
    return {f"{verb[:-3]}y" if verb.endswith("ies") else re.sub(r"(?<=ss|ch|sh)es$|s$", "", verb) for verb in one}


_YEAR = r"(?:19|20)\d\d[a-z]?"
_NUMBER = r"\[ ?(?:\d{1,3}|reference)(?: ?[,;\u2013-] ?(?:\d{1,3}|reference)){0,6} ?\]"
#: Where a number in brackets stands for the work itself: "in [12]", but not "ResNet [12]".
_AS_NOUN = r"(?:(?<!\w )(?<![\w)])|(?<=\b(?:in|of|by|to) )|(?<=\b(?:from|than|with|like) ))"
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


def _others(name: str) -> tuple[str, str]:
    """Others as a sentence names them: works cited in the running text; and beside them people, earlier research."""
    # The capital comes first, which few words have; what is no name is looked up once, for the first of several.
    name = rf"(?=(?-i:[A-Z\u00c0-\u00de]))(?!{one_of('not-authors')}\b){name}"
    cited = rf"(?: ?(?:\( ?{_YEAR}(?: ?[,;] ?{_YEAR}){{0,3}} ?\)|{_NUMBER}))"
    behind = "|".join(
        (
            rf"(?:,? (?:and |& )?{NAME}){{0,2}},? et al(?: ?\.|(?! ?\.)),?{cited}?",
            rf"(?:, {NAME}){{0,2}},? (?:and|&) {NAME}{cited}",
            rf" (?:and|&) (?:colleagues|co-?workers|collaborators|others)\b{cited}?",
            rf" ?\( ?{_YEAR} ?\)",
        )
    )
    works = rf"{name}(?:{behind})|{_AS_NOUN}{_NUMBER}"
    who = r"(?:(?<!of )(?<!among )the|an?|one|another|several|some|many|most|other|two|three|its|their)"
    not_ours = r"(?!(?:the )?(?:present|first|second|last|corresponding|same)\b)"
    adjectives = r"(?:(?!of\b)[\w-]+ ){0,2}?"
    people = rf"{who} {not_ours}{adjectives}{_PEOPLE}{_AT}(?: of (?:the )?(?:{works}))??{cited}?"
    colleagues = rf"colleagues (?:at|in|from|of) {name}"
    subject = r"(?: (?:on|of|in|from|at|to|about|with) (?:[\w-]+ ){0,4}?[\w-]+)??"
    some = r"(?<!our )(?:(?:the|an?|some|several|many|most|two|three) )?"
    research = rf"{some}{one_of('not-ours')} {adjectives}(?:{one_of('research')}){subject}"
    # A name goes with the citation behind it.
    end = rf"(?![\w-])(?! ?\.?,? ?(?:\( ?{_YEAR}|\[ ?\d))"
    return rf"(?:{works}){end}", rf"(?:{works}|{people}|{colleagues}|{research}){end}"


def _citation() -> str:
    """A work that is cited: not a version or a month in brackets, nor the number of a table."""
    not_author = rf"(?!{one_of('not-authors')}\b)"
    parts = "".join(rf"(?<!\b{re.escape(word)} )" for word in sorted(words("parts-of-papers")))
    return (
        rf"(?:\((?:e\.g\.,? |(?:but )?see )?{not_author}(?-i:[A-Z\u00c0-\u00de])[^\d()\[\]]{{2,60}}{_YEAR}"
        rf"(?:[;,] [^()]{{0,90}})?\)|{parts}{_NUMBER}|et al ?\.,? \({_YEAR}\))"
    )


@cache
def _slots() -> dict[str, str]:
    """What stands for the slots of a pattern."""
    adverbs = f"(?:{one_of('verb-adverbs')} ){{0,3}}"
    name = rf"(?!{one_of('parts-of-papers')}\b){NAME}"
    works, others = _others(name)
    firms = rf"{_FIRMS}(?: (?:AI|Research|Brain))?(?-i:(?! [A-Z\d]))"
    return {
        "{others}": others,
        "{source}": works,
        "{actors}": rf"{_NO_OBJECT}(?:{others}|{firms})",
        "{doers}": rf"(?:{others}|{firms})",
        "{verb}": rf"{adverbs}(?:\w+ly ){{0,2}}(?!{one_of('offer-verbs')}\b|{one_of('giving-verbs')}\b)"
        rf"(?:{one_of('acting-verbs')}|[a-z]{{2,}}ed)\b",
        "{work}": rf"(?:{CITATION}|{name} et al ?\.?(?: ?{CITATION})?|{name} (?:and|&) {name} ?{CITATION}"
        rf"|{name} ?{CITATION}|{name} and (?:colleagues|co-?workers)(?: ?{CITATION})?)",
        "{number}": _NUMBER,
        "{open}": r"\(",
        "{giving}": one_of("giving-verbs"),
        "{upstream}": one_of("upstream"),
        "{cited}": rf"(?: ?{CITATION})?",
        "{known}": one_of("known-models"),
        "{model}": rf"(?-i:(?=[A-Z])(?i:{one_of('known-models')})\b|[A-Z][\w-]*[A-Z\d][\w-]*)",
        "{tools}": one_of("known-tools"),
        "{doings}": one_of("doings"),
        "{present}": one_of("present-verbs"),
        "{presents}": present_verbs(),
        "{active}": f"(?:{'|'.join(sorted(_of_many(), key=len, reverse=True))})",
        "{did}": adverbs + one_of("others-verbs"),
        "{acted}": adverbs
        + f"(?:{one_of('others-verbs')}|(?!{one_of('offer-verbs')}\\b|{one_of('giving-verbs')}\\b)[a-z]{{3,}}ed\\b)",
        "{done}": one_of("others-participles"),
        "{offered}": adverbs + one_of("offer-verbs"),
        "{name}": name,
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
        "{proper}": rf"(?-i:{NAME}(?:[ -](?:{NAME}|\d\w*)){{0,3}}|[A-Z][\w@]*[A-Z@][\w@-]*)",
        "{adverb}": r"(?:(?:\w+ly|then|also|all|both|each|only|first|again|not|thus) )?",
        "{experiment}": one_of("experiment-verbs"),
        "{opening}": f"(?:{one_of('openings')} ?,? ?)?",
    }


def shape(pattern: str) -> str:
    """The expression that a pattern stands for.

    Examples
    --------
    >>> re.search(shape("{work} (trained|ran)"), "Okafor et al. (2020) trained it.").group()
    'Okafor et al. (2020) trained'
    """
    expression = re.sub(r"\((?=[^?])", "(?:", pattern)
    for slot, stands_for in _slots().items():
        expression = expression.replace(slot, stands_for)
    return expression
