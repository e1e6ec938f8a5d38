"""The claims behind each fact: words, place, claimant, citation, status, confidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from themegraph.graph.page.model import STATUSES, Evidence
from themegraph.graph.page.things import key_of, label_of, most_specific, name_of
from themegraph.graph.page.triples import OA, RDF_TYPE, Triples
from themegraph.graph.vocabulary import term
from themegraph.ontology.terms import AII

VALUE = term("rdf:value").value
MARKER = re.compile(r"\s*(?:[•*·–—-]|\d+[.)])\s*")
NOTES = ("note", "trend", "subjectQuantity", "objectQuantity", "order")


def evidence_by_node(triples: Triples, claims: Mapping[str, str]) -> dict[str, tuple[Evidence, ...]]:
    """Return the claims of each relationship node, restatements folded in: the firmest first, then the surest, then by place."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for claim in sorted(claims):
        for node in triples.texts(claim, f"{AII}asserts"):
            fuller = triples.text(node, f"{AII}restates")
            found[fuller or node].append(evidence_of(triples, claim, claims[claim]))
    return {node: tuple(sorted(claims_of, key=_rank)) for node, claims_of in found.items()}


def _rank(claim: Evidence) -> tuple[int, bool, float, str, int, str]:
    return (STATUSES.index(claim.status), claim.derived, -claim.confidence, claim.document, claim.start, claim.iri)


def evidence_of(triples: Triples, claim: str, graph: str) -> Evidence:
    """Return one claim with its quotation."""
    passage = triples.text(claim, f"{AII}statedIn")
    exact, before, after = _quotation(triples, passage)
    places = (triples.text(selector, VALUE) for selector in triples.texts(passage, f"{OA}hasSelector"))
    start = _positions(triples, passage)
    status = triples.text(claim, f"{AII}hasStatus").rpartition("/")[2]
    return Evidence(
        iri=claim,
        document=key_of(triples.text(passage, f"{OA}hasSource") or graph),
        text=exact,
        before=before,
        after=after,
        start=start,
        kind=most_specific(triples.classes(passage)) or "Passage",
        claimant=_keys(triples, claim, "claimant"),
        cited=_keys(triples, claim, "citesSource"),
        cited_as=triples.text(claim, f"{AII}citedAs"),
        status=status if status in STATUSES else "asserted",
        derived=triples.flag(claim, f"{AII}derived"),
        confidence=float(triples.text(claim, f"{AII}confidence") or 1),
        words=triples.text(claim, f"{AII}valueText"),
        place=next((place for place in places if place), ""),
        header=triples.text(passage, f"{AII}headerText"),
        notes=tuple((name, text) for name in NOTES for text in _notes(triples, claim, name)),
    )


def _quotation(triples: Triples, passage: str) -> tuple[str, str, str]:
    for selector in triples.texts(passage, f"{OA}hasSelector"):
        if exact := triples.text(selector, f"{OA}exact"):
            return exact, led_in(triples.text(selector, f"{OA}prefix")), led_out(triples.text(selector, f"{OA}suffix"))
    return "", "", ""


def led_in(prefix: str) -> str:
    r"""Return the words before a quotation on its own line, without a first word that may be cut.

    >>> led_in("text\n  • "), led_in("ago. Many of the "), led_in("A heading\n"), led_in("e middle of a longer sentence so ")
    ('', '… Many of the ', '', '… middle of a longer sentence so ')
    """
    line = prefix.rpartition("\n")[2]
    if MARKER.fullmatch(line):
        return ""
    if line != prefix or not line.strip():
        return line.lstrip() if line.strip() else ""
    return f"… {line.partition(' ')[2]}"


def led_out(suffix: str) -> str:
    r"""Return the words after a quotation on its own line, without a last word that may be cut.

    >>> led_out(" of it. Then the othe"), led_out(".\nNext")
    (' of it. Then the …', '.')
    """
    line = suffix.partition("\n")[0]
    if line != suffix or not line.strip():
        return line.rstrip()
    return f"{line.rpartition(' ')[0]} …" if " " in line.strip() else line


def _positions(triples: Triples, passage: str) -> int:
    for selector in triples.texts(passage, f"{OA}hasSelector"):
        if f"{OA}TextPositionSelector" in triples.texts(selector, RDF_TYPE):
            return int(triples.text(selector, f"{OA}start") or -1)
    return -1


def _keys(triples: Triples, claim: str, name: str) -> str:
    return key_of(triples.text(claim, AII + name))


def _notes(triples: Triples, claim: str, name: str) -> list[str]:
    values = triples.texts(claim, AII + name)
    return [label_of(triples, value) if value in triples else _plain(value) for value in values]


def _plain(value: str) -> str:
    return name_of(value) if value.startswith(("http://", "https://")) else value
