"""Progress: on request, on stderr, with a total where there is one."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import hwextract

if TYPE_CHECKING:
    import pytest

TEXTS = ["on a V100 GPU", "Birds were counted.", "on an A100 GPU"]


def test_a_known_total(capsys: pytest.CaptureFixture[str]) -> None:
    results = list(hwextract.extract_many(TEXTS, progress=True))
    assert results == list(hwextract.extract_many(TEXTS))
    out, err = capsys.readouterr()
    assert out == ""
    assert "3/3" in err


def test_an_unknown_total(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(hwextract.extract_many(iter(TEXTS), progress=True))) == 3
    assert "3 texts" in capsys.readouterr().err


def test_none_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    list(hwextract.extract_many(TEXTS))
    assert capsys.readouterr() == ("", "")


def test_a_loop_that_ends_early_ends_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in hwextract.extract_many(TEXTS, progress=True):
        break
    assert capsys.readouterr().err.endswith("\n")


def test_the_library_of_bars_is_imported_on_request() -> None:
    code = """
import sys, spacy
for name in [name for name in sys.modules if name.partition(".")[0] == "tqdm"]:
    del sys.modules[name]
import hwextract
list(hwextract.extract_many(["on a V100 GPU"]))
print("tqdm" in sys.modules)
list(hwextract.extract_many(["on a V100 GPU"], progress=True))
print("tqdm" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=120)
    assert done.stdout.split() == ["False", "True"]
