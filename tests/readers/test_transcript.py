"""The form of a transcript: what is evidence in it, and what is not."""

from __future__ import annotations

import pytest

from hwextract.readers.transcript import Transcript, take_apart

HEAD = "Use the following pieces of context to answer the question at the end."


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        f"\n  {HEAD} If you don't know the answer, just say so.",
        f"{HEAD}\nIf you don't know the answer, just say that you don't know.\nUse three sentences at most.",
        "Use the following context to answer.",
        "Given the following documents, answer the question.",
    ],
)
def test_heads(head: str) -> None:
    content = f"{head}\n\nWe used a GPU.\n\nQuestion: What was used?\n\nHelpful Answer: A TPU."
    assert take_apart(content) == Transcript("We used a GPU.", "What was used?", "A TPU.")


@pytest.mark.parametrize("mark", ["Helpful Answer:", "Answer:", "answer: "])
def test_what_a_model_goes_on_to_write_is_no_evidence(mark: str) -> None:
    content = f"{HEAD}\n\nWe used a GPU.\n\nQuestion: What?\n{mark} A TPU.\n\nQuestion: And then?\n{mark} Two TPUs."
    parts = take_apart(content)
    assert parts is not None
    assert (parts.context, parts.question) == ("We used a GPU.", "What?")
    assert parts.answer == f"A TPU.\n\nQuestion: And then?\n{mark} Two TPUs."


def test_a_form_for_the_answer_belongs_to_the_question() -> None:
    content = f"{HEAD}\n\nWe used a GPU.\n\nQuestion: What?\nAnswer:::\nAnswer: (briefly)\n\nHelpful Answer:\nAnswer: X"
    assert take_apart(content) == Transcript("We used a GPU.", "What?\nAnswer:::\nAnswer: (briefly)", "Answer: X")


def test_no_context() -> None:
    assert take_apart(f"{HEAD}\n\nQuestion: What?\nHelpful Answer: A TPU.") == Transcript("", "What?", "A TPU.")


def test_a_question_in_running_text_ends_no_context() -> None:
    content = f"{HEAD}\n\nWe asked a question: which GPU?\nHelpful answers came.\n\nQuestion: What?\nHelpful Answer: X"
    parts = take_apart(content)
    assert parts is not None
    assert parts.context == "We asked a question: which GPU?\nHelpful answers came."
