"""What a notebook shows of an extraction."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hwextract.report.values import describe

if TYPE_CHECKING:
    from hwextract.extraction import Extraction
    from hwextract.records import Record

__all__ = ["html"]

_STYLE = """<style>
.hwx mark{padding:.05em .2em;border-radius:.25em;background:#2b7de040;color:inherit;border-bottom:2px solid #2b7de0}
.hwx mark.background{background:#88888830;border-color:#888}.hwx mark.negated{background:#d0404030;border-color:#d04040}
.hwx p{margin:.3em 0;line-height:1.5}.hwx table{margin-top:.6em;border-collapse:collapse}
.hwx td,.hwx th{text-align:left;padding:.15em .7em;border-bottom:1px solid #8884}
</style>"""
#: Sentences that the view shows at the most.
SHOWN = 40


def html(result: Extraction) -> str:
    """The sentences with mentions, highlighted, and the records as a table; everything from the text is escaped.

    Examples
    --------
    >>> import hwextract
    >>> "<mark" in html(hwextract.extract("<b>Trained</b> on one V100."))
    True
    >>> "<b>" in html(hwextract.extract("<b>Trained</b> on one V100."))
    False
    """
    sentences: dict[tuple[int, int], list[Record]] = {}
    for record in result.records:
        sentences.setdefault((record.sentence_start, record.sentence_end), []).append(record)
    shown = [_sentence(records) for records in list(sentences.values())[:SHOWN]]
    more = f"<p>… and {len(sentences) - SHOWN} sentences more</p>" if len(sentences) > SHOWN else ""
    name = escape(result.doc_id) or "document"
    head = f"<p><strong>{name}</strong>: {len(result.records)} records ({escape(result.status)})</p>"
    return f'{_STYLE}<div class="hwx">{head}{"".join(shown)}{more}{_table(result)}</div>'


def _sentence(records: list[Record]) -> str:
    text, offset = records[0].sentence, records[0].sentence_start
    parts, position = [], 0
    for record in records:
        start, end = record.start - offset, record.end - offset
        if start < position:
            continue
        mention = escape(text[start:end])
        title = escape(f"{record.type}, {record.status}, {record.phase}", quote=True)
        parts += [
            escape(text[position:start]),
            f'<mark class="{record.status}" title="{title}">{mention}</mark>',
        ]
        position = end
    return f"<p>{''.join(parts)}{escape(text[position:])}</p>"


def _table(result: Extraction) -> str:
    if not result.records:
        return "<p>No mention of hardware, money or time of training.</p>"
    head = "".join(f"<th>{name}</th>" for name in ("type", "text", "value", "status", "phase"))
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(cell)}</td>" for cell in (r.type, " ".join(r.text.split()), describe(r), r.status, r.phase)
        )
        + "</tr>"
        for r in result.records[:200]
    )
    return f"<table><tr>{head}</tr>{rows}</table>"
