"""hwextract reads scientific text and returns what it says about the hardware, money and time of model training.

Examples
--------
>>> import hwextract
>>> result = hwextract.extract("We trained on eight NVIDIA A100 GPUs for 3 days.")
>>> [(r.type, r.text) for r in result.records]
[('accelerator', 'NVIDIA A100 GPUs'), ('duration', '3 days')]
"""

__version__ = "0.1.0"

#: What type checkers take for true. The module `typing` would cost more than all the rest of this import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hwextract import catalog
    from hwextract.api import Extractor, extract, extract_frame, extract_many
    from hwextract.component import from_doc
    from hwextract.document import Document, Section
    from hwextract.errors import HwextractError
    from hwextract.extraction import Extraction
    from hwextract.readers import read
    from hwextract.records import Record
    from hwextract.tables import to_frame

__all__ = [
    "Document",
    "Extraction",
    "Extractor",
    "HwextractError",
    "Record",
    "Section",
    "__version__",
    "catalog",
    "extract",
    "extract_frame",
    "extract_many",
    "from_doc",
    "read",
    "to_frame",
]

#: Where each public name lives; nothing is imported before it is asked for.
_HOMES = {
    "Document": "document",
    "Section": "document",
    "Extraction": "extraction",
    "Extractor": "api",
    "extract": "api",
    "extract_frame": "api",
    "extract_many": "api",
    "HwextractError": "errors",
    "Record": "records",
    "from_doc": "component",
    "read": "readers",
    "to_frame": "tables",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "catalog":
        return import_module("hwextract.catalog")
    if name not in _HOMES:
        raise AttributeError(f"module 'hwextract' has no attribute {name!r}")
    value: object = getattr(import_module(f"hwextract.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
