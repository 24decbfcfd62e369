"""The benchmark: hwextract against other ways to go over the same texts, in one run.

CPU time of one process, medians of rounds in which all take turns, after a round that warms up; wall time where
several processes work; peak memory of processes of their own. What could not be measured says why.
"""

from __future__ import annotations

from hwextract.benchmark.baselines import BASELINES
from hwextract.benchmark.corpus import Corpus, load
from hwextract.benchmark.report import Report
from hwextract.benchmark.run import benchmark
from hwextract.benchmark.scale import FULL, QUICK, Scale

__all__ = ["BASELINES", "FULL", "QUICK", "Corpus", "Report", "Scale", "benchmark", "load"]
