"""Documentation of software: a README, a model card, notes on a configuration, which tell readers what they may do."""

from __future__ import annotations

import re

__all__ = ["has_code", "is_documentation"]

#: Lines of code: what fences them, a call with an argument that is named or quoted, an import.
_CODE = re.compile(
    r"```|^[ \t]*(?:[\w.]{1,60} = )?[\w.]{1,60}\((?:\w{1,40} ?=|[\"'])"
    r"|^[ \t]*(?:from [\w.]{1,60} import \w+|import [\w.]{1,60}(?: as \w+)?$)",
    re.MULTILINE,
)
#: A link with a title, code and options in the text, the line below the head of a table, elements of HTML.
_MARKS = re.compile(
    r"\]\((?:https?:|#|[\w./-]{1,80}\))|`[^`\n]{1,80}`|(?<![\w-])--[a-z][\w-]{2}|\| ?:?-{3,}:? ?\|"
    r"|</?(?:br|su[bp]|details|summary|img|pre|div|p|a)\b"
)


def has_code(text: str) -> bool:
    r"""Whether there are lines of code in a text.

    Examples
    --------
    >>> has_code('# Stop after 12 hours\ntimer = Timer(duration="00:12:00:00")'), has_code("4 GPUs, y = f(x)")
    (True, False)
    """
    return _CODE.search(text) is not None


def is_documentation(text: str) -> bool:
    """Whether a text has what only documentation has: code, options, links with titles, ...

    Examples
    --------
    >>> is_documentation("Training on 8 GPUs needs `--fp16`."), is_documentation("Training on 8 GPUs took 3 h.")
    (True, False)
    """
    return _MARKS.search(text) is not None or has_code(text)
