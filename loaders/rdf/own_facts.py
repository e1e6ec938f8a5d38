"""Facts in our own form without a document, as an export of the current graph has them: each is a claim of the file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import NamedNode, Triple

from themegraph.errors import ThemegraphError
from themegraph.graph.checks import claim_faults
from themegraph.graph.claim import Claim, Entity, Link, Rejection, digest
from themegraph.graph.describe import DESCRIPTIVE
from themegraph.graph.identities import JOINED_TO
from themegraph.graph.lift import direct_triples
from themegraph.graph.nodes import Node, build_nodes
from themegraph.graph.vocabulary import EXPOSED_TO, RESOLVED, RESTATES
from themegraph.loaders.identity import is_web_address
from themegraph.loaders.rdf.described import Described
from themegraph.loaders.rdf.facts import Facts
from themegraph.loaders.rdf.index import Index
from themegraph.loaders.rdf.renamed import origins_of, under_own_names
from themegraph.loaders.rdf.statements import Statements
from themegraph.ontology.registry import Registry
from themegraph.ontology.relations import RELATIONS
from themegraph.ontology.terms import AIID

EXTRACTOR = "rdf/facts@1"
CONFIDENCE = Decimal("0.9")
_RULED = frozenset({EXPOSED_TO, RESTATES, JOINED_TO})  # written by rules only, and written again


class OwnFacts:
    """The relationship nodes and the described entities of a file, what became of them, and the lines they take."""

    def __init__(self, document: str, statements: Statements, registry: Registry) -> None:
        self.claims: list[Claim] = []
        self.things: tuple[Entity, ...] = ()
        self.rejections: list[Rejection] = []
        self.consumed: set[int] = set()
        self._direct: set[Triple] = set()
        triples = [quad.triple for quad in statements.quads]
        self._index = Index(triples)
        nodes = self._index.of_type("Relationship")
        if not nodes and not any(True for _ in statements.using((RESOLVED.value,))):
            return
        self._document, self._statements = document, statements
        self._described = Described(self._index)
        self._facts = Facts(self._index, self._described)
        joins = [quad for quad in statements.quads if quad.predicate == JOINED_TO]
        self._joined, self._targets = {quad.subject for quad in joins}, {quad.object for quad in joins}
        self._origins = origins_of(quad.triple for quad in joins)
        self._take(nodes, registry)
        self.things = tuple(self._sound(self._described.all()))
        self._consume(nodes)

    def _take(self, nodes: list[str], registry: Registry) -> None:
        """Make the claims of nodes; what the registry states itself needs none."""
        known = _registered(registry)
        lines = {node: self._statements.about(NamedNode(node)) for node in nodes}
        own = [node for node in nodes if not self._in_registry(lines[node], known)]
        made = {node: list(self._claims(node, lines[node])) for node in own}
        ids = {node: claims[0].id for node, claims in made.items() if claims}
        linked = [(node, self._linked(claim, node, ids)) for node, claims in made.items() for claim in claims]
        self._accept(linked)
        for node in nodes:
            self._direct.update(direct_triples(self._statements.quads[number].triple for number in lines[node]))

    def _in_registry(self, lines: list[int], known: frozenset[Triple]) -> bool:
        return all(self._statements.quads[number].triple in known for number in lines if not self._ruled(number))

    def _ruled(self, number: int) -> bool:
        return self._statements.quads[number].predicate in _RULED

    def _claims(self, node: str, lines: list[int]) -> Iterator[Claim]:
        """Yield as many claims as it takes to give all values of a node's qualifiers."""
        relation = self._facts.relation(node)
        if relation is None or not node.startswith(AIID):
            self._refuse(f"<{node}> is no fact of a known relation", lines)
            return
        passage = self._statements.passage(lines)
        try:
            for place in range(min(100, self._facts.most_values(node, relation)) or 1):
                yield Claim(
                    id=digest(self._document, EXTRACTOR, node, place),
                    predicate=relation.name,
                    subject=self._facts.subject(node, relation),
                    object=self._facts.object(node, relation, "as given"),
                    passage=passage,
                    extractor=EXTRACTOR,
                    confidence=CONFIDENCE,
                    qualifiers=self._facts.qualifiers(node, relation, place),
                    exact=True,
                )
        except (ThemegraphError, ValueError, ArithmeticError) as error:
            self._refuse(f"<{node}> has a value that is none: {error}", lines)

    def _linked(self, claim: Claim, node: str, ids: dict[str, str]) -> Claim:
        from dataclasses import replace

        links = self._facts.links(node, RELATIONS[claim.predicate])
        return replace(claim, links=tuple(Link(role, ids[target]) for role, target in links if target in ids))

    def _accept(self, linked: list[tuple[str, Claim]]) -> None:
        """Take the claims whose fact has the name that the file gives it; the gate checks all of them again."""
        text = self._statements.text
        sound = [(node, claim) for node, claim in linked if not any(claim_faults(claim, text, frozenset()))]
        named = build_nodes(claim for _, claim in sound)
        for node, stated in linked:
            claim, fact = stated, named.get(stated.id)
            if fact is not None and fact.iri != node:
                claim = under_own_names(stated, node, self._origins)
                fact = fact if claim is stated else None
            if fact is not None and fact.iri != node and not self._moved(fact):
                passage = claim.passage
                reason = f"own-terms: <{node}> is not the name of the fact that it states"
                self.rejections.append(Rejection(reason, passage.start, passage.end, passage.text, EXTRACTOR))
            else:
                self.claims.append(claim)

    def _moved(self, fact: Node) -> bool:
        """Whether a fact speaks of a thing for which its documents have another name, so that the file renames it."""
        ends = [fact.subject, fact.object, *(value for _, value in fact.qualifiers)]
        return any(isinstance(end, Entity) and NamedNode(end.id) in self._targets for end in ends)

    def _sound(self, entities: Iterator[Entity]) -> Iterator[Entity]:
        from themegraph.graph.evidence import entity_fault

        for entity in entities:
            named = entity.id.startswith(AIID) or is_web_address(entity.id)
            fault = entity_fault(entity) or ("" if named else "neither a name of this program's nor an address")
            if fault:
                self._refuse(f"the description of <{entity.id}>: {fault}", self._statements.about(NamedNode(entity.id)))
            else:
                yield entity

    def _consume(self, nodes: list[str]) -> None:
        """Note the lines that are spoken for: nodes, described entities, what rules or facts make again."""
        facts = {NamedNode(node) for node in nodes}
        described = {NamedNode(entity.id) for entity in self.things}
        for number, quad in enumerate(self._statements.quads):
            told = quad.subject in facts or (quad.subject in described and quad.predicate in DESCRIPTIVE)
            pointer = quad.subject in self._joined and quad.predicate in DESCRIPTIVE
            if told or pointer or self._ruled(number) or quad.triple in self._direct:
                self.consumed.add(number)

    def _refuse(self, what: str, lines: list[int]) -> None:
        passage = self._statements.passage(lines)
        self.rejections.append(Rejection(f"own-terms: {what}", passage.start, passage.end, passage.text, EXTRACTOR))


def _registered(registry: Registry) -> frozenset[Triple]:
    """Return what the registry says, with the listed companies."""
    from themegraph.graph.registry_graph import registry_triples

    return registry_triples(registry)
