"""Words that stand in code or markup, where they name a setting, a page or a title: `device="cpu"`, "www.gpu.org"."""

from __future__ import annotations

import re

from hwextract.pipeline.titles import in_title

__all__ = ["in_code", "in_link", "in_markup"]

#: A value or an argument of a program: device="cpu", "/gpu:0", gpu = FALSE.
_QUOTED = re.compile(r"(?:[=+\"'`]|(?:^|[^A-Za-z\d)])/)$")
#: "-d cpu", "device: cpu"
_SHORT_OPTION = re.compile(
    r"(?:^|[\s`])(?:-[a-z]|--?(?:device|gpu|accelerator|backend|target|platform|provider))[ =]$|\b(?:device|accelerator|backend|provider)s?[`\"']? ?[:=] ?$"
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
    r" ?(?:\(`*(?:bool|int|str|float|list|dict|tuple|torch|callable|Optional|Union|List|Dict|Tuple)\b(?:[.,\[|`][^()]{0,60})?\)(?: ?[:`-]|$)"
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
    if text[max(0, start - 4) : start].rstrip().endswith(" ::") or (
        text[start].islower()
        and text[start - 1 : start] == "["
        and text[end : end + 1] in ("]", ",")
        and text[start - 2 : start - 1].isalnum()
    ):
        return True
    if text[start].islower() and (
        text[start - 1 : start] == "."
        or any(one.match(text, end) for one in (_SET_TO_NUMBER, _CALLED, _PARAMETER))
        or (text[end - 1] != "s" and _INDEXED.match(text, end) is not None)
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
    first = text.rfind(" ", 0, start) + 1
    word = text[first:start]
    return "://" in word or "www." in word or (word.startswith("@") and text[first + 1].isalpha())


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
        or (
            text.rfind("--", max(0, start - 40), start) >= 0
            and _OPTION.search(text, max(0, start - 40), start) is not None
        )
        or (
            text.rfind("[![", max(0, start - 64), start) >= 0
            and _BADGE.search(text, max(0, start - 64), start) is not None
        )
        or in_title(start, text)
        or _in_entry(start, text)
    )


#: The option of a command before its value: "--time=24:00:00", "--gpu-type A100".
_OPTION = re.compile(
    r"(?:^|[\s`'\"(])--[a-z]+(?:[-_][a-z]+){0,4}(?:=|(?:(?<=time)|(?<=gpu)|(?<=gpus)|(?<=cpu)|(?<=device)|(?<=type)|(?<=name)|(?<=accelerator)|(?<=mem)|(?<=memory)) )"
    r"(?:[a-z]+[:=])?[\"']?$"
)
#: A picture that is a link.
_BADGE = re.compile(r"\[!\[[^\[\]]{0,60}$")


#: A field of an entry of a bibliography before its value.
_FIELD = re.compile(r"\b(?:title|abstract|keywords|journal|series|note|annote) ?$")
_LONGEST_FIELD = 300


def _in_entry(start: int, text: str) -> bool:
    """Whether a place is in a field of an entry of a bibliography: "title = {Training on a Single {GPU}}"."""
    opens = text.rfind("{", max(0, start - _LONGEST_FIELD), start)
    equals = text.rfind("=", max(0, start - _LONGEST_FIELD), start) if opens >= 0 else -1
    return (
        equals > 0
        and _FIELD.search(text, max(0, equals - 12), equals) is not None
        and text.count("{", equals, start) > text.count("}", equals, start)
    )
