"""OpenFIGI's answers to mapping jobs as rows; a job without an answer is a row that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from themegraph.loaders.readers.registers_rows import PlacedRow, RegisterSheet, at, items, pointer, text

_FIELDS = (
    "figi", "name", "ticker", "exchCode", "compositeFIGI", "shareClassFIGI", "securityType", "securityType2", "marketSector", "securityDescription",
)  # fmt: skip
_COLUMNS = ("job", *_FIELDS, "fault")


def figi_rows(data: Any) -> RegisterSheet | None:
    """Return the answers of a mapping or search, None for other data."""
    jobs: list[tuple[tuple[int, ...], Any]] = [((number,), job) for number, job in items(data)]
    if isinstance(data, dict):
        jobs = [((), data)]
    if not jobs or not all(isinstance(job, dict) and job.keys() & {"data", "warning", "error"} for _, job in jobs):
        return None
    found = any(isinstance(at(job, "data", 0, "figi"), str) for _, job in jobs)
    if not found and not all("data" not in job for _, job in jobs):
        return None
    rows = [row for place, job in jobs for row in _answers(place, job)]
    return RegisterSheet("figi", _COLUMNS, rows, title="OpenFIGI answers")


def _answers(place: tuple[int, ...], job: Any) -> Iterator[PlacedRow]:
    name = str(place[0] + 1) if place else "1"
    for number, answer in items(at(job, "data")):
        yield pointer(*place, "data", number), (name, *(text(at(answer, field)) for field in _FIELDS), "")
    for fault in ("warning", "error"):
        if text(at(job, fault)):
            yield pointer(*place, fault), (name, *("" for _ in _FIELDS), text(job[fault]))
