"""Registers as the tests hand them to the reader."""

import json
import pickle
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from themegraph.graph.claim import Claim, Entity, Reading
from themegraph.graph.gate import check
from themegraph.loaders import confined
from themegraph.loaders.reading import parse_document
from themegraph.loaders.tables.interpret import interpret
from themegraph.ontology.entry import ID_BASE


def read_bytes(data: bytes, name: str = "a.json") -> Reading:
    """Return what a file says; the gate must accept all of it."""
    reading = interpret(parse_document(data, name=name))
    assert [refused.rejection for refused in check(reading).rejected] == []
    assert pickle.loads(pickle.dumps(reading)) == reading  # as it comes from a process that reads
    return reading


def read_json(tree: object) -> Reading:
    """Return what a tree of JSON says."""
    return read_bytes(json.dumps(tree, ensure_ascii=False).encode())


def short(entity: Entity) -> str:
    """Return an IRI without its base."""
    return entity.id.removeprefix(ID_BASE)


def said(claim: Claim) -> tuple[str, str, str]:
    """Return a claim as subject, relation, object."""
    end = short(claim.object) if isinstance(claim.object, Entity) else claim.object.value
    return short(claim.subject), claim.predicate, end


def facts(reading: Reading) -> set[tuple[str, str, str]]:
    """Return every claim as subject, relation, object."""
    return {said(claim) for claim in reading.claims}


def plain(claim: Claim) -> dict[str, str]:
    """Return the qualifiers of a claim as text."""
    shown = {
        name: short(value) if isinstance(value, Entity) else str(value) for name, value in claim.qualifiers.items()
    }
    assert all(isinstance(v, Entity | str | int | Decimal | date) for v in claim.qualifiers.values())
    return shown


def places(reading: Reading) -> set[str]:
    """Return the places in the file that the claims point at, each of which must be a row of the text."""
    for claim in reading.claims:
        passage = claim.passage
        assert passage.selector is not None
        assert reading.text[passage.start : passage.end] == passage.text
        assert "\n" not in passage.text
    return {claim.passage.selector.value for claim in reading.claims if claim.passage.selector}


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process, which saves a start of Python each time; the tests of hostile files do not."""
    if request.path.stem != "test_hostile":
        monkeypatch.setattr(confined, "_isolated", True)


@pytest.fixture
def registers() -> SimpleNamespace:
    """Give the functions that read a register and show what it says."""
    return SimpleNamespace(
        read_bytes=read_bytes, read_json=read_json, short=short, said=said, facts=facts, plain=plain, places=places
    )
