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


def _citation() -> str:
    """A work that is cited: not a version or a month in brackets, nor the number of a table."""
    not_author = rf"(?!{one_of('not-authors')}\b)"
    parts = "".join(rf"(?<!\b{re.escape(word)} )" for word in sorted(words("parts-of-papers")))
    numbers = r"\[ ?(?:\d{1,3}|reference)(?: ?[,;\u2013-] ?(?:\d{1,3}|reference)){0,6} ?\]"
    year = r"(?:19|20)\d\d[a-z]?"
    return (
        rf"(?:\((?:e\.g\.,? |(?:but )?see )?{not_author}(?-i:[A-Z\u00c0-\u00de])[^\d()\[\]]{{2,60}}{year}"
        rf"(?:[;,] [^()]{{0,90}})?\)|{parts}{numbers}|et al ?\.,? \({year}\))"
    )


@cache
def _slots() -> dict[str, str]:
    """What stands for the slots of a pattern."""
    adverbs = f"(?:{one_of('verb-adverbs')} ){{0,3}}"
    name = rf"(?!{one_of('parts-of-papers')}\b){NAME}"
    return {
        "{work}": rf"(?:{CITATION}|{name} et al ?\.?(?: ?{CITATION})?|{name} (?:and|&) {name} ?{CITATION}"
        rf"|{name} ?{CITATION}|{name} and (?:colleagues|co-?workers)(?: ?{CITATION})?)",
        "{upstream}": one_of("upstream"),
        "{cited}": rf"(?: ?{CITATION})?",
        "{known}": one_of("known-models"),
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
