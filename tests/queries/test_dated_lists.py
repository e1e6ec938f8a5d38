"""Two dated lists of one made fund: what it bought and sold, its part in a company of two share classes, no index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from themegraph.api import Graph

FUND = "Constructed Dated ETF"
HEAD = "Ticker,Name,CUSIP,Weight (%),Shares,Country\n"
MAY = """NVDA,NVIDIA CORP,67066G104,30,"3,000",United States
GOOGL,ALPHABET INC-CL A,02079K305,20,"2,000",United States
GOOG,ALPHABET INC-CL C,02079K107,10,"1,000",United States
ASML,ASML HOLDING NV,,10,200,Netherlands
INTC,INTEL CORP,458140100,14,"7,000",United States
MU,MICRON TECHNOLOGY INC,595112103,9,90,United States
MU,MICRON TECHNOLOGY INC,595112103,6,60,United States
,CASH,,1,"10,000",
"""
JUNE = """NVDA,NVIDIA CORP,67066G104,35,"3,000",United States
GOOGL,ALPHABET INC-CL A,02079K305,16,"1,600",United States
GOOG,ALPHABET INC-CL C,02079K107,10,"1,000",United States
ASML,ASML HOLDING NV,,10,200,Netherlands
AVGO,BROADCOM INC,11135F101,12.5,950,United States
MU,MICRON TECHNOLOGY INC,595112103,9,90,United States
MU,MICRON TECHNOLOGY INC,595112103,6,80,United States
,CASH,,1.5,"15,000",
"""


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Give a graph of both lists."""
    folder = tmp_path_factory.mktemp("lists")
    for day, rows in (("2026-05-29", MAY), ("2026-06-30", JUNE)):
        (folder / f"{day}.csv").write_text(f"{FUND}\nas of {day}\n{HEAD}{rows}", encoding="utf-8")
    with Graph() as graph:
        assert graph.build(folder).failures == ()
        yield graph


def rows(graph: Graph, question: str, *columns: str, **parameters: Any) -> list[tuple[str, ...]]:
    """Return these columns of an answer as text."""
    records = graph.ask(question, **parameters).records()
    return [tuple("" if record[name] is None else str(record[name]) for name in columns) for record in records]


def test_what_was_bought_sold_added_and_dropped(lists: Graph) -> None:
    columns = ("security", "change", "shares_before", "shares_after", "weight_before", "weight_after")
    assert rows(lists, "holdings-changes", *columns, of=FUND) == [
        ("BROADCOM INC", "added", "", "950", "", "12.5"),
        ("MICRON TECHNOLOGY INC", "bought", "60", "80", "6", "6"),
        ("INTEL CORP", "dropped", "7000", "", "14", ""),
        ("ALPHABET INC-CL A", "sold", "2000", "1600", "20", "16"),
    ]


def test_two_share_classes_are_one_company_and_two_securities(lists: Graph) -> None:
    columns = ("holder", "as_of", "percent", "securities")
    assert rows(lists, "exposure-to-company", *columns, to="Alphabet") == [
        (FUND, "2026-05-29", "30", "2"),
        (FUND, "2026-06-30", "26", "2"),
    ]
    held = rows(lists, "holdings-of", "held", "security", "weight", of=FUND)
    assert held.count(("Alphabet", "ALPHABET INC-CL C", "10")) == 2


def test_countries_come_from_each_list(lists: Graph) -> None:
    columns = ("country", "as_of", "percent")
    assert sorted(rows(lists, "exposure-by-country", *columns, of=FUND)) == [
        ("Netherlands", "2026-05-29", "10"),
        ("Netherlands", "2026-06-30", "10"),
        ("United States", "2026-05-29", "89"),
        ("United States", "2026-06-30", "88.5"),
    ]


def test_no_index_follows_from_what_is_held(lists: Graph) -> None:
    assert rows(lists, "index-of", "index", of=FUND) == []
