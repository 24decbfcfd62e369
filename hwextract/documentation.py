"""Documentation of software: a README, a model card, notes on a configuration, which tell readers what they may do."""

from __future__ import annotations

import re
from functools import cache
from sys import maxsize

from hwextract.lexicon import any_of
from hwextract.markup import ADDRESS

__all__ = ["has_code", "is_documentation"]

#: What has none of these has no mark: most passages of papers.
_BEGINNINGS = ("`", "--", '="', "='", ">>> ", "Args:", "optional)", "()", "](", "<")


@cache
def _certain() -> tuple[re.Pattern[str], ...]:
    """Marks of which one tells that software is documented; each has one of `_BEGINNINGS`."""
    commands = rf"`(?:(?:{any_of('shell-commands')}) [^`\n]{{1,80}}|[^`\n]{{0,60}}(?:--[a-z]|=)[^`\n]{{0,60}})`"
    options, texts = r"--(?<![\w-]--)[a-z][\w-]{2}", r"=[\"'](?<=\w=[\"'])"
    docstrings = (r">>> ", r"Args:", r"optional\)")
    return tuple(map(re.compile, (r"```", commands, options, texts, *docstrings)))


@cache
def _likely() -> tuple[re.Pattern[str], ...]:
    """Marks that papers in Markdown have, too, and that tell where nothing scholarly stands beside them."""
    # Names of devices are set off by the marks of code, too; two of these are quotation marks in the source of papers.
    code = (
        r"`(?<![`\w]`)(?:[A-Z]?[a-z]{2}\w{0,40}|[^`\n]{0,60}(?:[A-Za-z][._][A-Za-z]|[()\[\]{}$])[^`\n]{0,60})`(?![`\w])"
    )
    calls = r"\(\)(?<=\w\(\))"
    # Links of a paper to its own pages and to other papers are none.
    links = rf"\]\((?!https?://(?:dx\.)?doi\.org|#page-){ADDRESS}"
    html = rf"</?(?:{any_of('html-elements')})\b"
    return tuple(map(re.compile, (code, calls, links, html)))


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
    part = text[start:end]
    if not any(map(part.__contains__, _BEGINNINGS)):
        return False
    if any(mark.search(part) for mark in _certain()):
        return True
    return any(mark.search(part) for mark in _likely()) and _SCHOLARLY.search(part) is None


def has_code(text: str) -> bool:
    r"""Whether there are lines of code in a text.

    Examples
    --------
    >>> has_code('# End after 9 hours\nclock = Clock(limit="09:00:00")'), has_code("4 GPUs, y = f(x)")
    (True, False)
    """
    return _CODE.search(text) is not None
