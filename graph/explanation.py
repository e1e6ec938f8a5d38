"""An explanation as a notebook shows it: a drawing of what leads to and from the thing, then each fact's sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from themegraph.graph.drawing.around import wares_of
from themegraph.graph.drawing.model import Box, Line, Picture, merged
from themegraph.graph.drawing.svg import to_svg
from themegraph.graph.drawing.text import NO_FORMULAS, plain
from themegraph.graph.facts import is_figure
from themegraph.graph.page.families import words
from themegraph.graph.quoting import REGISTRY, quotes

if TYPE_CHECKING:
    from themegraph.graph.attestation import Attestation
    from themegraph.graph.explain import Explanation
    from themegraph.graph.facts import Fact

MOST_FACTS, MOST_BOXES, MOST_LINES = 40, 22, 60


def mimebundle(explained: Explanation) -> dict[str, str]:
    """Return HTML, SVG and text of an explanation."""
    picture = picture_of(explained)
    text = as_text(explained)
    html = f"{_head(explained)}{to_svg(picture, alone=False)}{''.join(_facts(explained.facts))}"
    return {
        "text/html": f'<div class="{NO_FORMULAS}" style="overflow-x:auto">{html}</div>',
        "image/svg+xml": to_svg(picture, below=text.splitlines()[:MOST_LINES]),
        "text/plain": text,
    }


def picture_of(explained: Explanation) -> Picture:
    """Return the thing in the middle, what leads to it left, what it leads to right."""
    centre = explained.entity
    facts = [fact for fact in explained.facts if fact.live and fact.subject.iri and fact.object.iri]
    columns = {centre.iri: 1}
    names = {centre.iri: centre.label}
    for fact in facts:
        other, column = (fact.object, 2) if fact.subject.iri == centre.iri else (fact.subject, 0)
        columns.setdefault(other.iri, column)
        names[other.iri] = other.label
    kept = list(columns)[:MOST_BOXES]
    boxes = tuple(Box(key, names[key], "org", columns[key], key == centre.iri) for key in kept)
    drawn = merged(_line(fact) for fact in facts if fact.subject.iri in kept and fact.object.iri in kept)
    more = len(columns) - len(kept)
    return Picture(centre.label, boxes, drawn, f"{more} more things: too many to draw" if more else "")


def as_text(explained: Explanation) -> str:
    """Return what the thing is and its facts, each with its sentences."""
    thing = explained.entity
    lines = [f"{plain(thing.label)} ({thing.type}), {len(explained.facts)} facts"]
    for fact in explained.facts[:MOST_FACTS]:
        lines.append(_said(fact))
        lines += [
            f"    “{plain(sentence)}” {who}" if sentence else f"    {who}"
            for sentence, who in _evidence(fact.attestations)
        ]
    lines += _more(explained)
    return "\n".join(lines) + "\n"


def _head(explained: Explanation) -> str:
    thing = explained.entity
    also = f"<div style='opacity:.8'>also: {escape(plain(', '.join(thing.aliases)))}</div>" if thing.aliases else ""
    known = "" if thing.resolved else ", known from the documents only"
    return (
        f"<div style='font-size:1.15em;font-weight:600'>{escape(plain(thing.label))}</div>"
        f"<div style='opacity:.8'>{escape(thing.type)}{known}, {len(explained.facts)} facts</div>{also}"
    )


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    """Yield each fact with its sentences, and say how many are left out."""
    for fact in facts[:MOST_FACTS]:
        yield f"<div style='margin-top:.5em'>{escape(_said(fact))}</div>{quotes(_evidence(fact.attestations))}"
    if len(facts) > MOST_FACTS:
        yield f"<div>… and {len(facts) - MOST_FACTS} more facts</div>"


def _more(explained: Explanation) -> list[str]:
    more = len(explained.facts) - MOST_FACTS
    return [f"… and {more} more facts"] if more > 0 else []


def _said(fact: Fact) -> str:
    """Return a fact in a line, with its figures and how it stands."""
    details = "; ".join(_detail(name, value) for name, value in fact.qualifiers if name != "datePrecision")
    standing = "" if fact.live else ", ".join(sorted({each.status for each in fact.attestations}))
    text = f"{plain(fact.subject.label)} {fact.label} {plain(fact.object.label)}"
    return text + (f" ({plain(details)})" if details else "") + (f" [{standing}]" if standing else "")


def _detail(name: str, value: str) -> str:
    """Return a qualifier in words; a text that stands for itself without its name."""
    if name.endswith("Text"):
        return value
    return f"{words(name)} {_figure(Decimal(value)) if is_figure(name) else value}"


def _figure(number: Decimal) -> str:
    """Return a number as a reader expects it.

    >>> _figure(Decimal("17000000000.0")), _figure(Decimal("4.50"))
    ('17,000,000,000', '4.5')
    """
    return f"{int(number):,}" if number == number.to_integral_value() else f"{number.normalize():,f}"


def _evidence(attestations: Iterable[Attestation]) -> list[tuple[str, str]]:
    """Return each sentence once with who says it, where and since when."""
    found: dict[tuple[str, str], None] = {}
    for each in attestations:
        if each.title.startswith(REGISTRY):
            # The registry's entries are data: its file is named, but there is no sentence to read.
            found["", plain(each.title)] = None
            continue
        speaker = each.claimant or each.citation
        who = f"{speaker}, in" if speaker else f"{each.publisher}," if each.publisher else ""
        where = f"{who} “{each.title}”" if each.title else who.removesuffix(", in")
        found[each.words, plain(", ".join(part for part in (where, each.place, each.known) if part))] = None
    return list(found)


def _line(fact: Fact) -> Line:
    firm = any(each.status == "asserted" and not each.derived for each in fact.attestations)
    said = tuple(each.words for each in fact.attestations)
    return Line(fact.subject.iri, fact.object.iri, fact.predicate, fact.label, wares_of(fact.qualifiers), firm, said)
