"""What a notebook shows of an extraction."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hwextract.report.values import describe, visible

if TYPE_CHECKING:
    from hwextract.extraction import Extraction
    from hwextract.records import Record

__all__ = ["html"]

#: Colours are translucent and text keeps the page's own, so that it reads on light and on dark pages.
_STYLE = """<style>
.hwx mark{padding:.05em .2em;border-radius:.25em;background:#2b7de040;color:inherit;border-bottom:2px solid #2b7de0}
.hwx mark.background{background:#88888830;border-color:#888}.hwx mark.negated{background:#d0404030;border-color:#d04040}
.hwx p{margin:.3em 0;line-height:1.5}.hwx table{margin-top:.6em;border-collapse:collapse}
.hwx td,.hwx th{text-align:left;padding:.15em .7em;border-bottom:1px solid #8884}
</style>"""
#: Sentences, and rows of the table, that the view shows at the most.
SENTENCES, ROWS = 40, 200
#: Characters that are shown before the first mention of a sentence, between two, and behind the last.
AROUND = 200


def html(result: Extraction) -> str:
    """The sentences with mentions, highlighted, and the records as a table.

    Everything that comes from the text is escaped; of long sentences only what is near the mentions is shown.

    Examples
    --------
    >>> import hwextract
    >>> view = html(hwextract.extract("<b>Trained</b> on one V100."))
    >>> "<mark" in view, "<b>" in view
    (True, False)
    """
    sentences: dict[tuple[int, int], list[Record]] = {}
    for record in result.records:
        sentences.setdefault((record.sentence_start, record.sentence_end), []).append(record)
    name, status = _safe(result.doc_id) or "document", _safe(result.status)
    head = f"<p><strong>{name}</strong>: {len(result.records)} records, status {status}</p>"
    problems = "".join(f"<p>{_safe(row['kind'])}: {_safe(row['message'])}</p>" for row in result.errors)
    shown = "".join(_sentence(records) for records in list(sentences.values())[:SENTENCES])
    more = _more(len(sentences) - SENTENCES, "sentences")
    return f'{_STYLE}<div class="hwx">{head}{problems}{shown}{more}{_table(result)}</div>'


def _safe(text: str) -> str:
    return escape(visible(text))


def _more(number: int, what: str) -> str:
    return f"<p>… and {number} more {what}</p>" if number > 0 else ""


def _sentence(records: list[Record]) -> str:
    text, offset = records[0].sentence, records[0].sentence_start
    parts: list[str] = []
    position = 0
    for record in records:
        start, end = record.start - offset, record.end - offset
        if start < position:
            continue
        note = _safe(f"{record.type}: {describe(record)}; {record.status}, {record.phase}")
        parts.append(_between(text[position:start], first=not parts))
        parts.append(f'<mark class="{_safe(record.status)}" title="{note}">{_safe(text[start:end])}</mark>')
        position = end
    return f"<p>{''.join(parts)}{_between(text[position:], last=True)}</p>"


def _between(text: str, *, first: bool = False, last: bool = False) -> str:
    """Text between mentions, shortened where it is long; spaces at its ends are kept."""
    if len(text) > 2 * AROUND:
        start = "" if first else text[:AROUND]
        text = f"{start} … {'' if last else text[-AROUND:]}"
    left, right = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return left + _safe(text) + right


def _table(result: Extraction) -> str:
    if not result.records:
        return "<p>No mention of hardware, money or time of training.</p>"
    names = ("type", "text", "value", "status", "phase", "setup")
    head = "".join(f"<th>{name}</th>" for name in names)
    rows = "".join(f"<tr>{_cells(record)}</tr>" for record in result.records[:ROWS])
    return f"<table><tr>{head}</tr>{rows}</table>{_more(len(result.records) - ROWS, 'records')}"


def _cells(record: Record) -> str:
    setup = "" if record.setup is None else str(record.setup)
    cells = (record.type, record.text, describe(record), record.status, record.phase, setup)
    return "".join(f"<td>{_safe(cell)}</td>" for cell in cells)
