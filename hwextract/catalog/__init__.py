"""The catalogue: product names live here and nowhere else, as data."""

from __future__ import annotations

from hwextract.catalog.products import Catalog, Product, System, find, suggest, systems, to_frame

__all__ = ["Catalog", "Product", "System", "find", "suggest", "systems", "to_frame"]
