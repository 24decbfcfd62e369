"""The catalogue: product names live here and nowhere else, as data."""

from __future__ import annotations

from hwextract.catalog.products import Catalog, Product, System, systems, to_frame
from hwextract.catalog.search import Suggestion, find, suggest

__all__ = ["Catalog", "Product", "Suggestion", "System", "find", "suggest", "systems", "to_frame"]
