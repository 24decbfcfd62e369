"""Transcripts of retrieval-augmented answering: context, question, and what a language model answered."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Transcript", "take_apart"]

_HEAD = re.compile(
    r"\s*Use the following (?:pieces of )?(?:retrieved )?(?:context|documents)\b[^\n]*\n\s*", re.IGNORECASE
)
_QUESTION = re.compile(r"\n\s*Question:[ \t]*", re.IGNORECASE)
_ANSWER = re.compile(r"\n[ \t]*(?:Helpful )?Answer:(?!:)[ \t]*\n?", re.IGNORECASE)


class Transcript(NamedTuple):
    """The parts of a transcript. ``context`` is a slice of the whole, ``question`` and ``answer`` are no evidence."""

    context: str
    question: str
    answer: str | None


def take_apart(content: str) -> Transcript | None:
    r"""The parts of a transcript, or None where the text does not have its form.

    The form is a first line that tells to use the following context, the context, a line "Question:", and behind
    the last "Helpful Answer:" (or "Answer:") the answer.

    Examples
    --------
    >>> take_apart("Use the following pieces of context.\n\nOn a GPU.\n\nQuestion: On what?\n\nHelpful Answer: TPUs.")
    Transcript(context='On a GPU.', question='On what?', answer='TPUs.')
    >>> take_apart("Question: why?") is None
    True
    """
    head = _HEAD.match(content)
    if head is None:
        return None
    questions = list(_QUESTION.finditer(content, head.end() - 1))
    if not questions:
        return None
    question = questions[-1]
    answers = list(_ANSWER.finditer(content, question.end()))
    helpful = [a for a in answers if "helpful" in a.group().lower()]
    answer = helpful[0] if helpful else (answers[-1] if answers else None)
    asked = content[question.end() : answer.start() if answer else len(content)]
    return Transcript(
        content[head.end() : question.start()].rstrip(),
        asked.strip(),
        content[answer.end() :].strip() if answer else None,
    )
