"""Write the table of US-listed companies from the SEC's list of companies and tickers (facts in the public domain).

`python -m themegraph.ontology.listed_table company_tickers.json` writes ontology/listed.tsv.gz, one line a company:
key, name, class, CIK, ticker symbols. The list is at
https://www.sec.gov/files/company_tickers.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from themegraph.ontology.company_key import company_key
from themegraph.ontology.listed_titles import kind_of, name_of

COMMAND = "python -m themegraph.ontology.listed_table"
TARGET = Path(__file__).with_name("listed.tsv.gz")


def table(source: Path) -> str:
    """Return the table's text from the SEC's file: sorted by key, then by CIK; one line a company."""
    titles: dict[int, str] = {}
    symbols: defaultdict[int, list[str]] = defaultdict(list)
    for row in json.loads(source.read_text(encoding="utf-8")).values():
        titles.setdefault(row["cik_str"], row["title"])
        symbols[row["cik_str"]].append(row["ticker"])
    rows = [_row(cik, title, tuple(dict.fromkeys(symbols[cik]))) for cik, title in titles.items()]
    return "".join("\t".join(row) + "\n" for row in sorted(rows, key=lambda row: (row[0], int(row[3]))))


def _row(cik: int, title: str, tickers: tuple[str, ...]) -> tuple[str, ...]:
    name = name_of(title, tickers)
    return company_key(name), name, kind_of(name), str(cik), " ".join(tickers)


def write(text: str, target: Path = TARGET) -> None:
    """Write the table, deflated; the bytes do not depend on the time."""
    target.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table; return the exit status."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Write the table of US-listed companies.")
    parser.add_argument("source", type=Path, help="the SEC's company_tickers.json")
    options = parser.parse_args(arguments)
    write(table(options.source))
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
