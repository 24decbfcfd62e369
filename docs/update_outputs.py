"""Run the code of README.md and docs/*.md, and write what it prints beneath it.

    python docs/update_outputs.py            write the pages anew
    python docs/update_outputs.py --check    name the pages that are not what running them gives

Three things in a page are made, not written:

- the ``text`` block that follows a ``python`` block: what the block prints (all blocks of a page share a namespace);
- what stands beneath ``$ hwextract ...`` in a ``console`` block;
- the lines between ``<!-- fields:NAME -->`` or ``<!-- columns:NAME -->`` and ``<!-- end -->``: the fields of a record
  type, or the columns of a table, as the package defines them;
- those of ``<!-- benchmark:NAME -->``: a table of the figures in ``docs/speed.json``, which
  ``hwextract benchmark CORPUS --json docs/speed.json`` measures anew.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

PYTHON = re.compile(r"^```python\n(?P<code>.*?)^```\n(?P<output>\n```text\n.*?^```\n)?", re.M | re.S)
CONSOLE = re.compile(r"^```console\n(?P<code>.*?)^```\n", re.M | re.S)
REGION = re.compile(r"^<!-- (?P<kind>fields|columns|benchmark):(?P<name>\w+) -->\n.*?^<!-- end -->\n", re.M | re.S)


def python_blocks(page: str) -> list[str]:
    """The code of the Python blocks of a page, in order."""
    return [match["code"] for match in PYTHON.finditer(page)]


def render(page: str, name: str) -> str:
    """The page as running its code makes it."""
    namespace: dict[str, Any] = {"__name__": "__main__"}

    def python(match: re.Match[str]) -> str:
        code = match["code"]
        lines_before = page.count("\n", 0, match.start("code"))
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile("\n" * lines_before + code, name, "exec"), namespace)
        return f"```python\n{code}```\n" + (f"\n```text\n{tidy(printed.getvalue())}```\n" if printed.getvalue() else "")

    def console(match: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)\n", match["code"], re.M)
        return "```console\n" + "\n".join(f"$ {command}\n{run(command)}" for command in commands) + "```\n"

    def region(match: re.Match[str]) -> str:
        return f"<!-- {match['kind']}:{match['name']} -->\n\n{layout(match['kind'], match['name'])}\n<!-- end -->\n"

    # Code first: line numbers in a traceback are those of the page as it stands.
    return REGION.sub(region, CONSOLE.sub(console, PYTHON.sub(python, page)))


def tidy(output: str) -> str:
    """Output without spaces at line ends, closed by one line break."""
    return "\n".join(line.rstrip() for line in output.rstrip().splitlines()) + "\n"


def run(command: str) -> str:
    """What an ``hwextract`` command prints on a terminal of 100 columns."""
    program, *arguments = shlex.split(command)
    if program != "hwextract":
        raise ValueError(f"a console block runs hwextract only (other commands belong into a sh block): {command}")
    done = subprocess.run(
        [sys.executable, "-c", "from hwextract.cli import main; main()", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}: exit code {done.returncode}\n{done.stderr}")
    return tidy(done.stdout)


def layout(kind: str, name: str) -> str:
    """A Markdown table of a record type's own fields (``common``: those of all types), or of a table's columns.

    The fields from the catalogue are left out: several types share them, and they stand among the columns of records.
    """
    if kind == "benchmark":
        return figures(name)
    from hwextract.records import RECORD_TYPES, Record
    from hwextract.tables import columns

    if kind == "columns":
        head, rows = "column | dtype | meaning", [(c.name, c.dtype, c.doc) for c in columns(name)]
    else:
        inherited = {field.name for field in dataclasses.fields(Record)}
        fields = dataclasses.fields(Record if name == "common" else RECORD_TYPES[name])
        head, rows = (
            "field | type | meaning",
            [
                (field.name, str(field.type), field.metadata["doc"])
                for field in fields
                if name == "common" or not (field.name in inherited or field.name.startswith("catalog_"))
            ],
        )
    lines = [f"| {head} |", "| --- | --- | --- |"]
    for first, kind_of_value, meaning in rows:
        lines.append(f"| `{first}` | {kind_of_value.replace('|', 'or').replace('  ', ' ')} | {escape(meaning)} |")
    return "\n".join(lines) + "\n"


def figures(name: str) -> str:
    """A table of the benchmark's report in Markdown; ``about`` is the line on what was measured."""
    from hwextract.benchmark.report import Report, about, markdown, tables

    report = Report.from_dict(json.loads((ROOT / "docs" / "speed.json").read_text(encoding="utf-8")))
    if name == "about":
        return f"{about(report)}.\n"
    (table,) = (table for table in tables(report) if table.id == name)
    return f"{markdown(table)}\n"


def escape(cell: str) -> str:
    """A table cell whose characters Markdown leaves alone."""
    return cell.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a page is out of date")
    parser.add_argument("pages", nargs="*", type=Path, help="pages to run (default: all)")
    arguments = parser.parse_args()
    stale = []
    os.chdir(ROOT)
    for path in arguments.pages or PAGES:
        before = path.read_text(encoding="utf-8")
        after = render(before, str(path))
        if after != before:
            stale.append(path.name)
            if not arguments.check:
                path.write_text(after, encoding="utf-8")
    if stale:
        print(("out of date: " if arguments.check else "written: ") + ", ".join(stale))
    sys.exit(bool(arguments.check and stale))


if __name__ == "__main__":
    main()
