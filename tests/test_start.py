"""The start: nothing is imported, read or compiled before it is needed. Counted in fresh interpreters, not timed."""

from __future__ import annotations

import subprocess
import sys


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_import_brings_one_module() -> None:
    code = """
import sys
before = set(sys.modules)
import hwextract
print(sorted(set(sys.modules) - before))
"""
    assert python(code) == "['hwextract']"


def test_the_first_extraction_imports_nothing_beside_the_standard_library() -> None:
    code = """
import sys
before = set(sys.modules)
import hwextract
assert len(hwextract.extract("We trained on two Tesla V100 GPUs (32 GB) for 3 days; it cost $300.").records) == 3
new = {name.partition(".")[0] for name in set(sys.modules) - before}
print(sorted(new - sys.stdlib_module_names))
print(sorted(new & {"multiprocessing", "concurrent"}))
"""
    assert python(code).splitlines() == ["['hwextract']", "[]"]


def test_a_text_compiles_the_grammars_that_it_needs() -> None:
    code = """
import hwextract
from hwextract.catalog.grammar import grammars
hwextract.extract("We trained on two Tesla V100 GPUs.")
print(sum("_compiled" in vars(grammar.pattern) for grammar in grammars()) < len(grammars()) / 4)
"""
    assert python(code) == "True"
