"""What one document gave: records, setups, hints and the summary, and the ways out of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hwextract.records import Hint, Record, from_dict

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Extraction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The result for one document.

    Attributes
    ----------
    records : tuple of Record
        One per mention, in order of place.
    setups : list of dict
        What belongs together, with the columns of the table ``setups``.
    hints : tuple of Hint
        Words that tell of hardware without naming a thing.
    summary : dict
        The document in one mapping; its keys are columns of the table ``documents``.
    errors : list of dict
        Rows of the table ``errors``: why a document could not be read or extracted.

    Examples
    --------
    >>> import hwextract
    >>> result = hwextract.extract("The network was trained on a single RTX 3090 for two days.")
    >>> result.summary["accelerators"], result.summary["training_hours"]
    (['NVIDIA GeForce RTX 3090'], 48.0)
    >>> hwextract.Extraction.from_json(result.to_json()) == result
    True
    """

    doc_id: str
    status: str
    records: tuple[Record, ...] = ()
    setups: list[dict[str, Any]] = field(default_factory=list)
    hints: tuple[Hint, ...] = ()
    summary: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dict per record, with the names of the contract."""
        return [record.to_dict() for record in self.records]

    def to_frame(self, table: str = "records") -> pd.DataFrame:
        """One of the tables ``records``, ``setups``, ``documents`` and ``errors``; see `hwextract.to_frame`."""
        from hwextract.tables import to_frame

        return to_frame([self], table)

    def document_row(self) -> dict[str, Any]:
        """The document's row of the table ``documents``."""
        return {"doc_id": self.doc_id, "status": self.status, **self.summary, **self.meta}

    def answer(self) -> str:
        """The answer to "Which hardware resources are used for training the deep learning model?".

        At most 400 words, in the form ``Answer: ...``, from records and hints alone, with the quoted evidence; where
        nothing is stated it says so.
        """
        from hwextract.summary import answer

        return answer(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The whole result as JSON (ASCII, so that lone surrogates survive)."""
        return json.dumps(self.to_plain(), indent=indent)

    def to_plain(self) -> dict[str, Any]:
        """The whole result in plain dicts and lists, which any format can keep; `from_dict` is the way back."""
        return {
            "doc_id": self.doc_id,
            "status": self.status,
            "records": self.to_dicts(),
            "setups": self.setups,
            "hints": [hint.to_dict() for hint in self.hints],
            "summary": self.summary,
            "meta": self.meta,
            "errors": self.errors,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Extraction:
        """The result that `to_plain` described."""
        fields = dict(data)
        fields["records"] = tuple(from_dict(row) for row in data["records"])
        fields["hints"] = tuple(Hint(**row) for row in data["hints"])
        return cls(**fields)

    @classmethod
    def from_json(cls, text: str) -> Extraction:
        """The result that `to_json` wrote; nothing is lost."""
        return cls.from_dict(json.loads(text))

    def _repr_html_(self) -> str:
        from hwextract.report import html

        return html(self)
