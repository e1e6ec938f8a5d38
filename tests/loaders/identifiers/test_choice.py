"""Which JSON is taken for a register: by its content, whatever its name."""

import json

import pytest

from themegraph.loaders.readers.base import Content, Fit
from themegraph.loaders.readers.registers import RegisterReader

_LEI = "969500A1YF1XUYYXS284"


@pytest.mark.parametrize(
    "tree",
    [
        {"0": {"cik_str": 42, "ticker": "ZORB", "title": "Zorbian"}},
        {"fields": ["cik", "name", "ticker", "exchange"], "data": []},
        {"cik": "42", "entityType": "operating", "name": "Zorbian", "tickers": []},
        {"meta": {}, "data": [{"type": "lei-records", "id": _LEI, "attributes": {"lei": _LEI}}]},
        {"records": [{"LEI": {"$": _LEI}}]},
        {"relations": [{"Relationship": {"StartNode": {"NodeID": {"$": _LEI}}}}]},
        [{"data": [{"figi": "BBG000BLNNH6"}]}],
        [{"warning": "No identifier found."}],
        {"entities": {"Q42": {"id": "Q42"}}},
        {"type": "item", "id": "Q42", "labels": {}},
        [{"type": "item", "id": "Q42", "claims": {}}],
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.txt", "a"])
def test_a_register_is_told_by_its_content(tree: object, name: str) -> None:
    for indent in (None, 2):
        data = json.dumps(tree, indent=indent).encode()
        assert RegisterReader().fit(Content(name, data)) == Fit.CERTAIN
        assert RegisterReader().fit(Content(name, b"\xef\xbb\xbf" + data)) == Fit.CERTAIN


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"cik_str",
        b'{"name": "Zorbian", "cik": "42"}',
        b'[{"id": "Q1", "labels": ["a question"], "type": "choice"}]',
        b'{"@context": "https://schema.org", "@type": "Corporation", "cik": 1, "entityType": 2, "tickers": []}',
        b'{"cik": 42, "entityName": "Zorbian", "facts": {"us-gaap": {}}}',
        b'[{"ticker": "ZORB", "weight": 7.1}]',
        b'{"data": [{"name": "Zorbian"}]}',
        b'<html>{"0":{"cik_str":42}}</html>',
    ],
)
def test_other_data_is_left_to_others(data: bytes) -> None:
    assert RegisterReader().fit(Content("a.json", data)) == Fit.NONE
