"""The statements of a file with the lines of the document's text on which they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from themegraph.graph.claim import Passage
from themegraph.loaders.rdf.rules import Path, Step

Term = NamedNode | BlankNode | Literal
Reached = tuple[Term, tuple[int, ...]]  # a term and the numbers of the lines that lead to it


class Statements:
    """Statements, each with its evidence: found by subject, by object and by property; numbers count from 0.

    `passages` are what states each of them; without, `text` is their lines of N-Quads and a line its own evidence.
    """

    def __init__(self, text: str, quads: Sequence[Quad] = (), passages: Sequence[Passage] = ()) -> None:
        self.text = text
        self.quads: Sequence[Quad] = quads if passages else list(parse(text.encode("utf-8"), RdfFormat.N_QUADS))
        self._passages = passages
        self._starts = [] if passages else [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]
        self.hide(frozenset())

    def hide(self, numbers: AbstractSet[int]) -> None:
        """Find these lines no more, and all others."""
        self._from: defaultdict[object, list[int]] = defaultdict(list)
        self._to: defaultdict[object, list[int]] = defaultdict(list)
        self._by: defaultdict[str, list[int]] = defaultdict(list)
        for number, quad in enumerate(self.quads):
            if number not in numbers:
                self._from[quad.subject].append(number)
                self._to[quad.object].append(number)
                self._by[quad.predicate.value].append(number)

    def using(self, iris: Iterable[str]) -> Iterator[int]:
        """Yield the lines whose property is one of these."""
        for iri in iris:
            yield from self._by.get(iri, ())

    def of_class(self, iris: Iterable[str], via: Iterable[str]) -> Iterator[tuple[Term, int]]:
        """Yield what has one of some classes by one of some properties, each with its line."""
        wanted = {NamedNode(iri) for iri in iris}
        for number in self.using(via):
            if self.quads[number].object in wanted:
                yield self.quads[number].subject, number  # type: ignore[misc]

    def about(self, subject: object) -> list[int]:
        """Return the lines with a subject."""
        return self._from.get(subject, [])

    def follow(self, start: Term, path: Path) -> list[Reached]:
        """Return what a path leads to, each end with the lines of the way; in the order of the lines."""
        reached: list[Reached] = [(start, ())]
        for step in path:
            reached = [found for term, lines in reached for found in self._step(term, lines, step)]
        return reached

    def _step(self, term: Term, lines: tuple[int, ...], step: Step) -> Iterator[Reached]:
        for number in (self._to if step.back else self._from).get(term, ()):
            quad = self.quads[number]
            if quad.predicate.value in step.iris:
                end = quad.subject if step.back else quad.object
                if not isinstance(end, Triple):
                    yield end, (*lines, number)

    def span(self, number: int) -> tuple[int, int]:
        """Return where a line stands, without its end."""
        if self._passages:
            return self._passages[number].start, self._passages[number].end
        return self._starts[number], self._starts[number + 1] - 1

    def passage(self, lines: Iterable[int]) -> Passage:
        """Return the span from the first to the last of some lines of one subject; of several subjects, the last one's."""
        numbers = sorted(set(lines))
        if self._passages:
            return self._passages[numbers[-1] if numbers else 0]
        last = self.quads[numbers[-1]].subject
        own = [number for number in numbers if self.quads[number].subject == last]
        start, end = self._starts[own[0]], self._starts[own[-1] + 1] - 1
        return Passage(start, end, self.text[start:end])
