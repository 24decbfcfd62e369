"""Programs and networks by the shape of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NET", "names_network", "names_program", "programs"]

#: What a program does, and the shape of the name right before it: "CoralNet needs 4 s". Few texts have such a verb.
_DOES = guarded(
    r" (?:took|takes?|needed|needs?|required|requires?|ran|runs|finished|does it|does so|did it|did so|manages it|managed it"
    r"|completed|processed|processes|simulat|detect|classif|segment|estimat|comput|analy[sz]|return|deliver)\w*\b"
)
_PROGRAM = re.compile(r"\b(?:[A-Z]?[a-z]++[A-Z][A-Za-z]+\d*|[A-Z]{2,}[a-z]+[A-Za-z]*\d*)\Z")
#: What is done with a program.
_DONE_WITH = Worded(
    r"\b(?:run|ran|performed|executed|implemented|processed|analy[sz]ed|done|computed|fitted|estimated|extracted|detected|mapped|segmented|delineated|aligned|assembled|simulated|carried out) (?:in|with|using|by) "
    r"(?P<name>[A-Z]\w*[A-Z]\w*)\b"
)
#: A network by the shape of its name: "YOLOv5s", "ConvLSTM".
NET = guarded(r"\b(?:YOLO\w+(?:-\w+)?|[A-Z]\w*(?:Net|Former|BERT|LSTM|CNN)(?:[-v]?\w{1,6})?)\b")


def names_network(text: str) -> bool:
    """Whether a text names a network by the shape of its name.

    Examples
    --------
    >>> names_network("34 % at 39 ms (YOLOv3)"), names_network("34 % at 39 ms (Smith)")
    (True, False)
    """
    return NET.search(text) is not None


def names_program(text: str) -> bool:
    """Whether a text names a program that does something, by the shape of its name.

    Examples
    --------
    >>> names_program("Shorelines were extracted by CoastSat."), names_program("They were drawn by Smith.")
    (True, False)
    """
    return next(programs(text), None) is not None


def programs(text: str) -> Iterator[tuple[int, int]]:
    """Where programs stand by the shape of their names, which do something or with which something is done."""
    for does in _DOES.finditer(text):
        name = _PROGRAM.search(text, text.rfind(" ", 0, does.start()) + 1, does.start())
        if name is not None:
            yield name.span()
    for done in _DONE_WITH.finditer(text):
        yield done.span("name")
