"""A folder of text files in, two CSV tables out.

    python examples/folder_to_csv.py papers/ tables/

``records.csv`` has one row per mention, ``documents.csv`` one row per file, whatever was found in it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import hwextract


def main() -> None:
    parser = argparse.ArgumentParser(description="A folder of text files in, two CSV tables out.")
    parser.add_argument("papers", type=Path, help="folder with *.txt files")
    parser.add_argument("out", type=Path, help="folder for the tables; made if it is not there")
    arguments = parser.parse_args()

    documents = [hwextract.read(path) for path in sorted(arguments.papers.glob("*.txt"))]
    results = list(hwextract.extract_many(documents))

    arguments.out.mkdir(parents=True, exist_ok=True)
    for table in ("records", "documents"):
        hwextract.to_frame(results, table).to_csv(arguments.out / f"{table}.csv", index=False)

    stated = sum(bool(result.summary["hardware_stated"]) for result in results)
    print(f"{len(results)} documents, {stated} of them say what was used for training")


if __name__ == "__main__":
    main()
