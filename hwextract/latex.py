r"""Marks of LaTeX, as its sources and Markdown have them: dollars around mathematics, commands, and ties.

"$8\times$ V100", "for $3$~h", "64\,GB": they stand between a number and its unit or a name and its count, and a dollar
that begins or ends a formula is none of money, which LaTeX writes "\$5".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["latex_marks", "numbers"]

#: What may be mathematics: text between dollars. Worst case: some hundred characters are read behind each dollar.
_FORMULA = re.compile(
    r"(?<!\$)(?<!(?<!\\)\\)(?P<opens>\${1,2})(?P<inside>(?:[^$\n\\]|\\.|\n(?![ \t]*\n)){1,400})(?P<closes>\${1,2})"
)
#: What mathematics has and money has not, and what stands right behind a dollar that follows a word: "CO$_2$".
_NOTATION = re.compile(r"\\[A-Za-z,;:!%$ ]|[\^_]")
_GOES_ON = re.compile(r"[\^_]|\\[A-Za-z]")
#: Words in a row are between two amounts of money; those in braces are a name or a note: "n_{train and test}".
_BRACED = re.compile(r"\{[^{}]*\}")
_WORDS = re.compile(r"\s[a-z]{2,}\b")
#: A bracket with a sign of money alone: "price ($) and cost ($)".
_BRACKETED = re.compile(r"\A[^()]*\)|\([^()\d]*\Z")
#: Commands of LaTeX by what they become, spaces, and what they set in another type: "\mathrm{h}".
_SIGNS = {
    **dict.fromkeys(("sim", "approx", "simeq", "thicksim"), "~"),
    **dict.fromkeys(("le", "leq", "leqslant"), "<="),
    **dict.fromkeys(("ge", "geq", "geqslant"), ">="),
    "times": "x",
    "cdot": "\u00b7",
    "pm": "\u00b1",
    "mu": "\u00b5",
    "$": "$",
    "%": "%",
    "!": "",
}
_COMMAND = re.compile(
    r"(?P<type>\\(?:(?:text|math)(?:[a-z]{2}|normal)?|mbox|hbox)\{)(?=[\w .,-]{1,40}(?P<end>\}))"
    r"|\\(?:(?P<sign>[a-z]+(?![A-Za-z])|[$%!])|(?P<space>[,;: ]))|(?P<comma>\{,\})(?=\d)"
)
#: A number, and how far from a formula one stands right beside it.
_DIGIT = re.compile(r"\d")
_BESIDE = 2
#: A space at which LaTeX breaks no line, between a number and its unit or noun, or in a name: "64\,GB", "Core~i5".
_TIE = re.compile(r"[~\\](?:(?<=[\w)$]~)|(?<=[\d$]\\)[,;: ])(?:(?=[*_`]{0,3}[A-Za-z])|(?<=[A-Za-z)]~)(?=\d))")


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """The places of what may be formulas with a number in them or right beside them, from every dollar of a text on.

    Examples
    --------
    >>> text = "for $3$ h"
    >>> [text[start:end] for start, end in numbers(text)]
    ['$3$']
    """
    at = text.find("$")
    while at >= 0:
        formula = _FORMULA.match(text, at)
        if formula is not None and _DIGIT.search(text, max(0, at - _BESIDE), formula.end() + _BESIDE):
            yield formula.span()
        at = text.find("$", at + 1)


def latex_marks(source: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    r"""The places of the marks of LaTeX in a part of a text, each with what it becomes.

    Those are its dollars and the commands between them, ties, and what it writes before a dollar of money.

    Examples
    --------
    >>> source = r"$8\times$ V100 for $3$~h"
    >>> [(source[first:last], becomes) for first, last, becomes in latex_marks(source, 0, len(source))]
    [('$', ''), ('\\times', 'x'), ('$', ''), ('$', ''), ('$', ''), ('~', ' ')]
    """
    yield from _dollars(source, start, end)
    yield from ((*tie.span(), " ") for tie in _TIE.finditer(source, start, end))


def _dollars(source: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The dollars around formulas, the commands in these, and the backslashes before other dollars."""
    at = source.find("$", start, end)
    while at >= 0:
        formula = _FORMULA.match(source, at, end)
        last = at + 1
        if formula is not None and _is_formula(formula):
            yield (*formula.span("opens"), "")
            yield from _commands(source, *formula.span("inside"))
            yield (*formula.span("closes"), "")
            last = formula.end()
        elif formula is None and source.endswith("\\", start, at):
            yield at - 1, at, ""
        at = source.find("$", last, end)


def _is_formula(match: re.Match[str]) -> bool:
    """Whether text between dollars is mathematics, and no text between two amounts of money.

    As in Markdown, where nothing else tells, a space stands on neither inner side of the dollars, and no letter or
    digit on the outer ones: "$5,000$ iterations", but "$5 to $8", "5$ or 8$".
    """
    inside, text = match["inside"], match.string
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if _WORDS.search(_BRACED.sub("", inside)):
        return False
    if before.isalnum():
        return _GOES_ON.match(inside) is not None
    if _NOTATION.search(inside):
        return "\\" in inside or not behind.isdigit()
    return not (inside[0].isspace() or inside[-1].isspace() or behind.isalnum() or _BRACKETED.search(inside))


def _commands(source: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The places of the commands in a formula that become something else."""
    for command in _COMMAND.finditer(source, start, end):
        if command["sign"] is not None:
            becomes = _SIGNS.get(command["sign"])
            if becomes is not None:
                yield (*command.span(), becomes)
        elif command["type"] is not None:
            yield (*command.span("type"), "")
            yield (*command.span("end"), "")
        else:
            yield (*command.span(), "," if command["comma"] else " ")
