"""Words that stand in code or markup, where they name a setting, a page or a title: `device="cpu"`, "www.gpu.org"."""

from __future__ import annotations

import re

__all__ = ["in_code", "in_link", "in_markup", "links_to_notebook", "title_of_link"]

#: A value or an argument of a program: device="cpu", "/gpu:0", gpu = FALSE.
_QUOTED = re.compile(r"(?:[=+\"'`]|(?:^|[^A-Za-z\d)])/)$")
#: "-d cpu", "device: cpu"
_SHORT_OPTION = re.compile(
    r"(?:^|[\s`])-{1,2}[a-z]{1,9}[ =]$|\b(?:device|accelerator|backend|provider)s?[`\"']? ?[:=] ?$"
)
_QUOTE_ENDS = re.compile(r"[\"'`)]|:\d|$")
_SET_TO = re.compile(r" ?(?:=|<-) ?(?:TRUE|FALSE|[Tt]rue|[Ff]alse|None|NULL|[TF]\b|[\"'`])")
_SET_TO_NUMBER = re.compile(r" ?= ?\d+ ?[,)]")
#: A place of a device, a method, a file and a parameter with its type: "cpu:0", "x.cpu()", "gpu.py", "gpu (bool, optional):", "GPU: {name}".
_INDEXED = re.compile(r":\d")
_CALLED = re.compile(r"\(\)")
_FORMATTED = re.compile(r"(?: used)? ?[:=] ?\{[a-z]")
_FILE = re.compile(r"\.(?:cfg|cpp|cu|html?|ipynb|js|json|md|py|rst|sh|toml|txt|whl|ya?ml|zip)\b")
_PARAMETER = re.compile(
    r" ?(?:\(`*(?:bool|int|str|float|list|dict|tuple|torch|callable|Optional|Union|List|Dict|Tuple)\b[^()]{0,40}(?:\[[^()]{0,40})?\)? ?:?"
    r"|: ?`*(?:bool|int|str|float|list|dict|Optional|Union|List|An? (?:int|bool|str|float|list|boolean|string|integer))\b)"
)


def in_code(start: int, end: int, text: str) -> bool:
    """Whether a class word is a value or an argument in a line of code.

    Examples
    --------
    >>> in_code(8, 11, 'device="cpu"'), in_code(0, 3, "gpu (bool, optional): whether to use it")
    (True, True)
    """
    if any(one.match(text, end) for one in (_SET_TO, _FILE, _FORMATTED)):
        return True
    if text.startswith("``", end) and text.endswith("``", 0, start):
        return True
    if text[max(0, start - 3) : start].rstrip().endswith("::") or (
        text[start - 1 : start] == "[" and text[end : end + 1] in ("]", ",") and text[start - 2 : start - 1].isalnum()
    ):
        return True
    if text[start].islower() and (
        text[start - 1 : start] == "."
        or any(one.match(text, end) for one in (_SET_TO_NUMBER, _INDEXED, _CALLED, _PARAMETER))
    ):
        return True
    if text[start].islower() and _SHORT_OPTION.search(text, max(0, start - 16), start):
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


def in_markup(start: int, text: str) -> bool:
    """Whether a place is inside what is no prose: a link, the value of an option, a badge, the title of a reference.

    Examples
    --------
    >>> in_markup(20, "sbatch --gres=gpu --a=V100"), in_markup(28, "title = {Training on a Single GPU},")
    (False, True)
    >>> in_markup(8, "[![Open Colab](badge.svg)](page)"), in_markup(2, "a GPU")
    (True, False)
    """
    return (
        in_link(start, text)
        or ("--" in text and _OPTION.search(text, max(0, start - 40), start) is not None)
        or ("](" in text and (_is_button(start, text) or _is_linked_title(start, text)))
        or ("://" in text and _is_titled(start, text))
        or _in_entry(start, text)
    )


#: The option of a command before its value: "--time=24:00:00", "--gpu-type A100".
_OPTION = re.compile(
    r"(?:^|[\s`'\"(])--[a-z]+(?:[-_][a-z]+){0,4}(?:=|(?:(?<=time)|(?<=gpu)|(?<=gpus)|(?<=cpu)|(?<=device)|(?<=type)|(?<=name)|(?<=accelerator)|(?<=mem)|(?<=memory)) )"
    r"(?:[a-z]+[:=])?[\"']?$"
)
#: A picture that is a link, or a link that says what opens behind it.
_BUTTON = re.compile(r"\[!\[[^\[\]]{0,60}$|\[(?i:open|run|launch|view)(?: it| this)? (?:in|on|with) (?:[A-Z]\w+ )?$")


def _is_button(start: int, text: str) -> bool:
    """Whether a place is in the words of a button: "[![Open In Colab](badge.svg)](page)", "[Run on Kaggle](page)"."""
    return "](" in text[start : start + 60] and _BUTTON.search(text, max(0, start - 64), start) is not None


#: Where papers are.
_PAPERS = (
    r"https?://(?:\w+\.)?(?:arxiv|openreview|aclanthology|aclweb|doi|biorxiv|semanticscholar|ieeexplore\.ieee|dl\.acm|link\.springer"
    r"|papers\.nips|papers\.neurips|proceedings\.\w+|openaccess\.thecvf|nature|sciencedirect)\."
)
#: The rest of the title of one that links to it.
_TITLE_ENDS = re.compile(rf"[^\[\]]{{0,200}}\]\({_PAPERS}")
#: Words of a title, of which a short remark ("[V100](page)", "[on 8 V100](page)") has fewer.
_TITLE = re.compile(r"\[(?:[^\s\[\]]+ ){4}[^\[\]]*$")


#: The end of one before its address, and words with capitals.
_ADDRESS_FOLLOWS = re.compile(rf"[^.!?;|\[\]]{{0,80}}[\"'`*)\u201d]{{0,3}} ?[-:(,\u2014] ?<?{_PAPERS}")
_CAPITALS = re.compile(
    r"(?:\b[A-Z][\w:,-]+ (?:(?:an?|the|of|for|in|on|with|and|to|via|by|at|from) ){0,3}){2,5}(?:an? )?$"
)


def _is_titled(start: int, text: str) -> bool:
    """Whether a place is in the title of a paper before its address: "Training BERT in 76 minutes: https://arxiv.org/..."."""
    return (
        _ADDRESS_FOLLOWS.match(text, start) is not None
        and _CAPITALS.search(text, max(0, start - 100), start) is not None
    )


def _is_linked_title(start: int, text: str) -> bool:
    """Whether a place is in the title of a paper that links to it."""
    return (
        _TITLE_ENDS.match(text, start) is not None
        and _TITLE.search(text, max(0, text.rfind("[", 0, start)), start) is not None
    )


#: A field of an entry of a bibliography before its value.
_FIELD = re.compile(r"\b(?:title|abstract|keywords|journal|series|note|annote) ?$")


def _in_entry(start: int, text: str) -> bool:
    """Whether a place is in a field of an entry of a bibliography: "title = {Training on a Single {GPU}}"."""
    equals = text.rfind("=", 0, start)
    return (
        equals > 0
        and _FIELD.search(text, max(0, equals - 12), equals) is not None
        and text.count("{", equals, start) > text.count("}", equals, start)
    )


#: The words of a link that are the title of a page: they begin with what one does there, "Fine-tuning ...", "How to ...".
_HOW_TO = re.compile(
    r"\[\W{0,3}(?P<first>\w{2,}ing|How|(?:Pre-?)?[Tt]rain|Fine-?tune|Run|Use|Deploy|Scale|Serve|Build|Learn|Get|Set|Speed"
    r"|Install|Accelerate|Optimi[sz]e|Reproduce|Quanti[sz]e|Make|Tutorial|Guide|Introduction|Introducing)\b"
    r"[^\[\]]{2,200}$",
    re.IGNORECASE,
)
_LINK_ENDS = re.compile(r"[^\[\]]{0,200}\]\((?:https?://|[\w.#/-])")
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
    title = _HOW_TO.match(text, opens, start) if opens >= 0 else None
    ends = _LINK_ENDS.match(text, end) if title else None
    if title is None or ends is None or _IS_LOG.search(text, opens, ends.end()):
        return None
    return title["first"]


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
