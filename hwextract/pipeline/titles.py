"""The words of links of Markdown, and the titles of papers and pages: what stands there was done elsewhere, or by a reader."""

from __future__ import annotations

import re
from functools import cache

from hwextract.lexicon import any_of
from hwextract.markup import ADDRESS

__all__ = ["in_button", "in_title", "links_to_notebook", "title_of_link"]

#: A link that says what opens behind it.
_BUTTON = re.compile(r"\[(?i:open|run|launch|view)(?: it| this)? (?:in|on|with) (?:[A-Z]\w+ )?$")


def in_button(start: int, text: str) -> bool:
    """Whether a place is in the words of a link that opens something there, as services are named: "[Run on Kaggle](page)".

    Examples
    --------
    >>> in_button(8, "[Run on Kaggle](page)"), in_button(7, "We run Kaggle")
    (True, False)
    """
    return "](" in text[start : start + 60] and _BUTTON.search(text, max(0, start - 64), start) is not None


#: Where papers are.
_PAPERS = rf"https?://(?:\w+\.)?(?:{any_of('archives-of-papers')}|{any_of('sites-of-papers')})\."
_IS_PAPER = re.compile(_PAPERS)
#: Words of a link that are a title; a short remark ("[V100](page)", "[on 8 V100](page)") has fewer.
_TITLE = re.compile(r"\[(?:[^\s\[\]]+ ){4}[^\[\]]*$")
#: "Training ImageNet in ", the end of a title that stands in quotes, its unit with a capital, or before its address.
_CAPITALS = re.compile(r"\b(?:Training|Train|Learning) (?:[A-Z][\w.-]* ){1,4}(?<!ed )in $")
_CAPITAL_UNIT = re.compile(r"[\w.]+[ -][A-Z][a-z]")
_QUOTED_TITLE = re.compile(r"[\"\u201c](?:[A-Z][^\"\u201c\u201d.;]{0,100})?$")
_ADDRESS_FOLLOWS = re.compile(rf"[\w.]+[ -][a-z]+[\"'`*\u201d]{{0,3}} ?[-:,\u2014] ?<?{_PAPERS}")
#: A title at the start of a line or of an item or in quotes, without the words of a sentence.
_ITEM = re.compile(
    r"(?:^\W{0,3}|[-*\u2022] |[\"\u201c])(?=[A-Z])"
    r"(?:(?!(?<![\w-])(?:[a-z]+ed|was|were|is|are|ran|took|takes|(?i:we|our))\b)[^\"\u201c.;]){6,160}$"
)


def in_title(start: int, text: str) -> bool:
    """Whether a place is in the title of a paper: one that links to it, or "in 76 minutes" at the end of one.

    Examples
    --------
    >>> in_title(44, "[Large Batches for Everyone: Training on One GPU](https://arxiv.org/abs/0)")
    True
    >>> in_title(19, "- Training BART in 70 minutes: https://arxiv.org/abs/0"), in_title(11, "Trained in 70 minutes.")
    (True, False)
    """
    link = _link_around(start, text)
    if link is not None and _IS_PAPER.match(text, link[1]) and _TITLE.search(text, link[0], start):
        return True
    title = _CAPITALS.search(text, max(0, start - 80), start) if text.endswith("in ", 0, start) else None
    if title is None:
        return False
    if _CAPITAL_UNIT.match(text, start):
        return _QUOTED_TITLE.search(text, max(0, start - 160), title.start()) is not None
    return (
        _ADDRESS_FOLLOWS.match(text, start) is not None and _ITEM.search(text, max(0, start - 164), start) is not None
    )


_LINK_ENDS = re.compile(rf"[^\[\]]{{0,200}}\]\({ADDRESS}")
#: What was done there is a log of it.
_IS_LOG = re.compile(r"\b(?:we|our|was|were|logs?|took|ran|lasted|trained by|wandb)\b|/runs/", re.IGNORECASE)


def _link_around(start: int, text: str) -> tuple[int, int] | None:
    """Where the words of the link of Markdown begin that a place is in, and its address; none where they tell of a run."""
    opens = text.rfind("[", max(0, start - 200), start)
    ends = _LINK_ENDS.match(text, start) if opens >= 0 else None
    if ends is None or "]" in text[opens:start] or _IS_LOG.search(text, opens, ends.end()):
        return None
    return opens, ends.start("address")


@cache
def _how_to() -> re.Pattern[str]:
    """The words of a link that are the title of a page: they tell what one does there, "Fine-tuning ...", "How to ..."."""
    # "Run on V100" tells where something ran.
    first = rf"(?P<first>{any_of('title-verbs')})(?![\w-])(?!(?<=run) on $)"
    before = r"(?:(?!(?:for|of|on|with|from)\b)[\w-]+:? ){0,2}?"
    return re.compile(rf"\[\W{{0,3}}{before}{first}[^\[\]]{{2,200}}$", re.IGNORECASE)


#: What ran on, or with, what a link names, did so: "trained on [Training cluster with 8 A100](page)".
_RAN_THERE = re.compile(
    r"\b(?:(?:train(?:ed|ing|s)?|runs?|ran|thanks)(?: \w+)? (?:on|with|by|using|to)|uses?|used) (?:(?:an?|the) )?$",
    re.IGNORECASE,
)


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
    link = _link_around(end, text)
    if link is None or _RAN_THERE.search(text, max(0, link[0] - 48), link[0]):
        return None
    title = _how_to().match(text, link[0], start)
    return None if title is None else title["first"]


#: The rest of the words of a link, and where it leads: to one notebook, and not to a platform.
_TO_NOTEBOOK = re.compile(
    r"[^\[\]]{0,60}\]\(https?://(?:colab\.research\.google\.com/(?:drive|github)/|(?:www\.)?kaggle\.com/(?:code|kernels)/"
    r"|[^()\s]{1,200}\.ipynb\b)"
)


def links_to_notebook(end: int, text: str) -> bool:
    """Whether a mention, which ends there, stands in the words of a link that leads to a notebook.

    Examples
    --------
    >>> links_to_notebook(10, "Try [Colab](https://colab.research.google.com/drive/1).")
    True
    >>> links_to_notebook(10, "Try [Colab](https://colab.research.google.com).")
    False
    """
    return "](" in text and _TO_NOTEBOOK.match(text, end) is not None
