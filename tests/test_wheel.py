"""The built wheel, installed into an environment that has the core dependencies and nothing else.

The environment is new; the dependencies are linked into it from the one that runs the tests, so that nothing is
downloaded. Extras, and whatever else the tests' environment has, are not there.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; an environment variable of the tests' own Python does not reach it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", target, cwd=ROOT)
    (built,) = target.glob("*.whl")
    return built


def required(requirements: list[str]) -> dict[str, Distribution]:
    """The distributions that requirements ask for, and in turn theirs, without extras."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found[name] = distribution(name)
        waiting += [Requirement(text) for text in found[name].requires or ()]
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the wheel and its core dependencies."""
    environment = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment)
    (packages,) = environment.glob("lib/python*/site-packages")
    for needed in required(distribution("hwextract").requires or []).values():
        tops = {file.parts[0] for file in needed.files or ()} - {"..", "__pycache__"}
        for top in tops:
            link = packages / top
            if not link.exists():
                link.symlink_to(Path(str(needed.locate_file(top))))
    interpreter = environment / "bin" / "python"
    # pip checks that every requirement of the wheel is met by what was linked
    run(
        *(sys.executable, "-m", "pip", "--python", interpreter),
        *("install", "--quiet", "--no-index", "--disable-pip-version-check", wheel),
        cwd=environment,
    )
    return interpreter


def test_wheel_holds_the_data_and_nothing_beside_the_package(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    kept = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "hwextract").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in packed if ".dist-info/" not in name} == kept
    assert "hwextract/py.typed" in packed
    assert {Path(name).suffix for name in kept} >= {".py", ".jsonl", ".csv"}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in packed)


def test_environment_is_the_core_alone(python: Path, tmp_path: Path) -> None:
    code = """
import importlib.util, json, hwextract
print(json.dumps([hwextract.__file__, *(m for m in ("pytest", "hyperscan", "pyarrow") if importlib.util.find_spec(m))]))
"""
    file, *extras = json.loads(run(python, "-c", code, cwd=tmp_path))
    assert Path(file).is_relative_to(python.parents[1])
    assert extras == []


def test_readme_example_runs_from_the_wheel(python: Path, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    match = re.search(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```\n", readme, re.M | re.S)
    assert match is not None
    code, output = match.groups()
    printed = run(python, "-c", code, cwd=tmp_path)
    assert [line.rstrip() for line in printed.rstrip().splitlines()] == output.splitlines()


def test_component_is_found_by_name(python: Path, tmp_path: Path) -> None:
    code = """
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("hwextract")
print([r.name for r in nlp("We trained on 8 V100 GPUs.")._.hwextract.records])
"""
    assert run(python, "-c", code, cwd=tmp_path).strip() == "['NVIDIA Tesla V100']"


def test_command_runs_from_the_wheel(python: Path, tmp_path: Path) -> None:
    text = tmp_path / "paper.txt"
    text.write_text("We trained on 8 V100 GPUs.", encoding="utf-8")
    rows = json.loads(run(python.parent / "hwextract", "extract", text, "--format", "json", cwd=tmp_path))
    assert "NVIDIA Tesla V100" in json.dumps(rows)
