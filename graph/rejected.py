"""What was read and refused, as triples of its document's graph: the reason, the rule and the passage, and no fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from themegraph.graph.claim import Passage, Rejection, digest
from themegraph.graph.evidence import passage_fault
from themegraph.graph.hostile import one_line, visible
from themegraph.graph.ntriples import name, text_literal
from themegraph.graph.vocabulary import STATED_IN, TYPE, term
from themegraph.ontology.terms import AIID

_A_REJECTED_CLAIM = f"{TYPE} {term('RejectedClaim')}"


def with_passages(rejections: Iterable[Rejection], text: str) -> dict[Rejection, Passage]:
    """Return the rejections that point at words of the text, with their passages; others are remarks on the file."""
    found = ((each, Passage(each.start, each.end, text[each.start : each.end])) for each in rejections)
    return {each: passage for each, passage in found if not passage_fault(passage, text)}


def rejected_lines(document: str, rejection: Rejection) -> Iterator[str]:
    """Yield what the graph says of a rejected claim; two that only their rules' names tell apart are two."""
    reason = visible(one_line(rejection.reason))
    place = f"{rejection.start},{rejection.end}"
    node = f"<{AIID}rejection/{digest(document, place, reason, rejection.rule)}>"
    yield f"{node} {_A_REJECTED_CLAIM}"
    yield f"{node} {STATED_IN} <{document}#char={place}>"
    yield f"{node} {name('reason')} {text_literal(reason)}"
    if rejection.rule:
        yield f"{node} {name('extractor')} {text_literal(rejection.rule)}"
