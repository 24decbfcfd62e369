"""The command line: extract, explain, demo, benchmark."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import typing
    from collections.abc import Sequence

    import rich.console

    from hwextract.document import Document
    from hwextract.extraction import Extraction

__all__ = ["main"]

app = typer.Typer(
    help="What scientific text says about the hardware, money and time of model training.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """Ways to print a table."""

    table = "table"
    json = "json"
    csv = "csv"


class Baseline(StrEnum):
    """What the benchmark can hold hwextract against."""

    tokenizer = "tokenizer"
    rulers = "rulers"
    quantulum3 = "quantulum3"
    bare_scan = "bare-scan"


class Table(StrEnum):
    """Tables that can be printed."""

    records = "records"
    setups = "setups"
    documents = "documents"


#: A short text for `demo` where there is no folder with documents.
_EXAMPLE = (
    "CNNs are commonly trained on GPUs. We trained ours without one, on an Intel Core i7-9700K with 32 GB RAM; "
    "an epoch took between 20 and 25 minutes. The final model was trained on 2 NVIDIA V100 GPUs for 3 days, "
    "which cost 310 USD."
)


def _version(asked: bool) -> None:
    if asked:
        from hwextract import __version__

        print(f"hwextract {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """What scientific text says about the hardware, money and time of model training."""


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(help="Text files, or - for standard input.")],
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
    table: Annotated[Table, typer.Option("--table", help="What to print.")] = Table.records,
) -> None:
    """Extract from files and print a table. A file that cannot be read is named on stderr, and the status is 2."""
    import hwextract
    from hwextract.errors import ReadError

    documents: list[Document] = []
    for name in files:
        try:
            documents.append(_read(name))
        except ReadError as error:
            _complain(str(error))
    if not documents:
        raise typer.Exit(2)
    results = list(hwextract.extract_many(documents))
    if output is Format.json:
        import json

        from hwextract.tables import columns, rows

        names = [column.name for column in columns(table.value)]
        found = [{name: row.get(name) for name in names} for result in results for row in rows(result, table.value)]
        print(json.dumps(found, indent=1))
    elif output is Format.csv:
        sys.stdout.write(hwextract.to_frame(results, table.value).to_csv(index=False))
    elif table is Table.records:
        _print_records(results)
    else:
        _print_frame(results, table)
    if len(documents) < len(files):
        raise typer.Exit(2)


@app.command()
def explain(text: Annotated[str, typer.Argument(help="A sentence.")]) -> None:
    """Show for a sentence which patterns and cues fired, which lost, and why."""
    from hwextract.explain import explain as explanations
    from hwextract.explain import lost

    console = _console()
    found, dropped = explanations(text), lost(text)
    if not found:
        console.print("No mention found.")
    for one in found:
        record = one.record
        console.print(
            f"[bold]{_plain(record.text)}[/]  {record.type}, [bold]{record.status}[/], {record.phase}  "
            f"[dim]rule[/] {_plain(record.rule)}  [dim]certainty[/] {record.certainty}"
        )
        console.print(f"  {_plain(one.value)}")
        for note in one.cues:
            style = {"won": "green", "lost": "yellow"}.get(note.outcome, "dim")
            console.print(
                f"  [{style}]{note.outcome:12}[/] {note.category:10} {_plain(repr(note.cue))}"
                f"  [dim]{', '.join(part for part in (note.id, note.direction) if part)}, scope {note.scope}[/]"
            )
    for mention in dropped:
        console.print(
            f"[bold]{_plain(mention.text)}[/]  {mention.type}, [bold]dropped[/]  [dim]rule[/] {_plain(mention.rule)}\n"
            f"  {mention.why}"
        )


@app.command()
def demo(folder: Annotated[Path | None, typer.Argument(help="A folder with text files.")] = None) -> None:
    """Print the table and the answers for the documents of a folder, by default ``seeds``."""
    import hwextract
    from hwextract.errors import ReadError

    if folder is None and Path("seeds").is_dir():
        folder = Path("seeds")
    if folder is None:
        documents: list[Document] = [hwextract.Document(text=_EXAMPLE, doc_id="example")]
    else:
        if not folder.is_dir():
            _fail(f"{folder}: no such folder")
        try:
            documents = [hwextract.read(path) for path in sorted(folder.glob("*.txt"))]
        except ReadError as error:
            _fail(str(error))
        if not documents:
            _fail(f"{folder}: no .txt file in it")
    results = list(hwextract.extract_many(documents))
    _print_records(results)
    console = _console()

    for result in results:
        console.print(f"\n[bold]{_plain(result.doc_id)}[/]")
        console.print(_plain(result.answer()))


@app.command()
def benchmark(
    corpus: Annotated[
        Path | None, typer.Argument(help="A .jsonl or .jsonl.gz file with texts, a text file, or a folder of them.")
    ] = None,
    baseline: Annotated[
        list[Baseline] | None, typer.Option("--baseline", help="Hold against this alone; may be repeated.")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="See that everything runs; the figures mean little.")] = False,
) -> None:
    """Measure speed and memory against other ways to go over the same texts, by default a small corpus of ours."""
    from rich.console import Console

    from hwextract import benchmark as bench
    from hwextract.benchmark.report import show
    from hwextract.errors import HwextractError

    progress = Console(stderr=True, highlight=False)
    try:
        texts = bench.load(corpus)
        with progress.status("reading") as status:
            report = bench.benchmark(
                texts,
                baselines=[one.value for one in baseline or Baseline],
                scale=bench.QUICK if quick else bench.FULL,
                say=status.update,
            )
        if json_file is not None:
            json_file.write_text(report.to_json() + "\n", encoding="utf-8")
    except HwextractError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{json_file}: {error.strerror}")
    show(report, _console())


def _read(name: str) -> Document:
    """The document of a file, or of standard input."""
    import hwextract

    if name != "-":
        return hwextract.read(name)
    from hwextract.errors import ReadError
    from hwextract.readers.text import decode

    try:
        return hwextract.Document(text=decode(sys.stdin.buffer.read()), doc_id="stdin")
    except ValueError as error:
        raise ReadError("standard input", str(error)) from error


def _plain(text: str) -> str:
    """Text of a paper for the terminal: nothing in it steers the terminal or is taken for markup."""
    from rich.markup import escape

    from hwextract.report.values import visible

    return escape(visible(text))


def _complain(message: str) -> None:
    typer.echo(f"hwextract: {message}", err=True)


def _fail(message: str) -> typing.NoReturn:
    _complain(message)
    raise typer.Exit(2)


def _console() -> rich.console.Console:
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=max(console.width, 140))


def _print_records(results: Sequence[Extraction]) -> None:
    """The records in the columns that matter, with the fields of a type merged in one."""
    from rich.table import Table as RichTable

    from hwextract.report.values import describe

    grid = RichTable(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name, options in (
        ("document", {"max_width": 22}),
        ("type", {}),
        ("text", {"max_width": 34}),
        ("value", {"max_width": 44}),
        ("status", {}),
        ("phase", {}),
        ("setup", {"justify": "right"}),
    ):
        grid.add_column(name, overflow="ellipsis", **options)
    for result in results:
        for record in result.records:
            setup = "" if record.setup is None else str(record.setup)
            cells = (
                result.doc_id,
                record.type,
                " ".join(record.text.split()),
                describe(record),
                record.status,
                record.phase,
                setup,
            )
            grid.add_row(*map(_plain, cells), style="dim" if record.status != "used" else None)
        if not result.records:
            grid.add_row(_plain(result.doc_id), "", "[dim](no mention)[/]", "", "", "", "")
    _console().print(grid)


def _print_frame(results: Sequence[Extraction], table: Table) -> None:
    """The other tables, without the columns that are empty throughout."""
    import pandas as pd

    import hwextract

    frame = hwextract.to_frame(results, table.value)
    if frame.empty:
        print(f"No {table.value}.")
        return
    filled = [
        name for name in frame.columns if frame[name].map(lambda v: v is not pd.NA and v not in (None, [], "")).any()
    ]
    with pd.option_context("display.width", 200, "display.max_columns", None, "display.max_colwidth", 60):
        print(
            frame[filled].T.to_string(header=False)
            if table is Table.documents
            else frame[filled].to_string(index=False)
        )


def main() -> None:
    """Run the command line."""
    app()
