"""Words that stand in code or in a link, where they name a setting or a page: `device="cpu"`, "www.gpu.org"."""

from __future__ import annotations

import re

__all__ = ["in_code", "in_link", "title_of_link"]

#: A value or an argument of a program: device="cpu", "/gpu:0", gpu = FALSE.
_QUOTED = re.compile(r"(?:[=+\"'`]|(?:^|[^A-Za-z\d)])/)$")
_QUOTE_ENDS = re.compile(r"[\"'`)]|:\d|$")
_SET_TO = re.compile(r" ?(?:=|<-) ?(?:TRUE|FALSE|[Tt]rue|[Ff]alse|None|NULL|[TF]\b|[\"'`])")
_SET_TO_NUMBER = re.compile(r" ?= ?\d+ ?[,)]")


def in_code(start: int, end: int, text: str) -> bool:
    """Whether a class word is a value or an argument in a line of code.

    Examples
    --------
    >>> in_code(8, 11, 'device="cpu"')
    True
    """
    if _SET_TO.match(text, end) or (text[start].islower() and _SET_TO_NUMBER.match(text, end)):
        return True
    quoted = _QUOTED.search(text, max(0, start - 2), start)
    return (
        quoted is not None
        and (text[start].islower() or "/" in quoted.group())
        and _QUOTE_ENDS.match(text, end) is not None
    )


def in_link(start: int, text: str) -> bool:
    """Whether a place is inside a URL or a file name.

    Examples
    --------
    >>> in_link(4, "www.gpu.org"), in_link(2, "a GPU")
    (True, False)
    """
    word = text[text.rfind(" ", 0, start) + 1 : start]
    return "://" in word or "www." in word or word.startswith("@")


#: The words of a link that are the title of a page: they begin with what one does there, "Fine-tuning ...", "How to ...".
_TITLE = re.compile(
    r"\[\W{0,3}(?P<first>\w{2,}ing|How|(?:Pre-?)?[Tt]rain|Fine-?tune|Run|Use|Deploy|Scale|Serve|Build|Learn|Get|Set|Speed"
    r"|Install|Accelerate|Optimi[sz]e|Reproduce|Quanti[sz]e|Make|Tutorial|Guide|Introduction|Introducing)\b"
    r"[^\[\]]{2,200}$",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(r"[^\[\]]{0,200}\]\((?:https?://|[\w.#/-])")
#: What was done there is a log of it.
_IS_LOG = re.compile(r"\b(?:we|our|was|were|logs?)\b", re.IGNORECASE)


def title_of_link(start: int, end: int, text: str) -> str | None:
    """The first word of the title of a page that a mention is part of, where a link of Markdown leads to that page.

    A link that is nothing but the name of a device is no title.

    Examples
    --------
    >>> text = "See [Training a tagger on one GPU](https://example.org)."
    >>> title_of_link(30, 33, text)
    'Training'
    >>> title_of_link(17, 21, "Trained on [NVIDIA A100](https://example.org).") is None
    True
    """
    if "](" not in text:
        return None
    opens = text.rfind("[", max(0, start - 200), start)
    title = _TITLE.match(text, opens, start) if opens >= 0 else None
    ends = _TITLE_ENDS.match(text, end) if title else None
    if title is None or ends is None or _IS_LOG.search(text, opens, ends.end()):
        return None
    return title["first"]
