"""From a match to drafts of claims: lists distributed, amounts attached or left off, qualifiers typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

from themegraph.graph.claim import LIVE, Entity, QualifierValue, Status, Value
from themegraph.loaders.extraction.context import Context
from themegraph.loaders.extraction.filing_items import each_has, items, no_ware, shared_period, turned, wares
from themegraph.loaders.extraction.joint import one_project, paired
from themegraph.loaders.extraction.kinds import NAME, accepts
from themegraph.loaders.extraction.match import Filling, Match
from themegraph.loaders.extraction.pattern import FREE
from themegraph.loaders.extraction.phrases import names_nothing, noun_phrase, whole_list, without_place
from themegraph.loaders.extraction.rules import Emission
from themegraph.loaders.extraction.second_verbs import before_verb
from themegraph.loaders.extraction.status import opens_condition, status_of
from themegraph.loaders.extraction.unit import Span, Unit
from themegraph.loaders.extraction.values import Figure
from themegraph.loaders.extraction.wordlists import vocabulary
from themegraph.ontology.terms import CLAIM_QUALIFIERS, RELATIONS

SUFFIX = re.compile(
    r",?\s+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|ag|se|sa|nv|holdings?|group)\.?$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[ -]([a-z][\w-]*)")
_AFTER = frozenset(vocabulary("vocabulary")["words"]["after-a-name"])
_ANYTHING = frozenset(vocabulary("vocabulary")["words"]["anything"])
SEQUENCE = frozenset(vocabulary("vocabulary")["words"]["sequence"])
# how a thing is supplied, behind its name
_HOW = re.compile(r"\s+(?:exclusively|solely|directly|primarily|mainly|entirely|only|also)$")
_OWN = re.compile(r"^(?:our|its|their)\s+", re.IGNORECASE)
# a finite verb makes words a clause: “plant in Peoria was put off”
_CLAUSE = re.compile(r"\s(?:is|are|was|were|has|have|had|will|would|could|might|cannot|did|does)\b")
# so many of a thing, whose name is cut off: “larger portion”
_SHARE = re.compile(r"\b(?:portion|share|number|majority|amount|variety|percentage|proportion|quantity|quantities)$")
_FREE = {(kind,) for kind in FREE}


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A claim in the making; `links` name other drafts of the match or relations of the same passage."""

    relation: str
    subject: Entity
    object: Entity | Value
    qualifiers: Mapping[str, QualifierValue]
    unit: Unit
    span: Span
    rule: str
    status: Status
    derived: bool
    confidence: Decimal
    name: str
    match: Match | None
    links: Mapping[str, Any] = field(default_factory=dict)
    claimant: Entity | None = None
    slot_types: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    passage: Span | None = None
    cited: str = ""
    cited_as: str = ""


def drafts_of(match: Match, context: Context) -> Iterator[Draft]:
    """Yield what each emission of the match's rule states."""
    for emission in match.rule.emissions:
        if emission.when and (emission.when.lstrip("!") in match.slots) == emission.when.startswith("!"):
            continue
        yield from _emit(match, emission, context)


def _emit(match: Match, emission: Emission, context: Context) -> Iterator[Draft]:
    subjects = _ends(match, emission.subject, context, emission.relation)
    objects = _ends(match, emission.object, context, emission.relation)
    respectively = len(objects) > 1 and ("respectively" in match.unit.vocabulary or paired(match, len(objects)))
    status = _status(emission.status, match)
    claimant = (
        next((m.entity for m in match.slots[emission.claimant].members if not isinstance(m, Figure)), None)
        if emission.claimant in match.slots
        else None
    )
    if emission.relation == "investsIn" and len(objects) > 1 and not respectively:
        objects = one_project(match, emission, objects, context)
    series = _series(match) if "respectively" in match.unit.vocabulary and len(objects) == 1 else 0
    if series:
        objects = objects * series
    for subject in subjects:
        for number, thing in enumerate(objects):
            if not isinstance(subject, Entity) or thing == subject:
                continue
            qualifiers = _qualifiers(
                match,
                emission,
                count=max(len(subjects), len(objects)),
                number=number if respectively or series else None,
            )
            yield Draft(
                relation=emission.relation,
                subject=subject,
                object=thing,
                qualifiers=qualifiers,
                unit=match.unit,
                span=match.span,
                rule=match.rule.id,
                status=status,
                derived=emission.derived,
                confidence=Decimal(match.rule.confidence),
                name=emission.name,
                match=match,
                links=emission.links,
                claimant=claimant,
                slot_types=(_slot_types(match, emission.subject), _slot_types(match, emission.object)),
            )


def _status(fixed: str, match: Match) -> Status:
    """Return what cues make of the match; a rule may say that its words state a fact although they sound hedged or planned.

    `asserted` and `planned` still give way to a denial or a question, `stated` to nothing: the negation is the statement's own.
    """
    if fixed == "stated":
        return "asserted"
    found = status_of(match.unit.words, match.first, match.last)
    firm = found in {"negated", "speculative", "reported"} or (
        found == "conditional" and opens_condition(match.unit.words)
    )
    return found if firm or fixed not in LIVE else fixed  # type: ignore[return-value]


def _series(match: Match) -> int:
    """Return how many figures stand in each of a match's lists of figures, 0 unless they are as many in all."""
    lists = [
        [m for m in match.slots[name].members if isinstance(m, Figure)]
        for name in match.rule.pattern.lists
        if name in match.slots
    ]
    sizes = {len(_periods(figures[0])) if len(figures) == 1 else len(figures) for figures in lists if figures}
    return sizes.pop() if len(sizes) == 1 and max(sizes) > 1 else 0


def _periods(figure: Figure) -> list[str]:
    """Return the periods that one expression names: “second quarter and first half of fiscal year 2030” are two."""
    parts = figure.text.split(" and ") if figure.kind == "Date" and figure.date_start is None else [figure.text]
    parts = [parts[0], *(shared_period(parts[0], part) or part for part in parts[1:])]
    whose = parts[-1].find(" of ")
    return [part if " of " in part or whose < 0 else part + parts[-1][whose:] for part in parts]


def _slot_types(match: Match, end: object) -> tuple[str, ...]:
    return match.rule.pattern.slots.get(end, ()) if isinstance(end, str) else ()


def _ends(match: Match, end: object, context: Context, relation: str) -> list[Entity | Value]:
    """Return the entities or the value that an emission's subject or object names; none where the slot is empty."""
    if isinstance(end, str):
        filling = match.slots.get(end)
        return list(_entities(_one_clause(filling, match), match.rule.pattern.slots[end])) if filling else []
    assert isinstance(end, Mapping)
    if "value" in end:
        return [Value(_fill(str(end["value"]), match), _fill(str(end.get("label", end["value"])), match))]
    if "within" in end:
        filling = match.slots.get(str(end["within"]))
        return list(dict.fromkeys(_outside_parentheses(filling, match, tuple(end["types"])))) if filling else []
    if "entity" in end:
        words = str(end["text"])
        whole = _whole_mention(match, words)
        if whole is not None and (
            whole.type == end["entity"]
            or (end["entity"] == "Project" and accepts(RELATIONS[relation].object_types, whole.type))
        ):
            return [whole]
        if words in match.slots and _is_date(match.slots[words]):
            return []
        template = (words if "{" in words else "{" + words + "}").replace(
            "{about}", context.about.label if context.about else ""
        )
        said = _fill(template, match)
        name = whole_list(said) if match.rule.pattern.slots.get(words) == ("List",) else noun_phrase(said)
        if _CLAUSE.search(name) or no_ware(name) or _SHARE.search(name) or _names_another(match, words, name):
            return []
        nothing = name.casefold() in _ANYTHING or (end["entity"] == "Project" and names_nothing(name))
        found = None if nothing else context.named(str(end["entity"]), name)
        if found is not None and end["entity"] == "Project" and not found.resolved:
            found = replace(found, aliases=without_place(name))
    elif "entities" in end:
        kind, names = str(end["entities"]), items(_fill(str(end["text"]), match), noun_phrase)
        return [thing for name in names if (thing := context.named(kind, name)) is not None]
    elif "things" in end:
        kind, names = str(end["things"]), wares(before_verb(_fill(str(end["text"]), match)), noun_phrase)
        return [thing for name in names if (thing := context.named(kind, name)) is not None]
    elif "registry" in end:
        found = context.registered(str(end["registry"]))
    else:
        found = context.entity(str(end["context"]), match)
    return [found] if found else []


_PRONOUNS = frozenset({"we", "it", "they"})


def _one_clause(filling: Filling, match: Match) -> Filling:
    """Return a list without the members of another clause: “from A and B, and we depend on C”, “after buying A, we …”."""
    members = filling.members
    own = next((i for i, m in enumerate(members) if i and not isinstance(m, Figure) and m.text in _PRONOUNS), 0)
    if not own:
        return filling
    last = filling.span.end >= match.span.end
    return Filling(members[:own] if last else members[own:], filling.span)


def _entities(filling: Filling, types: tuple[str, ...]) -> Iterator[Entity]:
    if types in _FREE:
        return
    for member in filling.members:
        if not isinstance(member, Figure) and accepts(types, member.entity.type or NAME):
            yield member.entity


def _is_date(filling: Filling) -> bool:
    """Whether a slot's words begin with a date: “in March 2026” names no thing."""
    first = next(iter(filling.members), None)
    return isinstance(first, Figure) and first.kind == "Date" and first.start - filling.span.start < 12


def _whole_mention(match: Match, slot: str) -> Entity | None:
    """Return the entity that is all a slot's words say, an article aside."""
    filling = match.slots.get(slot)
    if filling is None or len(filling.members) != 1 or isinstance(filling.members[0], Figure):
        return None
    member = filling.members[0]
    before = match.unit.text[filling.span.start : member.start].strip().casefold()
    return (
        member.entity if member.end == filling.span.end and before in {"", "the", "a", "an", "its", "their"} else None
    )


_NO_PROJECTS = ("Organization", "Country", "Place")


def _names_another(match: Match, slot: str, name: str) -> bool:
    """Whether a slot's words, trimmed, are just the name of an organisation or a place: no thing of their own."""
    filling = match.slots.get(slot)
    named = [member for member in filling.members if not isinstance(member, Figure)] if filling else []
    return any(match.unit.text[m.start : m.end] == name and accepts(_NO_PROJECTS, m.entity.type or NAME) for m in named)


def _outside_parentheses(filling: Filling, match: Match, types: tuple[str, ...]) -> Iterator[Entity]:
    """Yield what a list names itself, not what its parentheses add, nor what only modifies a noun: “a laser plant”."""
    text = match.unit.text
    for member in filling.members:
        before = text[filling.span.start : member.start]
        noun = _NEXT.match(text, member.end, filling.span.end)
        if before.count("(") == before.count(")") and (noun is None or noun[1] in _AFTER):
            yield from _entities(Filling((member,), filling.span), types)


def _fill(template: str, match: Match) -> str:
    """Fill {slot} with the slot's words, {slot.label} (or .short, .name) with its entity's label, {match} with all words."""
    parts = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(literal)
        if name:
            slot, _, attribute = name.partition(".")
            parts.append(
                match.unit.text[match.span.start : match.span.end].rstrip(" ,;")
                if slot == "match"
                else _words(match, slot, attribute)
                if slot in match.slots
                else ""
            )
    return " ".join("".join(parts).split())


def _words(match: Match, slot: str, attribute: str) -> str:
    filling = match.slots[slot]
    if attribute in {"label", "short"}:
        label = next((m.entity.label for m in filling.members if not isinstance(m, Figure)), "")
        return without_suffix(label) if attribute == "short" else label
    if attribute == "name":
        return next((m.text for m in filling.members if not isinstance(m, Figure)), "")
    return match.unit.text[filling.span.start : filling.span.end]


@cache
def _admitted(relation: str) -> frozenset[str]:
    """Return the qualifiers that a claim of a relation may carry."""
    known = RELATIONS[relation]
    return frozenset((*known.identity, *known.qualifiers, *CLAIM_QUALIFIERS))


def _qualifiers(match: Match, emission: Emission, *, count: int, number: int | None) -> dict[str, QualifierValue]:
    admitted = _admitted(emission.relation)
    out: dict[str, QualifierValue] = {}
    named = emission.qualifiers
    if named is None:
        named = {slot: slot for slot in match.slots if slot in admitted or slot in {"amount", "percent", "period"}}
    for key, slot in named.items():
        if slot in match.slots:
            out.update(_qualifier(key, match, slot, count=count, number=number, each=match.rule.each))
    out.update(emission.fixed)
    joined = emission.relation == "suppliesTo" and count > 1 and number is None
    if joined and "percent" in out and not each_has(match, "percent"):
        # one share of several customers together is none's own
        out["note"] = f"joint share: {out.pop('valueText')}"
        del out["percent"]
    if "percent" in out and {"lowerBound", "upperBound"} & out.keys() - admitted:
        out["note"] = out.pop("valueText")
        del out["percent"]
    if "periodText" in out and "periodText" not in admitted:
        joint = ", from " if emission.relation == "growth" and str(out.get("note", "")) not in SEQUENCE else ", "
        out["note"] = f"{out['periodText']}{joint}{out['note']}" if "note" in out else out["periodText"]
    return {key: value for key, value in out.items() if key in admitted}


def _qualifier(
    key: str, match: Match, slot: str, *, count: int, number: int | None, each: bool
) -> dict[str, QualifierValue]:
    filling = match.slots[slot]
    figures = [m for m in filling.members if isinstance(m, Figure)]
    if match.rule.pattern.slots[slot] in _FREE or key == "note":
        said = _OWN.sub("", " ".join(match.unit.text[filling.span.start : filling.span.end].split()))
        return {key: _HOW.sub("", said) if key == "productText" else said}
    if not figures:
        return {key: next(m.entity for m in filling.members if not isinstance(m, Figure))}
    if key in {"from", "to"}:
        return _bound(key, figures[0])
    figure = figures[number] if number is not None and number < len(figures) else figures[0]
    if figure.kind == "Date" and number is not None and len(figures) == 1 and number < len(_periods(figure)) > 1:
        return {"periodText": _periods(figure)[number]}
    if figure.kind == "Date" and number and (shared := shared_period(figures[0].text, figure.text)):
        return {"periodText": shared}
    if figure.kind == "Date":
        return date_qualifiers(figure, key)
    joint = count > 1 and not (figure.each or each or (number is not None and len(figures) > 1))
    if figure.kind == "Money" and joint:
        return {"note": f"joint amount, attached to none: {figure.text}"}
    return _figure_qualifiers(figure, key, negative=match.rule.negative or turned(match, slot))


def _bound(key: str, figure: Figure) -> dict[str, QualifierValue]:
    """Return one end of a period that two dates give."""
    if key == "from":
        return {"startDate": figure.date_start} if figure.date_start else {}
    return {"endDate": figure.date_end, "datePrecision": figure.precision} if figure.date_end else {}


def date_qualifiers(figure: Figure, key: str = "period") -> dict[str, QualifierValue]:
    """Return a date figure as startDate, endDate and datePrecision, or as periodText where it has no calendar dates."""
    if figure.date_start is None or figure.date_end is None:
        return {"periodText": figure.period_text or figure.text}
    if key == "asOf":
        return {"asOf": figure.date_end}
    return {"startDate": figure.date_start, "endDate": figure.date_end, "datePrecision": figure.precision}


def _figure_qualifiers(figure: Figure, key: str, *, negative: bool = False) -> dict[str, QualifierValue]:
    out: dict[str, QualifierValue] = {"valueText": figure.text}
    if figure.approximate:
        out["approximate"] = True
    # "up to $3 billion" states 3 billion as a bound: the figure is kept, and that it is a bound
    amount = (
        figure.amount
        if figure.amount is not None
        else figure.upper
        if figure.lower is None
        else figure.lower
        if figure.upper is None
        else None
    )
    if amount is not None:
        out[key] = -abs(amount) if negative else amount  # “lost -4 %” is no gain
    for bound, value in (("lowerBound", figure.lower), ("upperBound", figure.upper)):
        if value is not None:
            out[bound] = value
    if figure.kind == "Money" and figure.currency:
        out["currency"] = figure.currency
    return out


def with_qualifiers(draft: Draft, extra: Mapping[str, QualifierValue]) -> Draft:
    """Return the draft with qualifiers that it does not have yet and its relation admits."""
    admitted = _admitted(draft.relation)
    added = {key: value for key, value in extra.items() if key in admitted and key not in draft.qualifiers}
    return replace(draft, qualifiers={**draft.qualifiers, **added}) if added else draft


def without_suffix(name: str) -> str:
    """Return a company's name without its legal form.

    >>> without_suffix("Borealis Corporation")
    'Borealis'
    """
    return SUFFIX.sub("", name).strip(" ,") or name
