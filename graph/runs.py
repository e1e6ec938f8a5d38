"""Metadata of loader runs: when a document was last written and by which version. Never part of an export."""

from __future__ import annotations

from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode, Triple

from themegraph import __version__
from themegraph.graph.changes import Changes, difference
from themegraph.graph.claim import digest
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import RUNS, TYPE, term
from themegraph.ontology.terms import AIID

DATE_TIME = term("xsd:dateTime")


def run_iri(document: NamedNode) -> NamedNode:
    """Return the IRI of the last run over a document."""
    return NamedNode(f"{AIID}loader_run/{digest(document.value)}")


def now() -> str:
    """Return this moment in universal time."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def run_changes(store: QuadSource, document: NamedNode) -> Changes:
    """Return the changes that record a run of this moment in place of the document's last one."""
    run = run_iri(document)
    after = {
        Triple(run, TYPE, term("LoaderRun")),
        Triple(run, term("prov:used"), document),
        Triple(run, term("prov:endedAtTime"), Literal(now(), datatype=DATE_TIME)),
        Triple(run, term("schema:softwareVersion"), Literal(__version__)),
    }
    return difference(_before(store, run), after, RUNS)


def forget_runs(store: QuadSource, document: NamedNode) -> Changes:
    """Return the changes that remove a document's run."""
    return difference(_before(store, run_iri(document)), set(), RUNS)


def _before(store: QuadSource, run: NamedNode) -> set[Triple]:
    return {quad.triple for quad in store.quads_for_pattern(run, None, None, RUNS)}
