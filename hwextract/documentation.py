"""Documentation of software: a README, a model card, notes on a configuration, which tell readers what they may do."""

from __future__ import annotations

import re
from sys import maxsize

__all__ = ["has_code", "is_documentation"]

#: Code in the text. Names of devices are only set off by its marks.
_CODE_IN_TEXT = (
    r"`(?:``|[A-Z]?[a-z]{2}\w{0,40}`|(?:pip|conda|make|python3?|git|bash|docker|torchrun) [^`\n]{1,80}`"
    r"|[^`\n]{0,60}(?:--|[A-Za-z][._=][A-Za-z]|[()\[\]{}=$])[^`\n]{0,60}`)"
)
#: What only documentation has: code and options in the text, examples of calls, descriptions of their arguments, links
#: with titles, the line below the head of a table, elements of HTML. Each begins with characters that few texts have.
_MARKS = tuple(
    map(
        re.compile,
        (
            _CODE_IN_TEXT,
            r"--(?<![\w-]--)[a-z][\w-]{2}",
            r"\(\)(?<=\w\(\))",
            r"=[\"'](?<=\w=[\"'])",
            r">>> ",
            r"Args:",
            r"optional\)",
            r"\]\((?:https?:|#|[\w./-]{1,80}\))",
            r"\|(?: ?:?-{3,}:? ?\|)",
            r"</?(?:br|su[bp]|details|summary|img|pre|div|p|a)\b",
        ),
    )
)
#: Lines of code: what fences them, a call with an argument that is named or quoted, an import.
_CODE = re.compile(
    r"```|^[ \t]*(?:[\w.]{1,60} = )?[\w.]{1,60}\((?:\w{1,40} ?=|[\"'])"
    r"|^[ \t]*(?:from [\w.]{1,60} import \w+|import [\w.]{1,60}(?: as \w+)?$)",
    re.MULTILINE,
)


def is_documentation(text: str, start: int = 0, end: int = maxsize) -> bool:
    """Whether a text, or a part of it, has what only documentation has: code, options, links with titles, ...

    Examples
    --------
    >>> is_documentation("Training on 8 GPUs needs `--fp16`."), is_documentation("Training on 8 GPUs took 3 h.")
    (True, False)
    """
    for mark in _MARKS:  # noqa: SIM110 - this is asked for many passages: a loop takes half of the time of any()
        if mark.search(text, start, end):
            return True
    return False


def has_code(text: str) -> bool:
    r"""Whether there are lines of code in a text.

    Examples
    --------
    >>> has_code('# Stop after 12 hours\ntimer = Timer(duration="00:12:00:00")'), has_code("4 GPUs, y = f(x)")
    (True, False)
    """
    return _CODE.search(text) is not None
