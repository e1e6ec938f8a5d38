"""Draw links from what documents print to the entities of a store, to be judged by a person.

`python benchmarks/identity.py STORE [--links 200] [--seed 4] [--by-name]` reads a store that is built already. A link is a place in a
document and a company, fund or security that a claim there names; only those that assert an identity are drawn: entities
that a registry knows, or that bear a code. Every document gives as many links as the others, as far as it has them,
each of another entity; within a document they are drawn by chance from the seed. Each link is printed with the words of
the document, the entity, its codes and all its names.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from themegraph.graph.entity_list import Listed, list_entities
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.store import open_store
from themegraph.ontology.entry import ID_BASE

FAMILIES = ("organization/", "fund/", "security/")
MENTIONS = """SELECT DISTINCT ?g ?e ?words WHERE { GRAPH ?g {
  ?claim aii:asserts ?node ; aii:statedIn ?passage . ?passage oa:hasSelector/oa:exact ?words . ?node ?role ?e }
  FILTER(STRSTARTS(STR(?e), "BASE")) FILTER(!STRSTARTS(STR(?g), "https://w3id.org/ai-infrastructure/graph/")) }"""
WIDEST = 400


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A place in a document and the entity that it is taken for."""

    document: str
    entity: str
    named: str
    words: str


def links(store: GraphStore) -> Iterator[Link]:
    """Yield every link that asserts an identity, once for each document and entity as named."""
    titles = {row.document: row.title for row in store.documents()}
    known = {each.iri for each in list_entities(store) if each.resolved or each.codes}
    shortest: dict[tuple[str, str], str] = {}
    for graph, thing, words in store.query(MENTIONS.replace("BASE", ID_BASE), default="all").rows:
        if isinstance(thing, NamedNode) and isinstance(words, Literal) and isinstance(graph, NamedNode):
            one = store.identities.of(thing).value
            if one in known and one.removeprefix(ID_BASE).startswith(FAMILIES):
                key = (graph.value, thing.value)
                text = " ".join(words.value.split())
                shortest[key] = min(shortest.get(key, text), text, key=lambda each: (len(each), each))
    for (document, name), printed in shortest.items():
        entity = store.identities.of(NamedNode(name)).value
        yield Link(titles.get(document, document), entity, name, printed)


def bears_code(link: Link, entity: Listed) -> bool:
    """Tell whether the words of a link hold a code of its entity, so that the link goes without saying."""
    return any(code.lstrip("0") in link.words for _, code in entity.codes)


def draw(found: list[Link], wanted: int, seed: int) -> list[Link]:
    """Return links, as many of each document as of the others where it has them."""
    by_document: defaultdict[str, list[Link]] = defaultdict(list)
    for link in sorted(found):
        by_document[link.document].append(link)
    chance = random.Random(seed)
    for held in by_document.values():
        chance.shuffle(held)
    drawn: list[Link] = []
    while len(drawn) < wanted and any(by_document.values()):
        for document in sorted(by_document):
            if by_document[document] and len(drawn) < wanted:
                drawn.append(by_document[document].pop())
    return sorted(drawn)


def shown(number: int, link: Link, entity: Listed) -> str:
    """Return a link as three lines."""
    names = " | ".join(dict.fromkeys((entity.label, *entity.aliases)))
    codes = " ".join(f"{scheme}:{code}" for scheme, code in entity.codes)
    joined = f" (named {link.named.removeprefix(ID_BASE)})" if link.named != link.entity else ""
    return (
        f"{number:3} {link.document}: {link.words[:WIDEST]}\n"
        f"    -> {link.entity.removeprefix(ID_BASE)}{joined} {codes}\n    = {names[:WIDEST]}\n"
    )


def main() -> None:
    """Print the links."""
    parser = argparse.ArgumentParser(description="Draw links from documents to entities, to be judged by a person.")
    parser.add_argument("store")
    parser.add_argument("--links", type=int, default=200)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument(
        "--by-name", action="store_true", help="only links whose words do not hold a code of the entity"
    )
    options = parser.parse_args()
    with open_store(options.store, read_only=True) as store:
        entities = {each.iri: each for each in list_entities(store)}
        found = [link for link in links(store) if not (options.by_name and bears_code(link, entities[link.entity]))]
        drawn = draw(found, options.links, options.seed)
    print(
        f"{len(drawn)} of {len(found)} links, seed {options.seed}, of {len({link.document for link in found})} documents\n"
    )
    for number, link in enumerate(drawn, start=1):
        print(shown(number, link, entities[link.entity]))


if __name__ == "__main__":
    main()
