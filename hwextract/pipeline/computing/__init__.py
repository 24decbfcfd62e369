"""Whether a time is one of computing: of all that lasts, little is.

`times` reads the times of a block, list by list. Of each it asks, in this order,

- `labels`: does a heading say that it is one of something else?
- `other`: do the words beside it say so? `data` knows the times of data, `elsewhere` those of the field, the laboratory
  and people;
- `judgement`: does its event compute, or what stands near it? Its rules are asked in order until one has an answer;
  those for times whose event is not named are in `unnamed`. In a passage of the clinic or the laboratory,
  `laboratories` asks for more. `case` is what they look at, `around` reads what is said before;
- `instead`: does a machine do in it what people did before?

`sharing` tells what a time has from the one before it; `cues` and `measures` are what all of them use.
"""

from __future__ import annotations

from hwextract.pipeline.computing.around import stands_alone
from hwextract.pipeline.computing.cues import WORDS
from hwextract.pipeline.computing.labels import OWN_LABEL, is_scored, labelled, may_head_computing
from hwextract.pipeline.computing.other import is_of_other
from hwextract.pipeline.computing.times import times_of_computing

__all__ = [
    "OWN_LABEL",
    "WORDS",
    "is_of_other",
    "is_scored",
    "labelled",
    "may_head_computing",
    "stands_alone",
    "times_of_computing",
]
