"""From drafts to claims: repeated ones folded, links resolved, identifiers given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from themegraph.graph.claim import (
    LIVE,
    Claim,
    Entity,
    Link,
    Passage,
    PassageKind,
    QualifierValue,
    digest,
)
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.citations import Cited
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.unit import Span
from themegraph.ontology.terms import RELATIONS

_PASSAGE_KINDS: Mapping[str, PassageKind] = {
    "reference": "ReferenceEntry",
    "quotation": "Quotation",
    "answer": "Answer",
}
# what the same statement may say more or less precisely
_MINOR = frozenset({"valueText", "note", "approximate"})


_TOLD_IN_PARTS = frozenset({"acquires", "investsIn", "suppliesTo", "partnersWith", "holds"})


@dataclass(frozen=True, slots=True)
class _Placed:
    draft: Draft
    span: Span


_Pair = tuple[_Placed, _Placed]


def claims_of(document: Document, drafts: Iterable[Draft], takeaways: frozenset[int]) -> tuple[Claim, ...]:
    """Turn drafts into claims in the order of the text; `takeaways` are the starts of blocks that list main points."""
    groups: dict[tuple[object, ...], list[_Placed]] = defaultdict(list)
    for draft in drafts:
        span = draft.unit.raw(draft.passage or Span(0, len(draft.unit.text)))
        key = (
            (span.start, span.end, draft.relation, *sorted(_ends(draft)))
            if RELATIONS[draft.relation].symmetric
            else (span.start, span.end, draft.relation, *_ends(draft))
        )
        groups[key].append(_Placed(draft, span))
    survivors = [pair for group in groups.values() for pair in _folded(_completed(group))]
    kept = [placed for placed, survivor in survivors if placed is survivor]
    kept.sort(key=lambda p: (p.span.start, p.span.end, p.draft.relation, *_ends(p.draft), _spelled(p.draft.qualifiers)))
    ids = {id(placed.draft): _identifier(document.id, placed) for placed in kept}
    claims = tuple(_claim(document, placed, ids, survivors, takeaways) for placed in kept)
    return tuple({claim.id: claim for claim in claims}.values())


def _ends(draft: Draft) -> tuple[str, str]:
    return draft.subject.id, draft.object.id if isinstance(draft.object, Entity) else draft.object.value.casefold()


def _completed(group: list[_Placed]) -> list[_Placed]:
    """Give the fullest reading of a passage what others of the same things add, where none of them contradicts another.

    “A bought B for $1 billion in May” may be read by one rule with its sum and by another with its date.
    """
    live = [placed for placed in group if placed.draft.status in LIVE]
    if len(live) < 2 or live[0].draft.relation not in _TOLD_IN_PARTS:
        return group
    union: dict[str, QualifierValue] = {}
    for placed in live:
        for key, value in _main(placed).items():
            if union.setdefault(key, value) != value and key not in {"dealState", "productText"}:
                return group
    fullest = max(live, key=lambda placed: (len(_main(placed)), placed.draft.confidence, placed.draft.rule))
    merged = replace(fullest, draft=replace(fullest.draft, qualifiers={**union, **fullest.draft.qualifiers}))
    return [merged if placed is fullest else placed for placed in group]


def _folded(group: list[_Placed]) -> list[_Pair]:
    """Pair each draft with the fullest that says the same of the same things in the same passage, itself if there is none."""
    ordered = sorted(
        group,
        key=lambda p: (
            p.draft.status not in LIVE,
            -len(_main(p)),
            -p.draft.confidence,
            p.draft.rule,
            _spelled(p.draft.qualifiers),
        ),
    )
    kept: list[_Placed] = []
    pairs: list[_Pair] = []
    for placed in ordered:
        same = next(
            (other for other in kept if _within(placed, other) or _says_less(placed, other)),
            placed,
        )
        pairs.append((placed, same))
        if same is placed:
            kept.append(placed)
    return pairs


def _main(placed: _Placed) -> dict[str, QualifierValue]:
    return {key: value for key, value in placed.draft.qualifiers.items() if key not in _MINOR}


def _within(placed: _Placed, other: _Placed) -> bool:
    """Whether a draft says nothing that another does not; the words for a product or a deal's state may differ."""
    mine, theirs = _main(placed), _main(other)
    return all(
        theirs.get(key) == value or (key in {"dealState", "productText"} and key in theirs)
        for key, value in mine.items()
    )


def _says_less(placed: _Placed, other: _Placed) -> bool:
    """Whether a draft without figures repeats one with figures."""
    return not _main(placed).keys() - {"purposeText", "marketText", "productText"} and bool(_main(other))


def _spelled(qualifiers: Mapping[str, QualifierValue]) -> str:
    return repr(
        sorted((key, value.id if isinstance(value, Entity) else str(value)) for key, value in qualifiers.items())
    )


def _identifier(document: str, placed: _Placed) -> str:
    return digest(
        document,
        placed.draft.relation,
        *_ends(placed.draft),
        _spelled(placed.draft.qualifiers),
        placed.span.start,
        placed.span.end,
    )


def _claim(
    document: Document, placed: _Placed, ids: Mapping[int, str], survivors: list[_Pair], takeaways: frozenset[int]
) -> Claim:
    draft, span = placed.draft, placed.span
    kind = _PASSAGE_KINDS.get(
        draft.unit.block.kind, "KeyTakeaway" if draft.unit.block.start in takeaways else "Passage"
    )
    passage = Passage(span.start, span.end, document.text[span.start : span.end], kind)
    return Claim(
        id=ids[id(draft)],
        predicate=draft.relation,
        subject=draft.subject,
        object=draft.object,
        passage=passage,
        extractor=draft.rule,
        confidence=_confidence(draft),
        qualifiers=dict(draft.qualifiers),
        links=tuple(_links(placed, ids, survivors)),
        status=draft.status,
        derived=draft.derived,
        claimant=draft.claimant,
        cited=draft.cited,
        cited_as=draft.cited_as,
    )


def _confidence(draft: Draft) -> Decimal:
    """A rule's confidence, less where an end is a name that no registry knows."""
    ends = [end for end in (draft.subject, draft.object) if isinstance(end, Entity)]
    return draft.confidence - Decimal("0.02") * sum(not end.resolved for end in ends)


def _links(placed: _Placed, ids: Mapping[int, str], survivors: list[_Pair]) -> Iterable[Link]:
    draft = placed.draft
    for role, wanted in draft.links.items():
        if isinstance(wanted, Mapping):
            found = [s for p, s in survivors if p.draft.relation == wanted["relation"] and p.span == placed.span]
        else:
            found = [s for p, s in survivors if p.draft.match is draft.match and p.draft.name == wanted]
        for claim in dict.fromkeys(ids[id(other.draft)] for other in found if other is not placed):
            yield Link(role, claim)


def entities_of(claims: Iterable[Claim], references: Iterable[Cited]) -> tuple[Entity, ...]:
    """Return every entity that the claims and references name, by IRI."""
    found: dict[str, Entity] = {}
    for claim in claims:
        for thing in (claim.subject, claim.object, claim.claimant, *claim.qualifiers.values()):
            if isinstance(thing, Entity):
                found.setdefault(thing.id, thing)
    for cited in references:
        if cited.publisher is not None:
            found.setdefault(cited.publisher.id, cited.publisher)
    return tuple(found[iri] for iri in sorted(found))
