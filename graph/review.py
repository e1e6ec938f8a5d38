"""Write proposals in the form of the decisions file, each with its decision left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import yaml

from themegraph.graph.entity_list import Listed
from themegraph.graph.proposals import Proposal
from themegraph.ontology.entry import ID_BASE

_HEAD = """# Names that may mean the same thing. Write `same` or `different` after `decision:`, and who and why if you like;
# what is left open changes nothing. Give the file to 'themegraph build --decisions FILE'.
"""
_REMARKS = "# Codes that contradict each other, of one thing each; the documents have to be looked at:\n"


def review_text(
    proposals: Iterable[Proposal],
    entities: Iterable[Listed],
    sentences: Mapping[str, Sequence[str]],
    remarks: Sequence[str] = (),
) -> str:
    """Return the text of a decisions file; `sentences` are shown as evidence under each entity's name.

    `remarks` are what no decision can settle, written as comments.
    """
    known = {entity.iri: entity.label for entity in entities}
    items = [_item(proposal, known, sentences) for proposal in proposals]
    told = "".join(f"# - {' '.join(remark.split())}\n" for remark in remarks)
    return _HEAD + (_REMARKS + told if told else "") + "\n".join(items)


def _item(proposal: Proposal, known: Mapping[str, str], sentences: Mapping[str, Sequence[str]]) -> str:
    pair = [proposal.one, proposal.other]
    ids = ", ".join(iri.removeprefix(ID_BASE) for iri in pair)
    told = {
        "names": [known.get(iri, iri.removeprefix(ID_BASE)) for iri in pair],
        "score": proposal.score,
        "reasons": list(proposal.reasons),
        "evidence": [{known.get(iri, iri.removeprefix(ID_BASE)): list(sentences.get(iri, ()))} for iri in pair],
    }
    rest = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)
    lines = [f"- pair: [{ids}]", "  decision:", *(f"  {line}" for line in rest.splitlines())]
    return "\n".join(lines) + "\n"
