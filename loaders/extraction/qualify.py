"""What a draft takes from its surroundings: its passage, citation and claimant, dates, kinds of figure and risk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from themegraph.graph.claim import QualifierValue
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.attribution import attributed
from themegraph.loaders.extraction.citations import Cited, statements
from themegraph.loaders.extraction.draft import Draft, date_qualifiers, with_qualifiers
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.source import period_of
from themegraph.loaders.extraction.tokens import words_of
from themegraph.loaders.extraction.unit import Span
from themegraph.loaders.extraction.values import Figure
from themegraph.loaders.extraction.wordlists import vocabulary
from themegraph.ontology.terms import RELATIONS

# a date behind one of these bounds a period, it does not date what is said
_BOUND = re.compile(
    r"\b(?:through|until|by|before|after|since|beyond|from|to|till)\s+(?:the\s+)?(?:end\s+of\s+|early\s+|late\s+|mid-)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\W*(?:on|in|during)\s+(?:the\s+)?", re.IGNORECASE)
_TOTAL = ("tam", "total addressable market")


def qualified(drafts: Iterable[Draft], document: Document, references: Sequence[Cited]) -> list[Draft]:
    """Complete drafts; leave out what turns out to state nothing of its kind."""
    by_id = {reference.id: reference for reference in references}
    out = []
    for draft in drafts:
        placed = _timed(attributed(_placed(draft)), by_id)
        settled = _settled(placed, document, by_id)
        if settled is not None:
            out.append(settled)
    return out


def _placed(draft: Draft) -> Draft:
    """Give a draft its passage: the statements of its sentence that its match touches, with their last citation."""
    if draft.passage is not None:
        return draft
    unit = draft.unit
    if unit.source is not None:
        return replace(
            draft,
            passage=unit.source.span or Span(0, len(unit.text)),
            cited=unit.source.reference,
            cited_as=unit.source.cited_as,
            claimant=draft.claimant or unit.source.speaker,
        )
    parts = statements(unit.text, unit.citations) if unit.kind == "sentence" else _sentences(draft)
    touched = [part for part in parts if part.start < draft.span.end and draft.span.start < part.end] or [
        Span(0, len(unit.text))
    ]
    passage = Span(touched[0].start, touched[-1].end)
    cited = [c for c in unit.citations if passage.start <= c.start and c.end <= passage.end]
    if not cited or (draft.match is not None and draft.match.rule.uncited):
        return replace(draft, passage=passage)
    last = cited[-1]
    return replace(
        draft,
        passage=passage,
        cited=draft.cited or last.reference,
        cited_as=draft.cited_as or last.text,
        claimant=draft.claimant or last.publisher,
    )


def _sentences(draft: Draft) -> tuple[Span, ...]:
    return tuple(Span(start, start + len(part.text)) for start, part in draft.unit.parts)


def _timed(draft: Draft, references: dict[str, Cited]) -> Draft:
    """Attach the passage's one free date, or the reference's own, where the rule asks for it."""
    relation = RELATIONS[draft.relation]
    if (
        not draft.match
        or "startDate" in draft.qualifiers
        or "startDate" not in (*relation.identity, *relation.qualifiers)
    ):
        return draft
    mode = draft.match.rule.time
    is_reference = draft.unit.block.kind == "reference"
    if mode == "reference" and is_reference and draft.cited in references and references[draft.cited].issued:
        period = period_of(references[draft.cited].issued)
        return with_qualifiers(draft, dict(zip(("startDate", "endDate", "datePrecision"), period or (), strict=False)))
    if mode not in {"auto", "reference", "clause"} or is_reference or draft.passage is None:
        return draft
    used = {m for filling in draft.match.slots.values() for m in filling.members if isinstance(m, Figure)}
    dates = [
        a
        for a in draft.unit.annotations
        if isinstance(a, Figure)
        and a.kind == "Date"
        and a not in used
        and draft.passage.start <= a.start
        and a.end <= draft.passage.end
    ]
    if mode == "clause":
        return (
            with_qualifiers(draft, {"note": dates[0].text, **date_qualifiers(dates[0])}) if len(dates) == 1 else draft
        )
    free = [
        a
        for a in dates
        if a.date_start
        and not _BOUND.search(draft.unit.text[: a.start])
        and ";" not in draft.unit.text[min(a.end, draft.span.end) : max(a.start, draft.span.start)]
    ]
    opening = [a for a in free if _OPENS.fullmatch(draft.unit.text[: a.start])]
    chosen = free if len(free) == 1 else opening
    return with_qualifiers(draft, date_qualifiers(chosen[0])) if len(chosen) == 1 else draft


def _settled(draft: Draft, document: Document, references: dict[str, Cited]) -> Draft | None:
    """Replace `auto` qualifiers by what they stand for."""
    qualifiers = dict(draft.qualifiers)
    issued = references[draft.cited].issued if draft.cited in references else ""
    relation = RELATIONS[draft.relation]
    vintage = period_of(issued)
    if "asOf" in relation.identity and relation.quantity and vintage and "asOf" not in qualifiers:
        qualifiers["asOf"] = vintage[1]
    for key, wanted in [(key, value) for key, value in qualifiers.items() if value in ("auto", "maybe")]:
        value = _automatic(key, draft, qualifiers, document, issued)
        if value is None and key == "riskKind" and wanted == "auto":
            return None
        if value is None:
            del qualifiers[key]
        else:
            qualifiers[key] = value
    if (
        qualifiers.get("amount") is None
        and "amount" not in qualifiers
        and not {"lowerBound", "upperBound"} & set(qualifiers)
    ):
        qualifiers.pop("currency", None)
    return replace(draft, qualifiers=qualifiers)


def _automatic(
    key: str, draft: Draft, qualifiers: dict[str, QualifierValue], document: Document, issued: str
) -> QualifierValue | None:
    if key == "estimateKind":
        return _estimate_kind(qualifiers, issued or document.metadata.issued)
    if key == "measure":
        lowered = draft.unit.text.casefold()
        return (
            "TAM"
            if any(name in lowered.replace("-", " ").split(".")[0].split() or f" {name}" in lowered for name in _TOTAL)
            else None
        )
    if key == "riskKind":
        return risk_kind(str(getattr(draft.object, "value", "")))
    if key == "affects":
        inside = (a for a in draft.unit.annotations if draft.span.start <= a.start and a.end <= draft.span.end)
        return next((a.entity for a in inside if isinstance(a, Mention) and a.entity.type == "OrganizationGroup"), None)
    if key == "order":
        siblings = [b.start for b in document.blocks if b.kind == "bullet" and b.group == draft.unit.block.group]
        return siblings.index(draft.unit.block.start) + 1 if draft.unit.block.start in siblings else None
    return None


def _estimate_kind(qualifiers: dict[str, QualifierValue], as_of: str) -> str | None:
    """A figure for a period not yet over when it was given is a forecast; without a date of its giving, nothing is said."""
    end = qualifiers.get("endDate")
    vintage = period_of(as_of)
    if vintage is None or not isinstance(end, date):
        return None
    return "forecast" if end >= vintage[1] else "estimate"


def risk_kind(text: str) -> str | None:
    """Return the kind of risk that a statement's words tell, None where they tell none.

    >>> risk_kind("Revenue can be lumpy"), risk_kind("The office opens at nine")
    ('customerConcentration', None)
    """
    spelled = " " + " ".join(words_of(text.casefold())) + " "
    kinds = dict(vocabulary("risk-kinds"))
    certain = kinds.pop("certain")
    for kind, cues in (*certain.items(), *kinds.items()):
        if any(f" {' '.join(words_of(str(cue).casefold()))} " in spelled for cue in cues):
            return str(kind)
    return None
