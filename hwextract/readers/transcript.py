"""Transcripts of retrieval-augmented answering: context, question, and what a language model answered."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Transcript", "take_apart"]

#: The instruction that a prompt starts with: its first line, and lines that go on with it.
_HEAD = re.compile(
    r"\s*(?:Use|Given|Read|Based on) (?:only )?the following\b[^\n]{0,60}"
    r"\b(?:context|documents|passages|excerpts)\b[^\n]*\n"
    r"(?:(?:If you (?:do not|don['\u2019]t) know|Do not|Don['\u2019]t|Always|Keep|Use (?:three|at most))\b[^\n]*\n)*"
    r"\s*",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"^[ \t]*Question:", re.IGNORECASE | re.MULTILINE)
_HELPFUL = re.compile(r"^[ \t]*Helpful Answer:", re.IGNORECASE | re.MULTILINE)
_ANSWER = re.compile(r"^[ \t]*Answer:(?!:)", re.IGNORECASE | re.MULTILINE)


class Transcript(NamedTuple):
    """The parts of a transcript. ``context`` is a slice of the whole; ``question`` and ``answer`` are no evidence."""

    context: str
    question: str
    answer: str | None


def take_apart(content: str) -> Transcript | None:
    r"""The parts of a transcript, or None where the text does not have its form.

    The form is a first line that tells to use the context which follows, the context, a line that starts with
    "Question:", and mostly one with "Helpful Answer:" (or, where there is none, "Answer:") behind it. What a model
    goes on to write, further questions among it, belongs to its answer.

    Examples
    --------
    >>> take_apart("Use the following pieces of context.\n\nOn a GPU.\n\nQuestion: On what?\nHelpful Answer: TPUs.")
    Transcript(context='On a GPU.', question='On what?', answer='TPUs.')
    >>> take_apart("Question: why?") is None
    True
    """
    head = _HEAD.match(content)
    first = _QUESTION.search(content, head.end()) if head else None
    if head is None or first is None:
        return None
    answer = _HELPFUL.search(content, first.end()) or _ANSWER.search(content, first.end())
    stop = len(content) if answer is None else answer.start()
    *_, question = _QUESTION.finditer(content, first.start(), stop)
    return Transcript(
        content[head.end() : question.start()].rstrip(),
        content[question.end() : stop].strip(),
        None if answer is None else content[answer.end() :].strip(),
    )
