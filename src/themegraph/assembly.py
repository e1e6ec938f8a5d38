"""Building: from sources to a store, document by document, so that one bad document never stops the others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from themegraph.errors import ClaimError, ReadError, RuleError, StoreError, ThemegraphError
from themegraph.graph.claim import Reading, Rejection
from themegraph.graph.report.model import Failure

if TYPE_CHECKING:
    from themegraph.graph.decisions import Decisions
    from themegraph.graph.graph_store import GraphStore
    from themegraph.loaders.document import Metadata
    from themegraph.loaders.mapping.model import Mapping
    from themegraph.loaders.sources import Candidate, Sources
    from themegraph.queries.answer import Answer

FAILURES_SHOWN = 10
Progress = Callable[[str], None]
Observer = Callable[[Reading], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that is now in the store: what became of it, how much it holds, what to know of how it was read."""

    name: str
    document: str
    status: str
    claims: int
    facts: int
    triples: int
    rejections: tuple[Rejection, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The outcome of a build."""

    loaded: tuple[Loaded, ...]
    failures: tuple[Failure, ...]

    def total(self, measure: str) -> int:
        """Add up `claims`, `facts` or `triples` over the documents."""
        return sum(int(getattr(each, measure)) for each in self.loaded)

    @property
    def rejected(self) -> tuple[tuple[str, Rejection], ...]:
        """Return every rejection with the name of its document."""
        return tuple((each.name, rejection) for each in self.loaded for rejection in each.rejections)

    def __str__(self) -> str:
        return str(self._table())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the forms a notebook chooses from: what became of each document, and what could not be read."""
        return self._table()._repr_mimebundle_()

    def _table(self) -> Answer:
        from themegraph.queries.answer import Answer, rows_of_texts

        rows = ((each.name, each.status, each.claims, each.facts, len(each.rejections)) for each in self.loaded)
        failed = [f"not read: {each.name}: {each.reason}" for each in self.failures[:FAILURES_SHOWN]]
        if len(self.failures) > FAILURES_SHOWN:
            failed.append(f"not read: {len(self.failures) - FAILURES_SHOWN} more")
        columns = ("document", "status", "claims", "facts", "rejected")
        return Answer(columns, rows_of_texts(rows), tuple(failed))


def bundled_theme() -> Sources:
    """Return the documents that come with the program, under names that no file of a user has."""
    from themegraph import loaders
    from themegraph.loaders.sources import Candidate, Sources

    folder = Path(loaders.__file__).parent / "samples"
    paths = [
        path for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md", ".csv") and path.stem != "README"
    ]
    return Sources(tuple(Candidate(f"themegraph/{path.name}", path, path.stat().st_size) for path in paths), (), ())


def build(
    sources: Sequence[str] | Sources,
    store: GraphStore | None,
    *,
    given: Metadata | None = None,
    rules: Sequence[Path] = (),
    workers: int = 0,
    deadline: float | None = None,
    decisions: Decisions | None = None,
    mappings: Sequence[Mapping] = (),
    max_bytes: int = 0,
    progress: Progress = lambda _: None,
    observe: Observer = lambda _: None,
) -> Summary:
    """Read, extract, check and store every document that the sources name.

    `sources` are files, folders, patterns or `-`; none means the bundled theme. `given` is metadata that holds for
    every document, `rules` are rule files or folders beside the bundled ones. `workers` processes read, 0 means this
    one; a document gets `deadline` seconds of theirs. `decisions` say which names are the same thing. The store is the same for any number of workers and any order of
    sources. `mappings` say what the columns of tables mean that they name. A file may have
    `max_bytes`, 0 for the usual limit. Without a store the documents are only read; `observe` sees each reading that was stored. What cannot be
    read or stored is in the summary's failures; nothing of it is in the store.
    """
    from themegraph.loaders.pool import DEADLINE, read_all
    from themegraph.loaders.setup import Setup
    from themegraph.loaders.sources import DEFAULT_MAX_BYTES, Sources, find_sources

    found = sources if isinstance(sources, Sources) else find_sources(sources) if sources else bundled_theme()
    outcomes: list[Loaded | Failure] = [Failure(error.where, str(error)) for error in found.errors]
    # of two files that are one document the first wins, so first may not depend on the order of arguments
    candidates = sorted(found.candidates, key=lambda each: (each.name, str(each.path)))
    setup = Setup(given, max_bytes or DEFAULT_MAX_BYTES, tuple(rules), tuple(mappings))
    readings = read_all(candidates, setup, workers=workers, deadline=deadline or DEADLINE)
    taken: dict[str, str] = {}
    with rare_collections():
        # the readers end, and the last reading goes, before what follows from all documents takes memory of its own
        with closing(readings):
            for number, candidate in enumerate(candidates, start=1):
                progress(f"{number} of {len(candidates)}: {candidate.name}")
                outcomes += _load_all(candidate, next(readings), decisions, store, taken, observe)
        if store is not None and decisions is not None:
            from themegraph.graph.identities_moves import keep_apart

            keep_apart(store, decisions.apart)
        if store is not None and candidates:
            store.derive()
    progress("")
    return _summary(outcomes)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for garbage in circles less often: a table makes millions of objects, none of them in circles."""
    usual = gc.get_threshold()
    gc.set_threshold(max(usual[0], 200_000) if usual[0] else 0, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _documents(reading: Reading | ThemegraphError) -> Sequence[Reading | ThemegraphError]:
    """Return the documents that a file holds, or the file's own reading where it is one document."""
    return (isinstance(reading, Reading) and reading.documents) or (reading,)


def _decided(reading: Reading | ThemegraphError, decisions: Decisions | None) -> Reading | ThemegraphError:
    """Return a reading with things named by their codes, and the names merged that people decided are the same thing."""
    if isinstance(reading, ThemegraphError):
        return reading
    from themegraph.graph.identities_reading import named_by_codes
    from themegraph.graph.merges import merged
    from themegraph.ontology.registry import load_registry

    named = named_by_codes(reading, load_registry())
    return named if decisions is None else merged(named, decisions, load_registry())


def _load_all(
    candidate: Candidate,
    reading: Reading | ThemegraphError,
    decisions: Decisions | None,
    store: GraphStore | None,
    taken: dict[str, str],
    observe: Observer,
) -> list[Loaded | Failure]:
    """Store the documents of a file, one by one, or say why not."""
    return [_load(candidate, _decided(each, decisions), store, taken, observe) for each in _documents(reading)]


def _load(
    candidate: Candidate,
    reading: Reading | ThemegraphError,
    store: GraphStore | None,
    taken: dict[str, str],
    observe: Observer,
) -> Loaded | Failure:
    """Store one document, or say why not; `taken` names the documents that this build has read."""
    from themegraph.loaders.sources import shown

    try:
        if isinstance(reading, ThemegraphError):
            raise reading
        other = taken.setdefault(reading.source.id, shown(str(candidate.path or candidate.name)))
        if other != shown(str(candidate.path or candidate.name)):
            remedy = "build their folder, or give one an address in FILE.meta.json"
            raise ReadError(f"is the same document as {other} by name or address", where=candidate.name, valid=remedy)
        notes = reading.source.notes
        if store is None:
            observe(reading)
            counts = (len(reading.claims), 0, 0)
            return Loaded(candidate.name, reading.source.id, "read", *counts, reading.rejections, notes)
        update = store.update_document(reading)
    except (ReadError, RuleError, ClaimError, StoreError) as error:
        return Failure(candidate.name, str(error))
    observe(reading)
    counts = (update.claims, update.facts, update.triples)
    return Loaded(candidate.name, update.document, update.status, *counts, tuple(update.rejections), notes)


def _summary(outcomes: Iterable[Loaded | Failure]) -> Summary:
    """Sort the outcomes into a summary."""
    listed = tuple(outcomes)
    return Summary(
        tuple(each for each in listed if isinstance(each, Loaded)),
        tuple(each for each in listed if isinstance(each, Failure)),
    )
