"""The data of a page as the lists that its script reads: short names, positions, colours, counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from themegraph.graph.layout import Layout, layered
from themegraph.graph.page.columns import TITLES, columns_of
from themegraph.graph.page.families import FAMILIES, STRUCTURE, TYPE_GROUPS, family_of, words
from themegraph.graph.page.model import Evidence, Fact, PageData, Paper, Thing
from themegraph.graph.page.spread import Point, spread
from themegraph.ontology.terms import RELATIONS

LETTERS = 16
# Document, kind, words before, words, words after: each with its place in the list.
Passages = dict[tuple[str, ...], int]
NOT_MAPPED = frozenset({"Document", "Country", "Place", "Topic", "OrganizationRole"})


def view_of(data: PageData) -> dict[str, Any]:
    """Return everything that the page's script reads, as plain lists and objects."""
    ends = ends_of(data)
    pairs = _mapped(data, ends)
    mapped = sorted({key for pair in pairs for key in pair})
    things = {thing.key: thing for thing in data.things}
    heights = {key: box_height(things[key].label) for key in mapped}
    layout = layered(columns_of((things[key] for key in mapped), data.facts), pairs, heights=heights)
    points = spread(mapped, pairs)
    passages: Passages = {}
    return {
        "title": data.title,
        "things": [_thing(thing, layout, points) for thing in data.things],
        "facts": [_fact(fact, ends, passages) for fact in data.facts],
        "passages": [_passage(passage) for passage in passages],
        "papers": [_paper(paper) for paper in data.papers],
        "columns": _columns(layout),
        "height": layout.height,
        "families": [{"name": f.name, "light": f.light, "dark": f.dark} for f in (*FAMILIES, STRUCTURE)],
        "relations": {name: _relation(name) for name in sorted({fact.relation for fact in data.facts})},
    }


def ends_of(data: PageData) -> dict[str, tuple[str, str]]:
    """Return the two things that each drawn fact connects; an estimate connects who makes it with what it is about."""
    found = {}
    for fact in data.facts:
        pair = (fact.source, fact.target) if fact.target else (fact.estimator, fact.source)
        if all(pair) and pair[0] != pair[1] and fact.status != "negated":
            found[fact.key] = pair
    return found


def box_height(label: str) -> float:
    """Return about how high the box of a name is: lines of some sixteen letters, three at most (see shapes.js)."""
    lines, room = 1, LETTERS
    for word in label.replace("-", "- ").split():
        if len(word) > room:
            lines, room = lines + 1, LETTERS
        room -= len(word) + 1
    return 17.0 * min(lines, 3) + 12


def _mapped(data: PageData, ends: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs for the maps of the whole: documents and places are met in the focus view only."""
    apart = {thing.key for thing in data.things if thing.type in NOT_MAPPED}
    return sorted({pair for pair in ends.values() if not apart.intersection(pair)})


def _relation(name: str) -> dict[str, Any]:
    families = (*FAMILIES, STRUCTURE)
    both_ways = name in RELATIONS and RELATIONS[name].symmetric
    return _filled({"words": words(name), "bothWays": both_ways}) | {"family": families.index(family_of(name))}


def _columns(layout: Layout) -> list[dict[str, Any]]:
    return [{"name": TITLES[column], "x": [left, right]} for column, (left, right) in sorted(layout.spans.items())]


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty, so that the file stays small."""
    return {name: value for name, value in item.items() if value not in ("", None, (), [], False)}


def _thing(thing: Thing, layout: Layout, points: dict[str, Point]) -> dict[str, Any]:
    place = layout.places.get(thing.key)
    return _filled(
        {
            "key": thing.key,
            "label": thing.label,
            "type": thing.type,
            "group": TYPE_GROUPS.get(thing.type, "other"),
            "aliases": thing.aliases,
            "tickers": thing.tickers,
            "ids": thing.identifiers,
            "unknown": not thing.resolved,
            "chain": (place.x, place.y) if place else None,
            "column": TITLES[place.column] if place else "",
            "network": points.get(thing.key),
        }
    )


def _fact(fact: Fact, ends: dict[str, tuple[str, str]], passages: Passages) -> dict[str, Any]:
    return _filled(
        {
            "key": fact.key,
            "relation": fact.relation,
            "source": fact.source,
            "target": fact.target,
            "ends": ends.get(fact.key),
            "text": fact.text,
            "figure": fact.figure.label,
            "value": fact.figure.value,
            "unit": fact.figure.unit,
            "money": fact.money,
            "dates": fact.dates,
            "start": fact.start or fact.end,
            "asOf": fact.as_of,
            "estimator": fact.estimator,
            "details": _named(fact.details),
            "status": fact.status,
            "derived": fact.derived,
            "confidence": round(fact.confidence, 2) if fact.evidence else None,
            "claims": [_claim(claim, passages) for claim in fact.evidence],
            "because": fact.because,
            "differs": fact.differs,
        }
    )


def _claim(claim: Evidence, passages: Passages) -> dict[str, Any]:
    """Return a claim; its passage is a place in the list of passages, as one sentence often holds several facts."""
    passage = (claim.document, claim.kind, claim.before, claim.text, claim.after)
    return _filled(
        {
            "claimant": claim.claimant,
            "cited": claim.cited,
            "citedAs": claim.cited_as,
            "status": claim.status,
            "derived": claim.derived,
            "words": claim.words,
            "notes": _named(claim.notes),
        }
    ) | {"passage": passages.setdefault(passage, len(passages))}


def _passage(passage: tuple[str, ...]) -> dict[str, str]:
    document, kind, before, text, after = passage
    kind = "" if kind == "Passage" else words(kind)
    return _filled({"paper": document, "kind": kind, "before": before, "text": text, "after": after})


def _named(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(words(name).removeprefix("has "), value) for name, value in pairs]


def _paper(paper: Paper) -> dict[str, Any]:
    return _filled(
        {
            "key": paper.key,
            "title": paper.title,
            "publisher": paper.publisher,
            "issued": paper.issued,
            "address": paper.address,
            "registry": paper.registry,
        }
    )
