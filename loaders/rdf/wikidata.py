"""The mapping of Wikidata's RDF, from the table that says what its statements mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from themegraph.loaders.rdf.rules import NONE, FactRule, Iris, Path, Step, Thing, Vocabulary
from themegraph.ontology.terms import RELATIONS
from themegraph.ontology.wikidata import Wikidata
from themegraph.ontology.wikidata import wikidata as table

_BASE = "http://www.wikidata.org/"
_PERSON = "Q5"
_NAMES = ("http://www.w3.org/2000/01/rdf-schema#label", "http://schema.org/name")
_ALIAS = "http://www.w3.org/2004/02/skos/core#altLabel"
_STATEMENT = "http://wikiba.se/ontology#Statement"
_EXCHANGE = "P414"
_ITEM = re.compile(r"^http://www\.wikidata\.org/entity/(Q[1-9][0-9]{0,11})$")


@lru_cache(maxsize=1)
def wikidata() -> Vocabulary:
    """Return the mapping: direct statements, and statement nodes where they give a ticker symbol."""
    known = table()
    kinds = {**known.classes, _PERSON: NONE}
    return Vocabulary(
        name="wikidata",
        things=tuple(
            Thing((f"{_BASE}entity/{item}",), kind, _direct(known.class_property)) for item, kind in kinds.items()
        ),
        names=tuple((Step((iri,)),) for iri in _NAMES),
        aliases=((Step((_ALIAS,)),),),
        codes=tuple((scheme, (Step(_direct(name)),)) for name, scheme in known.identifiers.items()),
        iri_codes=(("wikidataId", _ITEM),),
        facts=tuple(_facts(known)),
    )


def _facts(known: Wikidata) -> Iterator[FactRule]:
    for name, meaning in known.relations.items():
        # the item may be either end; a body that says nothing of its kind is a company
        value = "Company" if meaning.value == "Organization" else meaning.value
        relation = RELATIONS[meaning.relation]
        item = "Product" if meaning.inverse and "Product" in relation.object_types else "Company"
        ends = (value, item) if meaning.inverse else (item, value)
        path = (Step(_direct(name)),)
        yield FactRule(meaning.relation, path, inverse=meaning.inverse, subject_type=ends[0], object_type=ends[1])
    for name, relation_name in known.texts.items():
        yield FactRule(relation_name, (Step(_direct(name)),), subject_type="Company")
    yield FactRule(
        "hasTicker",
        object=_step((f"{_BASE}prop/qualifier/{known.ticker_qualifier}",)),
        nodes=(_STATEMENT,),
        subject=(Step((f"{_BASE}prop/{_EXCHANGE}",), back=True),),
        subject_type="Company",
        qualifiers=(("listingVenue", _step((f"{_BASE}prop/statement/{_EXCHANGE}",))),),
    )


def _direct(name: str) -> Iris:
    return (f"{_BASE}prop/direct/{name}",)


def _step(iris: Iris) -> Path:
    return (Step(iris),)
