"""What a worker process hands over: readings of every kind arrive, and what cannot be handed over is an error."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from themegraph.errors import ReadError
from themegraph.graph.claim import Claim, Entity, Passage, Reading, Source
from themegraph.loaders import worker
from themegraph.loaders.sources import Candidate

COMPANY, FUND = Entity("https://example.org/c", "C", "Company"), Entity("https://example.org/f", "F", "Fund")
CLAIM = Claim("0" * 16, "holds", FUND, COMPANY, Passage(0, 1, "x"), "rule@1", Decimal(1))
READING = Reading(Source("https://example.org/d", "D", "", 1), "x", (CLAIM,))


def test_a_claim_without_qualifiers_is_handed_over() -> None:
    stream = io.BytesIO()
    worker.send(stream, READING)
    stream.seek(0)
    assert worker.receive(stream) == READING


def test_what_cannot_be_handed_over_is_an_error_of_its_document() -> None:
    faulty = replace(READING, source=cast(Any, lambda: None))
    stream = io.BytesIO()
    worker._send_reply(stream, faulty, Candidate("a.csv", Path("a.csv")))
    stream.seek(0)
    reply = worker.receive(stream)
    assert isinstance(reply, ReadError)
    assert "cannot be handed over" in str(reply)
    assert reply.where == "a.csv"
