"""Registers that are damaged, of another form, or made to do harm."""

import json
from types import SimpleNamespace

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.reading import parse_document

TICKERS = b'{"0":{"cik_str":42,"ticker":"ZORB","title":"Zorbian"}'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (TICKERS, "malformed JSON"),
        (TICKERS + b',"1":{"cik_str":NaN}}', "NaN"),
        (TICKERS + b',"1":{"cik_str":' + b"9" * 9000 + b"}}", "cannot be read"),
        (TICKERS + b',"1":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
        (TICKERS + b',"1":"\xff"}', "not UTF-8"),
        (b'{"entities":{"Q42":{}}}', "holds no records"),
        (b'{"entities":{"Q42":[]},"data":7}', "holds no records"),
        (b'[{"data":[{"figi":{}}]}]', "holds no records"),
        (b'{"data":[{"type":"lei-records","attributes":[]},7]', "malformed JSON"),
    ],
)
def test_a_damaged_register_is_a_clear_error(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        parse_document(data, name="a.json")
    assert caught.value.where.startswith("a.json")


@pytest.mark.parametrize(
    "tree",
    [
        {"0": {"cik_str": {"a": 1}, "ticker": ["x"], "title": None}},
        {"0": {"cik_str": True, "ticker": 7, "title": "\u202eevil\u0000"}},
        {"fields": ["cik", "ticker"], "data": [[], 7, None, [42], {"cik": 1}]},
        {"data": [{"type": "lei-records", "attributes": {"lei": 7, "entity": []}}]},
        {"data": {"type": "relationship-records", "attributes": None}},
        {"records": [{"LEI": {"$": "5" * 20}, "Entity": {"LegalName": []}}]},
        [{"data": [{"figi": "BBG000BLNNH6", "name": None, "ticker": {}}]}, {"error": {}}],
        {
            "entities": {
                "Q1": {"id": "Q1", "labels": [], "aliases": 7, "claims": {"P31": 7, "P414": [{}], "P159": None}}
            }
        },
        {"entities": {"Q1": {"id": "Q1", "labels": {"en": {"value": "x" * 100_000}}, "claims": {}}}},
        {"cik": "42", "entityType": 1, "name": [], "tickers": {}, "exchanges": 3, "formerNames": [1], "addresses": 5},
    ],
)
def test_values_of_the_wrong_kind_are_no_fault_of_the_program(registers: SimpleNamespace, tree: object) -> None:
    reading = registers.read_json(tree)
    assert len(reading.text) < 20_000


def test_a_control_character_in_a_name_is_not_kept(registers: SimpleNamespace) -> None:
    tree = {"0": {"cik_str": 42, "ticker": "ZORB", "title": "Zor\u0000bian\tInc"}}
    reading = registers.read_json(tree)
    assert reading.text.splitlines()[1] == "42\tZorbian Inc\tZORB\t"


def test_a_wrong_extension_does_not_matter(registers: SimpleNamespace) -> None:
    tree = {"0": {"cik_str": 42, "ticker": "ZORB", "title": "Zorbian"}}
    assert len(registers.read_bytes(json.dumps(tree).encode(), "a.txt").claims) == 2


def test_the_same_bytes_give_the_same_reading(registers: SimpleNamespace) -> None:
    data = json.dumps({str(n): {"cik_str": n + 1, "ticker": f"Z{n}", "title": f"Zorb {n}"} for n in range(50)}).encode()
    assert registers.read_bytes(data) == registers.read_bytes(data)
