"""The data of a page as the lists that its script reads: short names, positions, colours, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from themegraph.graph.layout import Layout, Shape, layered
from themegraph.graph.page.columns import TITLES, columns_of
from themegraph.graph.page.families import FAMILIES, STRUCTURE, TYPE_GROUPS, family_of, words
from themegraph.graph.page.layers import layers_of
from themegraph.graph.page.model import STATUSES, Evidence, Fact, PageData, Paper, Thing
from themegraph.graph.page.overview import main_things
from themegraph.graph.page.spread import Point, spread
from themegraph.ontology.terms import AII, AIID, RELATIONS

LETTER = 9.1
# The picture of the page lies between two panels, so it is less wide than a screen (see shapes.js for the boxes).
WIDTH, COLUMN, WIDEST_COLUMN, SUBCOLUMN = 1264.0, 158.0, 270.0, 140.0
WHOLE, FIRST, ROWS = 0.72, 0.6, 14
# How wide a box may be, at least and at most, and the space beside it that lines need.
BOX, WIDEST_BOX, BESIDE = 128.0, 190.0, 60.0
# Document, kind, words before, words, words after, place in a table, its header: each with its place in the list.
Passages = dict[tuple[str, ...], int]
SECURITIES = frozenset({"Security", "FinancialProduct"})
NOT_MAPPED = frozenset({"Document", "Country", "Place", "Topic", "OrganizationRole"})


def _of_a_security(fact: Fact, things: Mapping[str, Thing]) -> bool:
    """Tell whether a fact is about cash, a bill or another paper that no company of the map stands behind."""
    return any(end in things and things[end].type in SECURITIES for end in (fact.source, fact.target))


def view_of(data: PageData) -> dict[str, Any]:
    """Return everything that the page's script reads, as plain lists and objects.

    Things, documents, passages and relations are named by their place in their list, so that the file stays small.
    """
    ends = ends_of(data)
    pairs = _mapped(data, ends)
    mapped = sorted({key for pair in pairs for key in pair})
    things = {thing.key: thing for thing in data.things}
    columns = columns_of((things[key] for key in mapped), data.facts)
    whole = _shape(columns, WHOLE)
    room = _room(columns, whole)
    heights = {key: box_height(things[key].label, room) for key in mapped}
    layout = layered(columns, pairs, heights=heights, shape=whole)
    main = main_things(columns, [fact for fact in data.facts if not _of_a_security(fact, things)], ends)
    chosen = {key: column for key, column in columns.items() if key in main}
    shape = _shape(chosen, FIRST)
    first = layered(chosen, pairs, heights=heights, shape=shape) if len(main) < len(columns) else None
    points, layers = spread(mapped, pairs), layers_of(data.things, data.facts)
    places = _Places(data)
    return {
        "title": data.title,
        "note": data.note,
        "things": [
            _thing(thing, layout, first, points, places.things.get(layers.get(thing.key, ""))) for thing in data.things
        ],
        "facts": [_fact(fact, places) for fact in data.facts],
        "passages": [_passage(passage, places) for passage in places.passages],
        "headers": [header.split("\t") for header in places.headers],
        "papers": [_paper(paper) for paper in data.papers],
        "columns": _columns(layout),
        "height": layout.height,
        "room": room,
        "main": {"columns": _columns(first), "height": first.height} if first else None,
        "crossings": layout.crossings,
        "families": [{"name": f.name, "light": f.light, "dark": f.dark} for f in (*FAMILIES, STRUCTURE)],
        "relations": [_relation(name) for name in places.relations],
        "prefixes": {"aii": AII, "aiid": AIID},
    }


class _Places:
    """The places of things, documents and relations in their lists; passages and headers get theirs as they are met."""

    def __init__(self, data: PageData) -> None:
        self.things = {thing.key: i for i, thing in enumerate(data.things)}
        self.papers = {paper.key: i for i, paper in enumerate(data.papers)}
        self.relations = {name: i for i, name in enumerate(sorted({fact.relation for fact in data.facts}))}
        self.facts = {fact.key: i for i, fact in enumerate(data.facts)}
        self.passages: Passages = {}
        self.headers: dict[str, int] = {}


def _shape(columns: dict[str, int], aspect: float) -> Shape:
    """Return a shape whose columns fill the picture where they are few, so that lines have room for their words."""
    fair = (WIDTH - _folds(columns) * SUBCOLUMN) / max(len(set(columns.values())), 1)
    return Shape(column=min(max(fair, COLUMN), WIDEST_COLUMN), subcolumn=SUBCOLUMN, aspect=aspect)


def _folds(columns: dict[str, int]) -> int:
    """Return how many columns need to stand beside others of their kind."""
    return sum((size - 1) // ROWS for size in Counter(columns.values()).values())


def _room(columns: dict[str, int], shape: Shape) -> float:
    """Return how wide a box may be: wider where columns are few, so that long names have room."""
    return BOX if _folds(columns) else min(max(shape.column - BESIDE, BOX), WIDEST_BOX)


def ends_of(data: PageData) -> dict[str, tuple[str, str]]:
    """Return the two things that each drawn fact connects; an estimate connects who makes it with what it is about."""
    found = {}
    for fact in data.facts:
        pair = (fact.source, fact.target) if fact.target else (fact.estimator, fact.source)
        if all(pair) and pair[0] != pair[1] and fact.status != "negated":
            found[fact.key] = pair
    return found


def box_height(label: str, room: float = BOX) -> float:
    """Return about how high a box of this width is: lines of some nine units a letter, three at most (see shapes.js)."""
    letters = int(room / LETTER)
    lines, left = 1, letters
    for word in label.replace("-", "- ").split():
        if len(word) > left and left < letters:
            lines, left = lines + 1, letters
        lines += (len(word) - 1) // letters
        left -= (len(word) - 1) % letters + 2
    return 17.0 * min(lines, 3) + 12


def _mapped(data: PageData, ends: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs for the maps of the whole: documents and places are met in the focus view only."""
    apart = {thing.key for thing in data.things if thing.type in NOT_MAPPED}
    return sorted({pair for pair in ends.values() if not apart.intersection(pair)})


def _relation(name: str) -> dict[str, Any]:
    families = (*FAMILIES, STRUCTURE)
    known = RELATIONS.get(name)
    about = {"name": name, "words": words(name), "class": known.node_class if known else ""}
    return _filled(about | {"bothWays": bool(known and known.symmetric)}) | {"family": families.index(family_of(name))}


def _columns(layout: Layout) -> list[dict[str, Any]]:
    return [{"name": TITLES[column], "x": [left, right]} for column, (left, right) in sorted(layout.spans.items())]


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty, so that the file stays small."""
    return {name: value for name, value in item.items() if value not in ("", None, (), [], False)}


def _thing(
    thing: Thing, layout: Layout, first: Layout | None, points: dict[str, Point], layer: int | None
) -> dict[str, Any]:
    place = layout.places.get(thing.key)
    main = first.places.get(thing.key) if first else None
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
            "main": (main.x, main.y) if main else None,
            "column": TITLES[place.column] if place else "",
            "network": points.get(thing.key),
        }
    ) | ({} if layer is None else {"layer": layer})


def _fact(fact: Fact, places: _Places) -> dict[str, Any]:
    refers = {"source": places.things[fact.source], "relation": places.relations[fact.relation]}
    refers |= {name: places.things[key] for name in ("target", "estimator") if (key := getattr(fact, name))}
    return refers | _filled(
        {
            "key": fact.key,
            "text": fact.text,
            "figure": fact.figure.label,
            "value": fact.figure.value,
            "unit": fact.figure.unit,
            "money": fact.money,
            "dates": fact.dates,
            "start": fact.start,
            "end": fact.end,
            "asOf": fact.as_of,
            "details": _named(fact.details),
            "status": "" if fact.status == STATUSES[0] else fact.status,
            "derived": fact.derived,
            "confidence": round(fact.confidence, 2) if fact.evidence else None,
            "claims": [_claim(claim, places) for claim in fact.evidence],
            "because": [places.facts[key] for key in fact.because if key in places.facts],
            "differs": [places.facts[key] for key in fact.differs if key in places.facts],
            "change": fact.change,
            "before": fact.before,
        }
    )


def _claim(claim: Evidence, places: _Places) -> dict[str, Any]:
    """Return a claim; its passage is a place in the list of passages, as one sentence often holds several facts."""
    passage = (claim.document, claim.kind, claim.before, claim.text, claim.after, claim.place, claim.header)
    refers = {"passage": places.passages.setdefault(passage, len(places.passages))}
    if claim.claimant in places.things:
        refers["claimant"] = places.things[claim.claimant]
    if claim.cited in places.papers:
        refers["cited"] = places.papers[claim.cited]
    return refers | _filled(
        {
            "citedAs": claim.cited_as,
            "status": "" if claim.status == STATUSES[0] else claim.status,
            "derived": claim.derived,
            "words": claim.words,
            "notes": _named(claim.notes),
        }
    )


def _passage(passage: tuple[str, ...], places: _Places) -> dict[str, Any]:
    document, kind, before, text, after, place, header = passage
    kind = "" if kind == "Passage" else words(kind)
    refers = {"paper": places.papers[document]}
    if header:
        refers["header"] = places.headers.setdefault(header, len(places.headers))
    return refers | _filled({"kind": kind, "before": before, "text": text, "after": after, "place": place})


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
            "notes": paper.notes,
        }
    )
