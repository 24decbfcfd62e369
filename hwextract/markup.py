"""What markup has: Markdown's marks of emphasis around words and numbers ("**8** A100", "_3_ days"), links; HTML.

Marks of emphasis tell nothing of hardware, and stand between a number and its unit or a name and its count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ADDRESS", "EMPHASES", "HTML_SPACES", "emphasis_marks", "html_marks"]

#: Where a link leads, behind "](": a page of the web, or a file or place near this one; no remark in brackets.
ADDRESS = r"(?P<address>https?://[^()\s]{0,300}|[\w.#/-]{1,200}(?=\)))"

#: What may stand behind the last mark: no word but the ending of a plural, the "x" of a count, or a multiplier.
_END = r"(?=\W|\Z|(?:s|x|[kKMB])\b)"
_FEW = r"(?:[^{0}\n]|\n(?![ \t]*\n)){{1,100}}(?<=[^\s{0}])"
#: Text between marks of one kind. Marks of footnotes, of products and in names of variables are none of emphasis: a
#: space or a letter stands on their inner or outer side. Worst case: a hundred characters are read behind each mark.
EMPHASES = (
    re.compile(rf"(?<![\w*\\])(?P<first>\*{{1,3}})(?=[^\s*]){_FEW.format('*')}(?P<last>\*{{1,3}})(?!\*){_END}"),
    re.compile(rf"(?<![\w_\\])(?P<first>_{{1,3}})(?=[^\s_]){_FEW.format('_')}(?P<last>_{{1,3}})(?!\w)"),
    # What is code keeps its marks: options, assignments, calls, and a value as programs write it ("`cpu`"), but for
    # one that is counted ("on 4 `gpus`").
    re.compile(
        rf"(?<![\w`\\])(?P<first>`)(?=\w)(?:(?![cgtn]pus?`)|(?<=\d `)|(?<= a `)|(?<= one `)|(?<= single `))"
        rf"[\w.,+\u00d7/ -]{{1,40}}(?P<last>`)(?!`){_END}"
    ),
)
_MARKS = "*_`"


def emphasis_marks(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the marks of emphasis in a part of a text.

    Examples
    --------
    >>> source = "**8** A100 for 2*2 _hours_*"
    >>> [source[first:last] for first, last in emphasis_marks(source, 0, len(source))]
    ['**', '**', '_', '_']
    """
    for mark, expression in zip(_MARKS, EMPHASES, strict=True):
        if source.count(mark, start, end) > 1:
            for match in expression.finditer(source, start, end):
                yield match.span("first")
                yield match.span("last")


#: Marks of emphasis in HTML, and what the scanners take for spaces.
_TAGS = tuple(f"<{end}{tag}>" for tag in ("b", "i", "em", "strong") for end in ("", "/"))
HTML_SPACES = ("&nbsp;", "<sub>", *_TAGS)
#: What characters and marks of HTML become.
_HTML = {
    "&nbsp;": " ", "&times;": "x", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&ndash;": "-", "&plusmn;": "\u00b1",
    "&approx;": "~", "&micro;": "\u00b5", "&middot;": "\u00b7", "&euro;": "\u20ac", "&pound;": "\u00a3",
    "<sub>2</sub>": "2",
}  # fmt: skip
_OF_HTML = re.compile("|".join(map(re.escape, (*_HTML, *_TAGS))))


def html_marks(source: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The places of what HTML writes for characters, and of its marks of emphasis, with what they become.

    Examples
    --------
    >>> list(html_marks("<b>8</b> kg CO<sub>2</sub>", 0, 26))
    [(0, 3, ''), (4, 8, ''), (14, 26, '2')]
    """
    for match in _OF_HTML.finditer(source, start, end):
        yield *match.span(), _HTML.get(match.group(), "")
