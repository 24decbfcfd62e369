"""Whether a time is one of computing: of all that lasts, little is.

`times` goes through the times of a block. It asks, in this order, of each list of them

- `other`: do the words beside it say that it is one of something else? `data` knows the times of data, `elsewhere` those
  of the field, the laboratory and people;
- `labels`: does a label or the heading over it say that it is one of computing?
- `judgement`: does its event compute, or what stands near it? `around` reads what is said before.

`sharing` tells what a time has from the one before it; `cues` and `measures` are what all of them use.
"""

from __future__ import annotations

from hwextract.pipeline.computing.around import stands_alone
from hwextract.pipeline.computing.cues import WORDS
from hwextract.pipeline.computing.labels import is_scored, labelled, may_head_computing
from hwextract.pipeline.computing.other import is_of_other
from hwextract.pipeline.computing.times import times_of_computing

__all__ = ["WORDS", "is_of_other", "is_scored", "labelled", "may_head_computing", "stands_alone", "times_of_computing"]
