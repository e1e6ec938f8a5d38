"""Write invented documents with their claims, for tests of whatever takes a reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from themegraph.graph.claim import (
    Claim,
    Entity,
    Link,
    Passage,
    Question,
    Reading,
    Reference,
    Rejection,
    Source,
    Value,
    digest,
)
from themegraph.ontology.entry import FAMILIES
from themegraph.ontology.terms import AIID

CLAIM_FIELDS = ("status", "derived", "claimant", "cited", "cited_as", "confidence", "extractor")


def unknown(slug: str, kind: str = "Company", *, label: str = "", aliases: tuple[str, ...] = ()) -> Entity:
    """Return an entity that no registry knows, named by its slug unless a label is given.

    >>> unknown("tin-works").label
    'Tin Works'
    """
    name = label or slug.replace("-", " ").title()
    return Entity(f"{AIID}{FAMILIES[kind]}/x-{slug}", name, kind, aliases, resolved=False)


def registered(iri: str, label: str, kind: str) -> Entity:
    """Return an entity of a registry by family/slug.

    >>> registered("layer/smelting", "smelting", "Layer").id
    'https://w3id.org/ai-infrastructure/id/layer/smelting'
    """
    return Entity(AIID + iri, label, kind)


@dataclass
class Page:
    """A document being written: each claim adds a sentence of its own, so that spans are right by construction."""

    id: str
    title: str = "A page"
    publisher: Entity | None = None
    issued: str = ""
    text: str = "A page\n\n"
    claims: list[Claim] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    takeaways: list[Passage] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def passage(self, sentence: str) -> Passage:
        """Add a sentence and return its span."""
        start = len(self.text)
        self.text += sentence + "\n"
        return Passage(start, start + len(sentence), sentence)

    def claim(
        self,
        predicate: str,
        subject: Entity,
        target: Entity | str,
        *,
        links: Iterable[tuple[str, str]] = (),
        sentence: str = "",
        **given: Any,
    ) -> str:
        """Add a claim and its sentence; return its id. Keywords that are no fields of Claim are qualifiers."""
        obj = Value(target, target) if isinstance(target, str) else target
        passage = self.passage(sentence or f"{subject.label} {predicate} {obj.label} ({len(self.claims)}).")
        fields: dict[str, Any] = {"confidence": Decimal("0.9"), "extractor": "invented@1"}
        fields |= {name: given.pop(name) for name in CLAIM_FIELDS if name in given}
        claim = Claim(
            id=digest(self.id, predicate, passage.start, passage.end),
            predicate=predicate,
            subject=subject,
            object=obj,
            passage=passage,
            qualifiers=given,
            links=tuple(Link(role, claim) for role, claim in links),
            **fields,
        )
        self.claims.append(claim)
        return claim.id

    def reference(self, number: int, title: str, publisher: Entity | None = None, issued: str = "") -> str:
        """Add an entry to the list of references; return the work's IRI."""
        work = f"{AIID}document/x-{digest(title)}"
        passage = replace(self.passage(f"{number}. {title}"), kind="ReferenceEntry")
        self.references.append(Reference(work, number, title, publisher, issued, passage))
        return work

    def question(self, text: str, answer: str) -> None:
        """Add a question with its answer."""
        order = len(self.questions) + 1
        passage = replace(self.passage(answer), kind="Answer")
        self.questions.append(Question(f"{self.id}#question={order}", text, order, passage))

    def takeaway(self, sentence: str) -> None:
        """Add a main point."""
        self.takeaways.append(replace(self.passage(sentence), kind="KeyTakeaway"))

    def rejection(self, sentence: str, reason: str, rule: str = "") -> None:
        """Add a sentence that was read and refused."""
        passage = self.passage(sentence)
        self.rejections.append(Rejection(reason, passage.start, passage.end, sentence, rule))

    def reading(self) -> Reading:
        """Return the page as extraction would hand it over."""
        source = Source(
            id=self.id,
            title=self.title,
            digest=hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest(),
            length=len(self.text),
            publisher=self.publisher,
            issued=self.issued,
            name=self.id.rpartition("/")[2] + ".txt",
            references=tuple(self.references),
            questions=tuple(self.questions),
            takeaways=tuple(self.takeaways),
        )
        return Reading(source, self.text, tuple(self.claims), rejections=tuple(self.rejections))
