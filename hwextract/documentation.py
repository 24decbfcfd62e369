"""Documentation of software: a README, a model card, notes on a configuration, which tell readers what they may do."""

from __future__ import annotations

import re
from sys import maxsize

__all__ = ["has_code", "is_documentation"]

#: Marks of which one tells that software is documented: fences and lines of code, commands, options, examples of calls,
#: descriptions of their arguments. Each begins with characters that few texts have.
_CERTAIN = tuple(
    map(
        re.compile,
        (
            r"```",
            (
                r"`(?:(?:pip|conda|make|python3?|git|bash|docker|torchrun) [^`\n]{1,80}"
                r"|[^`\n]{0,60}(?:--[a-z]|=)[^`\n]{0,60})`"
            ),
            r"--(?<![\w-]--)[a-z][\w-]{2}",
            r"=[\"'](?<=\w=[\"'])",
            r">>> ",
            r"Args:",
            r"optional\)",
        ),
    )
)
#: Marks that papers in Markdown have, too, and that tell where nothing scholarly stands beside them: code in the text,
#: unlike names of devices that are only set off; calls; links with titles, unlike those to a page; elements of HTML.
_LIKELY = tuple(
    map(
        re.compile,
        (
            r"`(?:[A-Z]?[a-z]{2}\w{0,40}`|[^`\n]{0,60}(?:[A-Za-z][._][A-Za-z]|[()\[\]{}$])[^`\n]{0,60}`)",
            r"\(\)(?<=\w\(\))",
            r"\]\((?:https?:|#(?!page-)|[\w./-]{1,80}\))",
            r"</?(?:details|summary|img|pre|div|p|a)\b",
        ),
    )
)
#: What scholars write: citations, and what they call their text and its parts.
_SCHOLARLY = re.compile(
    r"\bet al\b|\[\d{1,3}(?:[,\u2013-] ?\d{1,3}){0,9}\](?!\()|\((?:19|20)\d\d[a-z]?\)"
    r"|\b(?:Fig(?:ure|s?\.)|Table|Section|Eq\.|Appendix) \d|\b[Tt]his (?:paper|study|thesis|article|work)\b"
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
    for mark in _CERTAIN:
        if mark.search(text, start, end):
            return True
    for mark in _LIKELY:
        if mark.search(text, start, end):
            return _SCHOLARLY.search(text, start, end) is None
    return False


def has_code(text: str) -> bool:
    r"""Whether there are lines of code in a text.

    Examples
    --------
    >>> has_code('# Stop after 12 hours\ntimer = Timer(duration="00:12:00:00")'), has_code("4 GPUs, y = f(x)")
    (True, False)
    """
    return _CODE.search(text) is not None
